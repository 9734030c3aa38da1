"""The predicates about a subject's own record: pure functions from a requirement and a case to an answer."""

from collections.abc import Callable, Mapping
from datetime import date

from thidua.commendation.eligibility.case import Answer, Case, answer, both, enough, years_before
from thidua.commendation.eligibility.facts import ATTEST, Disciplined, Held, Service, Work
from thidua.commendation.eligibility.findings import Outcome, Truth
from thidua.commendation.lawbook import Node

Predicate = Callable[[Node, Case], Answer]


def registered(_node: Node, case: Case) -> Answer:
    found: Truth = case.value("registered")
    said = {True: "Đã đăng ký.", False: "Không đăng ký.", None: "Chưa biết có đăng ký hay không."}[found]
    return answer(found, said, "registered")


def title_same_period(node: Node, case: Case) -> Answer:
    held, period = case.held(), case.period
    if held is None or period is None:
        return case.lacks("awards" if held is None else "period")
    year = period.last.year
    found = any(row.award == node.params["title"] and row.year == year for row in held)
    return answer(
        found,
        f"Danh sách khen thưởng {'có' if found else 'không có'} danh hiệu này của năm {year}.",
        "awards",
    )


def titles_consecutive(node: Node, case: Case) -> Answer:
    held, period = case.held(), case.period
    if held is None or period is None:
        return case.lacks("awards" if held is None else "period")
    title, n, step = node.params["title"], node.params["n"], node.params.get("step_years", 1)
    years = sorted({row.year for row in held if row.award == title})
    ends = [period.last.year - lag for lag in range(node.params.get("ends_within", 0) + 1)]
    found: Truth = any(all(end - i * step in years for i in range(n)) for end in ends)
    if not found and step > 1 and len(years) >= n and years[-1] in ends:
        found = None  # titles that stand for several years: a person must say whether they follow one another
    listed = ", ".join(map(str, years)) or "chưa có năm nào"
    return answer(found, f"Các năm đạt: {listed}; kỳ xét kết thúc năm {period.last.year}.", "awards")


def titles_in_window(node: Node, case: Case) -> Answer:
    held = case.held()
    if held is None or case.base is None:
        return case.lacks_base()
    clock = case.base.clock
    years = sorted({row.year for row in held if row.award == node.params["title"] and row.year > clock.year})
    listed = ", ".join(map(str, years)) or "chưa có năm nào"
    return answer(len(years) >= node.params["n"], f"Các năm đạt sau năm {clock.year}: {listed}.", "awards")


def initiative(node: Node, case: Case) -> Answer:
    return _works(node, case, "initiatives", "sáng kiến")


def research(node: Node, case: Case) -> Answer:
    return _works(node, case, "research", "đề tài, đề án, công trình")


def _works(node: Node, case: Case, key: str, noun: str) -> Answer:
    works: tuple[Work, ...] | None = case.value(key)
    window = node.params.get("window_years")
    if works is None:
        return case.lacks(key)
    if "after" in node.params and case.base is None:
        return case.lacks_base()
    if window and case.period is None:
        return case.lacks("period")
    first, last, said = _window(node, case)
    truths = [_counts(work, node, case, first, last) for work in works]
    found = enough(truths, node.params["min"])
    doubt = (
        "; có mục chưa ghi đủ việc áp dụng, cấp công nhận hoặc đã dùng lần nào chưa" if None in truths else ""
    )
    return answer(found, f"Có {truths.count(True)} {noun} tính được{said}{doubt}.", key)


def _window(node: Node, case: Case) -> tuple[date, date, str]:
    """The days a work must be recognised in: after the first, up to the last; and how to say so."""
    period, years = case.period, node.params.get("window_years")
    if years and period:
        first, last = years_before(period.last, years), min(period.last, case.law_date)
        return first, last, f" (công nhận sau ngày {first:%d/%m/%Y} đến hết ngày {last:%d/%m/%Y})"
    if case.base and "after" in node.params:
        return case.base.clock, case.law_date, f" (công nhận sau ngày {case.base.clock:%d/%m/%Y})"
    return date.min, case.law_date, ""


def _counts(work: Work, node: Node, case: Case, first: date, last: date) -> Truth:
    by = node.params.get("recognised_by")
    return both(
        reaches(case, work.level, node.params["level"]),
        first < work.on <= last,
        work.applied,
        work.replicable if node.params.get("replicable") else True,
        (None if work.recognised_by is None else work.recognised_by in by) if by else True,
        (None if work.used is None else not work.used) if "g_initiative_once" in case.readings else True,
    )


