"""The small world: Trường THPT Lộc Thái with sample people, built only by calling the actions.

Tests, screenshots and manual share it. Idempotent: asked again, it finds what it made.
"""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from thidua.commendation.actions.council import set_council_rule
from thidua.demo.days import at
from thidua.demo.names import sample_name
from thidua.documents.actions.issuing import open_book
from thidua.org.actions.people import add_person, appoint, choose_password, open_account
from thidua.org.actions.tree import create_unit, pair_union
from thidua.org.models import Person, Post, Unit, User

PASSWORD = "dien-tap-2021"  # noqa: S105 printed on the sign-in page of a demo installation
SINCE = dt.date(2018, 8, 1)
MADE = at(dt.date(2021, 8, 30))

TEAMS = (
    ("TOAN", "Tổ Toán – Tin", 9),
    ("LY", "Tổ Vật lý – Công nghệ", 7),
    ("HOA", "Tổ Hóa học", 6),
    ("SINH", "Tổ Sinh học – Thể dục", 8),
    ("VAN", "Tổ Ngữ văn", 8),
    ("SU", "Tổ Sử – Địa – GDCD", 8),
    ("ANH", "Tổ Ngoại ngữ", 6),
    ("VP", "Tổ Văn phòng", 5),
)
CLASSES = tuple(f"{grade}A{number}" for grade in (10, 11, 12) for number in range(1, 9))

# sign-in name, name, character
SIGN_INS = (
    ("lan", "Nguyễn Thị Mẫu Lan", "Hiệu trưởng, chủ tịch hội đồng: ký kế hoạch, quyết định, xác nhận hồ sơ"),
    ("binh", "Trần Mẫu Bình", "Phó Hiệu trưởng, ủy viên hội đồng: quyết định phần văn bản không nêu"),
    ("huong", "Phạm Thị Mẫu Hương", "Văn thư: vào sổ, nhập kế hoạch, ghi nơi nhận, phát hành"),
    ("minh", "Lê Mẫu Minh", "Chủ tịch Công đoàn: duyệt báo cáo, đôn đốc, đề nghị khen thưởng"),
    ("thanh", "Vũ Thị Mẫu Thanh", "Thư ký hội đồng: điểm danh, ghi kết quả biểu quyết"),
    ("khoa", "Hoàng Mẫu Khoa", "Tổ trưởng Tổ Toán – Tin: nhập và gửi báo cáo của tổ"),
    ("hoa", "Đặng Thị Mẫu Hoa", "Giáo viên, chủ nhiệm lớp 11A1: ký giao ước, đề nghị khen học sinh"),
    ("quan", "Bùi Mẫu Quân", "Giáo viên chưa ký giao ước"),
    ("tam", "Ngô Thị Mẫu Tâm", "Quản trị của trường: nhân sự, tài khoản"),
    ("son", "Hồ Mẫu Sơn", "Giám đốc Sở: xem các trường trực thuộc"),
    ("tu", "Dương Mẫu Tú", "Giáo viên trường khác: không được thấy gì của trường này"),
)


@dataclass
class World:
    """The named things of the small world, to be reached without a query."""

    ministry: Unit
    province: Unit
    department: Unit
    school: Unit
    other_school: Unit
    union: Unit
    council: Unit
    teams: dict[str, Unit] = field(default_factory=dict)
    classes: dict[str, Unit] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)

    def __getattr__(self, name: str) -> User:
        """`world.lan` is Lan's account."""
        try:
            users: dict[str, User] = self.__dict__["users"]
            return users[name]
        except KeyError:
            raise AttributeError(name) from None


def build() -> World:
    """Build the world unless it is there; returns its named things either way."""
    if Unit.objects.filter(code="LOCTHAI").exists():
        return find()
    world = _units()
    _people(world)
    _books(world)
    return find()


