import pytest
from django.test.utils import CaptureQueriesContext

from thidua.demo.days import REPORTED, at
from thidua.reporting.actions.reports import accept_report, return_report, save_answers, submit_report
from thidua.reporting.cells import Answer, CellState
from thidua.reporting.models import CellConflict, Report

NOON = at(REPORTED, 12)
HTMX = {"HX-Request": "true"}


def text(answer):
    return answer.content.decode()


def fill(report, by, *values):
    answers = [Answer(slot, value, CellState.NUMBER, 0) for slot, value in enumerate(values)]
    return save_answers(report, answers, by=by, at=NOON)


def sent(report, by, *values):
    return submit_report(fill(report, by, *values), by=by, at=NOON)


def cell_form(slot, number="", state="number", version=0, reason=""):
    return {f"{slot}": number, f"{slot}-state": state, f"{slot}-version": version, f"{slot}-reason": reason}


@pytest.fixture
def khoa(enter, planned, report, clock):
    """Khoa, whose team owes the blank report, signed in at noon of its due day."""
    return enter(planned.khoa)


def test_the_page_names_every_empty_cell_before_anyone_presses(khoa, report):
    page = text(khoa.get(f"/bao-cao/{report.pk}/"))

    assert page.count("chưa trả lời. Nhập số, hoặc chọn") == 3
    assert f'href="/bao-cao/{report.pk}/#o-1"' in page
    assert 'data-kind="act"' not in page
    assert 'aria-disabled="true"' in page


def test_a_full_report_has_one_red_act(khoa, report, planned):
    fill(report, planned.khoa, 9, 9, 4)

    page = text(khoa.get(f"/bao-cao/{report.pk}/"))

    assert page.count('data-kind="act"') == 1
    assert "Chưa gửi được, vì:" not in page


def test_a_cell_saves_itself_and_comes_back_with_the_state_of_the_whole(khoa, report):
    answer = khoa.post(f"/bao-cao/{report.pk}/o/2/", cell_form(2, "1.204"), headers=HTMX)

    report.refresh_from_db()
    assert (answer.status_code, report.values, report.versions) == (200, [None, None, 1204], [0, 0, 1])
    fragment = text(answer)
    assert fragment.startswith('<div class="cell" id="o-2"')
    assert 'value="1204"' in fragment
    assert 'name="2-version" value="1"' in fragment
    assert '<section class="stack" id="trang-thai" hx-swap-oob="true"' in fragment
    assert "<html" not in fragment


def test_without_script_a_saved_cell_leads_back_to_its_place(khoa, report):
    answer = khoa.post(f"/bao-cao/{report.pk}/o/0/", cell_form(0, "7"))

    assert (answer.status_code, answer["Location"]) == (302, f"/bao-cao/{report.pk}/#o-0")


@pytest.mark.parametrize(
    ("posted", "sentence"),
    [
        (cell_form(2, "nhiều"), "“nhiều” chưa phải là số."),
        (cell_form(2, "2,5"), "“2,5” có phần lẻ; ô này chỉ nhận số nguyên."),
        (
            cell_form(2, "3", "none_occurred"),
            "Vừa có số “3” vừa chọn “không phát sinh”; hãy bỏ một trong hai.",
        ),
    ],
)
def test_a_cell_that_cannot_be_read_keeps_what_was_typed_and_says_why(khoa, report, posted, sentence):
    answer = khoa.post(f"/bao-cao/{report.pk}/o/2/", posted, headers=HTMX)

    report.refresh_from_db()
    assert report.values == [None, None, None]
    assert sentence in text(answer)
    assert f'value="{posted["2"]}"' in text(answer)


def test_a_figure_typed_without_touching_the_choice_is_a_number(khoa, report):
    khoa.post(f"/bao-cao/{report.pk}/o/2/", cell_form(2, "3", "blank"), headers=HTMX)

    report.refresh_from_db()
    assert (report.values[2], report.states[2]) == (3, 1)


def test_none_occurred_and_not_applicable_are_kept_apart_from_nought(khoa, report):
    khoa.post(f"/bao-cao/{report.pk}/o/0/", cell_form(0, state="none_occurred"), headers=HTMX)
    khoa.post(
        f"/bao-cao/{report.pk}/o/2/",
        cell_form(2, state="not_applicable", reason="Không dạy học"),
        headers=HTMX,
    )

    report.refresh_from_db()
    assert (report.values, report.states, report.reasons) == ([None] * 3, [2, 0, 3], {"2": "Không dạy học"})


def test_a_stale_cell_shows_both_answers(khoa, report, planned):
    fill(report, planned.hoa, 9, 9, 4)

    answer = khoa.post(f"/bao-cao/{report.pk}/o/2/", cell_form(2, "5"), headers=HTMX)

    assert CellConflict.objects.get().value == 5
    page = text(answer)
    assert 'value="4"' in page
    assert "Hoàng Mẫu Khoa nhập, chưa được ghi" in page
    assert "Đang ghi “4”, còn “5” của Hoàng Mẫu Khoa chưa được ghi." in page


def test_the_whole_form_saves_without_script(khoa, report):
    posted = {**cell_form(0, "9"), **cell_form(1, "9"), **cell_form(2, state="none_occurred")}

    answer = khoa.post(f"/bao-cao/{report.pk}/luu/", posted)

    report.refresh_from_db()
    assert (answer.status_code, report.values, report.states) == (302, [9, 9, None], [1, 1, 2])