def reaches(case: Case, level: str, asked: tuple[str, ...]) -> bool:
    """Whether an influence is one of those asked for, or wider than one of them."""
    if level in asked or "any" in asked:
        return True
    rows = case.book.tables.scales.influence
    rank = {word: place for place, row in enumerate(rows) for word in row}
    return level in rank and any(word in rank and rank[level] > rank[word] for word in asked)


def tenure_months(node: Node, case: Case) -> Answer:
    start: date | None = case.value("recruited_on")
    if start is None:
        return case.lacks("recruited_on")
    day = case.law_date
    months = (day.year - start.year) * 12 + day.month - start.month - (day.day < start.day)
    said = f"Tuyển dụng ngày {start:%d/%m/%Y}, đến ngày xét được {max(months, 0)} tháng."
    return answer(months >= node.params["min"], said, "recruited_on")


def service_years(node: Node, case: Case) -> Answer:
    service: Service | None = case.value("service")
    if service is None:
        return case.lacks("service")
    hard_years, years = node.params.get("hard_area_years"), service.years
    truth = both(
        at_least(years, node.params["min"]),
        service.hard_area_now if node.params.get("hard_area_now") else True,
        at_least(service.hard_area_years, hard_years) if hard_years else True,
    )
    said = "Chưa ghi số năm công tác." if years is None else f"Đã công tác {years} năm trong ngành."
    if node.params.get("hard_area_now") or hard_years:
        said += " Có xét thời gian ở vùng đặc biệt khó khăn."
    return answer(truth, said, "service")


def teaching_years(node: Node, case: Case) -> Answer:
    service: Service | None = case.value("service")
    years = service and service.teaching_years
    if years is None:
        return case.lacks("service")
    return answer(years >= node.params["min"], f"Đã trực tiếp giảng dạy {years} năm.", "service")


def at_least(count: int | None, needed: int) -> Truth:
    return None if count is None else count >= needed


def no_discipline(node: Node, case: Case) -> Answer:
    key = "disciplines" if node.params["subject"] == "self" else "member_disciplines"
    known: tuple[Disciplined, ...] | None = case.value(key)
    if known is None:
        return case.lacks(key)
    order = case.book.tables.scales.disciplines
    worst = order.index(node.params["from"])
    serious = [row for row in known if order.index(row.level) >= worst and row.on <= case.law_date]
    if not serious:
        return answer(True, "Không có kỷ luật từ mức này trở lên.", key)
    period = case.period
    if period is None:
        return case.lacks("period")
    inside = [row for row in serious if period.first <= row.on <= period.last]
    listed = "; ".join(f"{case.word(row.level)} ngày {row.on:%d/%m/%Y}" for row in inside)
    return answer(not inside, f"Trong kỳ xét: {listed or 'không có'}.", key)


def wait_after_discipline(node: Node, case: Case) -> Answer:
    known: tuple[Disciplined, ...] | None = case.value("disciplines")
    if known is None:
        return case.lacks("disciplines")
    truths = [_waited(row, node, case) for row in known if row.on <= case.law_date]
    said = "Không bị kỷ luật." if not truths else "Đã đối chiếu thời hạn của từng lần kỷ luật."
    return answer(both(*truths), said, "disciplines")


def _waited(row: Disciplined, node: Node, case: Case) -> Truth:
    order = case.book.tables.scales.disciplines
    if order.index(row.level) >= order.index(node.params["below"]) or row.ends_on is None:
        return None  # the rule does not speak of it, or the end of the term is not known
    covered = order.index(row.level) >= order.index(node.params["from"])
    return not covered or row.ends_on <= years_before(case.law_date, node.params["years"])


def prior_award(node: Node, case: Case) -> Answer:
    if "after" in node.params and case.base is None:
        return case.lacks_base()
    if case.held() is None:
        return case.lacks("awards")
    found = [truth for _, truth in evidence_for(node, case)]
    doubt = "; có quyết định chưa ghi loại hình khen thưởng" if None in found else ""
    since = f" sau ngày {case.base.clock:%d/%m/%Y}" if case.base and "after" in node.params else ""
    said = f"Có {found.count(True)} quyết định tính được{since}{doubt}."
    return answer(enough(found, node.params["n"]), said, "awards")


