"""A school makes its plan from plan 685 of Phòng GDĐT Ea Kar: item by item, nothing retyped, nothing mandatory lost."""

import datetime as dt
import io

import docx
import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.journeys.offices import build as build_offices
from tests.movements.conftest import travel
from tests.movements.deriving import (
    ANSWERED,
    MORNING,
    OPENED,
    answered,
    boxes,
    chosen,
    derived,
    issue_685,
    out,
    read_685,
)
from thidua.core.errors import Refused
from thidua.demo.days import at
from thidua.documents.actions.issuing import open_book
from thidua.documents.models import Omission
from thidua.movements.actions.assignments import hand_in
from thidua.movements.actions.contents import drop_content, require_content
from thidua.movements.actions.deriving import derive_plan
from thidua.movements.models import Assignment, Content, Criterion, Movement, Task
from thidua.movements.queries.answers import answer_map
from thidua.movements.queries.contents import contents_page
from thidua.movements.queries.deriving import source_of
from thidua.org.access import Access
from thidua.org.models import Unit, User


def said(refused):
    return [blocker.message for blocker in refused.value.blockers]


@pytest.fixture(scope="module")
def _offices(django_db_setup, django_db_blocker):
    """The offices of the other three plans, built once for the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        build_offices()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def people(_offices, db):
    return {user.username: user for user in User.objects.select_related("person")}


@pytest.fixture
def units(people):
    return {unit.code: unit for unit in Unit.objects.all()}


@pytest.fixture
def draft_685(people, units, seeds):
    return read_685(units["PGDDT-EAKAR"], people["ek-truong"], seeds)


@pytest.fixture
def running(draft_685, people):
    return issue_685(draft_685, people["ek-truong"])


def item_at(source, label):
    return next(item for item in source.items if item.label == label)


# What the plan above offers


def test_the_eight_contents_and_six_criteria_of_685_are_offered_with_their_letters(running, units):
    source = source_of(running.plan, units["EK-A"], on=ANSWERED)

    assert [item.label for item in source.items if item.content] == [
        f"Nội dung II.2.{letter}" for letter in "abcdđegh"
    ]
    assert [item.label for item in source.items if not item.content] == [
        f"Tiêu chí {letter}" for letter in "abcdeh"
    ]
    assert [task for task in source.tasks if "phải xác định nội dung" in task] == [
        task for task in source.tasks if task.startswith("Kế hoạch triển khai thực hiện")
    ]
    assert (source.gaps, source.award_rules[0]) == (("rounds", "deadlines"), "156/KH-UBND")
    assert source.report_due is None


def test_a_plan_made_in_one_act_holds_the_words_above_and_its_movement(running, people, units):
    movement = derived(running, units["EK-A"], people["ek-a"])

    source = source_of(running.plan, units["EK-A"], on=ANSWERED)
    text = "\n".join(f"{node.title} {node.text}" for node in movement.plan.nodes.all())
    for item in source.items:
        assert item.text.splitlines()[0] in text
    assert [row.answer for row in movement.contents.all()] == ["taken"] * 8
    assert [row.above.section for row in movement.contents.all()] == [f"II.2.{x}" for x in "abcdđegh"]
    assert [row.marker for row in movement.criteria.all()] == [row.marker for row in running.criteria.all()]
    assert [row.action for row in movement.tasks.all()] == list(source.tasks)
    assert movement.tasks.first().node.text.startswith("- ")
    assert (movement.parent, movement.basis, movement.root) == (running, running.plan, running.root)
    assert [row.target for row in movement.plan.citations.all()] == [running.plan]
    assert [(duty.what, duty.due) for duty in movement.duties.all()] == [("pledge", dt.date(2021, 11, 5))]
    assert len(movement.duties.get().lines) == 8
    assert [(gap.what, gap.choice) for gap in movement.gaps.all()] == [("rounds", "not_used")]


def test_the_issued_plan_answers_the_duty_with_no_part_missing(running, people, units):
    movement = derived(running, units["EK-A"], people["ek-a"])

    out(movement, people["ek-a"])

    work = Assignment.objects.get(duty__movement=running, duty__what="own_plan", unit=units["EK-A"])
    assert (work.state, work.answered_by, work.late, work.missing_parts) == (
        "handed_in", movement.plan, False, [],
    )  # fmt: skip


# Answers


def test_what_was_dropped_and_what_was_added_is_listed_with_its_reason(running, people, units):
    source = source_of(running.plan, units["EK-A"], on=ANSWERED)
    last = item_at(source, "Nội dung II.2.h")

    movement = derived(
        running,
        units["EK-A"],
        people["ek-a"],
        answers={last.key: ("dropped", "Trường không có khu nội trú.")},
        added="Mỗi lớp nuôi một vườn rau.",
        reason="Trường có sẵn đất vườn.",
    )

    about = contents_page(movement, Access(people["ek-a"], ANSWERED))
    assert [(row.above.section, row.note) for row in about.dropped] == [
        ("II.2.h", "Trường không có khu nội trú.")
    ]
    own = about.rows[-1].content
    assert (own.answer, own.note, own.above) == ("added", "Trường có sẵn đất vườn.", None)
    assert own.node.text.endswith("Mỗi lớp nuôi một vườn rau.")
    assert (own.place, len(about.rows), about.waiting) == (own.node.section, 8, [])
    assert list(Omission.objects.values_list("paper", "node", "reason")) == [
        (movement.plan_id, last.node, "Trường không có khu nội trú.")
    ]
    assert last.text.splitlines()[0] not in "\n".join(movement.plan.nodes.values_list("text", flat=True))


def test_local_words_stand_marked_beside_the_superiors(running, people, units):
    source = source_of(running.plan, units["EK-A"], on=ANSWERED)
    first = item_at(source, "Nội dung II.2.a")
    words = f"{first.text} Huy động các nguồn sẵn có."

    movement = derived(
        running, units["EK-A"], people["ek-a"], answers={first.key: ("adapted", "Dùng nguồn sẵn có.", words)}
    )

    [changed] = [
        row for row in contents_page(movement, Access(people["ek-a"], ANSWERED)).rows if row.reworded
    ]
    assert changed.content.above_id == first.node
    assert [run.text for run in changed.runs if run.kind == "added"] == ["Huy động các nguồn sẵn có."]
    assert [run.text for run in changed.runs if run.kind == "removed"] == []


@pytest.mark.parametrize(("note", "copied"), [("", True), ("Làm theo từng điểm trường.", False)])
def test_a_plan_with_no_note_on_any_content_is_said_to_be_copied(running, people, units, note, copied):
    source = source_of(running.plan, units["EK-A"], on=ANSWERED)
    key = item_at(source, "Nội dung II.2.c").key

    movement = derived(running, units["EK-A"], people["ek-a"], answers={key: ("taken", note)})

    assert contents_page(movement, Access(people["ek-a"], ANSWERED)).copied == copied


def test_mandatory_items_are_not_dropped_and_every_reason_is_said(draft_685, people, units):
    head = people["ek-truong"]
    require_content(draft_685.contents.get(place="II.2.a"), mandatory=True, by=head, at=OPENED)
    draft_685.criteria.filter(order=1).update(mandatory=True)
    running = issue_685(draft_685, head)
    source = source_of(running.plan, units["EK-A"], on=ANSWERED)
    content, criterion = item_at(source, "Nội dung II.2.a"), item_at(source, "Tiêu chí a")
    other = item_at(source, "Nội dung II.2.b")
    changes = {
        content.key: ("dropped", ""),
        other.key: ("adapted", ""),
        criterion.key: ("dropped", "Không hợp."),
    }

    with pytest.raises(Refused) as refused:
        derive_plan(
            units["EK-A"], running.plan, chosen(source, answers=answered(source, **changes), subject=" "),
            by=people["ek-a"], at=MORNING,
        )  # fmt: skip

    assert said(refused) == [
        "Ghi trích yếu của kế hoạch.",
        "Nội dung II.2.a: bắt buộc ở cấp trên, cụ thể hóa được, bỏ thì không.",
        "Nội dung II.2.a: ghi lý do không áp dụng.",
        "Nội dung II.2.b: ghi cách điều chỉnh ở đơn vị.",
        "Tiêu chí a: bắt buộc ở cấp trên, cụ thể hóa được, bỏ thì không.",
    ]
    assert list(Movement.objects.filter(owner=units["EK-A"])) == []


def test_a_mandatory_content_is_not_dropped_later_either(draft_685, people, units):
    head = people["ek-truong"]
    require_content(draft_685.contents.get(place="II.2.a"), mandatory=True, by=head, at=OPENED)
    running = issue_685(draft_685, head)
    movement = derived(running, units["EK-A"], people["ek-a"])
    binding = running.plan.nodes.filter(section="II.2.a").first()

    with pytest.raises(Refused) as refused:
        drop_content(movement, binding, reason="", by=people["ek-a"], at=MORNING)

    first, second = said(refused)
    assert first.startswith("Nội dung bắt buộc của cấp trên không được bỏ: II.2.a")
    assert second == "Ghi cách cụ thể hóa ở đơn vị, hoặc lý do thêm, lý do không đưa vào."


def test_what_binds_is_settled_before_the_plan_goes_out(running, people):
    with pytest.raises(Refused) as refused:
        require_content(running.contents.first(), mandatory=True, by=people["ek-truong"], at=MORNING)

    assert said(refused) == ["Phong trào đã phát động; thay đổi cần một văn bản mới."]


def test_a_unit_makes_one_plan_on_one_plan_above_and_keeps_something_of_it(running, people, units):
    derived(running, units["EK-A"], people["ek-a"])
    source = source_of(running.plan, units["EK-A"], on=ANSWERED)
    nothing = {item.key: ("dropped", "Không hợp.") for item in source.items if item.content}

    with pytest.raises(Refused) as refused:
        derived(running, units["EK-A"], people["ek-a"], answers=nothing)

    assert said(refused) == [
        "Đơn vị đã có kế hoạch theo kế hoạch này; hãy mở kế hoạch ấy.",
        "Kế hoạch phải giữ ít nhất một nội dung của cấp trên hoặc có nội dung riêng.",
    ]


# Where an item died


def test_the_map_says_for_each_item_who_took_adapted_dropped_or_never_answered_it(running, people, units):
    source = source_of(running.plan, units["EK-A"], on=ANSWERED)
    first, last = item_at(source, "Nội dung II.2.a"), item_at(source, "Nội dung II.2.h")
    derived(running, units["EK-A"], people["ek-a"], answers={last.key: ("dropped", "Không có nội trú.")})
    derived(running, units["EK-B"], people["ek-b"], answers={first.key: ("adapted", "Làm theo khối.")})

    about = answer_map(running, Access(people["ek-truong"], ANSWERED))

    counts = {item.label: tuple(item.counts.values()) for item in about.items}
    assert (counts["II.2.a"], counts["II.2.b"], counts["II.2.h"]) == (
        (1, 1, 0, 1),
        (2, 0, 0, 1),
        (1, 0, 1, 1),
    )
    assert [item.dropped for item in about.items if item.dropped] == [
        (("Trường Tiểu học Mẫu A", "Không có nội trú."),)
    ]
    assert sorted((row.unit.code, row.by) for row in about.rows) == [
        ("EK-A", "plan"), ("EK-B", "plan"), ("EK-C", "none"),
    ]  # fmt: skip
    assert (about.total, about.planned, about.by_measures) == (3, 2, 0)


def test_a_unit_that_answers_by_measures_is_told_apart_from_one_with_a_plan(draft_685, people, units):
    draft_685.duties.filter(what="own_plan").update(accepts_measures=True)
    running = issue_685(draft_685, people["ek-truong"])
    work = Assignment.objects.get(duty__movement=running, duty__what="own_plan", unit=units["EK-C"])

    hand_in(work, measures="Đo thân nhiệt ở cổng trường.", by=people["ek-c"], at=MORNING)

    about = answer_map(running, Access(people["ek-truong"], ANSWERED))
    assert sorted((row.unit.code, row.by) for row in about.rows) == [
        ("EK-A", "none"), ("EK-B", "none"), ("EK-C", "measures"),
    ]  # fmt: skip
    assert (about.planned, about.by_measures) == (0, 1)


def test_a_head_beneath_sees_their_own_line_of_the_map_only(running, people, units):
    about = answer_map(running, Access(people["ek-a"], ANSWERED))

    assert [row.unit.code for row in about.rows] == ["EK-A"]


def test_the_map_asks_the_database_as_often_for_three_plans_as_for_one(
    running, people, units, django_assert_num_queries
):
    derived(running, units["EK-A"], people["ek-a"])
    with CaptureQueriesContext(connection) as one:
        answer_map(running, Access(people["ek-truong"], ANSWERED))
    derived(running, units["EK-B"], people["ek-b"])
    derived(running, units["EK-C"], people["ek-c"])

    with django_assert_num_queries(len(one)):
        about = answer_map(running, Access(people["ek-truong"], ANSWERED))

    assert about.planned == 3


# Measures under a content


def test_ten_measures_of_which_four_are_done_are_forty_per_cent_and_six_stay_open(running, people, client):
    content = running.contents.get(place="II.2.c")
    first = running.tasks.count() + 1
    for nth in range(10):
        done = {"state": "done", "done_at": MORNING, "done_by": people["ek-truong"]} if nth < 4 else {}
        Task.objects.create(
            movement=running, order=first + nth, action=f"Biện pháp {nth}", responsible=[], stated=True,
            content=content, **done,
        )  # fmt: skip

    about = contents_page(running, Access(people["ek-truong"], ANSWERED))

    [row] = [row for row in about.rows if row.measures]
    assert (row.content, row.measures.share, row.measures.done, row.measures.total) == (
        content, "40,0 %", 4, 10,
    )  # fmt: skip
    assert [task.action for task in row.measures.open] == [f"Biện pháp {nth}" for nth in range(4, 10)]
    client.force_login(people["ek-truong"], backend="thidua.org.backends.StaffBackend")
    with travel(MORNING):
        page = client.get(reverse("contents", args=[running.pk])).content.decode()
    assert [nth for nth in range(10) if f">Biện pháp {nth}</a>" in page] == list(range(4, 10))
    assert "Biện pháp đã xong: 40,0 %" in page


# In the browser


def test_from_the_desk_to_the_issued_plan_in_six_pages_and_twelve_fields(running, people, units, client):
    head, clerk = people["ek-a"], people["ek-a-vanthu"]
    open_book(units["EK-A"], 2021, "KH", opening=0, reason="", by=head, at=MORNING)
    pages, typed = [], {}

    def look(user, address):
        client.force_login(user, backend="thidua.org.backends.StaffBackend")
        answer = client.get(address, follow=True)
        assert answer.status_code == 200
        pages.append(address)
        return boxes(answer)

    with travel(MORNING):
        _, links = look(head, "/")
        work = Assignment.objects.get(duty__movement=running, duty__what="own_plan", unit=units["EK-A"])
        assert work.get_absolute_url() in links
        _, links = look(head, work.get_absolute_url())
        wizard = reverse("plan_derive", args=[running.plan_id])
        assert wizard in links
        untouched, _ = look(head, wizard)
        first = source_of(running.plan, units["EK-A"], on=ANSWERED).items[0].key
        typed |= {
            f"{first}-note": "Mỗi điểm trường cử một cô theo dõi.",
            "han-pledge-staff": "05/11/2021",
            "duties": ["pledge-staff"],
            "chua-rounds": "inherit",
        }
        typed |= {name: "Phát động ở từng lớp." for name in untouched if name.startswith("phan-")}
        made = client.post(wizard, untouched | typed)
        movement = Movement.objects.get(owner=units["EK-A"])
        assert (made.status_code, made.url) == (302, movement.plan.get_absolute_url())
        look(head, made.url)
        client.post(reverse("paper_sign", args=[movement.plan_id]), {"seat": units["EK-A"].pk})
        _, links = look(clerk, "/")
        issue = reverse("plan_of_paper", args=[movement.plan_id])
        assert issue in links
        sent, _ = look(clerk, issue)
        answer = client.post(reverse("plan_issue", args=[movement.pk]), sent)
        assert (answer.status_code, answer.url) == (302, movement.get_absolute_url())
        word = client.get(reverse("paper_file", args=[movement.plan_id, "docx"])).content

    movement.refresh_from_db()
    parent = [node.text for node in running.plan.nodes.all() if len(node.text) > 40]
    assert (movement.state, len(pages), len(typed) <= 12) == ("running", 6, True)
    assert [value for value in typed.values() if value in parent] == []
    form = docx.Document(io.BytesIO(word))
    cells = "\n".join(cell.text for table in form.tables for row in table.rows for cell in row.cells)
    assert "01/KH-THMA" in cells
    assert [line.text for line in form.paragraphs if line.text.strip() == "KẾ HOẠCH"] == ["KẾ HOẠCH"]


def test_a_refused_form_keeps_what_was_typed_and_names_each_box(running, people, units, client):
    client.force_login(people["ek-a"], backend="thidua.org.backends.StaffBackend")
    source = source_of(running.plan, units["EK-A"], on=ANSWERED)
    first, second = source.items[0].key, source.items[1].key

    with travel(MORNING):
        wizard = reverse("plan_derive", args=[running.plan_id])
        untouched, _ = boxes(client.get(wizard))
        sent = untouched | {
            f"{first}-answer": "dropped",
            f"{second}-note": "Giữ nguyên.",
            "added": "Vườn rau.",
        }
        answer = client.post(wizard, sent)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Nội dung II.2.a: ghi lý do không áp dụng." in page
    assert "Ghi lý do đơn vị thêm nội dung riêng." in page
    kept, _ = boxes(answer)
    assert (kept[f"{second}-note"], kept["added"]) == ("Giữ nguyên.", "Vườn rau.")
    assert list(Movement.objects.filter(owner=units["EK-A"])) == []


# A plan that is only in the register


def test_a_received_plan_without_a_movement_here_is_carried_out_the_same_way(world, draft):
    draft.plan.citations.update(target=None)
    Movement.objects.filter(pk=draft.pk).update(basis=None)
    received = draft.owner.papers.get(state="received")
    moment = at(dt.date(2021, 9, 14), 12)
    source = source_of(received, world.school, on=moment.date())

    movement = derive_plan(world.school, received, chosen(source, gaps={}), by=world.lan, at=moment)

    assert [(row.answer, row.above.section) for row in movement.contents.all()] == [
        ("taken", f"II.{nth}") for nth in (1, 2, 3, 4)
    ]
    assert [row.answer for row in movement.criteria.all()] == [Criterion.Answer.NOT_COMPARED] * 3
    assert [row.action for row in movement.tasks.all()] == list(source.tasks)
    assert movement.award_forms.count() == 1
    assert [row.text for row in Content.objects.filter(movement=movement)] == [
        item.text for item in source.items if item.content
    ]
