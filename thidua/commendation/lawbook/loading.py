"""Reads the folder of law data and refuses it, with the place and the fault, when it is not sound."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from thidua.commendation.lawbook.reading import faults_of, read_yaml
from thidua.commendation.lawbook.shapes import Award, AwardVersion, LawError, Node
from thidua.commendation.lawbook.tables import Gate, Tables
from thidua.commendation.lawbook.vocabulary import Vocabulary, leaves_of, refuse_open_after

S = TypeVar("S", bound=BaseModel)
_SET_BY_THE_READER = ("award", "kind", "hash")


def digest(data: object) -> str:
    """The SHA-256 of plain data in one canonical spelling."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def load_folder(folder: Path) -> tuple[dict[str, Award], Tables, str]:
    """Awards by id, tables and the hash of all of it.

    Raises:
        LawError: anything is missing, unknown, mistyped, overlapping or without its article.
    """
    raw_tables = {path.name: _read(path) for path in sorted(folder.glob("*.yaml"))}
    raw_awards = {path.name: _read(path) for path in sorted((folder / "awards").glob("*.yaml"))}
    tables = _tables(raw_tables)
    awards = {name.removesuffix(".yaml"): _award(name, raw) for name, raw in raw_awards.items()}
    vocabulary = Vocabulary(
        tables.predicates, tables.scales, {key: award.name for key, award in awards.items()}
    )
    awards = {key: _with_checked_nodes(award, vocabulary) for key, award in awards.items()}
    gates = tuple(_checked_gate(gate, vocabulary) for gate in tables.gates)
    tables = tables.model_copy(update={"gates": gates})
    _refuse_overlaps(awards, tables)
    _refuse_dangling(awards, tables)
    _refuse_circles(awards)
    return awards, tables, digest([raw_tables, raw_awards])


def _read(path: Path) -> dict[str, Any]:
    try:
        data = read_yaml(path.read_text(encoding="utf-8"))
    except ValueError as fault:
        raise LawError(f"{path.name}: {fault}") from fault
    if not isinstance(data, dict):
        raise LawError(f"{path.name}: phải là một nhóm trường")
    return data


def _shape(kind: type[S], data: object, where: str) -> S:
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        raise LawError("; ".join(f"{where}, {fault}" for fault in faults_of(error))) from error


def _tables(raw: Mapping[str, dict[str, Any]]) -> Tables:
    data: dict[str, Any] = {"scales": raw.get("scales.yaml")}
    for name, content in raw.items():
        if name != "scales.yaml":
            data.update(content)
    return _shape(Tables, data, "bảng dùng chung")


def _award(name: str, raw: dict[str, Any]) -> Award:
    if raw.get("id") != name.removesuffix(".yaml"):
        raise LawError(f"{name}: id phải trùng tên tệp")
    versions = [_version(name, raw, version) for version in raw.get("versions") or ()]
    return _shape(Award, raw | {"versions": versions}, name)


def _version(name: str, award: dict[str, Any], raw: dict[str, Any]) -> AwardVersion:
    where = f"{name}, phiên bản từ {raw.get('since', '(không ghi since)')}"
    for key in _SET_BY_THE_READER:
        if key in raw:
            raise LawError(f"{where}, {key}: không có trường nào tên như vậy")
    requires = raw.get("requires")
    if isinstance(requires, dict) and not (requires and all(requires.values())):
        raise LawError(f"{where}, requires: danh sách trống; nếu chưa rõ tiêu chuẩn hãy ghi unknown")
    known = {"award": award["id"], "kind": award.get("kind"), "hash": digest(raw), "name": award.get("name")}
    return _shape(AwardVersion, known | raw, where)


def _with_checked_nodes(award: Award, vocabulary: Vocabulary) -> Award:
    versions = tuple(_with_checked_requires(version, vocabulary) for version in award.versions)
    return award.model_copy(update={"versions": versions})


