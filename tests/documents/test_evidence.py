"""Evidence: kept once and linked often, seen by those it concerns, checked by another; twins are a signal."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from tests.documents.pictures import as_bytes, photo, scene
from thidua.activity.models import Event, Notice
from thidua.core.errors import Refused
from thidua.demo.days import ISSUED, at
from thidua.documents.actions.evidence import Proof, add_proof
from thidua.documents.actions.files import check_evidence, keep_file, offer_evidence
from thidua.documents.models import Evidence, File
from thidua.documents.queries.evidence import (
    evidence_seen_by,
    evidence_to_check_by,
    lacking_evidence,
    near_files,
    notes_on,
    proofs_of,
    standing_of,
    twins_of,
)
from thidua.documents.rules import evidence as rules
from thidua.documents.rules.evidence import Standing
from thidua.org.access import Access

NOON = at(ISSUED, 12)
DAY = NOON.date()


def said(refused):
    return [blocker.message for blocker in refused.value.blockers]


def access(user):
    return Access(user, DAY)


@pytest.fixture
def paper(write):
    return write()


@pytest.fixture
def bring(world, paper):
    """The clerk adds evidence about the school's notice."""

    def brought(data=None, name="anh.jpg", about=None, unit=None, by=None, moment=NOON, **more):
        upload = (name, data) if data is not None else None
        proof = Proof(upload=upload, **more)
        return add_proof(about or paper, unit or world.school, proof, by=by or world.huong, at=moment)

    return brought


def test_one_file_that_proves_two_things_is_stored_once(world, write, bring):
    first = bring(photo(1))
    second = bring(photo(1), name="anh-lai.jpg", about=write("Lịch trực tháng"))

    assert first.file == second.file
    assert (File.objects.count(), Evidence.objects.count()) == (1, 2)
    assert [row.file_name for row in (first, second)] == ["anh.jpg", "anh-lai.jpg"]


def test_a_file_sent_before_proves_another_thing_without_being_sent_again(write, bring):
    first = bring(photo(1))

    again = bring(kept=first.file, about=write("Lịch trực tháng"), note="Cùng một ảnh")

    assert (again.file, again.file_name, str(again)) == (first.file, "anh.jpg", "Cùng một ảnh")


def test_the_same_file_is_not_offered_twice_for_one_thing_unless_it_was_rejected(world, bring):
    first = bring(photo(1))

    with pytest.raises(Refused) as refused:
        bring(photo(1))
    check_evidence(first, accept=False, by=world.lan, at=NOON, reason="Ảnh mờ")
    second = bring(photo(1))

    assert said(refused) == ["Tệp này đã là minh chứng của việc này; không cần thêm lần nữa."]
    assert second.state == "draft"


def test_evidence_that_holds_nothing_is_refused_by_the_rule_and_by_the_database(world, paper, bring):
    with pytest.raises(Refused) as refused:
        bring()
    with pytest.raises(IntegrityError, match="evidence_holds_something"), transaction.atomic():
        Evidence.objects.create(
            about_kind="documents.paper",
            about_id=paper.pk,
            unit=world.school,
            owner=world.huong,
            added_at=NOON,
        )

    assert said(refused) == [
        "Minh chứng cần có ít nhất một thứ: tệp, liên kết, văn bản đã có hoặc lời ghi chú."
    ]


def test_a_paper_on_file_is_evidence_of_another_and_never_of_itself(paper, write, bring):
    row = bring(paper=write("Biên bản", kind="BB"))

    with pytest.raises(Refused) as refused:
        bring(paper=paper)
    with pytest.raises(IntegrityError, match="evidence_does_not_prove_itself"), transaction.atomic():
        Evidence.objects.filter(pk=row.pk).update(record_id=paper.pk)

    assert (row.record_kind, row.record_label, str(row)) == (
        "documents.paper",
        "Biên bản (chưa có số): Biên bản",
        row.record_label,
    )
    assert said(refused) == ["Một việc không tự làm minh chứng cho chính nó."]


def test_an_owner_verifies_nothing_of_their_own_by_rule_and_by_the_database(world, bring):
    row = bring(note="Ảnh chụp bảng tin")

    with pytest.raises(Refused) as refused:
        check_evidence(row, accept=True, by=world.huong, at=NOON)
    with pytest.raises(IntegrityError, match="evidence_is_not_verified_by_its_owner"), transaction.atomic():
        Evidence.objects.filter(pk=row.pk).update(state="verified", checked_by=world.huong, checked_at=NOON)

    assert said(refused) == ["Người đưa minh chứng không tự kiểm tra minh chứng của mình."]


