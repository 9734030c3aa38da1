# The ten verbs. CI calls the same ones; there is no second list.
VENV := .venv
BIN := $(VENV)/bin
STAGE ?= awarded
ADDRESS ?= 127.0.0.1:8000
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: help setup setup-dev run demo test browser check fix bench fsck lock

help:            ## what each verb does
	@grep -E '^[a-z-]+: .*##|^[a-z-]+:.*##' Makefile | sed 's/:.*##/\t/'

setup: $(VENV)/base.stamp     ## a virtual environment with what the site needs

setup-dev: $(VENV)/dev.stamp  ## and what its tests and checks need

$(BIN)/python:
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Cần Python 3.11 trở lên (python3 --version)."; exit 1; }
	python3 -m venv $(VENV)

$(VENV)/base.stamp: requirements/base.txt pyproject.toml | $(BIN)/python
	$(BIN)/pip install --quiet --require-hashes -r requirements/base.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/base.stamp
	$(BIN)/pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

run: setup       ## the site, with the small world in it
	@$(BIN)/thidua demo --stage $(STAGE) --serve --address $(ADDRESS)

demo: setup      ## only build the small world
	@$(BIN)/thidua demo --stage $(STAGE)

test: setup-dev  ## everything: the fast suite on both cores, then the browser
	@sh .ci/needs
	$(BIN)/pytest -n 2 --dist loadfile -m "not browser" --durations 10
	$(BIN)/pytest -m browser

check: setup-dev ## lint, format, types, walls
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: setup-dev   ## lint and format, mending what can be mended
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup     ## the benchmarks by name: make bench NAME=…
	@$(BIN)/thidua bench $(NAME)

fsck: setup      ## ask every invariant
	@$(BIN)/thidua fsck

lock: setup-dev  ## compile the pinned, hashed requirements anew
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --output-file requirements/base.txt pyproject.toml
	$(BIN)/pip-compile --quiet --extra dev --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --constraint requirements/base.txt --output-file requirements/dev.txt pyproject.toml
