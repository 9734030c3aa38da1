"""The four seed plans and their hand-made truth; the folder is shared, not part of the repository."""

import json
import os
from pathlib import Path

import pytest

from thidua.documents.reading import read_bytes

REPOSITORY = Path(__file__).resolve().parents[3]
SEEDS = (
    "000_88ccc941bc631286.txt",
    "001_c5405d88a93fe8a3.txt",
    "002_282fc53550cdf8bc.txt",
    "004_027eddec4f99f457.txt",
)


def seeds_folder() -> Path:
    folder = Path(os.environ.get("THIDUA_SEEDS") or REPOSITORY.parent / "shared" / "seeds")
    if not (folder / "truth").is_dir():
        sentence = "the seed plans are not on this machine; set THIDUA_SEEDS to their folder"
        if os.environ.get("CI"):
            pytest.fail(sentence)
        pytest.skip(sentence)
    return folder


class Seed:
    """One seed: its bytes, what was read from it, the same as JSON, and the truth."""

    def __init__(self, name: str) -> None:
        folder = seeds_folder()
        self.name = name
        self.data = (folder / name).read_bytes()
        self.truth = json.loads((folder / "truth" / f"{name}.json").read_text(encoding="utf-8"))
        self.structure = read_bytes(self.data, filename=name)
        self.read = self.structure.as_json()


@pytest.fixture(params=SEEDS, ids=["EK", "LT", "HY", "NH"])
def seed(request):
    return Seed(request.param)


@pytest.fixture
def school_seed():
    return Seed(SEEDS[1])


@pytest.fixture
def plans():
    return REPOSITORY / "thidua" / "demo" / "plans"