def evidence_for(node: Node, case: Case) -> list[tuple[Held, Truth]]:
    """Each decision that could serve, with whether its kind of commendation lets it count."""
    rows = [row for row in case.held() or () if row.award in node.params["any"]]
    if "after" in node.params and case.base is not None:
        base = case.base
        rows = [row for row in rows if row is not base and row.clock > base.clock]
    counts = [(row, _is_evidence(row, case)) for row in rows]
    return [(row, truth) for row, truth in counts if truth is not False]


def _is_evidence(row: Held, case: Case) -> Truth:
    kinds = [kind for kind in case.book.tables.kinds if kind.id == row.kind]
    dated = [kind for kind in kinds if kind.covers(row.on)] or kinds[:1]
    return dated[0].counts_as_prior_award if dated else None


def once_only(_node: Node, case: Case) -> Answer:
    held = case.held()
    if held is None:
        return case.lacks("awards")
    before = [row for row in held if row.award == case.version.award]
    said = (
        f"Đã được tặng ngày {before[0].on:%d/%m/%Y}."
        if before
        else "Danh sách khen thưởng chưa có hình thức này."
    )
    return answer(not before, said, "awards")


def state_once_a_year(node: Node, case: Case) -> Answer:
    asked: str | None = case.value("commendation_kind")
    if asked in node.params["except_kinds"]:
        return Answer(Outcome.NOT_APPLICABLE, "Loại hình đang đề nghị được loại trừ.", ("commendation_kind",))
    held = case.held()
    if held is None:
        return case.lacks("awards")
    same = [row for row in held if row.award in node.params["forms"] and row.on.year == case.law_date.year]
    counted = [row for row in same if row.kind not in node.params["except_kinds"]]
    if not counted:
        return answer(True, "Trong năm chưa có quyết định cấp Nhà nước nào khác.", "awards")
    if asked is None:
        return case.lacks("commendation_kind")
    truth = (
        None if any(row.kind is None for row in counted) and not any(row.kind for row in counted) else False
    )
    return answer(
        truth, f"Đã có quyết định ngày {counted[0].on:%d/%m/%Y}: {case.word(counted[0].award)}.", "awards"
    )


def attest(node: Node, case: Case) -> Answer:
    key = ATTEST + node.params["key"]
    said = _attested(key, case)
    years = node.params.get("min_service_years")
    if years and said.outcome is not Outcome.UNMET:
        service: Service | None = case.value("service")
        served = at_least(service.years if service else None, years)
        if served is not True:
            return answer(served, f"Cần có từ {years} năm công tác.", "service")
    return said


def _attested(key: str, case: Case) -> Answer:
    found = case.value(key)
    if found is None:
        return case.lacks(key)
    fact = case.facts[key]
    proof = "" if fact.evidence else " Chưa kèm minh chứng."
    word = "đúng" if found.answer else "không đúng"
    said = f"{found.by} xác nhận {word} (ngày {fact.as_of:%d/%m/%Y}).{proof}"
    return answer(found.answer, said, key)


def one_merit_one_form(_node: Node, case: Case) -> Answer:
    return _attested("one_merit_one_form", case)


def not_proposed_for_co_cp(_node: Node, case: Case) -> Answer:
    return _attested("not_proposed_for_co_cp", case)


def no_pending_case(node: Node, case: Case) -> Answer:
    said = _attested("no_pending_case", case)
    if said.outcome is Outcome.UNMET and node.params.get("hold"):
        held = f"{said.sentence} Hồ sơ tạm dừng, xét tiếp khi có kết luận."
        return Answer(Outcome.UNKNOWN, held, said.keys, "no_pending_case")
    return said


def reserved_unknown(node: Node, _case: Case) -> Answer:
    return Answer(Outcome.UNKNOWN, node.reason or "Tiêu chuẩn chưa được đối chiếu.")


OWN: Mapping[str, Predicate] = {
    f.__name__: f
    for f in (
        registered,
        title_same_period,
        titles_consecutive,
        titles_in_window,
        initiative,
        research,
        tenure_months,
        service_years,
        teaching_years,
        no_discipline,
        wait_after_discipline,
        prior_award,
        once_only,
        state_once_a_year,
        attest,
        one_merit_one_form,
        not_proposed_for_co_cp,
        no_pending_case,
        reserved_unknown,
    )
}