def _with_checked_requires(version: AwardVersion, vocabulary: Vocabulary) -> AwardVersion:
    if version.requires == "unknown":
        return version
    where = f"{version.award}.yaml, phiên bản từ {version.since}"
    checked: dict[str, tuple[Node, ...]] = {}
    for subject, nodes in version.requires.items():
        whole = vocabulary.checked(Node(pred="all_of", of=nodes), f"{where}, {subject}")
        refuse_open_after((whole,), f"{where}, {subject}")
        checked[subject] = whole.of
    return version.model_copy(update={"requires": checked})


def _checked_gate(gate: Gate, vocabulary: Vocabulary) -> Gate:
    if (gate.role == "verdict") != (gate.check is not None):
        raise LawError(f"gates.yaml, {gate.id}: vai trò verdict phải có check, và chỉ vai trò đó")
    if gate.check is None:
        return gate
    check = vocabulary.checked(gate.check, f"gates.yaml, {gate.id}").model_copy(update={"basis": gate.basis})
    return gate.model_copy(update={"check": check})


def _refuse_overlaps(awards: Mapping[str, Award], tables: Tables) -> None:
    for award in awards.values():
        _refuse_overlap(award.versions, f"{award.id}.yaml")
    _refuse_overlap(tables.base_salary, "money.yaml, base_salary")
    _refuse_overlap(tables.prize_rules, "money.yaml, prize_rules")
    for rows, file in (
        (tables.gates, "gates"),
        (tables.profiles, "vote_profiles"),
        (tables.dossiers, "dossiers"),
    ):
        for key in dict.fromkeys(row.id for row in rows):
            _refuse_overlap([row for row in rows if row.id == key], f"{file}.yaml, {key}")


def _refuse_overlap(spans: Iterable[Any], where: str) -> None:
    ordered = sorted(spans, key=lambda span: str(span.since or ""))
    for earlier, later in pairwise(ordered):
        if earlier.until is None or later.since is None or later.since < earlier.until:
            raise LawError(f"{where}: các phiên bản từ {earlier.since} và từ {later.since} chồng lên nhau")


def _refuse_dangling(awards: Mapping[str, Award], tables: Tables) -> None:
    """Every key that points into another table finds something there."""
    known = {
        "authority": {row.id for row in tables.authorities},
        "levels": {row.id for row in tables.levels},
        "vote": {row.id for row in tables.profiles},
        "dossier": {row.id for row in tables.dossiers},
        "source": set(tables.sources),
        "transition": {row.id for row in tables.transitions},
    }
    for award in awards.values():
        for version in award.versions:
            for key, used in _pointers(version).items():
                missing = sorted(used - known[key])
                if missing:
                    raise LawError(
                        f"{award.id}.yaml, phiên bản từ {version.since}, {key}: không có {missing[0]!r}"
                    )


def _pointers(version: AwardVersion) -> dict[str, set[str]]:
    vote = version.vote
    return {
        "authority": {decider.id for decider in version.authority},
        "levels": set(version.levels),
        "vote": {p for p in (vote.profile, vote.ministry_profile, vote.simplified_profile) if p},
        "dossier": {d for d in (version.dossier, version.dossier_simplified) if d},
        "source": set(version.source),
        "transition": set(version.transition),
    }


def leaned_on(version: AwardVersion) -> set[str]:
    """The awards whose whole standard this version asks for."""
    if version.requires == "unknown":
        return set()
    leaves = (leaf for nodes in version.requires.values() for leaf in leaves_of(nodes))
    return {leaf.params["award"] for leaf in leaves if leaf.pred == "meets_standard_of"}


def _refuse_circles(awards: Mapping[str, Award]) -> None:
    edges = {key: set().union(*map(leaned_on, award.versions)) for key, award in awards.items()}
    for start, first in edges.items():
        seen, ahead = set[str](), list(first)
        while ahead:
            key = ahead.pop()
            if key == start:
                raise LawError(f"{start}.yaml: meets_standard_of quay vòng về chính {start}")
            if key not in seen:
                seen.add(key)
                ahead += edges[key]
