"""Whom a paper goes to: read from the wording, opened on the day of issue, confirmed by both halves of a pair."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from thidua.activity.models import Event, Notice
from thidua.core.errors import Refused
from thidua.demo.days import ISSUED, at
from thidua.documents.actions.filing import draft_from, set_recipients, write_paper
from thidua.documents.actions.issuing import acknowledge, issue_paper, open_book, sign_paper
from thidua.documents.actions.recipients import confirm_roles, remember_name, remind_recipients
from thidua.documents.models import Paper, Receipt, Recipient
from thidua.documents.queries.papers import letter_of, papers_in
from thidua.documents.queries.receipts import Rate, receipts_of, receipts_rate, state_of, unread_since
from thidua.documents.queries.recipients import (
    addressable,
    meant_unit,
    proposals_for,
    reached_by,
    spread_of,
    suggested_for,
    units_of_group,
)
from thidua.documents.reading import read_text
from thidua.documents.rules import recipients as rules
from thidua.org.actions.bodies import plant_bodies
from thidua.org.actions.people import add_person, appoint, choose_password, open_account
from thidua.org.actions.tree import create_unit, move_unit, pair_union, set_guidance
from thidua.org.models import Unit

SINCE = dt.date(2018, 8, 1)
NOON = at(ISSUED, 12)


def said(refused):
    return [blocker.message for blocker in refused.value.blockers]


def rows(*wordings, **more):
    return [{"written": written, "reaches": reaches, **more} for written, reaches in wordings]


@pytest.fixture(scope="module")
def bodies(django_db_setup, django_db_blocker):
    """The public bodies of the four plans, planted once for the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        plant_bodies(by=None, at=NOON)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def hung_yen(bodies, world):
    """Sở GDĐT Hưng Yên of 2021 with two divisions, two attached units with their unions, and its leaders."""
    office = Unit.objects.get(code="SGDDT-HY")
    made = {"since": SINCE, "by": None, "at": NOON}
    division = create_unit(
        "P-GDTRH", "division", "Phòng Giáo dục Trung học", parent=office, relation="within", **made
    )
    for code, name in (("THPT-A", "Trường THPT Mẫu A"), ("THPT-B", "Trường THPT Mẫu B")):
        school = create_unit(code, "upper_secondary", name, parent=office, **made)
        union = create_unit(
            f"CD-{code}", "union", f"Công đoàn {name}", parent=Unit.objects.get(code="CDGD-HY"), **made
        )
        pair_union(school, union, since=SINCE, by=None, at=NOON)
    people = {"since": SINCE, "by": None, "at": NOON}
    for code, name, position in (("HY1", "Giám đốc Mẫu", "head"), ("HY2", "Phó Giám đốc Mẫu", "deputy")):
        appoint(add_person(code, name, by=None, at=NOON), office, position, name, **people)
    return {"office": office, "division": division, "unit": lambda code: Unit.objects.get(code=code)}


@pytest.fixture
def notice(world, hung_yen):
    """Write a notice of Sở GDĐT Hưng Yên to given lines."""

    def made(lines, archive="VT, VP"):
        paper = write_paper(
            hung_yen["office"],
            "TB",
            "phát động thi đua",
            nodes=[{"kind": "plain", "text": "Thông báo phát động thi đua."}],
            symbol="TB-SGDĐT",
            place="Hưng Yên",
            issuer_written="SỞ GIÁO DỤC VÀ ĐÀO TẠO HƯNG YÊN",
            superior_written="UBND TỈNH HƯNG YÊN",
            by=world.lan,
            at=NOON,
        )
        return set_recipients(paper, lines, archive=archive, by=world.lan, at=NOON)

    return made


@pytest.fixture
def director(hung_yen):
    """The account of the director who signs."""
    office = hung_yen["office"]
    person = office.posts.get(position="head").person
    return open_account(person, "giamdoc", by=None, at=NOON)[0]


def issue(world, paper, director, moment=NOON):
    open_book(paper.owner, 2021, "TB", opening=0, reason="", by=director, at=moment)
    sign_paper(paper, by=director, at=moment)
    return issue_paper(Paper.objects.get(pk=paper.pk), by=director, at=moment)


# What a wording means

