"""The register of movements: kinds side by side, one root over all branches, launches, open ends, the next year."""

import datetime as dt

import pypdfium2
import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from thidua.activity.models import Event
from thidua.core.dates import days_inclusive
from thidua.core.errors import Refused
from thidua.demo.days import DECIDED, ISSUED, at
from thidua.documents.actions.filing import register_received
from thidua.documents.reading import read_bytes
from thidua.home.search import search
from thidua.movements.actions.importing import import_plan
from thidua.movements.actions.launches import Ceremony, record_launch
from thidua.movements.actions.launching import issue_plan
from thidua.movements.actions.register import (
    add_partner,
    edit_card,
    enter_standing_movement,
    remove_partner,
    review_year,
)
from thidua.movements.actions.roots import join_root
from thidua.movements.drafting import draft_from, subjects_of
from thidua.movements.models import Movement, MovementRoot, Round
from thidua.movements.queries.banner import banner_pdf
from thidua.movements.queries.branches import boughs_of, roots_named, tree_of
from thidua.movements.queries.card import (
    card_of,
    counted,
    registration_base,
    reviews_asked,
    running_movements,
    scope_of,
)
from thidua.movements.queries.register import roots_to_join, similar_to
from thidua.movements.rules.register import blockers_to_take_part, years_to_review
from thidua.org.access import Access
from thidua.org.actions.tree import create_unit
from thidua.org.models import Person, Unit, User
from thidua.org.queries.people import people_of

NOON = at(ISSUED, 12)
SINCE = dt.date(2018, 8, 1)
NATION = "Cả nước đoàn kết, chung sức, đồng lòng thi đua phòng, chống và chiến thắng đại dịch Covid-19"
SECTOR = (
    "Ngành Giáo dục và Đào tạo đoàn kết, chung sức, đồng lòng thi đua phòng, chống góp phần "
    "chiến thắng đại dịch Covid-19"
)


def said(refused):
    return [blocker.message for blocker in refused.value.blockers]


def unit(code, kind, name, parent=None, relation="attached"):
    return create_unit(code, kind, name, parent=parent, relation=relation, since=SINCE, by=None, at=NOON) if parent \
        else create_unit(code, kind, name, since=SINCE, by=None, at=NOON)  # fmt: skip


@pytest.fixture
def land(world):
    """Two provinces: one with a district, its office and two schools, and one with its department."""
    made = {"dak_lak": unit("T-DL", "province", "Ủy ban nhân dân tỉnh Đắk Lắk")}
    made["huyen"] = unit("H-EK", "district", "Ủy ban nhân dân huyện Ea Kar", made["dak_lak"])
    made["phong"] = unit("P-EK", "district_office", "Phòng GDĐT huyện Ea Kar", made["huyen"])
    made["a"] = unit("EK-A", "primary", "Trường Tiểu học Mẫu A", made["phong"])
    made["b"] = unit("EK-B", "lower_secondary", "Trường THCS Mẫu B", made["phong"])
    made["hung_yen"] = unit("T-HY", "province", "Ủy ban nhân dân tỉnh Hưng Yên")
    made["so"] = unit("S-HY", "department", "Sở GDĐT tỉnh Hưng Yên", made["hung_yen"])
    return made


def paper(owner, issuer, number, symbol, day, subject="Phong trào", parent=None):
    made = register_received(
        owner, kind="KH", number=number, symbol=symbol, day=day, issuer_written=str(issuer), subject=subject,
        received_on=day, by=User.objects.get(username="son"), at=NOON,
    )  # fmt: skip
    made.issuer, made.parent = issuer, parent
    made.save(update_fields=["issuer", "parent"])
    return made


def standing(plan, name=NATION, kind="special", first=dt.date(2021, 9, 29), last=None, *, by):
    return enter_standing_movement(plan, name, kind, first=first, last=last, by=by, at=NOON)


@pytest.fixture
def family(world, land):
    """The special movement of a district, its office, a school there, and a department in another province."""
    by = world.son
    papers = {
        "huyen": paper(land["huyen"], land["huyen"], 156, "KH-UBND", dt.date(2021, 10, 18)),
        "so": paper(land["so"], land["so"], 150, "KH-SGDĐT", dt.date(2021, 9, 29)),
    }
    papers["phong"] = paper(
        land["phong"], land["phong"], 685, "KH-PGDĐT", dt.date(2021, 10, 26), parent=papers["huyen"]
    )
    filed = paper(land["a"], land["phong"], 685, "KH-PGDĐT", dt.date(2021, 10, 26))
    papers["a"] = paper(land["a"], land["a"], 12, "KH-THMA", dt.date(2021, 11, 9), parent=filed)
    return {name: standing(papers[name], by=by) for name in ("so", "huyen", "phong", "a")}


