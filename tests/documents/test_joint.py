"""A paper of several bodies waits for every signature; one person for two sides is said and confirmed."""

import datetime as dt

import pytest
from django.urls import reverse

from thidua.activity.models import Event, Notice
from thidua.core.errors import Refused
from thidua.demo.days import ISSUED, at
from thidua.documents.actions.filing import set_recipients
from thidua.documents.actions.issuing import issue_paper, sign_paper
from thidua.documents.actions.joint import (
    add_issuer,
    confirm_one_signer,
    remind_signers,
    remove_issuer,
    return_to_draft,
)
from thidua.documents.models import Paper, PaperIssuer, Receipt
from thidua.documents.queries.papers import letter_of, papers_seen_by
from thidua.documents.queries.registers import register_page
from thidua.documents.queries.signing import authorities_of, papers_to_confirm, papers_to_sign, sides_of
from thidua.documents.rules import signing as rules
from thidua.org.access import Access
from thidua.org.actions.people import appoint, end_post
from thidua.org.models import Post

NOON = at(ISSUED, 12)
LINE = {"written": "Sở GD&ĐT Bình Phước", "role": "report", "reaches": "unit"}


def said(refused):
    return [blocker.message for blocker in refused.value.blockers]


def words(blockers):
    return [blocker.message for blocker in blockers]


def seen(user, paper):
    return papers_seen_by(Access(user, ISSUED)).filter(pk=paper.pk).exists()


@pytest.fixture
def joint(world, write, book):
    """A notice of the school and its union, addressed to the department above, signed by nobody."""
    paper = write()
    set_recipients(paper, [{**LINE, "unit": world.department}], archive="VT", by=world.huong, at=NOON)
    add_issuer(paper, world.union, archive="CĐ", by=world.huong, at=NOON)
    return paper


def sign_both(world, paper):
    sign_paper(paper, by=world.lan, at=NOON)
    return sign_paper(paper, by=world.minh, at=NOON, authority="TM.", for_unit=world.union)


def test_with_one_signature_a_joint_paper_waits_without_number_unsent_and_unseen(world, joint, book):
    sign_paper(joint, by=world.lan, at=NOON)

    with pytest.raises(Refused) as refused:
        issue_paper(joint, by=world.huong, at=NOON)

    assert said(refused) == ["Chưa có chữ ký của Công đoàn Trường THPT Lộc Thái."]
    paper = Paper.objects.get(pk=joint.pk)
    book.refresh_from_db()
    assert (paper.state, paper.get_state_display(), paper.number, book.last) == ("pending", "chờ ký", None, 7)
    assert Receipt.objects.filter(paper=paper).count() == 0
    assert (seen(world.son, paper), seen(world.lan, paper), seen(world.minh, paper)) == (False, True, True)


def test_the_other_side_is_told_at_the_first_signature_and_can_be_reminded(world, joint):
    Notice.objects.all().delete()
    sign_paper(joint, by=world.lan, at=NOON)

    assert list(Notice.objects.values_list("user__username", "sentence")) == [
        ("minh", "Trường THPT Lộc Thái đã ký, chờ đơn vị ký: Lịch trực tuần")
    ]
    assert remind_signers(joint, by=world.huong, at=NOON) == 1
    assert Event.objects.filter(verb="paper.signature_awaited").get().sentence == (
        "Nhắc ký Thông báo (chưa có số): Công đoàn Trường THPT Lộc Thái."
    )


def test_after_both_have_signed_one_paper_with_one_number_stands_in_both_registers(world, joint, book):
    issued = issue_paper(sign_both(world, joint), by=world.huong, at=NOON)

    first = dt.date(2021, 1, 1)
    lead = register_page("di", world.school, first, ISSUED).entries
    other = register_page("di", world.union, first, ISSUED).entries
    assert issued.code == "08/TB-THPTLT"
    assert [(entry.href, entry.cells[0], entry.cells[5]) for entry in lead] == [
        (issued.get_absolute_url(), "08/TB-THPTLT", "VT")
    ]
    assert [(entry.href, entry.cells[0], entry.cells[5]) for entry in other] == [
        (issued.get_absolute_url(), "08/TB-THPTLT", "CĐ")
    ]
    assert lead[0].cells[9] == "Liên tịch: Trường THPT Lộc Thái, Công đoàn Trường THPT Lộc Thái"
    assert seen(world.son, issued)


