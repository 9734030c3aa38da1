"""One real PostgreSQL, one small world.

The base world (units and people) is built once per run and process. A stage of the line is built once
per module, inside a transaction that the module rolls back; each test then has its own savepoint.
"""

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings as settings_of_properties

ROOT = Path(__file__).resolve().parent.parent


def pytest_configure(config):
    """Start the server before anything asks for it; files of a test run live in a folder of their own."""
    # A busy machine is no fault of what is tested; CI looks at the same examples each time.
    settings_of_properties.register_profile("house", deadline=None, derandomize=bool(os.environ.get("CI")))
    settings_of_properties.load_profile("house")
    from django.conf import settings

    from thidua.database import VAR, start_embedded

    for folder in ("faces", "static"):
        (VAR / folder).mkdir(parents=True, exist_ok=True)
    start_embedded()
    settings.DEMO = False
    # Chosen passwords are hashed quickly here; one-time codes name their own hasher and keep it.
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.MD5PasswordHasher",
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    ]
    settings.MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="thidua-files-"))
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


@pytest.fixture(scope="session")
def seeds():
    """The folder of the four real plans; in CI a missing one is a failure, never a skip."""
    folder = Path(os.environ.get("THIDUA_SEEDS") or ROOT.parent / "shared" / "seeds")
    if not folder.is_dir():
        if os.environ.get("CI"):
            pytest.fail("The real plans are missing beside the repository; set THIDUA_SEEDS.")
        pytest.skip("The real plans are not beside the repository; set THIDUA_SEEDS to test with them.")
    return folder


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """A database for each process; and no pool, which would keep connections of one test alive in the next."""
    from django.conf import settings

    settings.DATABASES["default"]["OPTIONS"].pop("pool", None)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test database with the base world in it."""
    from thidua.demo.world import build

    with django_db_blocker.unblock():
        build()


def _build(stage, blocker):
    """Build a stage inside a transaction that ends with the module."""
    from django.db import transaction

    from thidua.demo.stages import run

    with blocker.unblock(), transaction.atomic():
        run(stage)
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def _planned(django_db_setup, django_db_blocker):
    yield from _build("planned", django_db_blocker)


@pytest.fixture(scope="module")
def _reported(django_db_setup, django_db_blocker):
    yield from _build("reported", django_db_blocker)


@pytest.fixture(scope="module")
def _voted(django_db_setup, django_db_blocker):
    yield from _build("voted", django_db_blocker)


@pytest.fixture(scope="module")
def _awarded(django_db_setup, django_db_blocker):
    yield from _build("awarded", django_db_blocker)


@pytest.fixture
def planned(_planned, world):
    """The plan is issued; nobody has pledged yet. One stage per module."""
    return world


@pytest.fixture
def reported(_reported, world):
    """58 of 60 pledged, eight reports accepted, totals made. One stage per module."""
    return world


@pytest.fixture
def voted(_voted, world):
    """The council has closed: 2 + 5 agreed, 1 refused. One stage per module."""
    return world


@pytest.fixture
def awarded(_awarded, world):
    """The submission is sent, the pupils' decision issued. One stage per module."""
    return world


@pytest.fixture
def world(db):
    """The base world: units and people, no plan yet."""
    from thidua.demo.world import build

    return build()