# One root


def test_searching_the_name_gives_one_root_with_branches_by_province_district_and_school(world, land, family):
    [root] = MovementRoot.objects.filter(branches__in=[row.pk for row in family.values()]).distinct()

    boughs = boughs_of(list(Movement.objects.filter(root=root).select_related("owner", "plan")))

    assert [
        (str(bough.unit), [(str(branch.movement.owner), branch.depth) for branch in bough.branches])
        for bough in boughs
    ] == [
        ("Ủy ban nhân dân tỉnh Đắk Lắk", [
            ("Ủy ban nhân dân huyện Ea Kar", 0), ("Phòng GDĐT huyện Ea Kar", 1), ("Trường Tiểu học Mẫu A", 2),
        ]),
        ("Ủy ban nhân dân tỉnh Hưng Yên", [("Sở GDĐT tỉnh Hưng Yên", 0)]),
    ]  # fmt: skip
    assert [(family[name].parent, family[name].rooted) for name in ("so", "huyen", "phong", "a")] == [
        (None, "own"), (None, "name"), (family["huyen"], "parent"), (family["phong"], "parent"),
    ]  # fmt: skip


def test_a_parent_filed_after_its_child_gathers_it(world, land):
    own = paper(land["huyen"], land["huyen"], 156, "KH-UBND", dt.date(2021, 10, 18))
    filed = paper(land["phong"], land["huyen"], 156, "KH-UBND", dt.date(2021, 10, 18))
    plan = paper(land["phong"], land["phong"], 685, "KH-PGDĐT", dt.date(2021, 10, 26), parent=filed)
    child = standing(plan, "Phong trào của phòng", "thematic", by=world.son)
    alone = child.root_id

    parent = standing(own, "Phong trào của huyện", "thematic", by=world.son)

    child.refresh_from_db()
    assert (child.parent, child.root, child.rooted) == (parent, parent.root, "parent")
    assert not MovementRoot.objects.filter(pk=alone).exists()


def test_like_names_stay_two_roots_until_somebody_decides_and_says_why(world, land, family):
    plan = paper(land["b"], land["b"], 30, "KH-THCSB", dt.date(2021, 9, 20))
    like = standing(plan, SECTOR, by=world.son)
    nation = family["so"].root

    assert like.root != nation
    assert similar_to(like, Movement.objects.all()) == [family["so"]]
    with pytest.raises(Refused) as refused:
        join_root(like, like.root, reason=" ", by=world.son, at=NOON)
    assert said(refused) == [
        "Phong trào này đã ở gốc ấy.",
        "Ghi lý do: vì sao hai phong trào là một.",
    ]

    joined = join_root(like, nation, reason="Sở hợp nhất hai phong trào.", by=world.son, at=NOON)

    assert (joined.root, joined.rooted, joined.rooted_reason) == (
        nation,
        "decided",
        "Sở hợp nhất hai phong trào.",
    )
    assert similar_to(joined, Movement.objects.all()) == []
    assert Event.objects.get(verb="movement.joined").detail["moved"] == 1


def test_what_follows_a_joined_movement_goes_along_but_not_what_was_decided_on_its_own(world, land, family):
    other = MovementRoot.objects.create(name="Khác", folded="khac")
    join_root(family["a"], other, reason="Riêng.", by=world.son, at=NOON)
    third = MovementRoot.objects.create(name="Ba", folded="ba")

    join_root(family["huyen"], third, reason="Hai là một.", by=world.son, at=NOON)

    found = {name: Movement.objects.get(pk=row.pk).root for name, row in family.items()}
    assert found == {"so": family["so"].root, "huyen": third, "phong": third, "a": other}


def test_the_same_name_joins_only_special_movements(world, land):
    year = "Phong trào thi đua năm học 2021 - 2022"
    one = standing(paper(land["a"], land["a"], 1, "KH-A", SINCE), year, "school_year", by=world.son)
    two = standing(paper(land["so"], land["so"], 1, "KH-S", SINCE), year, "school_year", by=world.son)

    assert one.root != two.root


