"""The offices of the other three plans, with sample people, put into an installation through the actions.

Ea Kar (a district office and three schools), Hưng Yên (a department with divisions, high schools, district
offices and the sector's union). The two signers bear the names that the plans print; everyone else is a sample.
"""

import datetime as dt

from thidua.demo.days import at
from thidua.demo.world import PASSWORD
from thidua.documents.actions.issuing import open_book
from thidua.org.actions.bodies import plant_bodies
from thidua.org.actions.people import add_person, appoint, choose_password, open_account
from thidua.org.actions.tree import create_unit, merge_units, pair_union
from thidua.org.models import Post, Unit

SINCE = dt.date(2018, 8, 1)
UNTIL = dt.date(2025, 7, 1)  # the district level ended; what became of the samples is nobody's story
MADE = at(dt.date(2021, 8, 20))
PAPER_BOOK = "Số liệu mẫu: các số trước dùng trong sổ giấy của văn phòng"

# code, kind, name, above, relation, short, symbol, seat
UNITS = (
    ("EK-TCTD", "division", "Bộ phận Tổ chức - Thi đua", "PGDDT-EAKAR", "within", "Bộ phận Thi đua", "", ""),
    ("EK-CM", "division", "Bộ phận Chuyên môn", "PGDDT-EAKAR", "within", "Chuyên môn", "", ""),
    ("EK-A", "primary", "Trường Tiểu học Mẫu A", "PGDDT-EAKAR", "attached", "TH Mẫu A", "THMA", "Ea Kar"),
    ("EK-B", "lower_secondary", "Trường THCS Mẫu B", "PGDDT-EAKAR", "attached", "THCS Mẫu B", "THCSMB", "Ea Kar"),
    ("EK-C", "preschool", "Trường Mầm non Mẫu C", "PGDDT-EAKAR", "attached", "MN Mẫu C", "MNMC", "Ea Kar"),
    ("HY-GDTRH", "division", "Phòng Giáo dục Trung học", "SGDDT-HY", "within", "Phòng GDTrH", "", ""),
    ("HY-TCCB", "division", "Phòng Tổ chức cán bộ", "SGDDT-HY", "within", "Phòng TCCB", "", ""),
    ("HY-D", "upper_secondary", "Trường THPT Mẫu D", "SGDDT-HY", "attached", "THPT Mẫu D", "THPTMD", "Hưng Yên"),
    ("HY-E", "upper_secondary", "Trường THPT Mẫu E", "SGDDT-HY", "attached", "THPT Mẫu E", "THPTME", "Hưng Yên"),
    ("HY-CDD", "union", "Công đoàn Trường THPT Mẫu D", "CDGD-HY", "attached", "CĐCS THPT Mẫu D", "CĐCS", ""),
)  # fmt: skip

# sign-in name, name as printed, unit, position, title
PEOPLE = (
    ("ek-vanthu", "Y Mẫu Niê", "PGDDT-EAKAR", "clerk", "Văn thư"),
    ("ek-truong", "Nguyễn Thanh Dương", "PGDDT-EAKAR", "head", "Trưởng phòng"),
    ("ek-pho", "Trần Thị Mẫu Duyên", "PGDDT-EAKAR", "deputy", "Phó Trưởng phòng"),
    ("ek-a", "H'Mẫu Êban", "EK-A", "head", "Hiệu trưởng"),
    ("ek-a-vanthu", "Lê Thị Mẫu An", "EK-A", "clerk", "Văn thư"),
    ("ek-b", "Phạm Mẫu Bảo", "EK-B", "head", "Hiệu trưởng"),
    ("ek-c", "Vũ Thị Mẫu Cúc", "EK-C", "head", "Hiệu trưởng"),
    ("hy-vanthu", "Nguyễn Thị Mẫu Thư", "SGDDT-HY", "clerk", "Văn thư"),
    ("hy-giamdoc", "Lê Mẫu Giám", "SGDDT-HY", "head", "Giám đốc"),
    ("hy-pho", "Đỗ Văn Khải", "SGDDT-HY", "deputy", "Phó Giám đốc"),
    ("hy-cdn-vanthu", "Đào Thị Mẫu Cẩm", "CDGD-HY", "clerk", "Văn thư"),
    ("hy-gdtrh", "Ngô Mẫu Trung", "HY-GDTRH", "head", "Trưởng phòng"),
    ("hy-d", "Trần Mẫu Dũng", "HY-D", "head", "Hiệu trưởng"),
    ("hy-d-vanthu", "Bùi Thị Mẫu Điệp", "HY-D", "clerk", "Văn thư"),
    ("hy-d-congdoan", "Hoàng Thị Mẫu Đào", "HY-CDD", "union_chair", "Chủ tịch Công đoàn"),
    ("hy-e", "Phan Mẫu Em", "HY-E", "head", "Hiệu trưởng"),
    ("ek-b-vanthu", "Lý Thị Mẫu Bích", "EK-B", "clerk", "Văn thư"),
    ("ek-c-vanthu", "Hồ Thị Mẫu Châu", "EK-C", "clerk", "Văn thư"),
)