def find() -> World:
    """The world that stands in the database."""
    units = {unit.code: unit for unit in Unit.objects.all()}
    return World(
        ministry=units["BGDDT"],
        province=units["UBND-BP"],
        department=units["SGDDT-BP"],
        school=units["LOCTHAI"],
        other_school=units["MAU-KHAC"],
        union=units["CD-LOCTHAI"],
        council=units["HDTDKT-LOCTHAI"],
        teams={code: units[f"LOCTHAI-{code}"] for code, _, _ in TEAMS},
        classes={name: units[f"LOCTHAI-{name}"] for name in CLASSES},
        users={user.username: user for user in User.objects.select_related("person")},
    )


# code, kind, name, above, short name, symbol, seat
BODIES = (
    ("BGDDT", "ministry", "Bộ Giáo dục và Đào tạo", "", "Bộ GDĐT", "BGDĐT", "Hà Nội"),
    ("UBND-BP", "province", "Ủy ban nhân dân tỉnh Bình Phước", "", "UBND tỉnh", "UBND", "Bình Phước"),
    ("SGDDT-BP", "department", "Sở GD&ĐT Bình Phước", "UBND-BP", "Sở GDĐT", "SGDĐT", "Bình Phước"),
    ("LOCTHAI", "upper_secondary", "Trường THPT Lộc Thái", "SGDDT-BP", "THPT Lộc Thái", "THPTLT", "Lộc Ninh"),
    (
        "MAU-KHAC",
        "upper_secondary",
        "Trường THPT Mẫu Khác",
        "SGDDT-BP",
        "THPT Mẫu Khác",
        "THPTMK",
        "Đồng Xoài",
    ),
    ("CDN-BP", "union", "Công đoàn Giáo dục tỉnh Bình Phước", "", "Công đoàn ngành", "CĐN", ""),
    (
        "CD-LOCTHAI",
        "union",
        "Công đoàn Trường THPT Lộc Thái",
        "CDN-BP",
        "Công đoàn trường",
        "CĐTHPTLT",
        "Lộc Ninh",
    ),
)
COUNCIL = "Hội đồng Thi đua - Khen thưởng Trường THPT Lộc Thái"


def _units() -> World:
    unit: dict[str, Any] = {"since": SINCE, "by": None, "at": MADE}
    made: dict[str, Unit] = {}
    for code, kind, name, above, short, symbol, seat in BODIES:
        made[code] = create_unit(
            code, kind, name, parent=made.get(above), short=short, symbol=symbol, seat=seat, **unit
        )
    school, union = made["LOCTHAI"], made["CD-LOCTHAI"]
    unit |= {"parent": school, "relation": "within"}
    create_unit("HDTDKT-LOCTHAI", Unit.Kind.COUNCIL, COUNCIL, short="Hội đồng TĐKT", **unit)
    for code, name, _ in TEAMS:
        create_unit(f"LOCTHAI-{code}", Unit.Kind.TEAM, name, **unit)
    for name in CLASSES:
        create_unit(f"LOCTHAI-{name}", Unit.Kind.CLASS, f"Lớp {name}", **unit)
    pair_union(school, union, since=SINCE, by=None, at=MADE)
    return find()


def _person(code: str, name: str, **facts: Any) -> Person:
    return add_person(code, name, by=None, at=MADE, **facts)


def _post(person: Person, unit: Unit, position: str, title: str, group: str = "", **more: Any) -> Post:
    return appoint(
        person, unit, position, title, since=SINCE, by=None, at=MADE, group=group, main=bool(group), **more
    )


def _account(person: Person, username: str) -> User:
    user, _ = open_account(person, username, by=None, at=MADE)
    return user


def _people(world: World) -> None:
    named = {
        username: _person(f"M{order:03}", name) for order, (username, name, _) in enumerate(SIGN_INS, start=1)
    }
    _leaders(world, named)
    _teams(world, named)
    _classes(world, named)
    _council(world, named)
    _post(named["son"], world.department, "head", "Giám đốc", "civil_servant", manager=True)
    _post(named["tu"], world.other_school, "teacher", "Giáo viên", "teacher")
    for username, person in named.items():
        choose_password(_account(person, username), PASSWORD, at=MADE)