def test_the_search_gives_a_root_once_and_a_single_movement_as_itself(world, draft):
    one = search("dai dich", Access(world.huong, DECIDED))["Phong trào"]
    twin = paper(world.school, world.school, 77, "KH-THPTLT", dt.date(2021, 9, 1))
    standing(twin, draft.name, by=world.huong)
    two = search("dai dich", Access(world.huong, DECIDED))["Phong trào"]
    [tree] = roots_named("dai dich", Access(world.huong, DECIDED))

    assert one == [draft]
    assert [str(row) for row in two] == [f"{draft.name} (2 kế hoạch cùng gốc)"]
    assert two[0].get_absolute_url() == reverse("movement_tree", args=[draft.pk])
    assert (tree.root, tree.shown) == (draft.root, 2)
    assert roots_named("dai dich", Access(world.tu, DECIDED)) == []


def test_a_tree_shows_what_is_within_reach_and_finds_a_branch_by_its_unit(world, land, family):
    root = family["so"].root

    seen = tree_of(root, Access(world.lan, ISSUED))
    Unit.objects.filter(pk=land["a"].pk).update(folded="truong tieu hoc mau a")
    movements = list(Movement.objects.filter(root=root))

    assert (seen.shown, seen.boughs) == (0, [])
    assert len(movements) == 4


# Kinds, periods, several at once


def test_a_unit_runs_one_of_each_kind_at_once_each_with_its_own_rounds(world):
    kinds = ("school_year", "thematic", "special", "by_round")
    first = dt.date(2021, 9, 5)
    made = [
        standing(paper(world.school, world.school, 90 + n, "KH-L", first), f"Phong trào {n}", kind, first=first,
                 by=world.huong)
        for n, kind in enumerate(kinds)
    ]  # fmt: skip
    for movement in made:
        Round.objects.create(
            movement=movement, label="Đợt 1", during=days_inclusive(first, dt.date(2022, 1, 16))
        )

    running = running_movements(Unit.objects.filter(pk=world.school.pk), on=dt.date(2021, 10, 1))

    assert list(running) == made
    assert [movement.rounds.count() for movement in running] == [1, 1, 1, 1]


def test_starting_the_special_movement_leaves_all_earlier_ones_running(world, ready):
    days = {"first": dt.date(2020, 12, 23), "last": dt.date(2025, 12, 31)}
    long = standing(
        paper(world.school, world.school, 761, "KH-L", days["first"]), "Đổi mới", "thematic", by=world.huong,
        **days,
    )  # fmt: skip

    issue_plan(ready.plan, by=world.huong, at=at(ISSUED, 9), day=ISSUED)

    mine = Unit.objects.filter(pk=world.school.pk)
    assert set(running_movements(mine, on=ISSUED)) == {long, ready}
    assert set(running_movements(mine, on=dt.date(2020, 12, 31))) == {long}


def test_an_open_movement_goes_on_at_new_year_and_asks_for_one_review_a_year(world, land):
    plan = paper(land["phong"], land["phong"], 685, "KH-PGDĐT", dt.date(2021, 10, 26))
    movement = standing(plan, first=dt.date(2021, 10, 26), by=world.son)
    new_year = at(dt.date(2022, 1, 1), 9)

    assert reviews_asked(movement, on=dt.date(2021, 12, 30)) == []
    assert reviews_asked(movement, on=dt.date(2021, 12, 31)) == [2021]
    with pytest.raises(Refused) as refused:
        review_year(movement, 2022, " ", by=world.son, at=new_year)
    assert said(refused) == ["Phong trào không chờ đánh giá năm 2022.", "Ghi kết quả đánh giá năm."]

    review_year(movement, 2021, "Giữ vững ba mục tiêu.", by=world.son, at=new_year)

    movement.refresh_from_db()
    assert (movement.state, movement.during.upper) == ("running", None)
    assert reviews_asked(movement, on=dt.date(2022, 1, 1)) == []
    assert reviews_asked(movement, on=dt.date(2024, 2, 1)) == [2022, 2023]


@given(
    first=st.dates(dt.date(2015, 1, 1), dt.date(2030, 1, 1)),
    on=st.dates(dt.date(2015, 1, 1), dt.date(2035, 1, 1)),
    done=st.sets(st.integers(2015, 2035)),
)
def test_every_whole_year_is_asked_about_once_and_no_year_to_come(first, on, done):
    asked = years_to_review((first, None), school_year="", reviewed=done, on=on)

    assert set(asked) & done == set()
    assert set(asked) | done >= set(range(first.year, on.year))
    assert all(dt.date(year, 12, 31) <= on for year in asked)
    assert years_to_review((first, on), school_year="", reviewed=(), on=on) == []
    assert years_to_review((first, None), school_year="2021-2022", reviewed=(), on=on) == []


