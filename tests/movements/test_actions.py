"""A plan is read, decided, issued; people pledge and report. Each refusal in its words."""

import datetime as dt

import pytest

from thidua.activity.models import Notice
from thidua.core.errors import Refused
from thidua.demo.days import DECIDED, FILED, ISSUED, at
from thidua.documents.models import Paper, Receipt
from thidua.documents.reading import read_bytes
from thidua.movements.actions.asking import NewIndicator, ask_for
from thidua.movements.actions.assignments import answer_assignment
from thidua.movements.actions.duties import add_duty, remove_duty, set_due
from thidua.movements.actions.gaps import decide_gap
from thidua.movements.actions.importing import import_plan
from thidua.movements.actions.launching import issue_plan
from thidua.movements.actions.pledges import sign_pledge
from thidua.movements.actions.register import attach_to_parent
from thidua.movements.actions.tasks import finish_task
from thidua.movements.models import Assignment, Duty, Gap, Movement
from thidua.movements.queries.coverage import coverage
from thidua.movements.queries.launching import launch_of
from thidua.movements.queries.pledges import pledge_share
from thidua.movements.queries.reading import reading_of
from thidua.movements.queries.register import similar_to
from thidua.org.access import Access
from thidua.reporting.models import Report

NOON = at(DECIDED, 12)
MORNING = at(ISSUED, 9)
AFTER = at(ISSUED + dt.timedelta(days=1), 9)


def said(refused):
    return [blocker.message for blocker in refused.value.blockers]


def run(world, movement):
    return issue_plan(movement.plan, by=world.huong, at=MORNING, day=ISSUED)


# Reading


def test_the_issuer_that_is_read_decides_whose_plan_it_is(world, draft):
    states = Paper.objects.filter(owner=world.school).order_by("id").values_list("symbol", "state", "kind")

    assert list(states) == [("KH-SGDĐT", "received", "KH"), ("KH-THPTLT", "draft", "KH")]
    assert (draft.basis.code, draft.plan.number, draft.plan.symbol) == ("2786/KH-SGDĐT", 30, "KH-THPTLT")


def test_the_reading_holds_exactly_what_the_text_states(world, draft):
    about = reading_of(draft.plan, Access(world.binh, DECIDED))

    parts = {part.key: part for part in about.desk.parts}
    counts = [len(parts[key].items) for key in ("noi-dung-thi-dua", "giai-phap", "tieu-chi", "nhiem-vu")]
    assert counts == [4, 5, 0, 6]
    assert (len(about.desk.notes), parts["nguoi-ky"].items, parts["noi-nhan"].items) == (15, [], [])
    assert parts["nhiem-vu"].items[0].note.startswith("Ban giám hiệu")
    assert about.next == ("Phần chưa nêu", "gaps")
    assert draft.slogan == (
        "Ngành Giáo dục và Đào tạo đoàn kết, chung sức, đồng lòng thi đua "
        "phòng, chống góp phần chiến thắng đại dịch Covid-19"
    )
    assert list(draft.gaps.order_by("id").values_list("what", "choice")) == [
        ("criteria", ""),
        ("award_forms", ""),
        ("rounds", ""),
        ("deadlines", ""),
    ]


def test_the_same_file_is_filed_once(world, draft, plan_text):
    with pytest.raises(Refused) as refused:
        import_plan(world.school, plan_text, "lan-hai.txt", by=world.huong, at=NOON)

    assert said(refused) == ["Tệp này đã được nhập thành Kế hoạch 30/KH-THPTLT; tệp được giữ một lần."]
    assert Movement.objects.count() == 1


def test_a_text_that_is_no_paper_is_refused_in_the_readers_words_and_nothing_is_kept(world):
    letter = "Xin chào các bạn.".encode()
    with pytest.raises(Refused) as by_reader:
        read_bytes(letter, filename="thu.txt")

    with pytest.raises(Refused) as refused:
        import_plan(world.school, letter, "thu.txt", by=world.huong, at=NOON)

    assert said(refused) == said(by_reader)
    assert Paper.objects.count() == 0


def test_a_plan_above_that_is_filed_later_is_found_when_a_gap_inherits_it(world, plan_text):
    from thidua.demo.stages import PLANS

    movement = import_plan(world.school, plan_text, "30.txt", by=world.huong, at=at(FILED), own=True).movement
    gap = movement.gaps.get(what="criteria")
    with pytest.raises(Refused) as refused:
        decide_gap(gap, "inherit", by=world.binh, at=NOON)
    assert said(refused) == [
        "Kế hoạch cấp trên chưa có trong sổ văn bản đến; hãy vào sổ trước khi chọn theo cấp trên."
    ]
    superior = (PLANS / "2786-kh-sgddt.txt").read_bytes()
    above = import_plan(world.school, superior, "2786.txt", by=world.huong, at=NOON, own=False)

    decided = decide_gap(gap, "inherit", by=world.binh, at=NOON)

    assert decided.source == above
    assert Movement.objects.get(pk=movement.pk).basis == above


# Deciding and asking


