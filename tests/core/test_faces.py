"""The screen face: every Vietnamese letter is in it, it is light, and building it twice costs nothing."""

import unicodedata

import pytest
from fontTools.ttLib import TTFont

from thidua.core.faces import build_faces

VOWELS = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
TONES = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
VIETNAMESE = {unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES} | {"đ", "Đ"}


@pytest.fixture(scope="module")
def faces(tmp_path_factory):
    return build_faces(tmp_path_factory.mktemp("faces"))


def letters_of(path):
    with TTFont(path) as font:
        return set(font.getBestCmap())


def test_three_weights_are_built_under_the_names_the_style_sheet_asks_for(faces):
    assert [path.name for path in faces] == [
        "be-vietnam-pro-400.woff2",
        "be-vietnam-pro-500.woff2",
        "be-vietnam-pro-600.woff2",
    ]


def test_each_weight_writes_every_vietnamese_letter_and_the_marks_of_official_text(faces):
    needed = {ord(letter) for letter in VIETNAMESE | set("0123456789–“”…·›×%₫≥≤")}

    missing = [{chr(code) for code in needed - letters_of(path)} for path in faces]

    assert missing == [set(), set(), set()]


def test_each_weight_is_a_woff2_under_forty_kilobytes(faces):
    assert [(path.read_bytes()[:4], path.stat().st_size < 40_000) for path in faces] == [(b"wOF2", True)] * 3


def test_a_second_call_leaves_the_files_as_they_are(faces):
    before = [path.stat().st_mtime_ns for path in faces]

    again = build_faces(faces[0].parent)

    assert [path.stat().st_mtime_ns for path in again] == before


def test_a_lost_file_is_built_again_and_no_part_is_left_behind(faces):
    folder = faces[0].parent
    faces[1].unlink()

    build_faces(folder)

    assert sorted(path.name for path in folder.iterdir()) == sorted(path.name for path in faces)
