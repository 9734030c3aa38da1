"""An issued paper is replaced, withdrawn or copied; it is never changed, and those who have it are told."""

import datetime as dt

import pypdfium2
import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from thidua.activity.models import Notice
from thidua.core.errors import Refused
from thidua.demo.days import ISSUED, at
from thidua.documents.actions.copies import CopyOrder, make_copy
from thidua.documents.actions.correcting import draft_replacement, withdraw_paper
from thidua.documents.actions.filing import set_recipients
from thidua.documents.actions.issuing import issue_paper, open_book, sign_paper
from thidua.documents.models import Paper, PaperCopy
from thidua.documents.queries.copies import copy_download
from thidua.documents.rules import correcting as rules

NOON = at(ISSUED, 12)
NEXT = NOON + dt.timedelta(days=1)
TEAMS = {"written": "Các tổ", "role": "carry_out", "reaches": "teams", "unit": None}


def said(refused):
    return [blocker.message for blocker in refused.value.blockers]


def words(blockers):
    return [blocker.message for blocker in blockers]


def out(world, paper, moment=NOON):
    set_recipients(paper, [TEAMS], archive="VT", by=world.huong, at=moment)
    return issue_paper(sign_paper(paper, by=world.lan, at=moment), by=world.huong, at=moment)


@pytest.fixture
def issued(world, ready):
    """A notice that went to the teams."""
    return issue_paper(ready, by=world.huong, at=NOON)


@pytest.fixture
def order(world, write, issued):
    """A decision of the school, issued the day after."""
    return out(world, write("Về việc thu hồi thông báo", kind="QĐ"), NEXT)


def test_a_replacement_starts_from_the_same_words_and_tells_those_who_have_the_old_one(world, issued):
    new = draft_replacement(issued, by=world.huong, at=NEXT)

    assert (new.state, new.number, new.day, new.subject) == ("draft", None, None, issued.subject)
    assert list(new.nodes.values_list("text", flat=True)) == list(issued.nodes.values_list("text", flat=True))
    assert list(new.recipients.values_list("written", flat=True)) == ["Các tổ"]
    Notice.objects.all().delete()
    out(world, new, NEXT)
    told = Notice.objects.filter(sentence="Thông báo 08/TB-THPTLT được thay bằng Thông báo 09/TB-THPTLT.")
    assert "khoa" in set(told.values_list("user__username", flat=True))
    assert "tu" not in set(told.values_list("user__username", flat=True))
    old = Paper.objects.get(pk=issued.pk)
    assert (old.state, old.code, old.subject) == ("issued", "08/TB-THPTLT", issued.subject)


def test_a_paper_is_replaced_once(world, issued, write):
    new = draft_replacement(issued, by=world.huong, at=NEXT)

    with pytest.raises(Refused) as refused:
        draft_replacement(issued, by=world.huong, at=NEXT)

    assert said(refused) == ["Đã có văn bản thay thế: Thông báo (chưa có số)."]
    assert refused.value.blockers[0].about == new
    with pytest.raises(IntegrityError, match="paper_is_replaced_once"), transaction.atomic():
        Paper.objects.filter(pk=write().pk).update(replaces=issued)


def test_a_withdrawn_paper_keeps_its_number_says_why_and_its_recipients_are_told(world, issued, order):
    Notice.objects.all().delete()

    gone = withdraw_paper(issued, under=order, reason="Sai lịch trực", by=world.huong, at=NEXT)

    assert (gone.state, gone.code, gone.withdrawn_under) == ("withdrawn", "08/TB-THPTLT", order)
    told = Notice.objects.filter(user__username="khoa").get()
    assert told.sentence == "Thu hồi Thông báo 08/TB-THPTLT theo Quyết định 46/QĐ-THPTLT: Sai lịch trực"


def test_a_withdrawal_lists_everything_that_stands_in_its_way(world, issued, write):
    with pytest.raises(Refused) as refused:
        withdraw_paper(issued, under=None, reason=" ", by=world.huong, at=NEXT)
    assert said(refused) == [
        "Thu hồi cần ghi lý do để nơi nhận biết.",
        "Chưa chọn văn bản quyết định việc thu hồi.",
    ]
    with pytest.raises(Refused) as refused:
        withdraw_paper(issued, under=write(kind="KH"), reason="x", by=world.huong, at=NEXT)
    assert said(refused) == [
        "Việc thu hồi phải theo một quyết định, nghị quyết, công văn hoặc thông báo thu hồi.",
        "Văn bản quyết định việc thu hồi chưa được ban hành.",
    ]
    assert Paper.objects.get(pk=issued.pk).state == "issued"


