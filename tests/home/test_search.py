"""Tra cứu finds what a reader may see; a group's page shows its members, tasks and results."""

from urllib.parse import quote

from thidua.demo.days import AWARDED
from thidua.home.search import people_meant, search
from thidua.org.access import Access
from thidua.org.models import Group
from thidua.org.terms import audience
from thidua.reporting.models import Report


def found(user, words):
    return search(words, Access(user, AWARDED))


def test_the_term_of_the_plan_is_found_with_and_without_marks(awarded):
    assert [term.written for term in found(awarded.lan, "thầy - trò").terms] == ["thầy - trò"]
    assert [term.written for term in found(awarded.lan, "thay - tro").terms] == ["thầy - trò"]


def test_thay_tro_means_staff_pupils_and_collectives(awarded):
    term = audience("thầy - trò")

    assert set(term.groups) == {
        Group.CADRE, Group.CIVIL_SERVANT, Group.TEACHER, Group.STAFF, Group.WORKER, Group.PUPIL,
    }  # fmt: skip
    assert term.collectives
    assert people_meant("thầy - trò", awarded.school, on=AWARDED).count() == 63
    assert people_meant("CBNGNLD", awarded.school, on=AWARDED).count() == 55  # 3 managers and 52 teachers


def test_a_word_that_is_no_term_means_nobody(awarded):
    assert list(people_meant("thầy hiệu trưởng", awarded.school, on=AWARDED)) == []


def test_a_reader_finds_only_within_reach(awarded):
    assert [str(paper) for paper in found(awarded.lan, "2786").papers] == ["Kế hoạch 2786/KH-SGDĐT"]
    assert [person.name for person in found(awarded.lan, "mau khoa").people] == ["Hoàng Mẫu Khoa"]

    stranger = found(awarded.tu, "mau khoa")

    assert stranger.is_empty
    assert found(awarded.tu, "2786").is_empty
    assert found(awarded.tu, "nganh giao duc").movements == []


def test_an_empty_box_finds_nothing_and_a_zero_byte_does_no_harm(awarded, client):
    client.force_login(awarded.lan, backend="thidua.org.backends.StaffBackend")

    assert client.get("/tra-cuu/?q=").status_code == 200
    assert client.get(f"/tra-cuu/?q={quote(chr(0))}").status_code == 200
    assert "thầy - trò" in client.get(f"/tra-cuu/?q={quote('thầy - trò')}").content.decode()


def test_the_page_of_a_group_shows_its_members_tasks_and_results(awarded, client):
    client.force_login(awarded.khoa, backend="thidua.org.backends.StaffBackend")
    team = awarded.teams["TOAN"]

    said = client.get(f"/don-vi/{team.pk}/viec/").content.decode()

    assert all(post.person.name in said for post in team.posts.all())
    assert "Số bài giảng video đã hoàn thành" in said
    assert "Báo cáo kết quả" in said
    assert "Chưa làm" not in said  # its plan is made and its report accepted


def test_a_leader_cannot_open_or_edit_another_group(awarded, client):
    client.force_login(awarded.khoa, backend="thidua.org.backends.StaffBackend")
    other = awarded.teams["HOA"]
    report = Report.objects.get(expected__unit=other)

    assert client.get(f"/don-vi/{other.pk}/viec/").status_code == 404
    assert client.post(f"/bao-cao/{report.pk}/o/0/", {"0": "1"}).status_code == 404
    assert client.post(f"/bao-cao/{report.pk}/gui/").status_code == 404
