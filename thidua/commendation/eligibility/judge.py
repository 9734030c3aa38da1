"""Facts, an award and a day in; a tree of findings out. Strong Kleene logic, no clock, no database."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from thidua.commendation.eligibility.case import Answer, Case, answer
from thidua.commendation.eligibility.facts import Facts, Held, Service, Subject
from thidua.commendation.eligibility.findings import Determination, Finding, Outcome, Truth, all_met, any_met
from thidua.commendation.eligibility.predicates import OWN, Predicate, evidence_for
from thidua.commendation.eligibility.ratings import SHARED
from thidua.commendation.lawbook import Award, AwardVersion, Lawbook, Node, load
from thidua.commendation.lawbook.vocabulary import base_of

PREDICATES: dict[str, Predicate] = {**OWN, **SHARED}
Logic = Callable[[Iterable[Outcome]], Outcome]
_ORDER = (Outcome.MET, Outcome.UNKNOWN, Outcome.UNMET, Outcome.NOT_APPLICABLE)


def judge(
    award: str,
    facts: Facts,
    *,
    subject: Subject,
    law_date: date,
    knowledge_date: date | None = None,
    lawbook: Lawbook | None = None,
) -> Determination:
    """Whether the subject meets the award's standard by the law of a day and the facts known by a day.

    A fact that is not known makes unknown, never a pass or a fail. Without `knowledge_date` every fact
    given is known. A day without a rule gives `no_rule`, a subject the award is not for `not_applicable`.

    Raises:
        LawError: there is no award of that id.
    """
    book = lawbook or load()
    entry, version = book.award(award), book.rule_in_force(award, law_date)
    looked_at: set[str] = set()
    if version is None:
        root = _no_rule(entry, book.version(award, law_date))
    else:
        readings = {gate.id: gate for gate in book.gates(law_date) if gate.role == "reading"}
        known = facts.known_on(knowledge_date)
        case = Case(book, version, subject, known, law_date, readings, looked_at=looked_at)
        root = _root(entry, case)
    return Determination(
        award=award,
        name=version.name if version else entry.name,
        subject=subject,
        outcome=root.outcome,
        root=root,
        law_date=law_date,
        knowledge_date=knowledge_date,
        rule_hash=book.rule_hash(award, law_date),
        facts_hash=facts.hash,
        prize=book.prize(award, subject, law_date),
        basis=root.basis,
        confidence=version.confidence if version else None,
        checked_on=version.checked_on if version else None,
        unused=tuple(sorted(facts.keys() - looked_at)),
    )


def _no_rule(award: Award, gap: AwardVersion | None) -> Finding:
    reason = (gap and gap.reason) or "Dữ liệu luật không có phiên bản nào của ngày này."
    return Finding("all_of", Outcome.NO_RULE, f"{award.name}.", reason, None)


def _root(award: Award, case: Case) -> Finding:
    version = case.version
    if case.subject not in award.subject:
        said = "Danh hiệu, hình thức này không dành cho loại đối tượng đang xét."
        return Finding("all_of", Outcome.NOT_APPLICABLE, f"{version.name}.", said, case.basis)
    label = f"{version.name}: đạt tất cả các điều kiện sau."
    nodes = _standard(case)
    whole = Node(
        pred="all_of", label=label, learner=version.learner or None, only_for=version.only_for, of=nodes
    )
    guard = _guard(whole, case)
    if guard and guard.outcome is Outcome.NOT_APPLICABLE:
        return guard
    gates = case.book.verdict_gates(version, case.law_date)
    checks = [_find(gate.check, case) for gate in gates if gate.check]
    children = (*((guard,) if guard else ()), *_branches(whole, case), *checks)
    return Finding(
        "all_of", all_met(child.outcome for child in children), label, "", case.basis, children=children
    )


def _standard(case: Case) -> tuple[Node, ...]:
    """The requirements for this subject; where the law data knows none, one that cannot be decided."""
    requires = case.version.requires
    nodes = () if requires == "unknown" else requires.get(case.subject, ())
    label = "Tiêu chuẩn chưa được đối chiếu."
    return nodes or (Node(pred="reserved_unknown", label=label, reason=case.version.reason),)


def _find(node: Node, case: Case) -> Finding:
    guard = _guard(node, case)
    if guard:
        return guard
    if node.pred == "meets_standard_of":
        return _knot(node, all_met, _standard_of(node, case), case)
    if node.of:
        return _knot(node, any_met if node.pred == "any_of" else all_met, _branches(node, case), case)
    return _leaf(node, PREDICATES[node.pred](node, case), case)


def _knot(node: Node, logic: Logic, children: tuple[Finding, ...], case: Case) -> Finding:
    outcome = logic(child.outcome for child in children)
    basis = node.basis or case.basis
    return Finding(
        node.pred,
        outcome,
        node.label or "",
        "",
        basis,
        children=children,
        confidence=node.confidence,
        id=node.id,
    )


def _leaf(node: Node, said: Answer, case: Case) -> Finding:
    return Finding(
        pred=node.pred,
        outcome=said.outcome,
        label=node.label or "",
        sentence=said.sentence,
        basis=node.basis or case.basis,
        facts=case.uses(said.keys),
        missing=case.missing(said.missing),
        confidence=node.confidence,
        id=node.id or node.params.get("key"),
    )


def _standard_of(node: Node, case: Case) -> tuple[Finding, ...]:
    """The other award's requirements, by its own version of the day."""
    other = case.book.rule_in_force(node.params["award"], case.law_date)
    if other is None:
        said = Answer(Outcome.UNKNOWN, "Danh hiệu này không có quy định đang có hiệu lực vào ngày xét.")
        return (_leaf(node, said, case),)
    inner = case.under(other)
    return _branches(Node(pred="all_of", of=_standard(inner)), inner)