def test_the_database_ties_a_withdrawal_to_its_facts(issued):
    name = "paper_withdrawn_says_who_when_why_and_under_what"
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Paper.objects.filter(pk=issued.pk).update(state="withdrawn")
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Paper.objects.filter(pk=issued.pk).update(withdrawal_reason="x")
    itself = "paper_is_neither_replaced_nor_withdrawn_by_itself"
    with pytest.raises(IntegrityError, match=itself), transaction.atomic():
        Paper.objects.filter(pk=issued.pk).update(replaces=issued.pk)


def test_the_words_of_each_refusal_to_replace_and_withdraw():
    assert words(rules.blockers_to_replace("draft", replaced_by=None)) == [
        "Văn bản chưa ban hành thì sửa ngay trong dự thảo, không cần văn bản thay thế."
    ]
    assert words(rules.blockers_to_replace("received", replaced_by=None)) == [
        "Văn bản đến do cơ quan ban hành thay thế, đơn vị không thay được."
    ]
    assert words(rules.blockers_to_replace("withdrawn", replaced_by=None)) == [
        "Văn bản đã thu hồi; hãy soạn văn bản mới thay vì văn bản thay thế."
    ]
    day = dt.date(2021, 9, 20)
    assert words(
        rules.blockers_to_withdraw(
            "withdrawn",
            reason="x",
            ordered=True,
            order_kind="QĐ",
            order_state="issued",
            order_day=day - dt.timedelta(days=1),
            day=day,
            same_register=False,
            itself=True,
        )
    ) == [
        "Văn bản này đã được thu hồi rồi.",
        "Văn bản không thể tự thu hồi chính mình.",
        "Văn bản quyết định việc thu hồi không có trong sổ văn bản của đơn vị.",
        "Văn bản quyết định việc thu hồi đề ngày trước văn bản bị thu hồi.",
    ]
    assert words(rules.blockers_to_withdraw("draft", reason="x", ordered=False)) == [
        "Chỉ văn bản đơn vị đã ban hành mới thu hồi được.",
        "Chưa chọn văn bản quyết định việc thu hồi.",
    ]


# Copies


def test_a_copy_lists_everything_that_is_missing(world, issued):
    with pytest.raises(Refused) as refused:
        make_copy(issued, world.school, CopyOrder("TrS", " ", 0), by=world.lan, at=NOON)

    assert said(refused) == [
        "Chưa mở sổ số cho bản sao trong năm; hãy mở sổ và ghi số cuối đã dùng.",
        "Trích sao cần ghi rõ trích phần nào của văn bản.",
        "Chưa ghi bản sao gửi cho ai.",
        "Số bản sao ít nhất là 1.",
    ]
    assert PaperCopy.objects.count() == 0


def test_a_copy_is_signed_with_an_authority_and_a_sao_luc_comes_from_a_sao_y(world, issued):
    open_book(world.school, 2021, "SAO", opening=0, reason="", by=world.huong, at=NOON)

    with pytest.raises(Refused) as refused:
        make_copy(issued, world.school, CopyOrder("SL", "Tổ Văn"), by=world.binh, at=NOON)
    assert said(refused) == [
        "Chỉ người đứng đầu ký trực tiếp; cấp phó ký KT., người khác cần được giao ký.",
        "Sao lục phải từ một bản sao y của chính văn bản này; hãy chọn bản sao y ấy.",
    ]
    made = make_copy(issued, world.school, CopyOrder("SY", "Tổ Văn"), by=world.binh, at=NOON, authority="KT.")
    assert (made.code, made.lines) == ("01/SY-THPTLT", ["KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG"])