WORDINGS = {
    "Các Phòng thuộc Sở": "teams",
    "Các đơn vị thuộc và trực thuộc": "within_attached",
    "Các Phòng GDĐT": "offices",
    "Phòng GD&ĐT các huyện, thị xã, thành phố": "offices",
    "Các đơn vị trực thuộc Sở": "attached",
    "CĐCS trực thuộc": "unions",
    "Ban Giám đốc Sở": "leaders",
    "Lãnh đạo PGD": "leaders",
    "Các trường trực thuộc": "schools",
    "Các bộ phận CMPGD": "teams",
    "Các tổ": "teams",
    "Toàn thể cán bộ, giáo viên và nhân viên": "staff",
    "Các lớp": "classes",
    # These name a body of its own, not a group of the issuer.
    "Lãnh đạo Sở Nội vụ": "",
    "Các phòng thuộc Sở Nội vụ": "",
    "Phòng GDĐT huyện Yên Mỹ": "",
    "Hội đồng TĐ-KT ngành": "",
    "UBND tỉnh": "",
}


@pytest.mark.parametrize(("written", "group"), WORDINGS.items())
def test_a_wording_names_a_group_of_the_issuer_or_none(written, group):
    assert rules.group_meant(written) == group


def test_two_bodies_of_one_bullet_keep_what_stands_between_them():
    assert rules.joined_bodies(
        "Ban Giám đốc Sở; Thường trực CĐN", ["Ban Giám đốc Sở", "Thường trực CĐN"]
    ) == [
        ("Ban Giám đốc Sở", ""),
        ("Thường trực CĐN", "; "),
    ]
    assert rules.joined_bodies("Các đơn vị trực thuộc Sở, CĐCS", ["Các đơn vị trực thuộc Sở", "CĐCS"]) == [
        ("Các đơn vị trực thuộc Sở", ""),
        ("CĐCS", ", "),
    ]


def test_two_names_of_the_emulation_board_come_to_one_body(hung_yen):
    office = hung_yen["office"]
    board = hung_yen["unit"]("BTDKT-HY")

    assert meant_unit(office, "Ban TĐKT - sở Nội vụ", on=ISSUED) == board
    assert meant_unit(office, "Ban Thi đua Khen thưởng tỉnh", on=ISSUED) == board


def test_a_short_name_of_many_means_the_body_above_the_issuer(hung_yen):
    dak_lak = hung_yen["unit"]("PGDDT-EAKAR")

    assert meant_unit(hung_yen["office"], "UBND tỉnh", on=ISSUED) == hung_yen["unit"]("UBND-HY")
    assert meant_unit(dak_lak, "UBND huyện", on=ISSUED) == hung_yen["unit"]("UBND-EAKAR")
    assert meant_unit(hung_yen["office"], "UBND xã", on=ISSUED) is None


def test_a_letterhead_without_a_place_means_the_body_of_that_kind_above(world, hung_yen):
    assert meant_unit(world.school, "SỞ GIÁO DỤC VÀ ĐÀO TẠO", on=ISSUED) == world.department
    assert (
        meant_unit(hung_yen["unit"]("PGDDT-YENMY"), "SỞ GIÁO DỤC VÀ ĐÀO TẠO", on=ISSUED) == hung_yen["office"]
    )
    assert meant_unit(world.school, "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", on=ISSUED) is None


def test_a_group_before_a_unit_and_print_alone_when_neither_is_known(hung_yen):
    office = hung_yen["office"]

    assert suggested_for(office, "Các Phòng GDĐT", on=ISSUED) == ("offices", None)
    assert suggested_for(office, "UBND tỉnh", on=ISSUED) == ("unit", hung_yen["unit"]("UBND-HY"))
    assert suggested_for(office, "Như Điều 3", on=ISSUED) == ("text", None)


# Opened on the day


def test_within_and_attached_open_to_different_sets_and_together_each_once(hung_yen, notice):
    paper = notice(
        rows(
            ("Các Phòng thuộc Sở", "teams"),
            ("Các đơn vị trực thuộc Sở", "attached"),
            ("Các đơn vị thuộc và trực thuộc", "within_attached"),
        )
    )

    spreads = spread_of(paper, on=ISSUED)

    assert [[str(unit) for unit in spread.units] for spread in spreads] == [
        ["Phòng Giáo dục Trung học", "Văn phòng Sở Giáo dục và Đào tạo Hưng Yên"],
        ["Trường THPT Mẫu A", "Trường THPT Mẫu B"],
        [],
    ]
    assert [spread.again for spread in spreads] == [0, 0, 4]
    assert reached_by(paper, on=ISSUED).total == 4
    assert reached_by(paper, on=ISSUED).bodies == 2


