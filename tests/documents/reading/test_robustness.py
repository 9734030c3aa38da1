"""Any text is read: it never fails, takes time in step with its length, and points only at its own lines."""

import dataclasses
import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.errors import Refused
from thidua.documents.reading import read_bytes, read_text

FRAGMENTS = (
    "KẾ HOẠCH",
    "I. NỘI DUNG",
    "II. TỔ CHỨC THỰC HIỆN",
    "V. Khẩu hiệu",
    "1. Thi đua.",
    "2. Tiêu chí",
    "a) Một,",
    "đ. Năm;",
    "- Ban giám hiệu xây dựng kế hoạch; báo cáo Sở",
    "+ Đợt 1: Từ 05/9/2021 đến 16/01/2022: Hoàn thành.",
    "“mở",
    "đóng”",
    '"',
    "Nơi nhận:",
    "- Lưu: VT.",
    "TM. BAN THƯỜNG VỤ",
    "CHỦ TỊCH",
    "Đỗ Văn Khải",
    "Số: 3/KH-A",
    "A, ngày 31 tháng 2 năm 2021",
    "Kế hoạch số 1/KH-B ngày 29/2/2021 của B về việc",
    "V/v",
    "yêu cầu",
    "đề nghị các",
    "nếu có",
    "./.",
    "**",
    "   ",
    "\t",
    "\f",
    "Trên đây là",
    "kỷ niệm 3 năm ngày a (1/1/2000 - 1/1/2003)",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "0/0",
    "99/99",
    "",
)
plan_like = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=12), max_size=30).flatmap(
    lambda parts: st.sampled_from(["\n", " ", "\n\n"]).map(lambda gap: gap.join(parts))
)


def line_numbers(value, key=""):
    """Every number found under a key that speaks of lines."""
    if isinstance(value, dict):
        return [n for k, v in value.items() if k not in {"file", "counts"} for n in line_numbers(v, k)]
    if isinstance(value, list):
        return [n for each in value for n in line_numbers(each, key)]
    return [value] if "line" in key and type(value) is int else []


@given(st.text() | plan_like)
def test_any_text_is_read_and_points_only_at_its_own_lines(text):
    structure = read_text(text)
    read = structure.as_json()

    last = len(structure.source_lines)
    assert [n for n in line_numbers(read) if not 1 <= n <= last] == []
    assert json.loads(json.dumps(read)) == read


@given(plan_like)
def test_ids_are_unique_and_parents_come_first(text):
    seen = []
    for section in read_text(text).sections:
        assert section.parent is None or section.parent in seen
        assert section.id not in seen
        seen.append(section.id)


@given(plan_like)
def test_reading_twice_gives_the_same(text):
    assert dataclasses.asdict(read_text(text)) == dataclasses.asdict(read_text(text))


def work(text):
    before = time.process_time()
    read_text(text)
    return time.process_time() - before


MARKS = (
    "“", '"', "a", "9", "1/", "- a ", "phối hợp với ", "báo cáo Sở ", "Nghị quyết Đại hội ", "190 năm a ",
    "x\n", "1. a\n", "I. Nội dung\n1. Nội dung\n- a\n", "Kế hoạch số 1/KH-A ngày 1/1/2021 của A về ",
    "; để có phương án trình ", "Số: ", "ngày ", "ngày 1 tháng 1 năm 2021 ", "ngày tháng năm ",
    "12/KH-UBND, ", "12/KH-A; ", "số 12/KH-A và ", "KH-", "Luật x ngày ", "Quyết định của a số ",
    "Nơi nhận: ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA ", "V/v ", "Kính gửi: ", "| ", "(", "II ", "a) ", "+ ", "*",
    "…", ". ", "Điều 1. ", "Chương I\n", "1.1. ", " ", "\t", "A", "TỈNH ", "UBND ", "KẾ HOẠCH\n", "<a",
    "&amp;", "# ", "Nguyễn Văn ", "KT. ", "GIÁM ĐỐC\n", "Lưu: ", "l1", "Ký bởi: ", "Trang 1/2\n", "_",
    "TP ", "KẾ HOẠCH Độc lập - Số: 1/KH-A ", "Căn cứ ", "của Bộ Văn hóa, Thể thao ",
)  # fmt: skip


def steps(text):
    """The least work of two readings, since a busy machine only ever adds."""
    return min(work(text) for _ in range(2))


@pytest.mark.parametrize("unit", MARKS)
def test_time_grows_in_step_with_length(unit):
    head = "KẾ HOẠCH\nThi đua\n\nI. Tổ chức thực hiện\n- a "
    small = head + unit * (12_000 // len(unit))
    large = head + unit * (48_000 // len(unit))

    # Four times the text; a square law would take sixteen times as long, a busy machine up to seven.
    # The constant is the clock's grain.
    assert steps(large) < 9 * steps(small) + 0.05


def refusal_of(text):
    """The sentences with which a file of this text is refused; none when it is read."""
    try:
        read_bytes(text.encode(), filename="a.txt")
    except Refused as refused:
        return [blocker.message for blocker in refused.blockers]
    return []


@given(plan_like)
def test_any_file_is_read_or_refused_in_whole_sentences(text):
    assert [sentence for sentence in refusal_of(text) if not sentence.endswith(".")] == []


def test_five_megabytes_are_read_in_step_with_their_length(plans):
    text = (plans / "30-kh-thptlt.txt").read_text(encoding="utf-8")
    start, end = text.index("I. Mục đích"), text.index("Trên đây")
    body = text[start:end]
    long = text[:start] + body * (5_000_000 // len(body.encode())) + text[end:]

    # `thidua bench reader` measures it against its goal; a square law would take an hour.
    assert work(long) < 20


@pytest.mark.parametrize(
    "word",
    [
        "A" * 300_000,
        " ".join(f"A{'BCDEGHIKLM'[n % 10]}{'NOPQRSTUVX'[n // 10 % 10]}" * 3 for n in range(30_000)),
    ],
    ids=["one word of 300,000 capitals", "thirty thousand words of capitals"],
)
def test_capitals_cost_no_pattern_each(word):
    before = time.process_time()

    read_text(f"KẾ HOẠCH\nThi đua\nI. Mục đích\n- {word} ý.\n")

    assert time.process_time() - before < 5