def test_an_own_rule_needs_words_and_keeps_who_decided(world, draft):
    gap = draft.gaps.get(what="deadlines")
    with pytest.raises(Refused) as refused:
        decide_gap(gap, "own", text="  ", by=world.binh, at=NOON)
    assert said(refused) == ["Quy định riêng cần ghi rõ nội dung."]

    decide_gap(gap, "own", text="Trước 15/10/2021.", by=world.binh, at=NOON)

    kept = Gap.objects.get(pk=gap.pk)
    assert (kept.text, kept.decided_by, kept.decided_at) == ("Trước 15/10/2021.", world.binh, NOON)


def test_a_gap_is_closed_when_the_plan_is_out(world, ready):
    run(world, ready)

    with pytest.raises(Refused) as refused:
        decide_gap(ready.gaps.get(what="rounds"), "not_used", by=world.binh, at=AFTER)

    assert said(refused) == ["Kế hoạch đã ban hành; thay đổi cần một văn bản mới."]


def test_a_second_pledge_and_a_day_gone_by_are_refused(world, ready):
    with pytest.raises(Refused) as refused:
        add_duty(
            ready,
            "pledge",
            "staff",
            "Ký nữa",
            lines=["Điều."],
            due=dt.date(2021, 9, 1),
            by=world.binh,
            at=NOON,
        )

    assert said(refused) == [
        "Phong trào này đã có bản giao ước; mỗi người chỉ ký một bản.",
        "Hạn 01/09/2021 đã qua.",
        "Hạn 01/09/2021 đứng trước ngày ban hành kế hoạch 20/09/2021.",
    ]


def test_a_date_set_by_the_office_says_so_and_stands_after_the_launch(world, ready):
    duty = ready.duties.get(what="group_plans")

    set_due(duty, dt.date(2021, 10, 11), by=world.binh, at=NOON)

    duty.refresh_from_db()
    assert (duty.due, duty.due_origin) == (dt.date(2021, 10, 11), "office")
    run(world, ready)
    with pytest.raises(Refused) as refused:
        set_due(duty, dt.date(2021, 10, 12), by=world.binh, at=AFTER)
    assert said(refused) == ["Phong trào đã phát động; việc mới cần một văn bản bổ sung."]


def test_a_duty_is_taken_back_only_before_the_launch(world, ready):
    remove_duty(ready.duties.get(what="group_plans"), by=world.binh, at=NOON)
    assert sorted(ready.duties.values_list("what", flat=True)) == ["pledge", "report"]
    run(world, ready)

    with pytest.raises(Refused) as refused:
        remove_duty(ready.duties.get(what="report"), by=world.binh, at=AFTER)

    assert said(refused) == ["Phong trào đã phát động; việc đã giao được giữ nguyên."]


# Issuing


def test_the_launch_lists_everything_that_is_missing_and_changes_nothing(world, draft):
    draft.duties.all().delete()

    with pytest.raises(Refused) as refused:
        issue_plan(draft.plan, by=world.huong, at=MORNING, day=ISSUED)

    assert said(refused) == [
        "Tiêu chí thi đua: văn bản không nêu và chưa ai quyết định.",
        "Hình thức khen thưởng: văn bản không nêu và chưa ai quyết định.",
        "Đợt thi đua: văn bản không nêu và chưa ai quyết định.",
        "Thời hạn: văn bản không nêu và chưa ai quyết định.",
        "Chưa đặt việc nào cho tổ hoặc cho từng người.",
        "Chưa có chữ ký của Trường THPT Lộc Thái.",
        "Chưa ghi nơi nhận; thêm ít nhất một nơi nhận trước khi ban hành.",
    ]
    assert said(refused) == [str(blocker) for blocker in launch_of(draft, today=ISSUED).blockers]
    assert (Movement.objects.get().state, Assignment.objects.count()) == ("draft", 0)


def test_the_page_foretells_the_number_and_whom_the_plan_reaches(world, ready):
    about = launch_of(ready, today=ISSUED)

    assert (about.number, about.reached.teams, len(about.reached.people), about.reached.bodies) == (
        30,
        8,
        60,
        2,
    )
    assert about.opened == 76
    launched = run(world, ready)
    assert launched.plan.code == "30/KH-THPTLT"
    assert Receipt.objects.filter(paper=launched.plan).count() == about.reached.total
    assert Assignment.objects.filter(duty__movement=launched).count() == about.opened


def test_a_launched_movement_is_not_launched_again(world, ready):
    run(world, ready)

    with pytest.raises(Refused) as refused:
        run(world, ready)

    assert said(refused) == ["Phong trào này đã được phát động."]
    assert Assignment.objects.count() == 76


def test_everyone_asked_is_told_once(world, ready):
    run(world, ready)

    told = Notice.objects.filter(sentence__startswith="Phong trào mới")
    assert (told.count(), told.filter(user=world.khoa).count(), told.filter(user=world.tu).count()) == (
        60,
        1,
        0,
    )


# Running