def _leaders(world: World, named: dict[str, Person]) -> None:
    """Three managers, counted in the school itself: two of them have names."""
    school = world.school
    _post(named["lan"], school, "head", "Hiệu trưởng", "cadre", manager=True)
    _post(named["binh"], school, "deputy", "Phó Hiệu trưởng", "cadre", manager=True)
    second = _person("M012", sample_name(90))
    _post(second, school, "deputy", "Phó Hiệu trưởng", "cadre", manager=True)
    _account(second, "m012")
    _post(named["huong"], school, "clerk", "Văn thư")
    _post(named["tam"], school, "admin", "Quản trị hệ thống")
    _post(named["minh"], world.union, "union_chair", "Chủ tịch Công đoàn")


def _teams(world: World, named: dict[str, Person]) -> None:
    """Fifty-seven people in eight teams, 52 of them teachers."""
    seats = {"TOAN": ["khoa", "hoa"], "LY": ["", "minh"], "VAN": ["thanh", "quan"], "VP": ["huong", "tam"]}
    number = 20
    for code, name, size in TEAMS:
        office = code == "VP"
        for seat in range(size):
            username = seats.get(code, [])[seat] if seat < len(seats.get(code, [])) else ""
            person = named.get(username) or _person(f"M{number:03}", sample_name(number))
            group, position, title = (
                ("staff", "staff", "Nhân viên") if office else ("teacher", "teacher", "Giáo viên")
            )
            if seat == 0:
                position, title = "leader", f"Tổ trưởng {name}"
            _post(person, world.teams[code], position, title, group)
            if not username:
                _account(person, f"m{number:03}")
                number += 1


def _classes(world: World, named: dict[str, Person]) -> None:
    """Homeroom teachers of all classes, and three pupils by name; the others come with the staff sheets."""
    teachers = list(
        Post.objects.filter(position="teacher", unit__code__startswith="LOCTHAI")
        .select_related("person")
        .order_by("id")
    )
    spare = [post.person for post in teachers if post.person != named["hoa"]]
    for order, name in enumerate(CLASSES):
        person = named["hoa"] if name == "11A1" else spare[order]
        _post(person, world.classes[name], "homeroom", f"Giáo viên chủ nhiệm lớp {name}")
    pupils = (
        ("10A2", "Điểu Mẫu Hạnh", 2006),
        ("11A1", "Lý Thị Mẫu Ngân", 2005),
        ("12A4", "Trần Mẫu Phát", 2004),
    )
    for order, (name, pupil, year) in enumerate(pupils, start=1):
        person = _person(f"HS{order:03}", pupil, birth=dt.date(year, 3, 8 + order))
        _post(person, world.classes[name], "pupil", "Học sinh", "pupil")


def _council(world: World, named: dict[str, Person]) -> None:
    """Nine members by decision: chair, secretary, seven others."""
    council = world.council
    _post(named["lan"], council, "council_chair", "Chủ tịch Hội đồng")
    _post(named["thanh"], council, "council_secretary", "Thư ký Hội đồng")
    for username in ("binh", "minh", "khoa"):
        _post(named[username], council, "council_member", "Ủy viên")
    leaders = Post.objects.filter(position="leader", unit__code__startswith="LOCTHAI").exclude(
        person=named["khoa"]
    )
    for post in (
        leaders.exclude(person__in=[named["thanh"], named["huong"]])
        .select_related("person")
        .order_by("id")[:4]
    ):
        _post(post.person, council, "council_member", "Ủy viên")


def _books(world: World) -> None:
    world = find()
    lan = world.lan
    reason = "Số liệu mẫu: các số trước dùng trong sổ giấy của văn phòng"
    for kind, last in (("KH", 29), ("QĐ", 45), ("TTr", 12)):
        open_book(world.school, 2021, kind, opening=last, reason=reason, by=lan, at=MADE)
    set_council_rule(
        world.council,
        quorum="2/3",
        threshold="7/10",
        of="total_members",
        source="Quy chế hoạt động của Hội đồng Thi đua - Khen thưởng Trường THPT Lộc Thái (mẫu), Điều 5",
        since=SINCE,
        by=lan,
        at=MADE,
    )
