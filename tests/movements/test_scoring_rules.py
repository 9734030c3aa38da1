"""The arithmetic of criteria, scores and clusters, and what they refuse; without a database."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.movements.rules.clusters import (
    Vote,
    blockers_to_close_year,
    blockers_to_cluster,
    blockers_to_join,
    blockers_to_open_year,
    blockers_to_vote,
    missing_votes,
    ranking,
)
from thidua.movements.rules.criteria import (
    ONLY_EPIDEMIC,
    Measure,
    blockers_to_activate,
    blockers_to_answer,
    blockers_to_change_criteria,
    blockers_to_criterion,
    blockers_to_inherit,
    blockers_to_remove,
    blockers_to_scale,
    kinds_of_person,
    kinds_of_unit,
    measured,
    warnings_of,
)
from thidua.movements.rules.exemptions import (
    blockers_to_end,
    blockers_to_exempt,
    blockers_to_requisition,
    covers,
    touches,
)
from thidua.movements.rules.scores import (
    Line,
    Mark,
    Weigher,
    blockers_to_mark,
    blockers_to_open_sheet,
    blockers_to_weigh,
    gap_of,
    places,
    plain,
    total_of,
)

ABSENT = Mark("not_applicable", None, "Không có lớp 12.")
EXEMPT = Mark("exempted")


def scored(figure, reason=""):
    return Mark("scored", Decimal(figure), reason)


def said(blockers):
    return [blocker.message for blocker in blockers]


def line(**more):
    return Line("Tiêu chí a", **{"most": Decimal(20), "lacking": False, "verified": True, **more})


# Whom a criterion measures


def measure(key, kinds, **more):
    return Measure(key, f"Tiêu chí {key}", frozenset(kinds.split()), **more)


HEADS_PART = (
    measure(1, "person"),
    measure(2, "person head board"),
    measure(3, "head", under=2),
    measure(4, "head", under=2),
    measure(5, "requisitioned"),
)


def test_the_heads_part_is_absent_for_a_teacher_and_present_for_a_principal():
    teacher = measured(HEADS_PART, kinds_of_person(heads=False, requisitioned=False))
    principal = measured(HEADS_PART, kinds_of_person(heads=True, requisitioned=False))

    assert [row.key for row in teacher] == [1, 2]
    assert [row.key for row in principal] == [1, 3, 4]


def test_criterion_d_is_open_only_to_who_was_called_away():
    called = measured(HEADS_PART, kinds_of_person(heads=False, requisitioned=True))

    assert [row.key for row in called] == [1, 2, 5]


@pytest.mark.parametrize(
    ("kind", "attached", "expected"),
    [
        ("primary", False, {"school", "board", "collective"}),
        ("upper_secondary", True, {"school", "board", "collective", "attached"}),
        ("centre", True, {"collective", "attached"}),
        ("district_office", True, {"district_office", "collective"}),
        ("division", False, {"division", "collective"}),
        ("team", False, {"team", "collective"}),
        ("party", False, {"party_cell"}),
        ("class", True, set()),
    ],
)
def test_a_unit_is_measured_as_what_it_is(kind, attached, expected):
    assert kinds_of_unit(kind, attached=attached) == expected


# Setting, answering and using a set


def test_words_are_locked_by_the_issue_and_everything_by_use():
    assert blockers_to_change_criteria(issued=False, active=False) == []
    assert said(blockers_to_change_criteria(issued=True, active=True)) == [
        "Tiêu chí này là lời của kế hoạch đã phát động; thay đổi cần một văn bản mới.",
        "Bộ tiêu chí đã đưa vào chấm; thay đổi bây giờ sẽ làm sai các phiếu đã chấm.",
    ]


def test_a_part_measures_nobody_that_its_whole_does_not():
    assert blockers_to_criterion("Nêu gương", ["head"], frozenset({"head", "board"})) == []
    assert blockers_to_criterion("Nêu gương", ["head"], None) == []
    assert said(blockers_to_criterion(" ", ["team"], frozenset({"head"}))) == [
        "Ghi nội dung tiêu chí.",
        "Tiêu chí thành phần chỉ xét những đối tượng mà tiêu chí lớn đã xét.",
    ]


def test_an_inherited_criterion_is_not_deleted():
    assert blockers_to_remove("Tiêu chí a", inherited=False, used=False) == []
    assert said(blockers_to_remove("Tiêu chí a", inherited=True, used=True)) == [
        "Tiêu chí a là của cấp trên nên không xóa; nếu không dùng, đối chiếu là “không đưa vào” kèm lý do.",
        "Tiêu chí a còn tiêu chí thành phần hoặc tiêu chí cấp dưới dựa vào.",
    ]


def test_a_mandatory_criterion_is_not_dropped_and_every_reason_is_told():
    assert said(blockers_to_answer("dropped", "", above="e. Chấp hành", mandatory=True)) == [
        "Tiêu chí bắt buộc của cấp trên không được bỏ: e. Chấp hành.",
        "Ghi cách cụ thể hóa ở đơn vị, hoặc lý do không đưa vào.",
    ]
    assert said(blockers_to_answer("taken", "", above=None, mandatory=False)) == [
        "Chọn tiêu chí của cấp trên mà tiêu chí này đối chiếu."
    ]
    assert blockers_to_answer("adapted", "Theo tổ.", above="e.", mandatory=True) == []
    assert blockers_to_answer("added", "", above=None, mandatory=False) == []


def test_inheriting_needs_something_above():
    assert blockers_to_inherit(has_parent=True, waiting=2) == []
    assert said(blockers_to_inherit(has_parent=True, waiting=0)) == [
        "Mọi tiêu chí của cấp trên đã có trong bảng; không còn gì để kế thừa."
    ]
    assert said(blockers_to_inherit(has_parent=False, waiting=0)) == [
        "Phong trào này chưa gắn với phong trào của cấp trên, nên chưa có tiêu chí để kế thừa."
    ]


def test_a_scale_says_its_full_mark_and_its_source():
    assert blockers_to_scale("points", 100, "QĐ 12", active=False) == []
    assert blockers_to_scale("levels", None, "QĐ 12", active=False) == []
    assert said(blockers_to_scale("points", None, " ", active=True)) == [
        "Bộ tiêu chí đã đưa vào chấm; không đổi thang chấm giữa chừng.",
        "Thang điểm cần ghi điểm tối đa, ví dụ 100.",
        "Ghi căn cứ của quyết định về thang chấm.",
    ]
    assert said(blockers_to_scale("levels", 100, "QĐ 12", active=False)) == [
        "Xếp bốn mức thì không có điểm tối đa; hãy để trống."
    ]


def activate(measures, *, decided=True, active=False, full=None, waiting=()):
    return said(blockers_to_activate(measures, decided=decided, active=active, full=full, waiting=waiting))


def test_a_set_is_used_only_when_everything_is_decided():
    assert activate([], decided=False, waiting=["e. Chấp hành"]) == [
        "Chưa có ai quyết định thang chấm.",
        "Chưa có tiêu chí nào để chấm.",
        "Tiêu chí bắt buộc của cấp trên chưa có trong bảng: e. Chấp hành.",
    ]
    assert activate([measure(1, ""), measure(2, "team")]) == ["Tiêu chí 1: chưa ghi xét ai."]
    assert activate([measure(1, "team")], active=True) == ["Bộ tiêu chí này đã đưa vào chấm."]


def test_on_a_scale_every_item_has_points_that_fit_the_full_mark():
    fits = [measure(1, "team", most=Decimal(60)), measure(2, "school", most=Decimal(60))]
    over = [*fits, measure(3, "collective", most=Decimal(41))]
    headed = [measure(1, "head"), measure(2, "head", under=1, most=Decimal(100))]

    assert activate(fits, full=100) == []
    assert activate(over, full=100) == ["Cộng điểm tối đa được 101, vượt thang 100 điểm."]
    assert activate([measure(1, "team")], full=100) == ["Tiêu chí 1: chưa có điểm tối đa."]
    assert activate(headed, full=100) == []


def test_a_set_about_the_epidemic_only_is_warned_of():
    epidemic = measure(1, "school", axis="epidemic")

    assert warnings_of([epidemic]) == [ONLY_EPIDEMIC]
    assert warnings_of([epidemic, measure(2, "school", axis="regular")]) == []
    assert warnings_of([epidemic, measure(2, "school")]) == [
        "1 tiêu chí chưa phân loại thường xuyên hay phòng, chống dịch."
    ]
    assert warnings_of([]) == []


# Marks


def mark(stage, where, given_mark, *, by_points=True):
    return said(blockers_to_mark(stage, where, given_mark, by_points=by_points))


@pytest.mark.parametrize(
    ("given_mark", "by_points", "expected"),
    [
        (Mark(), True, "chọn chấm, không áp dụng, hoặc được miễn."),
        (Mark("scored"), True, "chưa có số điểm."),
        (Mark("scored"), False, "chưa chọn mức."),
        (scored(21), True, "điểm phải từ 0 đến 20."),
        (scored(-1), True, "điểm phải từ 0 đến 20."),
        (scored(5), False, "mức phải là một trong bốn mức của thang."),
        (Mark("not_applicable"), True, "ghi lý do không áp dụng."),
        (Mark("exempted", Decimal(0)), True, "“không áp dụng” và “được miễn” không đi cùng một con số."),
    ],
)
def test_a_mark_is_one_of_the_answers_and_nothing_between(given_mark, by_points, expected):
    found = mark("self", line(exempted=True), given_mark, by_points=by_points)

    assert found == [f"Tiêu chí a: {expected}"]


def test_zero_is_a_figure():
    assert (scored(0).said, Mark().said) == ("0", "")
    assert mark("self", line(), scored(0)) == []


def test_exempted_needs_a_recorded_exemption_and_forbids_a_figure_when_it_covers_everything():
    assert mark("self", line(), EXEMPT) == [
        "Tiêu chí a: chưa ghi nhận việc miễn trong thời gian này; ghi một lần ở trang Miễn đánh giá."
    ]
    assert mark("self", line(exempted=True), EXEMPT) == []
    assert mark("self", line(exempted=True, exempted_whole=True), scored(3)) == [
        "Tiêu chí a: được miễn suốt thời gian đánh giá, nên không chấm."
    ]


def test_stages_follow_each_other_and_later_ones_lock_earlier_ones():
    whole = line(marks={"self": scored(9), "appraised": scored(9), "final": scored(9)})

    assert mark("self", whole, scored(10, "Quên")) == [
        "Tiêu chí a: đã thẩm định, phần tự chấm được giữ nguyên."
    ]
    assert mark("appraised", whole, scored(10, "Quên")) == [
        "Tiêu chí a: đã có kết quả, phần thẩm định được giữ nguyên."
    ]
    assert mark("final", line(), scored(5)) == ["Tiêu chí a: chưa thẩm định, nên chưa có kết quả."]


def test_every_change_says_why():
    told = line(marks={"self": scored(9)})

    assert mark("appraised", told, scored(7)) == ["Tiêu chí a: khác với bước trước, cần ghi lý do."]
    assert mark("appraised", told, scored(7, "Thiếu hai tuần.")) == []
    assert mark("appraised", told, scored(9)) == []
    assert mark("self", told, scored(8)) == ["Tiêu chí a: sửa mức đã ghi, cần ghi lý do."]


def test_an_item_without_proof_is_never_scored():
    lacking = line(lacking=True, verified=False)
    unneeded = line(lacking=True, verified=False, needs_evidence=False)

    assert mark("self", lacking, scored(9)) == []
    assert mark("appraised", lacking, scored(9)) == ["Tiêu chí a: chưa có minh chứng, nên không tính điểm."]
    assert mark("appraised", lacking, scored(4), by_points=False) == [
        "Tiêu chí a: chưa có minh chứng, nên không tính điểm."
    ]
    assert mark("appraised", lacking, scored(0)) == []
    assert mark("appraised", unneeded, scored(9)) == []


def test_above_the_base_and_at_the_end_proof_is_checked_proof():
    waiting = line(verified=False, base=Decimal(10), marks={"appraised": scored(8)})

    assert mark("appraised", waiting, scored(10, "x")) == []
    assert mark("appraised", waiting, scored(11, "x")) == [
        "Tiêu chí a: trên mức nền 10 cần một minh chứng đã được kiểm tra."
    ]
    assert mark("final", waiting, scored(8)) == [
        "Tiêu chí a: minh chứng chưa được kiểm tra, nên chưa có kết quả."
    ]


def weigher(**more):
    usual = {
        "is_subject": False,
        "speaks": False,
        "self_scored": False,
        "watches": True,
        "decides": True,
        "from_above": False,
        "of_head_or_unit": False,
    }
    return Weigher(**{**usual, **more})


@pytest.mark.parametrize(
    ("stage", "who", "expected"),
    [
        ("self", {"speaks": True}, []),
        ("self", {}, ["Phần tự chấm do chính người đó, hoặc người thay mặt đơn vị, ghi."]),
        ("appraised", {}, []),
        ("appraised", {"is_subject": True}, ["Không ai tự thẩm định phần của mình; cấp trên thẩm định."]),
        ("appraised", {"self_scored": True}, ["Người đã tự chấm không thẩm định chính phần ấy."]),
        (
            "appraised",
            {"is_subject": True, "of_head_or_unit": True},
            [
                "Không ai tự thẩm định phần của mình; cấp trên thẩm định.",
                "Phần của đơn vị và của người đứng đầu do cấp trên thẩm định.",
            ],
        ),
        ("final", {"of_head_or_unit": True, "from_above": True}, []),
        (
            "final",
            {"decides": False},
            ["Anh/chị không được giao thẩm định hoặc quyết định kết quả của nơi này."],
        ),
    ],
)
def test_nobody_weighs_their_own_and_a_head_is_weighed_from_above(stage, who, expected):
    assert said(blockers_to_weigh(stage, weigher(**who))) == expected


def test_a_sheet_opens_only_for_whom_something_measures():
    usual = {"running": True, "active": True, "items": 3, "requisition_lacking": False}

    assert blockers_to_open_sheet(**usual) == []
    assert said(blockers_to_open_sheet(**{**usual, "items": 0, "requisition_lacking": True})) == [
        "Chưa có minh chứng: chưa ghi lệnh trưng dụng hoặc tổ phòng, chống dịch của người này."
    ]
    assert said(blockers_to_open_sheet(running=False, active=False, items=0, requisition_lacking=False)) == [
        "Phong trào chưa phát động hoặc đã tổng kết, nên chưa chấm được.",
        "Bộ tiêu chí chưa được đưa vào chấm.",
        "Không tiêu chí nào của phong trào xét đối tượng này.",
    ]


# Totals

figures = st.decimals(min_value=0, max_value=20, places=2)
final_lines = st.builds(
    lambda figure, lacking: line(marks={"final": scored(figure)}, lacking=lacking), figures, st.booleans()
)
asides = st.sampled_from(
    [line(marks={"final": ABSENT}), line(marks={"final": EXEMPT}), line(exempted=True, exempted_whole=True)]
)


@given(st.lists(final_lines, max_size=6), st.lists(asides, max_size=6))
def test_what_is_exempted_or_does_not_apply_never_changes_the_share(counted, aside):
    alone, together = total_of(counted), total_of([*counted, *aside])

    assert together.share == alone.share
    assert together.aside == len(aside)
    assert together.is_complete


@given(st.lists(final_lines, min_size=1, max_size=6))
def test_a_result_never_exceeds_the_full_mark_nor_is_rounded_up_to_it(rows):
    total = total_of(rows)

    assert 0 <= total.on(100) <= 100
    assert (total.on(100) == 100) == (total.points == total.of)


def test_a_total_keeps_the_four_answers_apart():
    rows = [
        line(marks={"final": scored(15)}),
        line(marks={"final": scored(0)}),
        line(marks={"final": scored(18)}, lacking=True),
        line(marks={"final": ABSENT}),
        line(),
    ]

    total = total_of(rows)

    assert (total.points, total.of) == (Decimal(15), Decimal(60))
    assert total.open == ("Tiêu chí a",)
    assert total.unproved == ("Tiêu chí a",)
    assert total.aside == 1
    assert total.said == "15 trên 60"
    assert not total.is_complete


def test_nothing_to_count_is_no_zero():
    assert total_of([line(marks={"final": EXEMPT})]).on(100) is None


def test_the_gap_is_between_self_and_appraisal():
    assert gap_of(line(marks={"self": scored(18), "appraised": scored(7, "x")})) == Decimal(11)
    assert gap_of(line(marks={"self": scored(18), "appraised": ABSENT})) is None


def test_ties_share_a_place_and_the_next_place_is_left_out():
    shares = [Fraction(1, 2), Fraction(3, 4), Fraction(3, 4), None, Fraction(1, 4)]

    assert places(shares) == [3, 1, 1, None, 4]


def test_figures_are_written_with_a_comma():
    assert [plain(Decimal(each)) for each in ("7.50", "100", "0", "0.25")] == ["7,5", "100", "0", "0,25"]


# Exemptions


def days(first, until):
    def day(number):
        return dt.date(2021, 9, number) if number else None

    return SimpleNamespace(lower=day(first), upper=day(until))


@pytest.mark.parametrize(
    ("one", "other", "touching", "covering"),
    [
        (days(1, 10), days(5, 8), True, True),
        (days(5, 8), days(1, 10), True, False),
        (days(1, 5), days(5, 8), False, False),
        (days(1, None), days(5, None), True, True),
        (days(1, 10), days(5, None), True, False),
        (days(None, None), days(5, 8), True, True),
    ],
)
def test_periods_touch_and_cover(one, other, touching, covering):
    assert (touches(one, other), covers(one, other)) == (touching, covering)


def test_an_exemption_is_recorded_once_with_its_basis():
    first = dt.date(2021, 9, 10)

    found = blockers_to_exempt(
        first=first, last=dt.date(2021, 9, 1), basis=" ", recorded="lần trước", within=False
    )

    assert said(found) == [
        "Người này không được tính ở đơn vị của anh/chị vào ngày đầu được miễn.",
        "Ngày cuối đứng trước ngày đầu.",
        "Ghi căn cứ của việc miễn, ví dụ số của giấy xác nhận.",
        "Đã có một lần miễn trùng ngày; một lần miễn chỉ ghi một lần.",
    ]
    assert blockers_to_exempt(first=first, last=None, basis="GXN 5", recorded=None, within=True) == []


def test_an_exemption_ends_earlier_but_is_not_lengthened():
    first, last = dt.date(2021, 9, 10), dt.date(2021, 9, 20)

    assert blockers_to_end(first=first, last=dt.date(2021, 9, 15), recorded_last=last) == []
    assert blockers_to_end(first=first, last=dt.date(2021, 9, 30), recorded_last=None) == []
    assert said(blockers_to_end(first=first, last=dt.date(2021, 9, 1), recorded_last=last)) == [
        "Ngày cuối đứng trước ngày đầu."
    ]
    assert said(blockers_to_end(first=first, last=dt.date(2021, 9, 21), recorded_last=last)) == [
        "Muốn kéo dài thì ghi một lần miễn mới, với căn cứ của nó."
    ]


def test_a_requisition_names_its_body_and_its_order_or_team():
    day = dt.date(2021, 10, 1)
    none = {"first": day, "last": dt.date(2021, 9, 1), "body": "", "number": "", "team": ""}

    assert said(blockers_to_requisition(**none, recorded="12/QĐ", within=False)) == [
        "Người này không được tính ở đơn vị của anh/chị vào ngày đầu trưng dụng.",
        "Ngày cuối đứng trước ngày đầu.",
        "Ghi cơ quan ra lệnh trưng dụng hoặc lập tổ.",
        "Ghi số của lệnh trưng dụng, hoặc tên tổ phòng, chống dịch.",
        "Lệnh này đã được ghi: 12/QĐ.",
    ]
    team = {"first": day, "last": None, "body": "UBND xã", "number": "", "team": "Tổ Covid 1"}
    assert blockers_to_requisition(**team, recorded=None, within=True) == []


# Clusters

members = st.integers(2, 6).map(lambda size: list(range(size)))


@given(st.data(), members)
def test_no_members_own_vote_counts(data, keys):
    pairs = st.sampled_from([(one, other) for one in keys for other in keys if one != other])
    fair = [Vote(*pair, data.draw(figures)) for pair in data.draw(st.lists(pairs, unique=True))]
    own = [Vote(key, key, data.draw(figures)) for key in keys]

    assert ranking(keys, [*own, *fair]) == ranking(keys, fair)


def test_a_ranking_is_by_the_mean_of_the_others_with_ties():
    votes = [
        Vote(1, 2, Decimal(90)), Vote(3, 2, Decimal(80)), Vote(1, 3, Decimal(85)), Vote(2, 3, Decimal(85)),
        Vote(2, 1, Decimal(70)), Vote(9, 1, Decimal(100)),
    ]  # fmt: skip

    ranks = ranking([1, 2, 3, 4], votes)

    assert [(row.member, row.mean, row.votes, row.place) for row in ranks] == [
        (2, Decimal(85), 2, 1),
        (3, Decimal(85), 2, 1),
        (1, Decimal(70), 1, 3),
        (4, None, 0, None),
    ]
    assert [row.said for row in ranks] == ["85", "85", "70", ""]


def test_a_year_waits_for_each_member_about_each_other():
    assert missing_votes([1, 2, 3], [Vote(1, 2, Decimal(1)), Vote(2, 1, Decimal(1))]) == [
        (1, 3),
        (2, 3),
        (3, 1),
        (3, 2),
    ]
    assert said(blockers_to_close_year([("MN X", "MN Y")], closed=False, full=100)) == [
        "MN X chưa chấm MN Y."
    ]
    assert said(blockers_to_close_year([], closed=True, full=100)) == ["Năm học này đã chốt."]
    assert said(blockers_to_close_year([], closed=False, full=None)) == [
        "Cụm, khối chưa có thang điểm, nên không xếp hạng."
    ]


def vote(points, *, reason="", **more):
    usual = {"own": False, "members": True, "closed": False, "full": 100, "changes": False}
    return said(blockers_to_vote("MN X", Decimal(points), reason, **{**usual, **more}))


def test_a_member_scores_only_others_on_the_scale_while_the_year_is_open():
    assert vote(90) == []
    assert vote(101, own=True, members=False, closed=True, changes=True) == [
        "Năm học này đã chốt.",
        "Không đơn vị nào tự chấm cho mình.",
        "Người chấm và MN X đều phải là thành viên.",
        "MN X: điểm 101 nằm ngoài thang từ 0 đến 100.",
        "MN X: sửa điểm đã cho, cần ghi lý do.",
    ]
    assert vote(5, full=None) == ["Cụm, khối chưa có thang điểm, nên không chấm và không xếp hạng."]


def test_a_cluster_names_itself_and_its_members_lead_in_turn():
    assert blockers_to_cluster("Khối THPT", "QĐ 5", taken=False) == []
    assert blockers_to_join("MN X", member=False, beneath=True) == []
    assert said(blockers_to_cluster("", "", taken=True)) == [
        "Ghi tên cụm, khối thi đua.",
        "Đơn vị đã có một cụm, khối mang tên này.",
        "Ghi quyết định thành lập cụm, khối.",
    ]
    assert said(blockers_to_join("MN X", member=True, beneath=False)) == [
        "MN X đã là thành viên.",
        "MN X không phải là đơn vị dưới quyền vào ngày này.",
    ]
    assert blockers_to_open_year("MN X", member=True, members=2, opened=False, led_before=False) == []
    assert said(blockers_to_open_year("MN X", member=False, members=1, opened=True, led_before=True)) == [
        "Năm học này đã mở.",
        "Cụm, khối cần ít nhất hai thành viên.",
        "MN X không phải là thành viên.",
        "MN X đã làm trưởng năm trước; việc làm trưởng luân phiên hằng năm.",
    ]