def test_district_offices_are_those_of_the_day_and_none_after_they_ended(hung_yen, notice):
    paper = notice(rows(("Các Phòng GDĐT", "offices")))

    assert reached_by(paper, on=ISSUED).total == 10
    assert reached_by(paper, on=dt.date(2025, 7, 1)).total == 0


def test_schools_of_a_district_office_are_those_attached_or_guided_on_the_day(world, hung_yen):
    office = hung_yen["unit"]("PGDDT-EAKAR")
    made = {"since": SINCE, "by": None, "at": NOON}
    until = dt.date(2025, 7, 1)
    create_unit("TH-A", "primary", "Trường TH Mẫu A", parent=office, until=until, **made)
    commune = create_unit("UBND-X", "commune", "UBND xã Mẫu", **made)
    guided = create_unit("THCS-B", "lower_secondary", "Trường THCS Mẫu B", parent=commune, **made)
    set_guidance(guided, office, **made)
    create_unit("MN-C", "preschool", "Trường MN Mẫu C", parent=office, until=ISSUED, **made)

    assert [str(unit) for unit in units_of_group(office, "schools", on=ISSUED)] == [
        "Trường TH Mẫu A",
        "Trường THCS Mẫu B",
    ]
    assert units_of_group(office, "schools", on=ISSUED - dt.timedelta(days=1)).count() == 3


def test_leaders_get_it_by_name_and_a_unit_that_moved_away_is_left_out(world, hung_yen, notice):
    move_unit(
        hung_yen["unit"]("THPT-B"), hung_yen["unit"]("UBND-HY"), on=ISSUED, by=None, at=NOON, basis="mẫu"
    )
    paper = notice(rows(("Ban Giám đốc Sở", "leaders"), ("Các đơn vị trực thuộc", "attached")))

    [leaders, attached] = spread_of(paper, on=ISSUED)

    assert sorted(person.name for person in leaders.people) == ["Giám đốc Mẫu", "Phó Giám đốc Mẫu"]
    assert [str(unit) for unit in attached.units] == ["Trường THPT Mẫu A"]


def test_grass_roots_unions_of_the_attached_units_are_a_group_and_keep_their_pairs(hung_yen, notice):
    paper = notice(
        [
            *rows(("Các đơn vị trực thuộc Sở", "attached")),
            {"written": "CĐCS trực thuộc", "reaches": "unions", "joined": ", "},
        ]
    )

    reached = reached_by(paper, on=ISSUED)

    unit = hung_yen["unit"]
    assert reached.total == 4
    assert set(reached.pairs) == {
        (unit("THPT-A").pk, unit("CD-THPT-A").pk),
        (unit("THPT-B").pk, unit("CD-THPT-B").pk),
    }


def test_the_list_costs_as_many_queries_for_many_units_as_for_one(
    hung_yen, notice, django_assert_max_num_queries
):
    paper = notice(
        rows(("Các Phòng GDĐT", "offices"), ("Các đơn vị trực thuộc Sở", "attached"), with_union=True)
    )

    with django_assert_max_num_queries(4):
        spread_of(paper, on=ISSUED)


def test_every_body_that_a_department_writes_to_can_be_chosen(hung_yen):
    offered = dict(addressable(hung_yen["office"], on=ISSUED))

    for code in (
        "UBND-HY",
        "BGDDT",
        "CDGD-HY",
        "CDGDVN",
        "BTDKT-HY",
        "HDTDKT-GD-HY",
        "PGDDT-YENMY",
        "THPT-A",
    ):
        assert hung_yen["unit"](code).pk in offered, code
    assert hung_yen["office"].pk not in offered


# Roles


