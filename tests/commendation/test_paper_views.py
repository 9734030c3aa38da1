import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from thidua.commendation.actions.decide import issue_award_paper, prepare_decision, revoke
from thidua.commendation.models import Award, Call, Nomination
from thidua.demo.days import AWARDED, at
from thidua.documents.actions.filing import set_recipients
from thidua.documents.actions.issuing import sign_paper
from thidua.documents.models import Paper

EIGHT = at(AWARDED, 8)
STAFF, PUPILS = "gk_giam_doc_so", "gk_hoc_sinh"


def text(answer):
    return answer.content.decode()


@pytest.fixture
def clock():
    """The day of the award, in place of the day of the nominations."""
    with time_machine.travel(EIGHT.astimezone(dt.UTC), tick=False):
        yield EIGHT


@pytest.fixture
def call(voted):
    return Call.objects.get()


@pytest.fixture
def decision(voted):
    """The pupils' decision, signed and addressed, not yet issued."""
    rows = list(
        Nomination.objects.filter(award=PUPILS)
        .select_related("person", "unit", "home", "call")
        .order_by("id")
    )
    paper = prepare_decision(voted.school, PUPILS, rows, by=voted.huong, at=EIGHT)
    line = {"written": "Như Điều 3", "role": "carry_out", "reaches": "text", "unit": None}
    set_recipients(paper, [line], archive="VT", by=voted.huong, at=EIGHT)
    return sign_paper(paper, by=voted.lan, at=EIGHT)


def keys(award):
    return list(Nomination.objects.filter(award=award).order_by("id").values_list("pk", flat=True))


def test_the_call_offers_a_submission_where_the_school_may_not_decide(enter, voted, call, clock):
    page = text(enter(voted.huong).get(f"/khen-thuong/dot/{call.pk}/"))

    assert page.count('data-kind="act"') == 1
    assert "Đơn vị chỉ lập tờ trình đề nghị. (Luật 39/2013/QH13 Điều 74 khoản 2 điểm c" in page
    assert "Văn bản sẽ nêu 7 tập thể, cá nhân đang sẵn sàng" in page
    assert "Lập quyết định biểu dương" in page


def test_a_decision_the_school_may_not_take_is_refused_with_the_article_and_the_way_to_a_submission(
    enter, voted, call, clock
):
    posted = {"award": STAFF, "dossiers": keys(STAFF)[:2]}

    answer = enter(voted.huong).post(f"/khen-thuong/dot/{call.pk}/quyet-dinh/", posted)

    assert answer.status_code == 422
    assert f'<a href="/khen-thuong/dot/{call.pk}/">Đơn vị không có thẩm quyền quyết định' in text(answer)
    assert Paper.objects.filter(kind="QĐ").count() == 0


def test_a_submission_is_drafted_and_its_page_says_what_is_missing(enter, voted, call, clock):
    huong = enter(voted.huong)

    answer = huong.post(f"/khen-thuong/dot/{call.pk}/to-trinh/", {"award": STAFF, "dossiers": keys(STAFF)})
    page = text(huong.get(answer["Location"]))

    paper = Paper.objects.get(kind="TTr")
    assert answer["Location"] == f"/khen-thuong/van-ban/{paper.pk}/phat-hanh/"
    assert f'<a href="/van-ban/{paper.pk}/">Chưa có chữ ký của Trường THPT Lộc Thái.</a>' in page
    assert "Sổ sẽ cấp số <b>13</b>." in page
    assert 'data-kind="act"' not in page


def test_the_clerk_issues_a_signed_decision_and_prints_its_certificates(enter, voted, decision, clock):
    huong = enter(voted.huong)
    path = f"/khen-thuong/van-ban/{decision.pk}/phat-hanh/"

    before = text(huong.get(path))
    answer = huong.post(path)
    after = text(huong.get(path))
    again = huong.post(path)
    pdf = huong.get(f"/khen-thuong/van-ban/{decision.pk}/giay-khen.pdf")

    assert before.count('data-kind="act"') == 1
    assert (answer.status_code, Award.objects.count()) == (302, 3)
    assert "In 3 giấy khen" in after
    assert (again.status_code, "Văn bản đã được ban hành." in text(again)) == (422, True)
    assert pdf.content[:4] == b"%PDF"


def test_there_is_nothing_to_print_before_the_issue(enter, voted, decision, clock):
    answer = enter(voted.huong).get(f"/khen-thuong/van-ban/{decision.pk}/giay-khen.pdf")

    assert answer.status_code == 422
    assert "Danh sách in chưa có ai" in text(answer)


def test_the_head_takes_an_award_back(enter, voted, decision, clock):
    issue_award_paper(decision, by=voted.huong, at=EIGHT)
    award = Award.objects.first()
    lan, path = enter(voted.lan), f"/khen-thuong/so/{award.pk}/thu-hoi/"

    wordless = lan.post(path, {"decision": "", "on": "2021-12-20", "reason": ""})
    answer = lan.post(path, {"decision": "60/QĐ-THPTLT", "on": "20/12/2021", "reason": "Kê khai sai."})
    ledger = text(lan.get("/khen-thuong/so/"))

    assert (wordless.status_code, answer.status_code) == (422, 302)
    assert "Chưa nhập Quyết định thu hồi." in text(wordless)
    assert (ledger.count("Đã thu hồi"), ledger.count("Còn hiệu lực")) == (1, 2)


@pytest.mark.parametrize(
    ("who", "status"), [("lan", 200), ("huong", 403), ("minh", 403), ("son", 404), ("tu", 403)]
)
def test_only_the_units_own_head_takes_back(enter, voted, decision, clock, who, status):
    issue_award_paper(decision, by=voted.huong, at=EIGHT)

    assert (
        enter(getattr(voted, who)).get(f"/khen-thuong/so/{Award.objects.first().pk}/thu-hoi/").status_code
        == status
    )


@pytest.mark.parametrize(("who", "status"), [("huong", 200), ("lan", 403), ("minh", 404), ("tu", 403)])
def test_only_the_clerk_of_the_unit_issues(enter, voted, decision, clock, who, status):
    assert (
        enter(getattr(voted, who)).get(f"/khen-thuong/van-ban/{decision.pk}/phat-hanh/").status_code == status
    )


def test_the_ledger_finds_names_without_their_marks(enter, voted, decision, clock):
    issue_award_paper(decision, by=voted.huong, at=EIGHT)
    huong = enter(voted.huong)

    found = text(huong.get("/khen-thuong/so/?q=dieu mau"))

    assert ("Điểu Mẫu Hạnh" in found, "Trần Mẫu Phát" in found) == (True, False)


def test_the_ledger_asks_as_much_of_the_database_for_one_row_as_for_three(enter, voted, decision, clock):
    huong = enter(voted.huong)

    def count():
        with CaptureQueriesContext(connection) as asked:
            assert huong.get("/khen-thuong/so/").status_code == 200
        return len(asked)

    issue_award_paper(decision, by=voted.huong, at=EIGHT)
    for award in Award.objects.order_by("id")[1:]:
        revoke(award, decision="60/QĐ", reason="Sai.", on=AWARDED, by=voted.lan, at=EIGHT)
    huong.get("/khen-thuong/so/")
    three = count()
    one = Award.objects.order_by("id").first()
    Award.objects.exclude(pk=one.pk).update(granted_by=voted.department)

    assert (count(), three) == (three, 5)
