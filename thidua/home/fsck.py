"""Self-check: every invariant is a question that must have no answer.

Some are also constraints of the database; they are asked again, since whoever edits behind the
application's back can drop a constraint first.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import connection

from thidua.activity.seal import chain_faults, seal_all
from thidua.commendation import ballots
from thidua.commendation.models import Item, LevelOutcome
from thidua.commendation.queries.sessions import weighing_of
from thidua.documents.queries.books import gap_faults
from thidua.org.actions.reach import reach_faults


@dataclass(frozen=True)
class Fault:
    """One thing that is not as it must be."""

    check: str
    sentence: str


def faults() -> Iterator[Fault]:
    """Seal what waits, then ask everything."""
    seal_all()
    for name, check in CHECKS.items():
        for sentence in check():
            yield Fault(name, sentence)


def _asked(question: str, sentence: str) -> Callable[[], Iterator[str]]:
    """A check that is one query; each row it returns fills the sentence."""

    def ask() -> Iterator[str]:
        with connection.cursor() as cursor:
            cursor.execute(question)
            for row in cursor.fetchall():
                yield sentence.format(*row)

    return ask


_NUMBERS = """
SELECT owner_id, symbol, extract(year FROM day)::int, number, count(*) FROM documents_paper
WHERE state IN ('issued', 'withdrawn') GROUP BY 1, 2, 3, 4 HAVING count(*) > 1
"""
_BEYOND_BOOK = """
SELECT p.number, p.symbol, b.last FROM documents_paper p
JOIN LATERAL (
    SELECT last FROM documents_numberbook b
    WHERE b.unit_id = p.owner_id AND b.year = extract(year FROM p.day) AND b.kind IN (p.kind, '')
    ORDER BY b.kind DESC LIMIT 1
) b ON true
WHERE p.state IN ('issued', 'withdrawn') AND p.number > b.last
"""
_OVERLAPS = """
SELECT u.label, a.id, b.id FROM {table} a
JOIN {table} b ON a.unit_id = b.unit_id AND a.id < b.id AND a.during && b.during
JOIN org_unit u ON u.id = a.unit_id
"""
_TWO_MAIN_POSTS = """
SELECT p.name, a.id, b.id FROM org_post a
JOIN org_post b ON a.person_id = b.person_id AND a.id < b.id AND a.main AND b.main AND a.during && b.during
JOIN org_person p ON p.id = a.person_id
"""
# Sums of accepted reports, by the tree of the day the window opened, against the kept totals.
_TOTALS = """
WITH reports AS (
    SELECT e.window_id, r.ancestor_id AS unit_id, p.state, p.values
    FROM reporting_expected e
    JOIN reporting_window w ON w.id = e.window_id
    JOIN reporting_report p ON p.expected_id = e.id
    JOIN org_reach r ON r.descendant_id = e.unit_id AND r.during @> w.opens_on
    WHERE NOT EXISTS (SELECT 1 FROM reporting_mark m WHERE m.window_id = w.id)
      AND EXISTS (
          SELECT 1 FROM reporting_expected x JOIN reporting_report y ON y.expected_id = x.id
          WHERE x.window_id = w.id AND y.state = 'accepted'
      )
), slots AS (
    SELECT window_id, unit_id, slot, sum(value) AS total, count(value)::int AS given
    FROM reports, unnest(values) WITH ORDINALITY AS cell (value, slot)
    WHERE state = 'accepted' GROUP BY 1, 2, 3
), made AS (
    SELECT window_id, unit_id, array_agg(total::bigint ORDER BY slot) AS sums, array_agg(given ORDER BY slot) AS numbers
    FROM slots GROUP BY 1, 2
), counted AS (
    SELECT window_id, unit_id, count(*) FILTER (WHERE state = 'accepted')::int AS accepted, count(*)::int AS expected
    FROM reports GROUP BY 1, 2
), fresh AS (
    SELECT c.window_id, c.unit_id, m.sums, m.numbers, c.accepted, c.expected
    FROM counted c JOIN made m USING (window_id, unit_id)
), kept AS (
    SELECT window_id, unit_id, sums, numbers, accepted, expected FROM reporting_total t
    WHERE NOT EXISTS (SELECT 1 FROM reporting_mark m WHERE m.window_id = t.window_id) AND accepted > 0
), different AS (
    (SELECT * FROM fresh EXCEPT SELECT * FROM kept) UNION ALL (SELECT * FROM kept EXCEPT SELECT * FROM fresh)
)
SELECT DISTINCT u.label, w.label FROM different d
JOIN org_unit u ON u.id = d.unit_id JOIN reporting_window w ON w.id = d.window_id
"""
_LABELS = """
SELECT u.code, u.label, n.name FROM org_unit u
JOIN LATERAL (
    SELECT name FROM org_unitname n WHERE n.unit_id = u.id ORDER BY upper(n.during) DESC NULLS FIRST LIMIT 1
) n ON true
WHERE u.label <> n.name
"""
_ASSIGNED_TWICE = """
SELECT duty_id, coalesce(person_id, unit_id), count(*) FROM movements_assignment
GROUP BY duty_id, (CASE WHEN person_id IS NULL THEN unit_id END), person_id, unit_id HAVING count(*) > 1
"""
_AWARDS = """
SELECT a.recipient, p.state FROM commendation_award a JOIN documents_paper p ON p.id = a.decision_id
WHERE p.state NOT IN ('issued', 'withdrawn')
"""
_CERTIFICATES = """
SELECT book_year, book_number, count(*) FROM commendation_certificate
GROUP BY granted_by_id, book_year, book_number HAVING count(*) > 1
"""
_CERTIFIED = """
SELECT a.recipient, a.award_name FROM commendation_award a
LEFT JOIN commendation_certificate c ON c.award_id = a.id
WHERE a.statutory = (c.id IS NULL)
"""
_BEYOND_HONOURS = """
SELECT c.book_number, c.book_year, b.last FROM commendation_certificate c
JOIN documents_numberbook b ON b.unit_id = c.granted_by_id AND b.year = c.book_year AND b.kind = 'SKT'
WHERE c.book_number > b.last
"""
_AGREED_WITHOUT_GROUNDS = """
SELECT i.id FROM commendation_item i WHERE i.passed AND NOT EXISTS (
    SELECT 1 FROM commendation_determination d WHERE d.nomination_id = i.nomination_id AND d.outcome = 'met'
)
"""
_SUBMISSIONS = """
SELECT r.id FROM reporting_report r WHERE r.state IN ('submitted', 'accepted') AND NOT EXISTS (
    SELECT 1 FROM reporting_submission s WHERE s.report_id = r.id
      AND s.snapshot -> 'values' = to_jsonb(r.values) AND s.snapshot -> 'states' = to_jsonb(r.states)
)
"""


def _reach() -> Iterator[str]:
    if different := reach_faults():
        yield f"Cây đơn vị trải sẵn lệch {different} dòng so với cây gốc."


def _counts() -> Iterator[str]:
    """Every closed count put to the rule of its session again."""
    counted = Item.objects.filter(session__state="closed").order_by("id")
    for item in counted.select_related("session__rule", "nomination__person", "nomination__unit"):
        case = weighing_of(item)
        count = case.count(item.agree or 0, item.disagree or 0, item.abstain or 0)
        sound = not ballots.blockers(count, case.rule)
        if not sound or ballots.outcome(count, case.rule).passed != item.passed or not _told(item):
            yield f"Kết quả biểu quyết về {item} không khớp với số người được biểu quyết và quy chế."


def _told(item: Item) -> bool:
    """Whether the council's outcome in the dossier is the one counted."""
    agreed, refused = LevelOutcome.Outcome.AGREED, LevelOutcome.Outcome.REFUSED
    told = item.nomination.outcomes.filter(level="council").values_list("outcome", flat=True)
    return list(told) == [agreed if item.passed else refused]