def test_a_wrong_cell_in_the_whole_form_keeps_all_that_was_typed_and_saves_nothing(khoa, report):
    posted = {**cell_form(0, "chín"), **cell_form(1, "19"), **cell_form(2, "4")}

    answer = khoa.post(f"/bao-cao/{report.pk}/luu/", posted)

    report.refresh_from_db()
    assert (answer.status_code, report.values) == (422, [None] * 3)
    assert 'value="chín"' in text(answer)
    assert 'value="19"' in text(answer)
    assert "“chín” chưa phải là số." in text(answer)


def test_an_incomplete_report_is_refused_with_links_to_its_cells(khoa, report):
    answer = khoa.post(f"/bao-cao/{report.pk}/gui/")

    assert answer.status_code == 422
    assert f'<a href="/bao-cao/{report.pk}/#o-0">Số người đã tiêm mũi 2: chưa trả lời.' in text(answer)
    report.refresh_from_db()
    assert report.state == "draft"


def test_the_union_accepts_what_a_team_sent(enter, report, planned, clock):
    sent(report, planned.khoa, 9, 9, 4)
    minh = enter(planned.minh)

    page = text(minh.get(f"/bao-cao/{report.pk}/"))
    answer = minh.post(f"/bao-cao/{report.pk}/duyet/")

    assert page.count('data-kind="act"') == 1
    report.refresh_from_db()
    assert (answer.status_code, report.state, report.accepted_by) == (302, "accepted", planned.minh)


def test_a_return_without_words_is_shown_again(enter, report, planned, clock):
    sent(report, planned.khoa, 9, 9, 4)

    answer = enter(planned.minh).post(f"/bao-cao/{report.pk}/tra-lai/", {"reason": " "})

    assert answer.status_code == 422
    assert "Chưa nhập Lý do trả lại." in text(answer)


def test_the_team_reads_why_its_report_came_back(enter, report, planned, clock):
    return_report(
        sent(report, planned.khoa, 9, 9, 4), "Số bài giảng chưa trừ bài cũ.", by=planned.minh, at=NOON
    )

    page = text(enter(planned.khoa).get(f"/bao-cao/{report.pk}/"))

    assert "Số bài giảng chưa trừ bài cũ." in page
    assert "Gửi lại báo cáo" in page


def test_the_window_says_how_many_of_how_many_and_who_is_missing(enter, report, planned, clock):
    accept_report(sent(report, planned.khoa, 9, 9, 4), by=planned.minh, at=NOON)

    page = text(enter(planned.minh).get(f"/bao-cao/dot/{report.expected.window_id}/"))

    assert "1 trên 8" in page
    assert "Còn thiếu: Tổ Hóa học, Tổ Ngoại ngữ" in page
    assert "Có báo cáo vừa duyệt, đang được cộng vào tổng" in page


@pytest.mark.parametrize(
    ("who", "path", "status"),
    [
        ("khoa", "/bao-cao/{report}/", 200),
        ("minh", "/bao-cao/{report}/", 200),
        ("lan", "/bao-cao/{report}/", 200),
        ("son", "/bao-cao/{report}/", 200),
        ("thanh", "/bao-cao/{report}/", 404),
        ("quan", "/bao-cao/{report}/", 403),
        ("tu", "/bao-cao/{report}/", 403),
        ("khoa", "/bao-cao/dot/{window}/", 404),
        ("minh", "/bao-cao/dot/{window}/", 200),
        ("son", "/bao-cao/dot/{window}/", 200),
        ("tu", "/bao-cao/dot/{window}/", 403),
    ],
)
def test_who_may_read_what(enter, report, planned, clock, who, path, status):
    address = path.format(report=report.pk, window=report.expected.window_id)

    assert enter(getattr(planned, who)).get(address).status_code == status


@pytest.mark.parametrize(
    ("who", "act", "status"),
    [
        ("lan", "gui", 403),
        ("thanh", "gui", 404),
        ("lan", "duyet", 404),
        ("khoa", "duyet", 403),
        ("minh", "luu", 403),
    ],
)
def test_who_may_not_act(enter, report, planned, clock, who, act, status):
    sent(report, planned.khoa, 9, 9, 4)

    assert enter(getattr(planned, who)).post(f"/bao-cao/{report.pk}/{act}/").status_code == status


@pytest.mark.parametrize(("tab", "who"), [("duyet", "minh"), ("dot", "minh"), ("lap", "khoa")])
def test_a_list_asks_as_much_of_the_database_for_one_row_as_for_three(
    enter, window, planned, clock, tab, who
):
    from django.db import connection

    from thidua.demo.stages import ask
    from thidua.movements.models import Movement

    client = enter(getattr(planned, who))
    rows = iter(Report.objects.filter(expected__window=window).order_by("id"))

    def add_one():
        if tab == "duyet":
            sent(next(rows), planned.khoa, 1, 1, 1)
        else:
            ask(planned, Movement.objects.get(owner=planned.school))

    def count():
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/bao-cao/?muc={tab}").status_code == 200
        return len(asked)

    add_one()
    client.get("/bao-cao/")
    one = count()
    add_one()
    add_one()

    assert (count(), one) == (one, 5)