def test_the_head_names_both_issuers_and_each_block_its_body(world, joint):
    sign_paper(joint, by=world.minh, at=NOON, authority="TM.", for_unit=world.union)

    letter = letter_of(joint)

    assert (letter.issuer, letter.co_issuers) == (
        "Trường THPT Lộc Thái",
        ("Công đoàn Trường THPT Lộc Thái",),
    )
    assert [(block.for_issuer, block.lines, block.name) for block in letter.signatures] == [
        ("Trường THPT Lộc Thái", (), None),
        (
            "Công đoàn Trường THPT Lộc Thái",
            ("TM. BAN CHẤP HÀNH", "CHỦ TỊCH CÔNG ĐOÀN"),
            world.minh.get_full_name(),
        ),
    ]


def test_a_head_led_body_never_signs_for_a_collective_and_a_collective_is_named(world, joint):
    with pytest.raises(Refused) as refused:
        sign_paper(joint, by=world.lan, at=NOON, authority="TM.")
    assert said(refused) == ["Đơn vị theo chế độ thủ trưởng không ký TM.; TM. chỉ dùng cho tập thể."]

    with pytest.raises(Refused) as refused:
        sign_paper(joint, by=world.minh, at=NOON, authority="TM.", body="HỘI ĐỒNG", for_unit=world.union)
    assert said(refused) == [
        (
            "“HỘI ĐỒNG” không phải là tập thể lãnh đạo của Công đoàn Trường THPT Lộc Thái, "
            "nên không ký thay mặt được."
        )
    ]
    ways = authorities_of(world.union, world.minh.person_id, on=ISSUED)
    assert [way.lines for way in ways] == [
        ["TM. BAN CHẤP HÀNH", "CHỦ TỊCH CÔNG ĐOÀN"],
        ["TM. BAN THƯỜNG VỤ", "CHỦ TỊCH CÔNG ĐOÀN"],
        ["CHỦ TỊCH CÔNG ĐOÀN"],
    ]


def test_only_a_side_of_the_paper_signs_it_and_only_with_a_post_of_that_day(world, joint):
    with pytest.raises(Refused) as refused:
        sign_paper(joint, by=world.son, at=NOON, for_unit=world.department)
    assert said(refused) == ["Sở GD&ĐT Bình Phước không phải là cơ quan ban hành văn bản này."]

    end_post(Post.objects.get(person=world.minh.person, unit=world.union), on=ISSUED, by=world.tam, at=NOON)
    with pytest.raises(Refused) as refused:
        sign_paper(joint, by=world.minh, at=NOON, authority="TM.", for_unit=world.union)
    assert said(refused) == [
        "Ngày 20/09/2021 người này không giữ chức vụ nào ở Công đoàn Trường THPT Lộc Thái, nên không ký được."
    ]


def test_one_person_for_two_sides_is_said_and_waits_for_the_head_of_the_lead(world, joint):
    school, minh = world.school, world.minh
    since = dt.date(2021, 9, 1)
    appoint(minh.person, school, "deputy", "Phó Hiệu trưởng", since=since, by=world.tam, at=NOON)
    sign_paper(joint, by=minh, at=NOON, authority="KT.")
    signed = sign_paper(joint, by=minh, at=NOON, authority="TM.", for_unit=world.union)
    warning = "Một người ký cho hai bên: Lê Mẫu Minh ký cho cả Trường THPT Lộc Thái và Công đoàn Trường THPT Lộc Thái."

    assert list(papers_to_confirm(Access(world.lan, ISSUED))) == [signed]
    assert list(papers_to_confirm(Access(minh, ISSUED))) == []
    with pytest.raises(Refused) as refused:
        issue_paper(signed, by=world.huong, at=NOON)
    assert said(refused) == [
        f"{warning} Cần người đứng đầu Trường THPT Lộc Thái xác nhận trước khi phát hành."
    ]
    with pytest.raises(Refused) as refused:
        confirm_one_signer(signed, by=minh, at=NOON)
    assert said(refused) == ["Chỉ người đứng đầu Trường THPT Lộc Thái trong ngày xác nhận được việc này."]

    confirm_one_signer(signed, by=world.lan, at=NOON)
    assert list(papers_to_confirm(Access(world.lan, ISSUED))) == []
    assert (sides_of(signed).one_signer, sides_of(signed).confirmed_by) == (warning, world.lan)
    assert issue_paper(signed, by=world.huong, at=NOON).state == "issued"


