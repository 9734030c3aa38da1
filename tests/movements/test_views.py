"""The pages about movements: bad files, what is said before anyone presses, who sees what."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from thidua.demo.days import ISSUED, at
from thidua.documents.models import Evidence, Paper
from thidua.movements.actions.importing import import_plan
from thidua.movements.actions.launching import issue_plan
from thidua.movements.actions.pledges import sign_pledge
from thidua.movements.models import Assignment, Movement
from thidua.reporting.models import Indicator, Window

MORNING = at(ISSUED, 9)
AFTER = at(ISSUED + dt.timedelta(days=1), 9)
SLOGAN = (
    "Ngành Giáo dục và Đào tạo đoàn kết, chung sức, đồng lòng thi đua "
    "phòng, chống góp phần chiến thắng đại dịch Covid-19"
)


def text(answer):
    return answer.content.decode()


def red(page):
    return page.count('data-kind="act"')


@pytest.fixture
def running(world, ready):
    """The movement, launched on 20/9/2021."""
    return issue_plan(ready.plan, by=world.huong, at=MORNING, day=ISSUED)


# Importing


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "rong.txt", "Tệp rong.txt rỗng, không có nội dung nào để đọc."),
        (b" \n ", "trang.txt", "Tệp rỗng, không có chữ nào để đọc. Hãy chọn lại tệp văn bản."),
        (
            bytes(range(256)) * 16,
            "may.bin",
            "Tệp không phải là văn bản. Hãy gửi tệp Word, PDF có chữ hoặc tệp văn bản thuần.",
        ),
        (b"a" * 20_000_001, "to.txt", "Tệp to.txt lớn hơn 20 MB; hãy gửi bản nhỏ hơn hoặc bản văn bản."),
    ],
)
def test_a_bad_file_keeps_the_form_and_gets_its_sentence(world, enter, data, name, words):
    sent = {"file": SimpleUploadedFile(name, data), "whose": "received"}

    answer = enter(world.huong).post(reverse("plan_import"), sent)

    page = text(answer)
    assert answer.status_code == 422
    assert words in page
    assert 'value="received" id="id_whose_2" checked' in page or 'id="id_whose_2" checked' in page
    assert (Paper.objects.count(), Movement.objects.count()) == (0, 0)


def test_a_plan_goes_to_its_reading_with_everything_beside_its_line(world, enter, draft, plan_text):
    file = SimpleUploadedFile("31.txt", plan_text.replace(b"30/KH", b"31/KH"))
    client = enter(world.huong)

    answer = client.post(reverse("plan_import"), {"file": file, "whose": ""})

    paper = Paper.objects.get(number=31)
    assert answer.url == reverse("plan_reading", args=[paper.pk])
    page = text(client.get(answer.url))
    assert page.count('class="margin"') == paper.irregularities.exclude(line=None).count() == 11
    assert page.count("data-lights=") >= 6 + 4 + 5 + 11
    assert "Nơi nhận không nêu trong văn bản" in page
    assert "Người ký không nêu trong văn bản" in page


def test_the_union_imports_only_for_the_union(world, enter, plan_text):
    enter(world.minh).post(
        reverse("plan_import"), {"file": SimpleUploadedFile("30.txt", plan_text), "whose": ""}
    )

    assert Paper.objects.get().owner == world.union


# Deciding


def test_each_gap_has_a_form_of_its_own_and_bad_input_stays_on_it(world, enter, draft):
    gap = draft.gaps.get(what="deadlines")
    address = reverse("gaps", args=[draft.pk])
    client = enter(world.binh)
    assert red(text(client.get(address))) == 1

    wrong = client.post(address, {"gap": gap.pk, "deadlines-choice": "own", "deadlines-text": " "})
    right = client.post(address, {"gap": gap.pk, "deadlines-choice": "own", "deadlines-text": "Trước 15/10."})

    assert wrong.status_code == 422
    assert "Quy định riêng cần ghi rõ nội dung." in text(wrong)
    assert right.status_code == 302
    gap.refresh_from_db()
    assert (gap.choice, gap.text, gap.decided_by) == ("own", "Trước 15/10.", world.binh)
    assert "Trần Mẫu Bình quyết định lúc" in text(client.get(address))


def test_what_the_plan_above_says_stands_beside_the_choice(world, enter, draft):
    page = text(enter(world.binh).get(reverse("gaps", args=[draft.pk])))

    assert "Giấy khen của Giám đốc Sở" in page
    assert "Kế hoạch 2786/KH-SGDĐT cũng không nêu phần này." in page


def test_the_clerk_decides_nothing_and_the_deputy_issues_nothing(world, enter, draft):
    assert enter(world.huong).get(reverse("gaps", args=[draft.pk])).status_code == 403
    assert enter(world.binh).get(reverse("plan_issue", args=[draft.pk])).status_code == 403


def test_a_duty_is_added_with_its_lines_and_shown_with_the_origin_of_its_date(world, enter, draft):
    address = reverse("duties", args=[draft.pk])
    data = {
        "what": "pledge",
        "reaches": "staff",
        "sentence": "Ký giao ước",
        "lines": "Một điều.\n\nHai điều.",
        "due": "30/9/2021",
    }
    client = enter(world.binh)

    client.post(address, data)
    again = client.post(address, data)

    assert draft.duties.get(what="pledge").lines == ["Một điều.", "Hai điều."]
    assert again.status_code == 422
    assert "Phong trào này đã có bản giao ước; mỗi người chỉ ký một bản." in text(again)
    assert "đơn vị đặt, không có trong văn bản" in text(client.get(address))


def test_a_date_is_set_or_a_duty_taken_back_beside_the_duty(world, enter, draft):
    duty = draft.duties.get(what="group_plans")
    client = enter(world.binh)

    client.post(reverse("duty_due", args=[duty.pk]), {"due": "mai"})
    duty.refresh_from_db()
    assert duty.due is None
    client.post(reverse("duty_due", args=[duty.pk]), {"due": "2021-10-11"})
    duty.refresh_from_db()
    assert (duty.due, duty.due_origin) == (dt.date(2021, 10, 11), "office")
    client.post(reverse("duty_remove", args=[duty.pk]))
    assert draft.duties.filter(what="group_plans").count() == 0


# Issuing


def test_the_launch_page_says_what_is_missing_and_has_no_red(world, enter, draft):
    page = text(enter(world.huong).get(reverse("plan_issue", args=[draft.pk])))

    assert "Thời hạn: văn bản không nêu và chưa ai quyết định." in page
    assert "Chưa có chữ ký của Trường THPT Lộc Thái." in page
    assert red(page) == 0
    assert page.count('aria-disabled="true"') == 1


def test_the_launch_page_foretells_and_one_press_launches(world, enter, ready, clock):
    clock.move_to(MORNING.astimezone(dt.UTC), tick=False)
    client = enter(world.huong)
    address = reverse("plan_issue", args=[ready.pk])

    page = text(client.get(address))
    answer = client.post(address, {"day": "20/9/2021"})

    assert [f"<b>{figure}</b>" in page for figure in (30, 8, 60, 2)] == [True] * 4
    assert red(page) == 1
    assert answer.url == reverse("movement", args=[ready.pk])
    ready.refresh_from_db()
    assert (ready.state, ready.plan.code, Assignment.objects.count()) == ("running", "30/KH-THPTLT", 76)


def test_a_day_in_the_future_is_refused_in_words(world, enter, ready):
    answer = enter(world.huong).post(reverse("plan_issue", args=[ready.pk]), {"day": "20/9/2021"})

    assert answer.status_code == 422
    assert "Ngày văn bản 20/09/2021 còn ở phía trước; không ban hành trước ngày ghi." in text(answer)
    ready.refresh_from_db()
    assert ready.state == "draft"


def test_the_paper_page_leads_to_the_launch_and_later_to_the_movement(world, enter, ready):
    client = enter(world.huong)
    address = reverse("plan_of_paper", args=[ready.plan_id])
    assert address in text(client.get(ready.plan.get_absolute_url()))
    assert client.get(address).url == reverse("plan_issue", args=[ready.pk])

    issue_plan(ready.plan, by=world.huong, at=MORNING, day=ISSUED)

    assert client.get(address).url == reverse("movement", args=[ready.pk])


# Running


def test_the_movement_page_shows_slogan_root_tasks_and_who_decided(world, enter, running, later):
    page = text(enter(world.lan).get(running.get_absolute_url()))

    assert f'<p class="slogan">{SLOGAN}</p>' in page
    assert "Kế hoạch 2786/KH-SGDĐT" in page
    assert "sau 12 ngày" in page
    assert '<span class="nowrap">0 trên 6</span> đã xong' in page
    assert "Trần Mẫu Bình quyết định ngày" in page


def test_a_teacher_sees_the_movement_but_not_the_names_of_the_missing(world, enter, running, later):
    sign_pledge(running, by=world.hoa, at=AFTER)

    page = text(enter(world.hoa).get(running.get_absolute_url()))
    watching = text(enter(world.minh).get(running.get_absolute_url()))

    assert "1 trên 60" in page
    assert ("Bùi Mẫu Quân" in page, "Bùi Mẫu Quân" in watching) == (False, True)


def test_a_teacher_of_another_school_sees_nothing_of_this_one(world, enter, running, later):
    client = enter(world.tu)
    closed = ["movement", "pledge"]

    assert [client.get(reverse(name, args=[running.pk])).status_code for name in closed] == [404, 404]
    assert client.post(reverse("pledge", args=[running.pk])).status_code == 404
    assert client.get(reverse("plan_reading", args=[running.plan_id])).status_code == 404
    assert SLOGAN not in text(client.get(reverse("movements")))
    assert client.get(reverse("pledges", args=[running.pk])).status_code == 403


def test_the_principal_can_do_nothing_in_another_school(world, enter, plan_text, later):
    other = import_plan(world.other_school, plan_text, "30.txt", by=world.tu, at=MORNING, own=True).movement
    client = enter(world.lan)

    for name in ("movement", "gaps", "duties", "pledge", "pledges", "reports_ask"):
        assert client.get(reverse(name, args=[other.pk])).status_code == 404
    assert client.post(reverse("urge", args=[other.pk]), {"sentence": "x"}).status_code == 404
    assert client.post(reverse("task_done", args=[other.tasks.first().pk])).status_code == 404
    assert client.get(reverse("plan_reading", args=[other.plan_id])).status_code == 404


def test_a_teacher_reads_adds_a_target_and_signs_once(world, enter, running, later):
    address = reverse("pledge", args=[running.pk])
    client = enter(world.quan)
    before = text(client.get(address))

    first = client.post(address, {"target": "Kèm hai học sinh."})
    second = client.post(address, {"target": "Khác"})
    after = text(client.get(address))

    assert ("Hai điều." in before, red(before)) == (True, 1)
    assert (first.status_code, second.status_code) == (302, 422)
    assert "Bạn đã ký giao ước này; bản đã ký vẫn được giữ nguyên." in text(second)
    assert running.pledges.get().target == "Kèm hai học sinh."
    assert ("Kèm hai học sinh." in after, red(after)) == (True, 0)


def test_the_union_sees_who_has_not_signed_and_reminds_them(world, enter, running, later):
    sign_pledge(running, by=world.hoa, at=AFTER)
    client = enter(world.minh)

    page = text(client.get(reverse("pledges", args=[running.pk])))
    empty = client.post(reverse("urge", args=[running.pk]), {"sentence": " ", "loc": "giao-uoc"})
    sent = client.post(reverse("urge", args=[running.pk]), {"sentence": "Xin ký.", "loc": "giao-uoc"})

    assert "1 trên 60" in page
    assert "Nhắc 59 người" in page
    assert (empty.status_code, sent.status_code) == (422, 302)
    assert "Chưa nhập Lời nhắc." in text(empty)


def test_the_minutes_of_the_meeting_that_adopted_the_plan_stand_on_its_page(world, enter, running, later):
    client = enter(world.lan)
    sent = {
        "meeting": "Hội nghị viên chức", "held_on": f"{AFTER:%d/%m/%Y}", "present": 58, "in_favour": 55, "against": 1,
        "minutes": SimpleUploadedFile("bien-ban.pdf", b"%PDF-1.4 bien ban hoi nghi\n%%EOF", "application/pdf"),
    }  # fmt: skip

    answer = client.post(reverse("adoption_record", args=[running.pk]), sent)

    proof = Evidence.objects.get(about_kind="movements.adoption")
    for address in ("movement", "pledges"):
        shown = client.get(reverse(address, args=[running.pk]))
        assert "55 đồng ý, 1 không đồng ý, 2 không có ý kiến, trên 58 người dự." in text(shown)
        assert f'href="{reverse("evidence_file", args=[proof.pk])}"' in shown.content.decode()
    assert (answer.status_code, client.get(reverse("evidence_file", args=[proof.pk])).status_code) == (
        302,
        200,
    )


def test_the_list_of_the_signed_asks_the_database_as_often_for_three_as_for_one(
    world, enter, running, later, django_assert_num_queries
):
    client = enter(world.minh)
    address = reverse("pledges", args=[running.pk])
    sign_pledge(running, by=world.hoa, at=AFTER)
    client.get(address)
    with django_assert_num_queries(27):
        client.get(address)
    sign_pledge(running, by=world.khoa, at=AFTER)
    sign_pledge(running, by=world.lan, at=AFTER)

    with django_assert_num_queries(27):
        client.get(address)


def test_the_list_of_movements_asks_as_often_for_three_as_for_one(
    world, enter, draft, plan_text, django_assert_num_queries
):
    client = enter(world.lan)
    client.get(reverse("movements"))
    with django_assert_num_queries(6):
        client.get(reverse("movements"))
    for number in (41, 42):
        other = plan_text.replace(b"30/KH", f"{number}/KH".encode())
        import_plan(world.school, other, f"{number}.txt", by=world.huong, at=MORNING, own=True)

    with django_assert_num_queries(6):
        page = text(client.get(reverse("movements")))

    assert page.count("Đang chuẩn bị") == 3


def test_a_leader_answers_for_the_own_team_only(world, enter, running, later):
    own = Assignment.objects.get(duty__what="group_plans", unit=world.teams["TOAN"])
    other = Assignment.objects.get(duty__what="group_plans", unit=world.teams["VAN"])
    client = enter(world.khoa)

    assert client.post(reverse("assignment_answer", args=[other.pk])).status_code == 404
    assert client.post(reverse("assignment_answer", args=[own.pk])).status_code == 302

    own.refresh_from_db()
    assert own.state == "done"
    assert enter(world.hoa).post(reverse("assignment_answer", args=[other.pk])).status_code == 404


def test_a_task_is_marked_done_by_those_who_watch(world, enter, running, later):
    task = running.tasks.get(order=1)

    assert enter(world.khoa).post(reverse("task_done", args=[task.pk])).status_code == 404
    answer = enter(world.binh).post(reverse("task_done", args=[task.pk]))

    task.refresh_from_db()
    assert (answer.url, task.state, task.done_by) == (task.get_absolute_url(), "done", world.binh)


ASKED = {
    "label": "Đợt 1",
    "first": "20/9/2021",
    "last": "15/10/2021",
    "due": "15/10/2021",
    "closes": "20/10/2021",
    "moi-TOTAL_FORMS": "2",
    "moi-INITIAL_FORMS": "0",
    "moi-MIN_NUM_FORMS": "0",
    "moi-MAX_NUM_FORMS": "10",
}


def test_reports_are_asked_for_with_known_and_new_indicators(world, enter, running, later):
    known = Indicator.objects.create(code="BAI", name="Số bài", unit_of_measure="bài", kind="number")
    new = {"moi-0-name": "Số người đã tiêm", "moi-0-unit_of_measure": "người", "moi-0-kind": "ratio"}
    client = enter(world.minh)
    address = reverse("reports_ask", args=[running.pk])

    nothing = client.post(address, ASKED)
    no_base = client.post(address, {**ASKED, **new})
    right = client.post(address, {**ASKED, **new, "moi-0-base": "người của tổ", "indicators": [known.pk]})

    assert (nothing.status_code, no_base.status_code, right.status_code) == (422, 422, 302)
    assert "Chưa chọn chỉ tiêu nào để báo cáo." in text(nothing)
    assert "Tỷ lệ cần ghi tính trên tổng số nào." in text(no_base)
    window = Window.objects.get()
    assert window.form_version.slots == ["BAI", "SO_NGUOI_DA_TIEM.part", "SO_NGUOI_DA_TIEM.whole"]
    assert window.expected.count() == 8


def test_days_out_of_order_are_sent_back_with_what_was_typed(world, enter, running, later):
    new = {"moi-0-name": "Số bài", "moi-0-unit_of_measure": "bài", "moi-0-kind": "number"}
    wrong = {**ASKED, **new, "closes": "1/10/2021"}

    answer = enter(world.minh).post(reverse("reports_ask", args=[running.pk]), wrong)

    assert answer.status_code == 422
    assert "Ngày khóa đứng trước hạn gửi." in text(answer)
    assert 'value="Đợt 1"' in text(answer)
    assert Window.objects.count() == 0