def test_a_rejection_gives_its_reason_and_the_owner_is_told(world, bring):
    row = bring(note="Ảnh chụp bảng tin")

    with pytest.raises(Refused) as refused:
        check_evidence(row, accept=False, by=world.lan, at=NOON, reason="  ")
    check_evidence(row, accept=False, by=world.lan, at=NOON, reason=" Không thấy ngày ")

    assert said(refused) == ["Không chấp nhận minh chứng thì cần ghi lý do."]
    [notice] = Notice.objects.filter(user=world.huong)
    assert (notice.sentence, notice.href) == (
        "Minh chứng không được chấp nhận: Không thấy ngày",
        row.get_absolute_url(),
    )
    assert Event.objects.filter(verb="evidence.checked").count() == 1


def test_a_thing_lacks_evidence_until_some_stands(world, paper, bring):
    kind, key = "documents.paper", paper.pk
    before = lacking_evidence(kind, [key])
    row = bring(note="Lần một")
    waiting = standing_of(kind, [key])[key]
    check_evidence(row, accept=False, by=world.lan, at=NOON, reason="Sai việc")
    rejected = standing_of(kind, [key])[key]
    check_evidence(bring(note="Lần hai"), accept=True, by=world.lan, at=NOON)

    assert before == [key]
    assert (waiting, waiting.word) == (Standing(waiting=1), "minh chứng chờ kiểm tra")
    assert (rejected, rejected.word) == (Standing(rejected=1), "thiếu minh chứng")
    assert standing_of(kind, [key])[key].word == "đã có minh chứng"
    assert lacking_evidence(kind, [key]) == []


def test_who_checks_sees_what_waits_but_for_their_own_and_a_stranger_sees_nothing(world, bring):
    row = bring(note="Ảnh chụp bảng tin")

    waiting = {
        user: list(evidence_to_check_by(access(getattr(world, user))))
        for user in ("lan", "huong", "hoa", "tu")
    }
    seen = {
        user: list(evidence_seen_by(access(getattr(world, user)))) for user in ("lan", "huong", "hoa", "tu")
    }

    assert waiting == {"lan": [row], "huong": [], "hoa": [], "tu": []}
    assert seen == {"lan": [row], "huong": [row], "hoa": [], "tu": []}


def test_a_restricted_class_needs_its_own_ability(world, paper, bring):
    row = bring(note="Giấy xác nhận của trạm y tế", data_class="health", by=world.lan)

    assert list(evidence_seen_by(access(world.huong))) == []  # files papers, but may not see health data
    assert list(evidence_seen_by(access(world.binh))) == [row]
    assert list(evidence_to_check_by(access(world.binh))) == [row]
    page = proofs_of(paper, access(world.huong))
    assert (page.rows, page.hidden, page.standing) == ([], 1, Standing(waiting=1))


# Twins


def test_an_exact_and_a_near_copy_are_named_within_reach(world, write, bring):
    first = bring(photo(1))
    copy = as_bytes(scene(1).resize((600, 450)), quality=40)
    second = bring(
        copy, name="anh-nho.jpg", about=write("Lịch trực tháng"), moment=NOON + dt.timedelta(days=2)
    )
    third = bring(kept=first.file, about=write("Lịch trực quý"))

    assert [twin.sentence for twin in twins_of(second, access(world.huong))] == [
        f"Đã giữ, gần giống tệp anh.jpg: minh chứng cho {first.about_label}, đưa vào ngày 20/09/2021.",
        f"Đã giữ, gần giống tệp anh.jpg: minh chứng cho {third.about_label}, đưa vào ngày 20/09/2021.",
    ]
    assert twins_of(third, access(world.huong))[0].sentence == (
        f"Đã giữ, giống hệt tệp anh.jpg: minh chứng cho {first.about_label}, đưa vào cùng ngày."
    )
    assert twins_of(third, access(world.huong))[0].href == first.get_absolute_url()


def test_a_copy_held_by_another_unit_is_told_without_any_name(world, bring):
    bring(photo(1), name="bi-mat.jpg", unit=world.other_school, by=world.tu, about=world.other_school)
    row = bring(photo(1))

    assert [(twin.sentence, twin.href) for twin in twins_of(row, access(world.huong))] == [
        ("Một đơn vị khác cũng đang giữ tệp giống hệt tệp này.", "")
    ]


def test_different_photos_have_no_twins(bring, world):
    bring(photo(1))

    assert twins_of(bring(photo(2)), access(world.huong)) == []


def test_a_document_with_a_few_words_changed_is_found_beside_the_first(db):
    text = " ".join(f"Tổ {n} dạy trực tuyến {n * 7} tiết, giúp {n * 3} học sinh khó khăn." for n in range(60))
    first = keep_file(text.encode(), "bao-cao.txt", "text/plain", at=NOON)
    second = keep_file(text.replace("Tổ 9 ", "Nhóm 9 ").encode(), "bao-cao-2.txt", "text/plain", at=NOON)
    keep_file((text[::-1]).encode(), "khac.txt", "text/plain", at=NOON)

    assert list(near_files(second)) == [first]


def test_what_the_name_claims_is_compared_with_the_content(bring):
    row = bring(photo(1), name="ho-so.pdf")

    assert row.file.kind == "image/jpeg"
    assert notes_on(row) == ["Tên tệp có đuôi .pdf nhưng nội dung là ảnh JPEG."]


