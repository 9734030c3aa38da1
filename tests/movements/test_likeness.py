"""Texts printed and laid side by side through the database: who is signalled for which words, and for which never."""

import random

import pytest
from django.db import OperationalError, connection, transaction

from tests.movements.guarding import (
    NOON,
    a_movement,
    a_paper,
    a_sentence,
    a_text,
    head_of_the_other_school,
    plain,
    reworded,
    shuffled,
    two_schools_alike,
    words_of,
)
from thidua.demo.days import ISSUED
from thidua.documents.models import Citation
from thidua.movements.actions import signals as acts
from thidua.movements.actions.signals import print_texts
from thidua.movements.guard.comparing import likeness
from thidua.movements.guard.shingles import print_of
from thidua.movements.models import Assignment, Fingerprint, Movement, PrintedText, Signal
from thidua.movements.queries.likeness import granted_to, near_texts, sources_of

OWN = words_of(0)


@pytest.fixture
def vy(world):
    """The head of the other school."""
    return head_of_the_other_school(world)


@pytest.fixture
def above(world):
    """The plan of the Sở, under which both schools stand."""
    return a_movement(world.department, world.son, a_text(random.Random(99), 20), number=3)


def test_two_units_that_send_the_same_own_paragraph_are_both_signalled_once(world, vy):
    two_schools_alike(world, vy)

    assert (print_texts(at=NOON), print_texts(at=NOON)) == (3, 0)

    rows = Signal.objects.order_by("unit__code")
    assert [(row.unit, row.kind, row.text.unit, row.other.unit) for row in rows] == [
        (world.school, "copied", world.school, world.other_school),
        (world.other_school, "copied", world.other_school, world.school),
    ]


def test_two_runs_at_once_take_turns(world, vy):
    two_schools_alike(world, vy)
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [acts._LOCK])

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '100ms'")
    with pytest.raises(OperationalError, match="lock timeout"), transaction.atomic():
        print_texts(at=NOON)
    other.close()

    assert print_texts(at=NOON) == 3


def test_what_both_took_from_the_plan_above_counts_for_nothing(world, vy, above):
    taken = "\n".join(node.text for node in above.plan.nodes.all())
    for unit, by, seed in ((world.school, world.lan, 1), (world.other_school, vy, 2)):
        a_movement(unit, by, f"{taken}\n{a_sentence(random.Random(seed), 30)}", parent=above)

    print_texts(at=NOON)

    own = PrintedText.objects.filter(movement__parent=above).values_list("own", flat=True)
    assert list(own) == [26, 26]
    assert list(Signal.objects.all()) == []


def test_words_of_a_paper_that_is_cited_on_the_way_up_count_for_nothing(world, vy):
    law = a_paper(world.ministry, world.son, OWN, kind="L", number=15)
    above = a_movement(world.department, world.son, a_text(random.Random(9)), number=3, cites=[law])
    for unit, by in ((world.school, world.lan), (world.other_school, vy)):
        a_movement(unit, by, OWN, parent=above)

    print_texts(at=NOON)

    assert list(Signal.objects.all()) == []


def test_the_name_and_the_slogan_of_a_movement_are_nobodys_own(world, vy):
    """Both say it in the same words, each once alone and once within a longer sentence."""
    slogan = words_of(500, 2).replace("\n", " ").replace(".", "")
    for unit, by, seed in ((world.school, world.lan, 1), (world.other_school, vy, 2)):
        text = f"Khẩu hiệu “{slogan}” treo ở cổng.\n{slogan}.\n{a_text(random.Random(seed), 5)}"
        made = a_movement(unit, by, text)
        Movement.objects.filter(pk=made.pk).update(slogan=slogan)

    print_texts(at=NOON)

    assert list(Signal.objects.all()) == []


def test_a_unit_above_and_the_unit_itself_are_nobody_to_copy_from(world):
    a_movement(world.department, world.son, OWN, number=3)
    a_movement(world.school, world.lan, OWN, number=7)
    a_movement(world.school, world.lan, OWN, number=8)

    print_texts(at=NOON)

    assert list(Signal.objects.all()) == []


def test_words_that_more_than_fifty_texts_share_are_everybodys(world, vy, monkeypatch):
    monkeypatch.setattr("thidua.movements.queries.likeness.COMMON", 1)
    for unit, by in ((world.school, world.lan), (world.other_school, vy)):
        a_movement(unit, by, OWN)

    print_texts(at=NOON)

    assert list(Signal.objects.all()) == []


def test_measures_in_the_same_words_are_signalled_and_printed_anew_when_rewritten(world, vy, above):
    duty = above.duties.create(what="measures", reaches="schools", sentence="Có biện pháp.")
    made = [
        Assignment.objects.create(
            duty=duty, unit=unit, opened_at=NOON, state="handed_in", handed_in_on=ISSUED, handed_in_by=by,
            measures=OWN,
        )
        for unit, by in ((world.school, world.lan), (world.other_school, vy))
    ]  # fmt: skip

    print_texts(at=NOON)

    assert set(Signal.objects.values_list("unit", "kind")) == {
        (world.school.pk, "copied"),
        (world.other_school.pk, "copied"),
    }
    before = set(Fingerprint.objects.filter(text__about_id=made[0].pk).values_list("hash", flat=True))
    Assignment.objects.filter(pk=made[0].pk).update(measures=a_text(random.Random(77), 5))
    assert print_texts(at=NOON) == 1
    after = set(Fingerprint.objects.filter(text__about_id=made[0].pk).values_list("hash", flat=True))
    assert after
    assert not before & after


def test_of_planted_copies_among_many_plans_ninety_nine_in_a_hundred_are_candidates(world, vy, above):
    """Through the database: a hundred pairs of texts, one a copy with words changed, marks lost and lines shuffled."""
    rows, prints, text_of = [], [], {}
    for seed in range(200):
        dice = random.Random(seed // 2)
        text = a_text(dice, 12)
        if seed % 2:
            text = shuffled(plain(reworded(text, dice, 0.05)), dice)
        row = PrintedText(
            about_kind="x", about_id=seed, movement=above, unit=(world.school, world.other_school)[seed % 2],
            digest="", own=1, printed_at=NOON,
        )  # fmt: skip
        rows.append(row)
        text_of[seed] = text
    PrintedText.objects.bulk_create(rows)
    for row in rows:
        prints += [
            Fingerprint(text=row, hash=kept) for kept in print_of(text_of[row.about_id], frozenset()).kept
        ]
    Fingerprint.objects.bulk_create(prints)

    number = {row.pk: row.about_id for row in rows}
    pairs = {tuple(sorted((number[one], number[other]))) for one, other in near_texts(row.pk for row in rows)}

    planted = {(seed, seed + 1) for seed in range(0, 200, 2)}
    found = [
        pair for pair in pairs & planted if likeness(text_of[pair[1]], text_of[pair[0]], frozenset()).is_seen
    ]
    assert len(found) >= 99


def test_sources_go_up_through_parents_and_citations_and_stand_a_circle(world):
    one = a_paper(world.school, world.lan, "Một.", number=1)
    two = a_paper(world.school, world.lan, "Hai.", number=2, parent=one)
    Citation.objects.create(paper=one, written="2", role="basis", target=two)

    assert sources_of([two.pk]) == {two.pk: {one.pk, two.pk}}
    assert granted_to([(two.pk, True)]) == {(two.pk, True): frozenset()}