def test_roles_are_proposed_by_standing_and_never_stored_before_somebody_confirms(hung_yen, notice):
    unit = hung_yen["unit"]
    paper = notice(
        [
            {"written": "UBND tỉnh", "reaches": "unit", "unit": unit("UBND-HY")},
            {"written": "Bộ GD&ĐT", "reaches": "unit", "unit": unit("BGDDT")},
            {"written": "Công đoàn GDVN", "reaches": "unit", "unit": unit("CDGDVN")},
            {"written": "Ban Giám đốc Sở", "reaches": "leaders"},
            {"written": "Công đoàn ngành GD tỉnh", "reaches": "unit", "unit": unit("CDGD-HY")},
            {"written": "Hội đồng TĐ-KT ngành", "reaches": "unit", "unit": unit("HDTDKT-GD-HY")},
            {"written": "Các Phòng GDĐT", "reaches": "offices"},
            {"written": "Phòng GDĐT Yên Mỹ", "reaches": "unit", "unit": unit("PGDDT-YENMY")},
            {"written": "Như Điều 3", "reaches": "text"},
            {"written": "Các Phòng thuộc Sở", "reaches": "teams", "role": "know"},
        ]
    )

    offered = {proposal.line.written: proposal.label for proposal in proposals_for(paper, on=ISSUED)}

    assert offered == {
        "UBND tỉnh": "báo cáo",
        "Bộ GD&ĐT": "để biết",
        "Công đoàn GDVN": "để biết",
        "Ban Giám đốc Sở": "chỉ đạo",
        "Công đoàn ngành GD tỉnh": "phối hợp",
        "Hội đồng TĐ-KT ngành": "phối hợp",
        "Các Phòng GDĐT": "thực hiện",
        "Phòng GDĐT Yên Mỹ": "thực hiện",
    }
    assert list(paper.recipients.exclude(role="").values_list("written", flat=True)) == ["Các Phòng thuộc Sở"]


def test_a_confirmed_role_says_who_confirmed_it_and_is_not_printed_as_stated(world, hung_yen, notice):
    paper = notice(rows(("Các Phòng GDĐT", "offices"), ("Các Phòng thuộc Sở", "teams")))
    first, second = paper.recipients.all()
    Recipient.objects.filter(pk=second.pk).update(role="know")

    confirm_roles(paper, {first.pk: "carry_out"}, by=world.huong, at=NOON)

    first.refresh_from_db()
    assert (first.role, first.role_by, first.role_stated) == ("carry_out", world.huong, False)
    assert letter_of(paper).recipients == ("Các Phòng GDĐT", "Các Phòng thuộc Sở (để biết)")
    assert Event.objects.get(verb="paper.roles_confirmed").detail == {"roles": "Các Phòng GDĐT: thực hiện"}


def test_a_confirmed_role_survives_when_the_lines_are_saved_again(world, hung_yen, notice):
    paper = notice(rows(("Các Phòng GDĐT", "offices")))
    confirm_roles(paper, {paper.recipients.get().pk: "carry_out"}, by=world.huong, at=NOON)

    set_recipients(
        paper, rows(("Các Phòng GDĐT", "offices"), role="carry_out"), archive="VT", by=world.lan, at=NOON
    )

    assert paper.recipients.get().role_by == world.huong


def test_confirming_roles_lists_every_reason_against_it(world, notice):
    paper = notice(rows(("Các Phòng GDĐT", "offices"), ("Các Phòng thuộc Sở", "teams"), role="know"))
    first, second = paper.recipients.all()

    with pytest.raises(Refused) as nothing:
        confirm_roles(paper, {}, by=world.huong, at=NOON)
    with pytest.raises(Refused) as stated:
        confirm_roles(paper, {first.pk: "report", second.pk: "nonsense"}, by=world.huong, at=NOON)

    assert said(nothing) == ["Chưa chọn vai trò nào để xác nhận."]
    assert said(stated) == [
        "Vai trò của “Các Phòng GDĐT” đã nêu trong văn bản, nên không xác nhận vai trò khác.",
        "Vai trò của “Các Phòng thuộc Sở” đã nêu trong văn bản, nên không xác nhận vai trò khác.",
        "“nonsense” không phải vai trò nào trong danh sách.",
    ]
    assert list(paper.recipients.values_list("role", flat=True)) == ["know", "know"]


def test_roles_of_an_issued_paper_stand(world, notice, director):
    paper = issue(world, notice(rows(("Các Phòng thuộc Sở", "teams"))), director)

    with pytest.raises(Refused) as refused:
        confirm_roles(paper, {paper.recipients.get().pk: "know"}, by=world.huong, at=NOON)

    assert said(refused) == ["Văn bản 01/TB-SGDĐT đã khóa; muốn thay đổi hãy ban hành văn bản mới."]


# Names


