"""A signer's title that neither the text nor the staff list states: asked for, given once with its ground, printed."""

import pytest
from django.urls import reverse

from thidua.activity.models import Event
from thidua.core.errors import Refused
from thidua.demo.days import ISSUED, at
from thidua.documents.actions.issuing import sign_paper
from thidua.documents.actions.titles import state_title
from thidua.documents.models import Paper
from thidua.documents.queries.titles import posts_that_print, untitled_posts
from thidua.documents.rules import signing as rules
from thidua.org.actions.people import end_post
from thidua.org.models import Post

NOON = at(ISSUED, 12)
TITLE = "Hiệu trưởng"
BASIS = "Quyết định số 01/QĐ-SGDĐT ngày 01/8/2018"


def said(refused):
    return [blocker.message for blocker in refused.value.blockers]


@pytest.fixture
def untitled(world):
    """The head's post, of which nobody ever wrote the title."""
    post = Post.objects.get(person=world.lan.person, unit=world.school, position="head")
    Post.objects.filter(pk=post.pk).update(title=" ")
    return Post.objects.get(pk=post.pk)


def test_a_title_given_with_its_ground_is_kept_printed_and_in_the_trail(world, write, untitled):
    paper = write()

    state_title(paper, untitled, "  Hiệu  trưởng ", basis=BASIS, by=world.huong, at=NOON)

    signed = sign_paper(paper, by=world.lan, at=NOON)
    kept = Post.objects.get(pk=untitled.pk)
    event = Event.objects.get(verb="signer.titled")
    assert (kept.title, kept.basis) == (TITLE, BASIS)
    assert signed.signatures.get().lines == ["HIỆU TRƯỞNG"]
    assert event.sentence == "Ghi chức vụ của Nguyễn Thị Mẫu Lan ở Trường THPT Lộc Thái: Hiệu trưởng."
    assert event.detail["basis"] == BASIS


def test_every_reason_against_a_title_is_said_at_once(world, write, untitled):
    teacher = Post.objects.get(person=world.khoa.person, main=True)

    with pytest.raises(Refused) as blank:
        state_title(write(), untitled, " ", basis="", by=world.huong, at=NOON)
    with pytest.raises(Refused) as stranger:
        state_title(write(), teacher, TITLE, basis=BASIS, by=world.huong, at=NOON)

    assert said(blank) == [
        "Chưa ghi chức vụ của Nguyễn Thị Mẫu Lan.",
        "Chưa ghi căn cứ của chức vụ, ví dụ quyết định bổ nhiệm.",
    ]
    assert said(stranger) == [
        "Hoàng Mẫu Khoa không phải người ký văn bản này trong ngày hôm nay.",
        f"Hoàng Mẫu Khoa đã có chức vụ {teacher.title} ở {teacher.unit}; chức vụ khác là một lần bổ nhiệm khác.",
    ]
    assert list(Event.objects.filter(verb="signer.titled")) == []


def test_a_recorded_title_is_not_overwritten(world, write, untitled):
    state_title(write(), untitled, TITLE, basis=BASIS, by=world.huong, at=NOON)

    with pytest.raises(Refused) as refused:
        state_title(write(), untitled, "Quyền Hiệu trưởng", basis=BASIS, by=world.huong, at=NOON)

    where = "Nguyễn Thị Mẫu Lan đã có chức vụ Hiệu trưởng ở Trường THPT Lộc Thái"
    assert said(refused) == [f"{where}; chức vụ khác là một lần bổ nhiệm khác."]
    assert Post.objects.get(pk=untitled.pk).title == TITLE


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("received", "Văn bản đến giữ đúng như bên ban hành đã ghi; chức vụ không nêu thì để là không nêu."),
        ("issued", "Văn bản 1/KH đã ban hành; chữ ký giữ chức vụ của ngày ký."),
        ("withdrawn", "Văn bản 1/KH đã ban hành; chữ ký giữ chức vụ của ngày ký."),
    ],
)
def test_a_title_is_stated_only_on_an_own_paper_that_is_not_out(state, sentence):
    assert [blocker.message for blocker in rules.blockers_to_title_on(state, "1/KH")] == [sentence]
    assert [rules.blockers_to_title_on(ready, "") for ready in ("draft", "pending", "signed")] == [[], [], []]


def test_who_may_sign_is_listed_with_the_last_head_for_whom_a_deputy_signs(world, untitled):
    before = [post.person.name for post in posts_that_print([world.school], on=ISSUED)]
    end_post(untitled, on=ISSUED, by=None, at=NOON)

    after = [post.person.name for post in posts_that_print([world.school], on=ISSUED)]

    assert (before[0], len(before)) == ("Nguyễn Thị Mẫu Lan", 3)
    assert sorted(after) == sorted(before)
    assert [post.pk for post in untitled_posts([world.school], on=ISSUED)] == [untitled.pk]
    assert list(untitled_posts([world.union], on=ISSUED)) == []


def test_the_papers_page_leads_the_clerk_to_the_form_and_the_form_to_the_title(world, write, untitled, enter):
    paper = write()
    address = reverse("signer_titles", args=[paper.pk])

    for_head = enter(world.lan).get(paper.get_absolute_url()).content.decode()
    clerk = enter(world.huong)
    for_clerk = clerk.get(paper.get_absolute_url()).content.decode()
    form = clerk.get(address).content.decode()
    wrong = clerk.post(address, {"post": untitled.pk, "title": " ", "basis": BASIS})
    done = clerk.post(address, {"post": untitled.pk, "title": TITLE, "basis": BASIS})

    assert (for_clerk.count(address), for_head.count(address)) == (1, 0)
    assert "Văn thư ghi chức vụ ở trang văn bản này." in for_head
    assert form.count("Chưa ghi</span>") == 1
    assert (wrong.status_code, "Chưa nhập Chức vụ in dưới chữ ký." in wrong.content.decode()) == (422, True)
    assert (done.status_code, done["Location"]) == (302, address)
    assert Post.objects.get(pk=untitled.pk).title == TITLE
    assert 'name="title"' not in clerk.get(address).content.decode()
    assert "Chưa ghi chức vụ người ký" not in clerk.get(paper.get_absolute_url()).content.decode()


def test_the_form_takes_no_post_of_another_unit(world, write, untitled, enter):
    other = Post.objects.get(person=world.son.person)
    Post.objects.filter(pk=other.pk).update(title="")

    answer = enter(world.huong).post(
        reverse("signer_titles", args=[write().pk]), {"post": other.pk, "title": TITLE, "basis": BASIS}
    )

    assert (answer.status_code, Post.objects.get(pk=other.pk).title) == (422, "")


def test_an_issued_paper_shows_who_signs_and_offers_no_form(world, ready, untitled, enter):
    Paper.objects.filter(pk=ready.pk).update(state="draft")
    Paper.objects.filter(pk=ready.pk).update(
        state="issued", number=1, day=ISSUED, issued_at=NOON, issued_by=world.huong
    )

    shown = enter(world.huong).get(reverse("signer_titles", args=[ready.pk])).content.decode()

    assert 'name="title"' not in shown
    assert "đã ban hành; chữ ký giữ chức vụ của ngày ký." in shown