def test_one_person_for_two_sides_stands_once_in_the_register(world, joint, book):
    minh, first = world.minh, dt.date(2021, 1, 1)
    appoint(
        minh.person,
        world.school,
        "deputy",
        "Phó Hiệu trưởng",
        since=dt.date(2021, 9, 1),
        by=world.tam,
        at=NOON,
    )
    sign_paper(joint, by=minh, at=NOON, authority="KT.")
    sign_paper(joint, by=minh, at=NOON, authority="TM.", for_unit=world.union)
    confirm_one_signer(joint, by=world.lan, at=NOON)

    issue_paper(joint, by=world.huong, at=NOON)

    registers = [register_page("di", unit, first, ISSUED) for unit in (world.school, world.union)]
    assert [[entry.cells[3] for entry in register.entries] for register in registers] == [
        ["Lê Mẫu Minh"],
        ["Lê Mẫu Minh"],
    ]


def test_an_issuer_added_by_mistake_leaves_and_what_was_signed_is_signed_again(world, joint, book):
    sign_paper(joint, by=world.lan, at=NOON)

    alone = remove_issuer(joint, world.union, by=world.huong, at=NOON)

    assert (alone.state, PaperIssuer.objects.count(), alone.signatures.count()) == ("draft", 0, 0)
    assert Event.objects.filter(verb="paper.issuer_removed").get().sentence == (
        "Công đoàn Trường THPT Lộc Thái không cùng ban hành Thông báo (chưa có số) nữa. "
        "1 chữ ký đã có được bỏ, cần ký lại."
    )
    signed = sign_paper(alone, by=world.lan, at=NOON)
    assert issue_paper(signed, by=world.huong, at=NOON).code == "08/TB-THPTLT"


def test_issuers_join_only_a_draft_that_nobody_has_signed_once_and_never_the_lead(world, joint):
    with pytest.raises(Refused) as refused:
        add_issuer(joint, world.school, archive=" ", by=world.huong, at=NOON)
    assert said(refused) == [
        "Trường THPT Lộc Thái là cơ quan chủ trì, đã đứng đầu văn bản này.",
        "Chưa ghi nơi lưu của cơ quan cùng ban hành, ví dụ CĐN.",
    ]
    sign_paper(joint, by=world.lan, at=NOON)
    with pytest.raises(Refused) as refused:
        add_issuer(joint, world.union, archive="CĐ", by=world.huong, at=NOON)
    assert said(refused) == [
        "Văn bản đã có chữ ký; hãy trả về dự thảo rồi mới thêm cơ quan cùng ban hành.",
        "Công đoàn Trường THPT Lộc Thái đã là cơ quan cùng ban hành văn bản này.",
    ]


def test_a_signed_paper_returns_to_draft_with_a_reason_and_its_signers_are_told(world, joint):
    signed = sign_both(world, joint)
    with pytest.raises(Refused) as refused:
        return_to_draft(signed, reason=" ", by=world.huong, at=NOON)
    assert said(refused) == ["Trả về dự thảo cần ghi lý do để người đã ký biết."]
    Notice.objects.all().delete()

    again = return_to_draft(signed, reason="Sai ngày trực", by=world.huong, at=NOON)

    assert (again.state, again.signatures.count()) == ("draft", 0)
    assert set(Notice.objects.values_list("user__username", flat=True)) == {"lan", "minh"}


def test_a_signer_without_a_title_signs_nothing(world, write):
    Post.objects.filter(person=world.lan.person, unit=world.school, position="head").update(title=" ")

    with pytest.raises(Refused) as refused:
        sign_paper(write(), by=world.lan, at=NOON)

    assert said(refused) == [
        (
            "Nguyễn Thị Mẫu Lan chưa có chức vụ ghi ở Trường THPT Lộc Thái; "
            "văn bản của đơn vị phải in chức vụ người ký."
        )
    ]


def test_a_signature_that_lost_its_title_is_not_issued(world, ready):
    ready.signatures.update(lines=[""])

    with pytest.raises(Refused) as refused:
        issue_paper(ready, by=world.huong, at=NOON)

    assert said(refused) == ["Chữ ký của Nguyễn Thị Mẫu Lan chưa có chức vụ; văn bản phải in chức vụ."]