# code, name, staff: two small preschools that merge within a round, and the staff of a high school
PRESCHOOLS = (("HY-X", "Trường Mầm non Mẫu X", 14), ("HY-Y", "Trường Mầm non Mẫu Y", 16))
MERGED_SCHOOL, MERGED_ON = "Trường Mầm non Mẫu XY", dt.date(2022, 1, 1)
TEACHERS_OF_D = 45  # with the head they are 46
FAMILIES = ("Bùi", "Đỗ", "Hồ", "Ngô", "Vũ")
GIVEN = ("An", "Bình", "Chi", "Dung", "Hà", "Lan", "Mai", "Nam", "Tú", "Yến")
LATE_SIGNER = "Bùi Mẫu An HY-D"


WITHIN = {code for code, _, _, _, relation, *_ in UNITS if relation == "within"}  # their heads count nowhere


def build():
    """Put the offices into the installation in which this runs."""
    plant_bodies(by=None, at=MADE)
    units = {unit.code: unit for unit in Unit.objects.all()}
    for code, kind, name, above, relation, short, symbol, seat in UNITS:
        units[code] = create_unit(
            code, kind, name, parent=units[above], relation=relation, short=short, symbol=symbol, seat=seat,
            since=SINCE, until=UNTIL, by=None, at=MADE,
        )  # fmt: skip
    pair_union(units["HY-D"], units["HY-CDD"], since=SINCE, by=None, at=MADE)
    users = {}
    for order, (username, name, unit, position, title) in enumerate(PEOPLE, start=1):
        person = add_person(f"VP{order:03}", name, by=None, at=MADE)
        manager = position in {"head", "deputy"} and unit not in WITHIN
        appoint(
            person, units[unit], position, title, since=SINCE, until=UNTIL, by=None, at=MADE,
            group="cadre" if manager else "", main=manager, manager=manager,
        )  # fmt: skip
        users[username], _ = open_account(person, username, by=None, at=MADE)
        choose_password(users[username], PASSWORD, at=MADE)
    # The plan prints its signer's name and no title; so does the list that this office took over.
    Post.objects.filter(person=users["ek-truong"].person).update(title="")
    union_chair = users["hy-pho"].person
    appoint(union_chair, units["CDGD-HY"], "union_chair", "Chủ tịch", since=SINCE, by=None, at=MADE)
    for unit, last, head in (("PGDDT-EAKAR", 684, "ek-truong"), ("SGDDT-HY", 1499, "hy-giamdoc")):
        open_book(units[unit], 2021, "KH", opening=last, reason=PAPER_BOOK, by=users[head], at=MADE)


def add_staff_of_the_year():
    """The people whose pledges a school year counts: THPT Mẫu D with 46, MN Mẫu X with 14, MN Mẫu Y with 16."""
    units = {unit.code: unit for unit in Unit.objects.all()}
    for code, name, _ in PRESCHOOLS:
        units[code] = create_unit(
            code, "preschool", name, parent=units["SGDDT-HY"], since=SINCE, until=None, by=None, at=MADE
        )
    for code, count in (("HY-D", TEACHERS_OF_D), *((code, count) for code, _, count in PRESCHOOLS)):
        for order in range(count):
            name = f"{FAMILIES[order // 10]} Mẫu {GIVEN[order % 10]} {code}"
            person = add_person(f"{code}-{order:02}", name, by=None, at=MADE)
            appoint(
                person, units[code], "teacher", "Giáo viên", since=SINCE, by=None, at=MADE, group="teacher",
                main=True,
            )  # fmt: skip
            if name == LATE_SIGNER:
                user, _ = open_account(person, "hy-d-gv", by=None, at=MADE)
                choose_password(user, PASSWORD, at=MADE)


def merge_preschools(on):
    """X and Y become XY by a decision; their people go on in it."""
    units = {unit.code: unit for unit in Unit.objects.filter(code__in=["HY-X", "HY-Y", "SGDDT-HY"])}
    made = at(on)
    merged = create_unit(
        "HY-XY", "preschool", MERGED_SCHOOL, parent=units["SGDDT-HY"], since=MERGED_ON, by=None, at=made
    )
    basis = "Quyết định sáp nhập mẫu số 01/QĐ-UBND ngày 28/12/2021"
    merge_units([units["HY-X"], units["HY-Y"]], merged, on=MERGED_ON, basis=basis, by=None, at=made)