def test_a_wording_is_remembered_once_for_its_unit_and_then_found(world, hung_yen, notice):
    board, written = hung_yen["unit"]("BTDKT-HY"), "Cơ quan thi đua tỉnh"
    line = {"written": written, "reaches": "unit", "unit_id": board.pk, "remember": True}
    assert meant_unit(hung_yen["office"], written, on=ISSUED) is None

    paper = notice([line])
    set_recipients(paper, [line], archive="VT", by=world.lan, at=NOON)

    assert meant_unit(hung_yen["office"], written, on=ISSUED) == board
    assert board.aliases.filter(alias=written).count() == 1
    assert letter_of(paper).recipients == (written,)


def test_a_name_of_another_body_a_group_or_two_letters_is_not_remembered(world, hung_yen):
    unit, facts = hung_yen["unit"], {"owner": hung_yen["office"], "by": world.lan, "at": NOON}
    refusals = []
    for alias in ("Ban Thi đua Khen thưởng tỉnh", "Các Phòng GDĐT", "Sở"):
        with pytest.raises(Refused) as refused:
            remember_name(alias, unit("SNV-HY"), **facts)
        refusals += said(refused)

    assert refusals == [
        (
            "“Ban Thi đua Khen thưởng tỉnh” đang là tên gọi của Ban Thi đua - Khen thưởng tỉnh Hưng Yên, "
            "nên không ghi nhớ cho Sở Nội vụ tỉnh Hưng Yên."
        ),
        (
            "“Các Phòng GDĐT” là cách gọi một nhóm đơn vị, nên không ghi nhớ cho riêng "
            "Sở Nội vụ tỉnh Hưng Yên."
        ),
        "“Sở” quá ngắn để ghi nhớ làm tên gọi; hãy viết đủ hơn.",
    ]


# As written, as printed, as archived


def test_the_recipients_of_a_read_plan_are_ten_bodies_in_eight_bullets_and_the_archive_is_last(world, seeds):
    text = next(seeds.glob("004_*.txt")).read_text(encoding="utf-8")
    paper = draft_from(read_text(text), world.school, file=None, by=world.huong, at=NOON)

    letter = letter_of(paper)

    assert paper.recipients.count() == 10
    assert letter.recipients == (
        "Bộ GD&ĐT",
        "Công đoàn GDVN",
        "Ban Thi đua Khen thưởng tỉnh",
        "Ban Giám đốc Sở; Thường trực CĐN",
        "Hội đồng TĐ-KT ngành",
        "Các Phòng thuộc Sở",
        "Phòng GD&ĐT các huyện, thị xã, thành phố",
        "Các đơn vị trực thuộc Sở, CĐCS trực thuộc",
    )
    assert letter.archive == "VT, CĐN"
    assert set(paper.recipients.values_list("role", "role_by")) == {("", None)}


def test_a_search_by_archive_code_finds_the_paper_kept_there_and_no_other(world, notice):
    paper = notice(rows(("Các Phòng thuộc Sở", "teams")), archive="VT, TĐ.")
    notice(rows(("Các Phòng thuộc Sở", "teams")), archive="VT, TĐKT")

    assert list(papers_in(Paper.objects.all(), archive="TĐ")) == [paper]
    assert papers_in(Paper.objects.all(), archive="VT").count() == 2
    assert papers_in(Paper.objects.all(), archive="CĐN").count() == 0


def test_a_joint_paper_is_found_in_the_archives_of_both_sides_under_one_key(world, hung_yen, notice):
    paper = notice(rows(("Các Phòng thuộc Sở", "teams")), archive="VT")
    paper.issuers.create(unit=hung_yen["office"], order=1, archive="VT")
    paper.issuers.create(unit=hung_yen["unit"]("CDGD-HY"), order=2, archive="CĐN")

    assert [row.pk for row in papers_in(Paper.objects.all(), archive="VT")] == [paper.pk]
    assert [row.pk for row in papers_in(Paper.objects.all(), archive="CĐN")] == [paper.pk]


# Who has confirmed