def test_the_words_of_each_refusal_to_copy():
    assert words(rules.blockers_to_copy("draft", held=False, symbol="", place="", book=object())) == [
        "Văn bản chưa ban hành, chưa có bản chính để sao.",
        "Đơn vị không giữ văn bản này nên không sao được.",
        "Đơn vị chưa có tên viết tắt để ghi ký hiệu bản sao.",
        "Đơn vị chưa có địa danh để ghi ở dòng ngày tháng của bản sao.",
    ]
    assert words(rules.blockers_to_copy("withdrawn", held=True, symbol="X", place="Y", book=object())) == [
        "Văn bản đã thu hồi, không sao được nữa."
    ]
    assert words(rules.blockers_to_order_copy("XX", part="", base_how="SY", sent_to="A", sheets=1)) == [
        "Không có hình thức sao nào được viết như vậy; hãy chọn lại trong danh sách.",
        "Chỉ sao lục mới làm từ một bản sao khác.",
    ]


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"how": "TrS"}, "copy_of_a_part_says_which"),
        ({"how": "SL"}, "copy_again_is_made_from_a_copy"),
        ({"lines": []}, "copy_prints_a_title"),
        ({"sheets": 0}, "copy_is_made_at_least_once"),
    ],
)
def test_the_database_keeps_what_a_copy_must_say(world, issued, change, name):
    open_book(world.school, 2021, "SAO", opening=0, reason="", by=world.huong, at=NOON)
    made = make_copy(issued, world.school, CopyOrder("SY", "Tổ Văn"), by=world.lan, at=NOON)

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        PaperCopy.objects.filter(pk=made.pk).update(**change)


# On the pages


def test_the_pages_replace_withdraw_and_copy(world, issued, order, enter):
    open_book(world.school, 2021, "SAO", opening=0, reason="", by=world.huong, at=NOON)
    clerk = enter(world.huong)
    answer = clerk.post(reverse("paper_replace", args=[issued.pk]))
    assert answer.url == Paper.objects.get(replaces=issued).get_absolute_url()

    empty = clerk.post(reverse("paper_withdraw", args=[issued.pk]), {"under": "", "reason": ""})
    assert empty.status_code == 422
    copied = enter(world.lan).post(
        reverse("paper_copy", args=[issued.pk]),
        {"how": "SY", "part": "", "sent_to": "Tổ Văn", "sheets": "1", "authority": ""},
    )
    assert copied.url == f"{issued.get_absolute_url()}#ban-sao"
    enter(world.huong).post(
        reverse("paper_withdraw", args=[issued.pk]), {"under": order.pk, "reason": "Sai lịch trực"}
    )
    shown = enter(world.khoa).get(issued.get_absolute_url()).content.decode()
    assert "Văn bản này đã thu hồi ngày" in shown
    assert "Lý do: Sai lịch trực" in shown


def test_an_extract_names_its_sections():
    sections = ["", "I", "I.1", "II", "II.1", "II.1.a", "III"]

    assert rules.sections_named("Mục II.1 và Mục III", sections) == ["II.1", "III"]
    assert rules.sections_named("phần mở đầu", sections) == []


def text_of(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def test_a_copy_prints_the_paper_and_its_own_number_under_it(world, issued):
    open_book(world.school, NOON.year, "SAO", opening=0, reason="", by=world.lan, at=NOON)
    whole = make_copy(issued, world.school, CopyOrder("SY", "Tổ Văn"), by=world.lan, at=NOON)

    said = text_of(copy_download(whole, "pdf").data)

    assert issued.code in said
    assert "SAO Y" in said
    assert "Số: 01/SY-THPTLT" in said
    assert "DỰ THẢO" not in said


def test_an_extract_prints_only_the_part_it_names(world, issued):
    open_book(world.school, NOON.year, "SAO", opening=0, reason="", by=world.lan, at=NOON)
    left = issued.nodes.get()
    kept = issued.nodes.create(order=90, section="II", kind="plain", text="Phần được trích ra.")
    order = CopyOrder("TrS", "Tổ Văn", part="Mục II")

    said = text_of(copy_download(make_copy(issued, world.school, order, by=world.lan, at=NOON), "pdf").data)
    unknown = CopyOrder("TrS", "Tổ Văn", part="Mục IX")

    assert kept.text in said
    assert left.text not in said
    assert copy_download(make_copy(issued, world.school, unknown, by=world.lan, at=NOON), "pdf") is None