def test_a_pledge_sent_twice_keeps_the_first(world, ready):
    run(world, ready)
    sign_pledge(ready, by=world.hoa, at=AFTER, target="Giúp ba học sinh.")

    with pytest.raises(Refused) as refused:
        sign_pledge(ready, by=world.hoa, at=AFTER, target="Khác")

    assert said(refused) == ["Bạn đã ký giao ước này; bản đã ký vẫn được giữ nguyên."]
    kept = ready.pledges.get()
    assert (kept.target, kept.lines, kept.unit) == (
        "Giúp ba học sinh.",
        ["Một điều.", "Hai điều."],
        world.teams["TOAN"],
    )
    share = pledge_share(ready)
    assert (share.done, share.total, len(share.missing)) == (1, 60, 59)


def test_nobody_pledges_before_the_launch_or_without_being_asked(world, ready):
    with pytest.raises(Refused) as refused:
        sign_pledge(ready, by=world.hoa, at=NOON)
    assert said(refused) == [
        "Phong trào chưa phát động hoặc đã tổng kết, nên chưa ký giao ước được.",
        "Bạn không có tên trong danh sách đăng ký của phong trào này.",
    ]
    run(world, ready)

    with pytest.raises(Refused) as refused:
        sign_pledge(ready, by=world.tu, at=AFTER)

    assert said(refused) == ["Bạn không có tên trong danh sách đăng ký của phong trào này."]


def test_a_team_answers_once_and_the_map_shows_it(world, ready):
    run(world, ready)
    own = Assignment.objects.get(duty__what="group_plans", unit=world.teams["TOAN"])

    answer_assignment(own, by=world.khoa, at=AFTER)

    with pytest.raises(Refused) as refused:
        answer_assignment(own, by=world.khoa, at=AFTER)
    assert said(refused) == ["Nhiệm vụ này đã được ghi là xong."]
    duties, rows = coverage(ready, on=AFTER.date())
    place = [duty.what for duty in duties].index("group_plans")
    states = {row.unit.code: row.cells[place].state for row in rows if row.cells[place]}
    assert states == {f"LOCTHAI-{code}": "done" if code == "TOAN" else "open" for code in world.teams}


def test_a_task_is_finished_by_name_once(world, ready):
    run(world, ready)
    task = ready.tasks.get(order=1)

    done = finish_task(task, by=world.binh, at=AFTER)

    assert (done.state, done.done_by, done.done_at) == ("done", world.binh, AFTER)
    with pytest.raises(Refused) as refused:
        finish_task(task, by=world.binh, at=AFTER)
    assert said(refused) == ["Nhiệm vụ này đã được ghi là xong."]


def test_reports_are_asked_of_every_team_with_new_indicators(world, ready):
    days = {"first": ISSUED, "last": ISSUED, "due": dt.date(2021, 10, 15), "closes": dt.date(2021, 10, 20)}
    new = [
        NewIndicator("SO_BAI", "Số bài", "bài"),
        NewIndicator("MUI_2", "Đã tiêm", "người", "ratio", "người của tổ"),
    ]
    with pytest.raises(Refused) as refused:
        ask_for(ready, [], new, "Đợt 1", by=world.minh, at=NOON, **days)
    assert said(refused) == ["Phong trào chưa phát động hoặc đã tổng kết, nên chưa mở đợt báo cáo được."]
    run(world, ready)

    window = ask_for(ready, [], new, "Đợt 1", by=world.minh, at=AFTER, **days)

    assert (window.form_version.slots, window.about_id) == (["SO_BAI", "MUI_2.part", "MUI_2.whole"], ready.pk)
    assert Report.objects.filter(expected__window=window).count() == 8
    with pytest.raises(Refused) as refused:
        ask_for(ready, [], [], "Đợt 2", by=world.minh, at=AFTER, **days)
    assert said(refused) == ["Chưa chọn chỉ tiêu nào để báo cáo."]


def test_a_wrong_parent_is_refused_by_name(world, ready):
    other = Movement(owner=world.other_school)

    with pytest.raises(Refused) as refused:
        attach_to_parent(ready, other, by=world.binh, at=NOON)

    assert said(refused) == ["Cấp trên trực tiếp là Sở GD&ĐT Bình Phước, không phải Trường THPT Mẫu Khác."]


def test_a_movement_with_a_like_name_and_another_root_is_shown_and_kept_apart(world, draft, plan_text):
    name = "Cả nước đoàn kết, chung sức, đồng lòng thi đua phòng, chống và chiến thắng đại dịch Covid-19"
    own = "Ngành Giáo dục và Đào tạo\nđoàn kết"
    text = plan_text.decode().replace("30/KH-THPTLT", "31/KH-THPTLT").replace("2786/KH-SGDĐT", "150/KH-UBND")
    title = text.index("đặc biệt “") + len("đặc biệt “")
    text = text[:title] + name + "”" + text[text.index("\nHưởng ứng") :]
    assert own not in text
    other = import_plan(world.school, text.encode(), "31.txt", by=world.huong, at=NOON, own=True).movement
    assert other.name == name

    assert similar_to(draft, Movement.objects.all()) == [other]
    assert similar_to(draft, Movement.objects.none()) == []
    other.basis = draft.basis
    other.save()
    assert similar_to(draft, Movement.objects.all()) == []
    assert Movement.objects.count() == 2
    assert Duty.objects.filter(movement=other).count() == 2