def test_a_standing_and_an_infected_file_in_words():
    assert Standing().word == "thiếu minh chứng"
    assert rules.blockers_to_open("a.pdf", virus="") == []
    assert [str(row) for row in rules.blockers_to_open("a.pdf", virus="Mau.Thu")] == [
        "Tệp a.pdf có vi-rút (Mau.Thu) nên không tải về được. Hãy xin người gửi bản khác."
    ]


# Pages


def test_evidence_is_added_opened_and_checked_through_the_pages(world, paper, enter):
    client = enter(world.huong)
    address = reverse("evidence_offer", args=["documents.paper", paper.pk])
    sent = client.post(address, {"file": SimpleUploadedFile("anh.jpg", photo(1)), "note": "Bảng tin"})
    row = Evidence.objects.get()

    assert sent.url == reverse("evidence", args=[row.pk])
    page = client.get(sent.url).content.decode()
    assert "Anh/chị đưa minh chứng này nên người khác kiểm tra" in page
    assert reverse("evidence_judge", args=[row.pk]) not in page
    shown = client.get(reverse("evidence_shown", args=[row.pk]))
    raw = client.get(reverse("evidence_file", args=[row.pk]))
    assert (shown["Content-Type"], shown["X-Content-Type-Options"]) == ("image/webp", "nosniff")
    assert raw.content == photo(1)
    assert (raw["Content-Disposition"], raw["X-Content-Type-Options"]) == (
        'attachment; filename="anh.jpg"',
        "nosniff",
    )


def test_after_a_word_the_next_that_waits_is_opened(world, bring, enter):
    first, second = bring(note="Một"), bring(note="Hai")
    client = enter(world.lan)

    on = client.post(reverse("evidence_judge", args=[first.pk]), {"accept": "1", "reason": ""})
    end = client.post(reverse("evidence_judge", args=[second.pk]), {"accept": "0", "reason": "Không rõ"})

    assert on.url == second.get_absolute_url()
    assert end.url == reverse("evidence_waiting")
    assert sorted(Evidence.objects.values_list("state", flat=True)) == ["rejected", "verified"]


def test_a_rejection_without_a_reason_is_refused_on_the_page(world, bring, enter):
    row = bring(note="Một")

    answer = enter(world.lan).post(reverse("evidence_judge", args=[row.pk]), {"accept": "0", "reason": ""})

    assert answer.status_code == 422
    assert "Không chấp nhận minh chứng thì cần ghi lý do." in answer.content.decode()


@pytest.mark.parametrize("name", ["evidence", "evidence_file", "evidence_shown"])
def test_a_colleague_finds_neither_the_page_nor_the_file(world, bring, enter, name):
    row = bring(photo(1))

    assert enter(world.hoa).get(reverse(name, args=[row.pk])).status_code == 404


@pytest.mark.parametrize("kind", ["documents.paper", "commendation.nomination", "org.user", "x"])
def test_nobody_adds_evidence_about_what_they_may_not_prove(world, paper, enter, kind):
    answer = enter(world.tu).get(reverse("evidence_offer", args=[kind, paper.pk]))

    assert answer.status_code == 404


def test_a_paper_is_brought_as_evidence_by_its_code_only_within_reach(world, ready, write, enter):
    from thidua.documents.actions.issuing import issue_paper

    issued = issue_paper(ready, by=world.huong, at=NOON)
    client = enter(world.huong)
    address = reverse("evidence_offer", args=["documents.paper", write("Lịch trực tháng").pk])

    wrong = client.post(address, {"paper": "999/KH-MAU"})
    client.post(address, {"paper": issued.code})

    assert wrong.status_code == 422
    assert "Không có văn bản nào mang số, ký hiệu này trong phạm vi xem được." in wrong.content.decode()
    assert Evidence.objects.get().record_id == issued.pk


@pytest.mark.parametrize("name", ["evidence_mine", "evidence_waiting"])
def test_a_list_asks_the_database_as_often_for_three_rows_as_for_one(
    name, world, bring, enter, django_assert_max_num_queries, write
):
    client = enter(world.huong if name == "evidence_mine" else world.lan)
    bring(note="Một")
    client.get(reverse(name))
    with django_assert_max_num_queries(12) as once:
        client.get(reverse(name))
    bring(note="Hai"), bring(photo(1), about=write("Lịch trực tháng"))
    with django_assert_max_num_queries(len(once)):
        client.get(reverse(name))


def test_offering_without_a_file_keeps_the_old_way_of_calling(world, paper):
    row = offer_evidence(paper, world.school, by=world.huong, at=NOON, link="https://example.vn/bai-viet")

    assert (row.link, row.about_label, row.state) == (
        "https://example.vn/bai-viet",
        "Thông báo (chưa có số): Lịch trực tuần",
        "draft",
    )
