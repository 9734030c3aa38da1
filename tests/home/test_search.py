"""Tra cứu finds what a reader may see; a group's page shows its members, tasks and results."""

from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thidua.core.text import fold
from thidua.demo.days import AWARDED
from thidua.home.search import SHOWN, people_meant, search, words_written
from thidua.org.access import Access
from thidua.org.models import Group
from thidua.org.queries.people import people_of
from thidua.org.terms import audience
from thidua.reporting.models import Report


@pytest.fixture(autouse=True)
def fresh():
    """What was written before the stage of this test was reached is read anew."""
    words_written.cache_clear()


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


def names(found, title):
    return [str(row) for row in found[title]]


def test_a_reader_finds_only_within_reach(awarded):
    assert names(found(awarded.lan, "2786"), "Văn bản") == ["Kế hoạch 2786/KH-SGDĐT"]
    assert names(found(awarded.lan, "mau khoa"), "Người") == ["Hoàng Mẫu Khoa"]

    assert found(awarded.tu, "mau khoa").is_empty
    assert found(awarded.tu, "2786").is_empty
    assert names(found(awarded.tu, "nganh giao duc"), "Phong trào") == []


@pytest.mark.parametrize(
    "typed", ["doan ket", "đoàn kết", "Đoàn  Kết", "đoàn kêt", "doàn ket chung suc", "ket doan"]
)
def test_a_movement_is_found_with_and_without_marks_in_any_order(awarded, typed):
    (movement,) = found(awarded.lan, typed)["Phong trào"]

    assert "đoàn kết, chung sức" in movement.name


@pytest.mark.parametrize(
    "typed", ["Sở GDĐT", "sở gd&đt", "SGDĐT", "so giao duc va dao tao", "Sở GD-ĐT Bình Phước"]
)
def test_an_office_is_found_however_it_is_shortened(awarded, typed):
    assert "Sở GD&ĐT Bình Phước" in names(found(awarded.son, typed), "Đơn vị")


@pytest.mark.parametrize("typed", ["30/KH-THPTLT", "30 /kh-thptlt", "KH 30", "kế hoạch 30/KH-THPTLT"])
def test_a_paper_is_found_by_its_number_however_it_is_spaced(awarded, typed):
    assert "Kế hoạch 30/KH-THPTLT" in names(found(awarded.huong, typed), "Văn bản")


def test_a_number_is_whole(awarded):
    assert names(found(awarded.huong, "278"), "Văn bản") == []


@pytest.mark.parametrize("typed", ["Hoang Mau Koa", "Hoàng Mẫu Khao", "hoangg mau khoa", "hoan mau khoa"])
def test_one_slip_still_finds_the_person_and_says_so(awarded, typed):
    (shelf,) = [shelf for shelf in found(awarded.lan, typed).shelves if shelf.title == "Người"]

    assert "Hoàng Mẫu Khoa" in map(str, shelf.rows)
    assert shelf.near


@pytest.mark.parametrize("typed", ["doan kte", "đoàn kếtt", "chungsuc", "do an ket"])
def test_one_slip_still_finds_the_movement(awarded, typed):
    (shelf,) = [shelf for shelf in found(awarded.lan, typed).shelves if shelf.title == "Phong trào"]

    assert ["đoàn kết, chung sức" in row.name for row in shelf.rows] == [True]
    assert shelf.near


def test_a_slip_in_a_number_is_not_guessed(awarded):
    assert names(found(awarded.huong, "2785"), "Văn bản") == []


def test_an_award_is_found_by_what_it_is_and_whose_it_was(awarded):
    given = names(found(awarded.lan, "giấy khen Ngân"), "Khen thưởng")

    assert given == ["Giấy khen của Hiệu trưởng tặng học sinh: Lý Thị Mẫu Ngân"]


def test_marks_as_typed_come_first(awarded):
    first = names(found(awarded.lan, "Lê Mẫu Minh"), "Người")[0]

    assert first == "Lê Mẫu Minh"


def test_the_archive_line_finds_its_papers(awarded):
    kept = names(found(awarded.huong, "CĐ"), "Văn bản lưu tại nơi này")

    assert "Kế hoạch 30/KH-THPTLT" in kept
    assert found(awarded.tu, "CĐ")["Văn bản lưu tại nơi này"] == []


def test_an_award_is_found_by_who_got_it_and_only_by_those_who_may_see_it(awarded):
    assert names(found(awarded.lan, "mau ngan"), "Khen thưởng")
    assert found(awarded.tu, "mau ngan").is_empty


def test_the_list_that_opens_while_typing_stays_within_reach(awarded, client):
    client.force_login(awarded.lan, backend="thidua.org.backends.StaffBackend")
    assert "Hoàng Mẫu Khoa" in client.get("/tra-cuu/go-den-dau/?q=kho").content.decode()

    client.force_login(awarded.tu, backend="thidua.org.backends.StaffBackend")
    assert client.get("/tra-cuu/go-den-dau/?q=kho").content.decode().strip() == ""


def slips(name):
    """The name without marks, or with one slip: a letter left out, doubled, swapped with its neighbour or mistaken,
    a blank forgotten.
    """
    letters = [place for place, letter in enumerate(name) if letter.isalpha()]
    return st.one_of(
        st.just(fold(name)),
        st.sampled_from(letters).map(lambda at: name[:at] + name[at + 1 :]),
        st.sampled_from(letters).map(lambda at: name[: at + 1] + name[at:]),
        st.sampled_from(letters).map(lambda at: name[:at] + "x" + name[at + 1 :]),
        st.sampled_from(letters[:-1]).map(
            lambda at: name[:at] + name[at + 1 : at + 2] + name[at] + name[at + 2 :]
        ),
        st.just(name.replace(" ", "", 1)),
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_name_with_a_slip_is_found_within_reach_and_never_outside(awarded, data):
    staff = list(people_of(awarded.school, on=AWARDED).order_by("code"))
    person = data.draw(st.sampled_from(staff))
    typed = data.draw(slips(person.name))

    inside = found(awarded.lan, typed)
    shown = next((shelf for shelf in inside.shelves if shelf.title == "Người"), None)

    # The slip may be somebody else's right name: then that one is shown, and nothing is guessed.
    assert shown is not None
    assert not shown.near or person in shown.rows or len(shown.rows) == SHOWN
    assert found(awarded.tu, typed)["Người"] == []


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