# Subjects, scope, base


def test_the_groups_of_the_four_plans_are_those_their_own_lines_name(seeds):
    found = {
        path.name[:3]: draft_from(read_bytes(path.read_bytes(), filename=path.name)).subjects
        for path in sorted(seeds.glob("00*.txt"))
    }

    assert found == {
        "000": ("cadre", "collective", "pupil", "staff", "teacher"),
        "001": ("cadre", "pupil", "staff", "teacher"),
        "002": ("cadre", "civil_servant", "pupil", "teacher"),
        "004": ("cadre", "pupil", "student", "teacher", "worker"),
    }


@pytest.mark.parametrize(
    ("written", "groups"),
    [
        (["CBNGNLD", "HS"], ["cadre", "pupil", "teacher", "worker"]),
        (["CBNGNLD"], ["cadre", "teacher", "worker"]),
        (["Các nhà trường"], ["collective"]),
        (["phụ huynh"], []),
    ],
)
def test_abbreviations_are_spelled_out(written, groups):
    assert subjects_of(written) == groups


def test_a_parent_takes_no_part_and_the_five_groups_do():
    subjects = ("collective", "cadre", "teacher", "staff", "pupil")

    assert [blockers_to_take_part(subjects, group, "Ai") for group in subjects] == [[]] * 5
    assert [blocker.message for blocker in blockers_to_take_part(subjects, "", "Phụ huynh Mẫu")] == [
        "Phụ huynh Mẫu không thuộc nhóm đối tượng của phong trào."
    ]
    assert len(blockers_to_take_part(subjects, "student", "Ai")) == 1


def test_the_scope_is_the_subtree_of_the_launch_day(world, land):
    plan = paper(land["phong"], land["phong"], 685, "KH-PGDĐT", dt.date(2021, 10, 26))
    movement = standing(plan, first=dt.date(2021, 10, 26), by=world.son)
    create_unit("EK-M", "primary", "Trường mới mở", parent=land["phong"], since=dt.date(2021, 11, 1),
                by=None, at=NOON)  # fmt: skip

    assert list(scope_of(movement)) == [land["b"], land["a"]]
    assert scope_of(movement, on=dt.date(2021, 11, 1)).count() == 3


def test_the_base_of_registration_is_the_head_count_by_group_on_the_launch_day(world, ready):
    ready.subjects = ["cadre", "teacher", "staff", "pupil"]
    ready.save(update_fields=["subjects"])

    movement = issue_plan(ready.plan, by=world.huong, at=at(ISSUED, 9), day=ISSUED)

    counts = {row.group: row.people for row in registration_base(movement)}
    assert {group: counts[group] for group in ("cán bộ", "giáo viên", "nhân viên")} == {
        "cán bộ": 3, "giáo viên": 52, "nhân viên": 5,
    }  # fmt: skip
    assert list(counts) == ["cán bộ", "giáo viên", "nhân viên", "học sinh"]


BASES = st.dictionaries(st.sampled_from(["cadre", "civil_servant", "teacher", "staff", "worker", "pupil"]),
                        st.integers(0, 900))  # fmt: skip


@given(base=BASES, subjects=st.sets(st.sampled_from(list(Movement.Subject))))
def test_nobody_is_counted_in_two_groups(base, subjects):
    assert sum(row.people for row in counted(base, subjects)) <= sum(base.values())


# The card


def test_partners_are_named_once_with_a_role_and_tied_to_their_unit(world, ready):
    partner = add_partner(
        ready, "union", str(world.union), "Vận động đoàn viên", unit=world.union, by=world.binh, at=NOON
    )
    with pytest.raises(Refused) as refused:
        add_partner(ready, "union", f" {world.union}", " ", by=world.binh, at=NOON)

    assert (partner.unit, list(ready.partners.all())) == (world.union, [partner])
    assert said(refused) == [
        "Ghi vai trò phối hợp.",
        f"{world.union} đã có trong danh sách phối hợp.",
    ]
    remove_partner(partner, by=world.binh, at=NOON)
    assert ready.partners.count() == 0