def _branches(node: Node, case: Case) -> tuple[Finding, ...]:
    """The findings of a knot.

    Where its requirements count from an earlier award, the decision that serves best is taken.
    """
    base = base_of(node)
    decisions = evidence_for(base, case) if base else []
    if base is None or not decisions:
        inner = case.from_base(None) if base else case
        return tuple(_find(branch, inner) for branch in node.of)
    tried = [
        tuple(
            _leaf(branch, _base_answer(held, truth), case)
            if branch is base
            else _find(branch, case.from_base(held))
            for branch in node.of
        )
        for held, truth in decisions
    ]
    return min(tried, key=lambda findings: _ORDER.index(all_met(finding.outcome for finding in findings)))


def _base_answer(held: Held, truth: Truth) -> Answer:
    said = f"Lấy quyết định ngày {held.on:%d/%m/%Y} làm mốc; tính từ sau ngày {held.clock:%d/%m/%Y}."
    if truth is None:
        said += " Quyết định chưa ghi loại hình khen thưởng."
    return answer(truth, said, "awards")


def _guard(node: Node, case: Case) -> Finding | None:
    """Not applicable where the requirement is for others; unknown where that cannot be told; else nothing."""
    for truth, key, said in _guards(node, case):
        if truth is False:
            return _leaf(
                node, Answer(Outcome.NOT_APPLICABLE, f"Không áp dụng: chỉ dành cho {said}.", (key,)), case
            )
        if truth is None:
            return _leaf(
                node,
                Answer(Outcome.UNKNOWN, f"Chỉ dành cho {said}; chưa rõ có phải không.", (key,), key),
                case,
            )
    return None


def _guards(node: Node, case: Case) -> Iterator[tuple[Truth, str, str]]:
    if node.learner:
        yield case.value("learner"), "learner", "người học"
    if node.only_for:
        group = case.value("unit_group")
        yield None if group is None else group in node.only_for, "unit_group", case.words(node.only_for)
    if node.only_if:
        eligible = case.value("flag_eligible")
        yield (
            None if eligible is None else not eligible,
            "flag_eligible",
            "tập thể không thuộc diện xét cờ thi đua",
        )
    who = node.params.get("who", ())
    if who:
        service: Service | None = case.value("service")
        yield None if service is None else _is_one_of(service, who), "service", case.words(who)


def _is_one_of(service: Service, who: tuple[str, ...]) -> Truth:
    sector, role = service.in_sector, service.role
    if set(who) <= {"in_sector", "out_of_sector"}:
        return None if sector is None else ("in_sector" if sector else "out_of_sector") in who
    return None if role is None else role in who
