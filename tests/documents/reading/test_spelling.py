"""Likely slips are told, good Vietnamese is left alone."""

import pytest

from thidua.documents.reading.cues import Cues
from thidua.documents.reading.lines import Line, join
from thidua.documents.reading.spelling import is_possible, slips_in


def slips(text):
    return [wording for _, wording in slips_in(Cues([join([Line(1, text, text)])]))]


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        ("mở phòng trào thi đua", "phòng trào"),
        ("sẵn sàng thực hiệt tốt", "thực hiệt"),
        ("vận động tghầy trò", "tghầy"),
        ("yêu cầu các các trường", "các các"),
        ("trung thân, tương ái", "trung thân, tương ái"),
        ("quá trình phân đầu", "phân đầu"),
    ],
)
def test_a_slip_is_told_once(text, slip):
    assert slips(text) == [slip]


@pytest.mark.parametrize(
    "text",
    [
        "phong trào thi đua được thực hiện nghiêm túc, tuyên truyền rộng rãi",
        "theo hướng ứng dụng công nghệ, hình thức hiện nay, trực tuyến truyền hình",
        "nghiêng, khuya khoắt, quyết, giữ gìn, nghĩa, nguyên, khuỷu, xoèn xoẹt",
        "luôn luôn, ngày ngày, người người thi đua, gắn với thực tiễn",
        "xã Ea Đar, huyện Ea Kar, tỉnh Đắk Lắk",
    ],
)
def test_good_words_raise_no_alarm(text):
    assert slips(text) == []


def test_a_capitalised_word_is_a_name_and_always_possible():
    assert is_possible("Krôngđ") is True
