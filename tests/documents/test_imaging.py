"""Hashes that survive copying, and how they are found again."""

import io
import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.documents.pictures import as_bytes, photo, photo_with_place, scene
from thidua.documents.imaging.bands import Family, bands_of, probes_of
from thidua.documents.imaging.examining import examine
from thidua.documents.imaging.fingerprints import words_hash
from thidua.documents.imaging.hashes import (
    dhash64,
    distance,
    is_near,
    phash64,
    signed,
    tells_something,
    unsigned,
)
from thidua.documents.imaging.naming import disagreement

HASHES = st.integers(0, 2**64 - 1)
TEXT = " ".join(
    f"Tổ {n} đã tổ chức dạy học trực tuyến cho {n * 3} học sinh trong tuần thứ {n}." for n in range(40)
)


def both(picture):
    return dhash64(picture), phash64(picture)


def test_the_hashes_are_those_of_their_papers():
    """Worked out beforehand with another implementation of the same two papers."""
    ramp = Image.linear_gradient("L").rotate(30, expand=True, fillcolor=90)

    assert both(ramp) == (0xC60E3C7E7EFC7063, 0x95706E9124DF36C9)


def test_a_smaller_and_coarser_copy_is_near_and_another_picture_is_not():
    first = scene(1)
    copy = Image.open(io.BytesIO(as_bytes(first.resize((400, 300)), quality=35)))

    assert is_near(both(first), both(copy))
    assert [is_near(both(first), both(scene(seed))) for seed in range(2, 12)] == [False] * 10


def test_an_even_surface_has_no_hash_since_it_is_like_every_other():
    assert not tells_something(dhash64(Image.new("RGB", (300, 200), "white")))
    assert examine(as_bytes(Image.new("RGB", (300, 200), "white"), "PNG")).bands == []


@given(HASHES)
def test_a_hash_comes_back_from_the_database_as_it_went(value):
    assert unsigned(signed(value)) == value
    assert -(2**63) <= signed(value) < 2**63


@given(HASHES, st.sets(st.integers(0, 63), max_size=7), st.sampled_from(Family))
def test_every_hash_within_seven_bits_is_among_the_answers(value, turned, family):
    other = value
    for bit in turned:
        other ^= 1 << bit

    assert distance(value, other) == len(turned)
    asked = zip(probes_of(value, family), bands_of(other, family), strict=True)
    assert any(band in probes for probes, band in asked)


@given(HASHES, HASHES)
def test_bands_of_different_hashes_never_meet(one, other):
    probes = {probe for family in Family for band in probes_of(one, family) for probe in band}
    bands = [set(bands_of(other, family)) for family in Family]

    assert len(probes) == 3 * 68
    assert len(set.union(*bands)) == 12
    assert all(0 <= probe < 2**31 for probe in probes)


def test_the_display_copy_stands_upright_and_carries_nothing_of_the_camera():
    seen = examine(photo_with_place(5))

    shown = Image.open(io.BytesIO(seen.shown))
    assert (shown.format, shown.size, dict(shown.getexif())) == ("WEBP", (900, 1200), {})
    assert b"May anh mau" not in seen.shown
    assert (seen.width, seen.height) == (900, 1200)
    assert seen.warnings == (
        "Ảnh gốc có ghi vị trí chụp (GPS); bản hiển thị đã bỏ thông tin này, chỉ tải tệp gốc khi thật cần.",
    )


def test_the_display_copy_is_never_longer_than_2048():
    seen = examine(as_bytes(scene(3, (5000, 1000)), quality=60))

    assert Image.open(io.BytesIO(seen.shown)).size == (2048, 410)


def test_see_through_parts_are_shown_on_white():
    seen = examine(as_bytes(Image.new("RGBA", (40, 40), (0, 0, 0, 0)), "PNG"))

    assert Image.open(io.BytesIO(seen.shown)).getpixel((20, 20)) == (255, 255, 255)


def test_a_text_with_a_word_changed_is_near_and_another_is_not():
    changed = TEXT.replace("tuần thứ 7", "tuần lễ 7")
    other = " ".join(f"Công đoàn thăm hỏi {n} gia đình ở ấp số {n}." for n in range(40))

    assert distance(words_hash(TEXT), words_hash(changed)) <= 6
    assert distance(words_hash(TEXT), words_hash(other)) > 6


@given(st.sampled_from(["NFC", "NFD"]), st.sampled_from([str.upper, str.lower, str]))
def test_how_a_text_is_written_does_not_change_its_fingerprint(form, case):
    assert words_hash(unicodedata.normalize(form, case(TEXT))) == words_hash(TEXT)


def test_a_short_text_has_no_fingerprint():
    assert words_hash("Kính gửi các đơn vị trực thuộc") is None


def test_a_name_that_claims_another_type_is_told_and_one_that_claims_none_is_not():
    assert disagreement("anh.jpg", "application/pdf") == "Tên tệp có đuôi .jpg nhưng nội dung là tệp PDF."
    assert disagreement("Ảnh.JPEG", "image/jpeg") == ""
    assert disagreement("minh chung", "image/jpeg") == ""
    assert disagreement("ho-so.xyz", "image/jpeg") == ""


def test_the_same_photo_gives_the_same_copy():
    assert examine(photo(4)) == examine(photo(4))