def test_whom_a_movement_is_for_is_settled_before_the_launch(world, ready):
    values = {
        "kind": "special",
        "scope": "toàn trường",
        "theme": "Nâng cao chất lượng",
        "slogan": ready.slogan,
    }
    edit_card(ready, subjects=["teacher"], by=world.binh, at=NOON, **values)
    issue_plan(ready.plan, by=world.huong, at=at(ISSUED, 9), day=ISSUED)

    with pytest.raises(Refused) as refused:
        edit_card(ready, subjects=["teacher", "pupil"], by=world.binh, at=NOON, **values)
    edited = edit_card(ready, subjects=["teacher"], by=world.binh, at=NOON, **{**values, "theme": "Mới"})

    assert said(refused) == ["Phong trào đã phát động; đổi nhóm đối tượng cần một văn bản mới."]
    assert (edited.theme, edited.subjects, edited.scope) == ("Mới", ["teacher"], "toàn trường")


def test_the_banner_prints_the_slogan_letter_for_letter(world, draft, seeds):
    text = next(seeds.glob("001_*.txt"))
    slogan = draft_from(read_bytes(text.read_bytes(), filename=text.name)).slogan
    draft.slogan = slogan

    document = pypdfium2.PdfDocument(banner_pdf(draft))

    lines = document[0].get_textpage().get_text_range().splitlines()
    assert len(document) == 1
    assert slogan == SECTOR
    assert slogan in " ".join(line.strip() for line in lines)


# The pages


def test_the_card_and_its_forms_serve_those_who_decide(world, enter, ready):
    client = enter(world.binh)
    key = [ready.pk]
    data = {"kind": "health", "name": "Trạm Y tế xã Lộc Thái", "role": "Tiêm chủng"}

    assert client.post(reverse("partner_add", args=key), data).status_code == 302
    assert client.post(reverse("partner_add", args=key), data).status_code == 422
    edited = client.post(
        reverse("movement_edit", args=key),
        {
            "kind": "special",
            "slogan": ready.slogan,
            "theme": "Vui khỏe tới trường",
            "scope": "",
            "subjects": ["teacher"],
        },
    )
    page = client.get(reverse("movement_card", args=key)).content.decode()

    assert edited.status_code == 302
    assert ("Trạm Y tế xã Lộc Thái" in page, "Vui khỏe tới trường" in page) == (True, True)
    assert "Chưa phát động." in page
    for name in ("movement_tree", "movement_join", "banner", "movement_clone", "movement_edit"):
        assert client.get(reverse(name, args=key)).status_code == 200
    assert enter(world.tu).get(reverse("movement_card", args=key)).status_code == 404


def test_the_card_asks_the_database_as_often_for_three_rows_as_for_one(
    world, ready, django_assert_num_queries
):
    issue_plan(ready.plan, by=world.huong, at=at(ISSUED, 9), day=ISSUED)
    movement = Movement.objects.select_related("plan", "owner", "first_launch").get(pk=ready.pk)
    for number in (1, 3):
        access = Access(world.binh, ISSUED)
        assert access.posts
        while movement.partners.count() < number:
            name = f"Hội {movement.partners.count()}"
            add_partner(movement, "other", name, "Cùng làm", by=world.lan, at=NOON)
            record_launch(movement, Ceremony(day=ISSUED, place="Sân trường"), by=world.lan, at=NOON)
        with django_assert_num_queries(10):
            card = card_of(movement, access)

        assert (len(card.partners), len(card.launches)) == (number, number + 1)


def test_a_branch_is_moved_on_its_page_with_a_reason(world, enter, draft):
    twin = paper(world.school, world.school, 77, "KH-THPTLT", dt.date(2021, 9, 1))
    other = standing(twin, "Phong trào khác hẳn", "thematic", by=world.huong)
    client = enter(world.binh)
    address = reverse("movement_join", args=[draft.pk])

    silent = client.post(address, {"root": other.root_id, "reason": " "})
    moved = client.post(address, {"root": other.root_id, "reason": "Một phong trào."})

    assert roots_to_join(other, Access(world.binh, DECIDED)) == []
    assert (silent.status_code, moved.status_code) == (422, 302)
    assert Movement.objects.get(pk=draft.pk).root == other.root


def test_people_counted_by_the_world_are_the_sixty_of_the_script(world):
    assert people_of(world.school, on=ISSUED, groups=["cadre", "teacher", "staff"]).count() == 60
    assert Person.objects.count() > 60


def test_a_plan_read_from_its_file_is_rooted_when_it_is_drafted(world, draft, plan_text):
    other = import_plan(
        world.other_school, plan_text.replace(b"30/KH", b"31/KH"), "31.txt", by=world.tu, at=NOON, own=True
    ).movement

    assert (draft.rooted, other.rooted, other.root) == ("own", "name", draft.root)
