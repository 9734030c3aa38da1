"""The predicates over years of rating, over members, clusters, movements and sudden merit."""

from collections.abc import Mapping, Sequence

from thidua.commendation.eligibility.case import Answer, Case, answer, both, enough
from thidua.commendation.eligibility.facts import Chosen, Members, Ranked, Rated, Sudden
from thidua.commendation.eligibility.findings import Truth
from thidua.commendation.eligibility.predicates import Predicate, at_least, reaches
from thidua.commendation.lawbook import Node

Truths = Sequence[Truth]


def rating(node: Node, case: Case) -> Answer:
    """The years of the period, or those since the base award, each judged."""
    period = case.period
    if period is None or case.value("ratings") is None:
        return case.lacks("period" if period is None else "ratings")
    n, last = node.params["years"], period.last.year
    if "after" not in node.params:
        return _in_a_row(node, case, range(last - n + 1, last + 1))
    return case.lacks_base() if case.base is None else _after_base(node, case, case.base.clock.year, last)


def _after_base(node: Node, case: Case, base_year: int, last: int) -> Answer:
    """By the later law all years since the award count, as `g_years_since_award` says; before, the last n."""
    n, since = node.params["years"], range(base_year + 1, last + 1)
    if len(since) < n:
        return answer(False, f"Từ sau năm {base_year} mới có {len(since)} năm.", "ratings")
    gate = case.readings.get("g_years_since_award")
    if gate and gate.floor:
        return _since_award(node, case, since, gate.floor)
    return _in_a_row(node, case, since[-n:])


def _in_a_row(node: Node, case: Case, years: range) -> Answer:
    truths = [_year_passes(node, case, year) for year in years]
    return answer(both(*truths), _said(case, years), "ratings")


def _since_award(node: Node, case: Case, years: range, floor: str) -> Answer:
    """Some n years in a row reach the mark, and every other year since the award reaches the floor."""
    marks = [_year_passes(node, case, year) for year in years]
    floors = [_rated(case, year, floor) for year in years]
    least = [_either(mark, floor) for mark, floor in zip(marks, floors, strict=True)]
    return answer(both(_has_run(marks, node.params["years"]), *least), _said(case, years), "ratings")


def _has_run(truths: Truths, n: int) -> Truth:
    runs = [both(*truths[i : i + n]) for i in range(len(truths) - n + 1)]
    return enough(runs, 1)


def _year_passes(node: Node, case: Case, year: int) -> Truth:
    rated = _rated(case, year, node.params["min"])
    title = node.params.get("or_title")
    if rated is True or title is None:
        return rated
    held = case.held()
    titled = None if held is None else any(row.award == title and row.year == year for row in held)
    return _either(rated, titled)


def _either(one: Truth, other: Truth) -> Truth:
    return enough((one, other), 1)


def _rated(case: Case, year: int, least: str) -> Truth:
    order = case.book.tables.scales.ratings
    value = _by_year(case).get(year)
    return None if value is None else order.index(value) >= order.index(least)


def _by_year(case: Case) -> dict[int, str]:
    rows: tuple[Rated, ...] = case.value("ratings")
    return {row.year: row.value for row in rows}


def _said(case: Case, years: range) -> str:
    found = _by_year(case)
    return (
        "; ".join(f"Năm {y}: {case.word(found[y]) if y in found else 'chưa có xếp loại'}" for y in years)
        + "."
    )


def rating_any(node: Node, case: Case) -> Answer:
    period = case.period
    if period is None or case.value("ratings") is None:
        return case.lacks("period" if period is None else "ratings")
    if case.base is None:
        return case.lacks_base()
    years = range(case.base.clock.year + 1, period.last.year + 1)
    truths = [_rated(case, year, node.params["rating"]) for year in years]
    return answer(
        enough(truths, node.params["n"]), _said(case, years) if years else "Chưa có năm nào.", "ratings"
    )


def member_share(node: Node, case: Case) -> Answer:
    members: Members | None = case.value("members")
    if members is None:
        return case.lacks("members")
    count, total = members.titles.get(node.params["title"]), members.total
    if count is None or total == 0:
        return answer(
            None, "Chưa ghi số thành viên đạt danh hiệu này, hoặc tập thể chưa có thành viên.", "members"
        )
    ratio = node.params["ratio"]
    ours, needed = count * ratio.denominator, ratio.numerator * total
    found = ours > needed if node.params["op"] == ">" else ours >= needed
    return answer(found, f"Có {count} trên {total} thành viên đạt.", "members")