CHECKS: dict[str, Callable[[], Iterator[str]]] = {
    "chain": chain_faults,
    "number_once": _asked(_NUMBERS, "Số {3}/{1} năm {2} được cấp {4} lần."),
    "number_in_book": _asked(_BEYOND_BOOK, "Số {0}/{1} vượt quá số cuối {2} của sổ."),
    "number_explained": gap_faults,
    "one_placement": _asked(
        _OVERLAPS.format(table="org_placement"), "{0} có hai chỗ đứng trùng ngày (dòng {1} và {2})."
    ),
    "one_name": _asked(
        _OVERLAPS.format(table="org_unitname"), "{0} có hai tên trùng ngày (dòng {1} và {2})."
    ),
    "newest_name": _asked(_LABELS, "Đơn vị {0} đang hiện là “{1}” trong khi tên mới nhất là “{2}”."),
    "one_main_post": _asked(_TWO_MAIN_POSTS, "{0} được tính ở hai nơi cùng lúc (dòng {1} và {2})."),
    "reach": _reach,
    "totals": _asked(_TOTALS, "Số tổng của {0} trong {1} không bằng tổng các báo cáo đã duyệt."),
    "submission": _asked(_SUBMISSIONS, "Báo cáo {0} không còn giống bản đã gửi."),
    "assignment_once": _asked(_ASSIGNED_TWICE, "Việc {0} giao {2} lần cho cùng một nơi nhận {1}."),
    "award_by_decision": _asked(_AWARDS, "Khen thưởng của {0} dựa trên văn bản chưa ban hành ({1})."),
    "certificate_once": _asked(_CERTIFICATES, "Số vào sổ {1} năm {0} được cấp {2} lần."),
    "certificate_of_award": _asked(_CERTIFIED, "{0}: “{1}” và giấy chứng nhận không đi cùng nhau."),
    "certificate_in_book": _asked(_BEYOND_HONOURS, "Số vào sổ {0} năm {1} vượt quá số cuối {2} của sổ."),
    "count": _counts,
    "agreed_on_grounds": _asked(
        _AGREED_WITHOUT_GROUNDS, "Nội dung {0} được tán thành mà hồ sơ chưa từng đạt."
    ),
}