def test_the_words_of_each_refusal_about_sides():
    assert words(rules.blockers_to_speak_for("X", "TM.", "", bodies=("HỘI ĐỒNG",))) == [
        "Ký TM. cần ghi rõ tập thể nào của X: HỘI ĐỒNG."
    ]
    assert words(rules.blockers_to_speak_for("X", "TL.", "HỘI ĐỒNG", bodies=("HỘI ĐỒNG",))) == [
        "Ký TL. không đi cùng thay mặt tập thể “HỘI ĐỒNG”."
    ]
    assert words(rules.blockers_to_lead_collective(leads=False)) == [
        "Ký TM. cần là người đứng đầu tập thể trong ngày ký."
    ]
    assert words(rules.blockers_to_print("A", "X", title="PHÓ", authority="KT.", head_title="")) == [
        "Chưa ghi chức vụ người đứng đầu của X, nên chưa in được dòng KT. khi ký."
    ]
    assert words(
        rules.blockers_to_add_issuer("issued", "1/TB", unit="X", already=False, is_lead=False, archive="VT")
    ) == ["Văn bản 1/TB không còn là dự thảo nên không thêm được cơ quan cùng ban hành."]
    assert words(rules.blockers_to_remove_issuer("issued", "1/TB", unit="X", joined=True, is_lead=True)) == [
        "Văn bản 1/TB đã ban hành; không bỏ được cơ quan cùng ban hành.",
        "X là cơ quan chủ trì và cấp số, không bỏ khỏi văn bản được.",
    ]
    assert words(rules.blockers_to_remove_issuer("draft", "", unit="X", joined=False, is_lead=False)) == [
        "X không phải là cơ quan cùng ban hành văn bản này."
    ]
    assert words(rules.blockers_to_remind([], joint=True)) == ["Các bên đều đã ký, không còn ai để nhắc."]
    assert words(rules.blockers_to_remind(["X"], joint=False)) == [
        "Văn bản này chỉ có một cơ quan ban hành, không có bên nào để nhắc."
    ]
    assert words(
        rules.blockers_to_confirm_one_signer(
            doubled="", waiting=False, confirmed=False, is_head=True, lead="X"
        )
    ) == ["Văn bản này không còn ở bước ký.", "Không có người nào ký cho hai bên của văn bản này."]
    assert words(
        rules.blockers_to_confirm_one_signer(
            doubled="A", waiting=True, confirmed=True, is_head=True, lead="X"
        )
    ) == ["Việc một người ký cho hai bên đã được xác nhận rồi."]
    assert words(rules.blockers_to_return("draft", reason="sửa")) == [
        "Chỉ văn bản đã có chữ ký và chưa ban hành mới trả về dự thảo được."
    ]


def test_each_side_is_asked_for_its_own_signature_until_it_is_given(world, joint, write):
    alone = write("Việc riêng")

    def asked(user):
        return [paper.pk for paper in papers_to_sign(Access(user, ISSUED))]

    assert (asked(world.lan), asked(world.minh)) == ([joint.pk, alone.pk], [joint.pk])
    sign_paper(joint, by=world.minh, at=NOON, authority="TM.", for_unit=world.union)
    assert (asked(world.lan), asked(world.minh)) == ([joint.pk, alone.pk], [])


# On the pages


def test_the_union_chair_signs_the_union_side_on_the_page_and_the_clerk_sees_who_is_awaited(
    world, joint, enter
):
    client = enter(world.minh)
    page = client.get(joint.get_absolute_url()).content.decode()
    answer = client.post(
        reverse("paper_sign", args=[joint.pk]),
        {"unit": world.union.pk, "authority": "TM./BAN CHẤP HÀNH"},
    )

    assert "Ký cho Công đoàn Trường THPT Lộc Thái" in page
    assert answer.status_code == 302
    assert joint.signatures.get().lines == ["TM. BAN CHẤP HÀNH", "CHỦ TỊCH CÔNG ĐOÀN"]
    shown = enter(world.huong).get(joint.get_absolute_url()).content.decode()
    assert "Chưa có chữ ký của Trường THPT Lộc Thái." in shown
    assert "Nhắc bên chưa ký" in shown


def test_a_side_is_added_by_name_on_its_page_and_an_unknown_name_is_sent_back(world, write, enter):
    paper, client = write(), enter(world.huong)
    address = reverse("paper_issuers", args=[paper.pk])

    wrong = client.post(address, {"unit": "Công đoàn nào đó", "archive": "CĐ"})
    right = client.post(address, {"unit": "Công đoàn Trường THPT Lộc Thái", "archive": "CĐ"})

    assert (wrong.status_code, right.status_code) == (422, 302)
    assert "Chưa thấy đúng một đơn vị nào có tên ấy; xin ghi tên đầy đủ." in wrong.content.decode()
    assert list(PaperIssuer.objects.filter(paper=paper).values_list("unit", "order", "archive")) == [
        (world.school.pk, 1, "VT"),
        (world.union.pk, 2, "CĐ"),
    ]