def member_all(node: Node, case: Case) -> Answer:
    members: Members | None = case.value("members")
    if members is None:
        return case.lacks("members")
    order = case.book.tables.scales.ratings
    least = order.index(node.params["rating"])
    below = sum(n for level, n in members.ratings.items() if order.index(level) < least)
    rated = sum(members.ratings.values())
    found = False if below else (None if rated < members.total or not members.total else True)
    said = f"{rated} trên {members.total} thành viên có xếp loại; {below} thành viên thấp hơn mức này."
    return answer(found, said, "members")


def member_any(node: Node, case: Case) -> Answer:
    members: Members | None = case.value("members")
    count = members and members.titles.get(node.params["title"])
    if count is None:
        return case.lacks("members")
    return answer(count >= node.params["min"], f"Có {count} thành viên đạt.", "members")


def leads_cluster(node: Node, case: Case) -> Answer:
    rows: tuple[Ranked, ...] | None = case.value("clusters")
    period = case.period
    if rows is None or period is None:
        return case.lacks("clusters" if rows is None else "period")
    run_by = node.params["run_by"]
    run_by = case.version.levels[0] if run_by == "same_level" else run_by
    ranks = [row.rank for row in rows if row.run_by == run_by and row.year == period.last.year]
    said = (
        f"Xếp thứ {min(ranks)} trong năm {period.last.year}." if ranks else "Không có xếp hạng của năm xét."
    )
    return answer(1 in ranks, said, "clusters")


def movement_result(node: Node, case: Case) -> Answer:
    rows: tuple[Chosen, ...] | None = case.value("movement_result")
    if rows is None:
        return case.lacks("movement_result")
    truths = [_chosen(row, node, case) for row in rows]
    found = enough(truths, 1)
    if found is True:
        return answer(
            True, f"Được bình chọn trong phong trào “{rows[truths.index(True)].movement}”.", "movement_result"
        )
    said = "Không có kết quả phong trào nào đáp ứng."
    if found is None:
        said = (
            "Kết quả phong trào chưa ghi đủ: số năm, cách xét (hằng năm hay theo đợt) hoặc có dẫn đầu không."
        )
    return answer(found, said, "movement_result")


def _chosen(row: Chosen, node: Node, case: Case) -> Truth:
    asked, cycle = node.params["launched_by"], node.params.get("cycle")
    speaks_as = case.book.tables.scales.launchers.get(row.launched_by, (row.launched_by,))
    return both(
        row.chosen,
        row.on <= case.law_date,
        "any" in asked or bool(set(speaks_as) & set(asked)),
        at_least(row.years, node.params["min_years"]) if node.params["min_years"] else True,
        (None if row.cycle is None else row.cycle == cycle) if cycle else True,
        row.leads if node.params.get("rank") else True,
    )


def sudden_merit(node: Node, case: Case) -> Answer:
    rows: tuple[Sudden, ...] | None = case.value("sudden_merit")
    if rows is None:
        return case.lacks("sudden_merit")
    truths = [_sudden(row, node, case) for row in rows]
    found = enough(truths, 1)
    if found is True:
        row = rows[truths.index(True)]
        return answer(True, f"{row.by} ghi nhận: {row.what} ({row.on:%d/%m/%Y}).", "sudden_merit")
    said = (
        "Chưa ghi thành tích có đặc biệt xuất sắc không."
        if found is None
        else "Không có thành tích nào đáp ứng."
    )
    return answer(found, said, "sudden_merit")


def _sudden(row: Sudden, node: Node, case: Case) -> Truth:
    exceptional = row.exceptional if node.params.get("exceptional") else True
    return both(reaches(case, row.scope, node.params["scope"]), row.on <= case.law_date, exceptional)


SHARED: Mapping[str, Predicate] = {
    f.__name__: f
    for f in (
        rating,
        rating_any,
        member_share,
        member_all,
        member_any,
        leads_cluster,
        movement_result,
        sudden_merit,
    )
}