def test_a_pair_is_half_confirmed_until_head_and_union_chair_have_both_said_so(
    world, hung_yen, notice, director
):
    unit = hung_yen["unit"]
    paper = issue(world, notice(rows(("Các đơn vị trực thuộc Sở", "attached"), with_union=True)), director)
    head = Unit.objects.filter(pk=unit("THPT-A").pk)
    union = Unit.objects.filter(pk=unit("CD-THPT-A").pk)

    def states():
        return {str(row): state_of(row) for row in receipts_of(paper)}

    assert states() == {"Trường THPT Mẫu A": "waiting", "Trường THPT Mẫu B": "waiting"}
    acknowledge(paper, by=director, at=NOON, units=head)
    assert states() == {"Trường THPT Mẫu A": "half", "Trường THPT Mẫu B": "waiting"}
    assert receipts_rate(paper) == Rate(sent=4, done=1, pairs=2, half=1)
    acknowledge(paper, by=director, at=NOON, units=union)
    assert states() == {"Trường THPT Mẫu A": "done", "Trường THPT Mẫu B": "waiting"}
    assert receipts_rate(paper) == Rate(sent=4, done=2, pairs=2, half=0)
    assert Receipt.objects.filter(paper=paper).count() == 4


def test_the_papers_page_and_the_list_of_receivers_count_alike_in_the_same_words(
    world, hung_yen, notice, director, enter
):
    unit = hung_yen["unit"]
    paper = issue(world, notice(rows(("Các đơn vị trực thuộc Sở", "attached"), with_union=True)), director)
    acknowledge(paper, by=director, at=NOON, units=Unit.objects.filter(pk=unit("THPT-A").pk))
    choose_password(director, "mot-mat-khau-rieng", at=NOON)
    reader = enter(director)

    pages = [
        reader.get(address).content.decode()
        for address in (paper.get_absolute_url(), reverse("paper_reach", args=[paper.pk]))
    ]

    said = (
        "1 trên 4 nơi đã xác nhận. Đơn vị và công đoàn cùng cấp là hai nơi, ghi chung một dòng (2 dòng); "
        "dòng ấy xong khi cả hai bên đã xác nhận, 1 dòng mới có một bên."
    )
    assert [page.count(said) for page in pages] == [1, 1]


def test_a_superior_gets_a_copy_and_each_school_one_item(world, hung_yen, notice, director):
    lines = [
        {"written": "UBND tỉnh", "reaches": "unit", "unit": hung_yen["unit"]("UBND-HY"), "role": "report"},
        {"written": "Trường THPT Mẫu A", "reaches": "unit", "unit": hung_yen["unit"]("THPT-A")},
        *rows(("Các trường trực thuộc", "schools"), role="carry_out"),
    ]
    paper = issue(world, notice(lines), director)

    assert sorted(str(row) for row in paper.receipts.all()) == [
        "Trường THPT Mẫu A",
        "Trường THPT Mẫu B",
        "Ủy ban nhân dân tỉnh Hưng Yên",
    ]


def test_papers_unread_after_some_days_are_listed_until_everyone_has_confirmed(
    world, hung_yen, notice, director
):
    paper = issue(world, notice(rows(("Các Phòng thuộc Sở", "teams"))), director)
    offices = Unit.objects.filter(pk=hung_yen["office"].pk)

    late = unread_since(offices, before=NOON + dt.timedelta(days=1))

    assert [(row, row.waiting, row.sent) for row in late] == [(paper, 2, 2)]
    assert unread_since(offices, before=NOON).count() == 0
    paper.receipts.update(received_at=NOON)
    assert unread_since(offices, before=NOON + dt.timedelta(days=1)).count() == 0


def test_those_who_have_not_confirmed_are_reminded_once_a_day_and_nobody_else(world, ready):
    issue_paper(ready, by=world.huong, at=NOON)
    team = Unit.objects.filter(pk=world.teams["TOAN"].pk)
    acknowledge(ready, by=world.khoa, at=NOON, units=team)
    before = Notice.objects.filter(user=world.khoa).count()

    assert remind_recipients(ready, by=world.huong, at=NOON + dt.timedelta(days=1)) == 7

    assert Notice.objects.filter(user=world.khoa).count() == before
    told = Notice.objects.filter(event__verb="paper.reminded")
    assert told.filter(user=world.thanh).get().sentence == (
        "Trường THPT Lộc Thái nhắc xác nhận đã nhận Thông báo 08/TB-THPTLT."
    )
    with pytest.raises(Refused) as again:
        remind_recipients(ready, by=world.huong, at=NOON + dt.timedelta(days=1, hours=3))
    assert said(again) == ["Đã nhắc trong ngày 21/09/2021; mỗi ngày chỉ nhắc một lần."]


def test_there_is_nobody_to_remind_before_the_issue_or_after_the_last_confirmation(world, ready):
    with pytest.raises(Refused) as early:
        remind_recipients(ready, by=world.huong, at=NOON)
    issue_paper(ready, by=world.huong, at=NOON)
    ready.receipts.update(received_at=NOON)
    with pytest.raises(Refused) as late:
        remind_recipients(ready, by=world.huong, at=NOON)

    assert said(early) == ["Văn bản chưa phát hành nên chưa có nơi nào để nhắc."]
    assert said(late) == ["Mọi nơi nhận đã xác nhận, không còn ai để nhắc."]


CONSTRAINTS = {
    "recipient_role_confirmed_says_who_and_when": {"role": "know", "role_at": NOON},
    "recipient_joined_follows_another": {"joined": "; "},
    "recipient_of_a_unit_names_it": {"reaches": "unit"},
}


@pytest.mark.parametrize("name", CONSTRAINTS)
def test_the_database_holds_a_line_to_what_it_says(name, write):
    paper = write()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Recipient.objects.create(paper=paper, order=1, written="Mẫu", **CONSTRAINTS[name])


def test_the_database_holds_a_pair_to_two_units(world, ready):
    issue_paper(ready, by=world.huong, at=NOON)
    first, second = ready.receipts.all()[:2]

    with pytest.raises(IntegrityError, match="receipt_is_not_its_own_half"), transaction.atomic():
        Receipt.objects.filter(pk=first.pk).update(union_half=first)
    with pytest.raises(IntegrityError, match="receipt_pair_is_of_units"), transaction.atomic():
        Receipt.objects.filter(pk=first.pk).update(unit=None, person=world.lan.person, union_half=second)


# Pages


def test_the_page_suggests_from_the_wording_and_stores_nothing_before_it_is_saved(world, write, enter):
    paper = write()
    Recipient.objects.create(paper=paper, order=1, written="Các tổ chuyên môn")
    client = enter(world.huong)

    page = client.get(reverse("paper_recipients", args=[paper.pk])).content.decode()

    assert '<option value="teams" selected>' in page
    assert "Chưa có gì được lưu." in page
    assert paper.recipients.get().reaches == "text"


def test_the_list_before_the_issue_names_everyone_with_the_count(world, ready, enter):
    page = enter(world.huong).get(reverse("paper_reach", args=[ready.pk])).content.decode()

    assert "Sẽ gửi tới 8 nơi" in page
    assert "Tổ Toán – Tin" in page
    assert "Lưu: VT" in page


def test_after_the_issue_the_page_says_who_has_confirmed_and_reminds(world, ready, enter):
    issue_paper(ready, by=world.huong, at=NOON)
    client = enter(world.huong)

    assert "0 trên 8 nơi đã xác nhận" in client.get(reverse("paper_reach", args=[ready.pk])).content.decode()
    client.post(reverse("paper_remind", args=[ready.pk]))
    assert ready.receipts.filter(reminded_at__isnull=False).count() == 8


def test_what_waits_for_me_is_listed_with_what_we_sent(world, ready, enter, clock):
    issue_paper(ready, by=world.huong, at=NOON - dt.timedelta(days=4))

    mine = enter(world.khoa).get(reverse("papers_unread")).content.decode()
    sent = enter(world.huong).get(reverse("papers_unread")).content.decode()
    later = enter(world.huong).get(reverse("papers_unread"), {"ngay": "7"}).content.decode()

    assert "Tổ Toán – Tin nhận; từ Trường THPT Lộc Thái" in mine
    assert "8 trên 8" in sent
    assert "Không còn văn bản nào quá 7 ngày" in later


def test_roles_are_confirmed_from_the_page_with_a_click(world, write, enter):
    paper = write()
    lines = [{"written": "Sở GDĐT", "reaches": "unit", "unit": world.department}]
    set_recipients(paper, lines, archive="VT", by=world.huong, at=NOON)
    line = paper.recipients.get()
    client = enter(world.huong)

    assert (
        f'name="vai-{line.pk}"' in client.get(reverse("paper_recipients", args=[paper.pk])).content.decode()
    )
    client.post(reverse("paper_roles", args=[paper.pk]), {f"vai-{line.pk}": "report"})

    line.refresh_from_db()
    assert (line.role, line.role_by) == ("report", world.huong)
