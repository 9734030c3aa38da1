"""Checks each requirement against the vocabulary, types its parameters and writes its sentence."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from thidua.commendation.lawbook.shapes import LawError, Node, read_ratio
from thidua.commendation.lawbook.tables import Predicate, Scales

KNOTS = ("any_of", "all_of")


class Vocabulary:
    """The predicates, scales and award names a requirement may use."""

    def __init__(self, predicates: tuple[Predicate, ...], scales: Scales, awards: Mapping[str, str]) -> None:
        self._predicates = {predicate.id: predicate for predicate in predicates}
        self._scales = scales
        self._awards = awards
        self._types: dict[str, Callable[[Any], Any]] = {
            "count": _count,
            "flag": _flag,
            "ratio": read_ratio,
            "op": _op,
            "word": _word,
            "words": _words,
            "award": self._award,
            "awards": lambda value: tuple(map(self._award, _words(value))),
            "rating": self._rating,
        }

    def checked(self, node: Node, where: str) -> Node:
        """The node with typed parameters and its sentence.

        Raises:
            LawError: an unknown predicate, an unknown, missing or mistyped key, a knot without branches,
                a sentence that would need a word without a name.
        """
        predicate = self._predicates.get(node.pred)
        if predicate is None:
            raise LawError(f"{where}: không có điều kiện nào tên là {node.pred!r}")
        where = f"{where}, {node.pred}"
        params = self._params(node, predicate, where)
        _check_structure(node, where)
        branches = tuple(self.checked(branch, where) for branch in node.of)
        label = node.label or self._label(predicate, params, where)
        return _with_base(node.model_copy(update={"params": params, "of": branches, "label": label}), where)

    def _params(self, node: Node, predicate: Predicate, where: str) -> dict[str, Any]:
        unknown = node.params.keys() - predicate.params.keys()
        if unknown:
            raise LawError(f"{where}: không có khóa {', '.join(sorted(unknown))}")
        typed = {}
        for key, kind in predicate.params.items():
            if key not in node.params:
                if kind.endswith("!"):
                    raise LawError(f"{where}: thiếu khóa {key}")
                continue
            try:
                typed[key] = self._types[kind.rstrip("!")](node.params[key])
            except ValueError as fault:
                raise LawError(f"{where}, {key}: {fault}") from fault
        return typed

    def _award(self, value: Any) -> str:
        if value not in self._awards:
            raise ValueError(f"không có danh hiệu, hình thức nào mã {value!r}")
        return str(value)

    def _rating(self, value: Any) -> str:
        if value not in self._scales.ratings:
            raise ValueError(f"không có mức xếp loại {value!r}")
        return str(value)

    def _label(self, predicate: Predicate, params: dict[str, Any], where: str) -> str:
        spoken = {
            key: self._spoken(value, where)
            for key, value in params.items()
            if f"{{{key}}}" in predicate.label
        }
        label = predicate.label.format(**spoken)
        if params.get("years") == 1:
            label = label.replace(" trong 1 năm liên tục", " trong kỳ xét")
        if params.get("min_years"):
            label += f" Phong trào kéo dài từ {params['min_years']} năm trở lên."
        return label

    def _spoken(self, value: Any, where: str) -> str:
        if isinstance(value, tuple):
            return " hoặc ".join(self._spoken(item, where) for item in value)
        if isinstance(value, int | Fraction):
            return str(value)
        if value in _OPS:
            return _OPS[value]
        name = self._awards.get(value) or self._scales.words.get(value)
        if name is None:
            raise LawError(f"{where}: chữ {value!r} chưa có tên trong scales.yaml")
        return name


_OPS = {">": "trên", ">=": "từ"}


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError(f"{value!r} phải là số nguyên không âm")
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{value!r} phải là true hoặc false")  # noqa: TRY004 one kind of fault for all types
    return value


def _op(value: Any) -> str:
    if value not in _OPS:
        raise ValueError(f"{value!r} phải là > hoặc >=")
    return str(value)


def _word(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError(f"{value!r} phải là một chữ")
    return value


def _words(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not value:
        raise ValueError(f"{value!r} phải là một danh sách")
    return tuple(map(_word, value))


def _check_structure(node: Node, where: str) -> None:
    if node.only_if not in (None, "not_flag_eligible"):
        raise LawError(f"{where}, only_if: không có điều kiện {node.only_if!r}")
    if (node.pred in KNOTS) != bool(node.of):
        raise LawError(f"{where}: chỉ any_of và all_of có nhánh of, và phải có ít nhất một nhánh")
    if node.pred == "attest" and not node.label:
        raise LawError(f"{where}: thiếu câu label để người xác nhận đọc")
    counted = [
        set(branch.params.get("any", ()))
        for branch in node.of
        if branch.params.get("distinct") and node.pred == "all_of"
    ]
    if sum(map(len, counted)) != len(set().union(*counted)):
        raise LawError(
            f"{where}: hai điều kiện distinct cùng đếm một hình thức thì một quyết định bị đếm hai lần"
        )


def _with_base(node: Node, where: str) -> Node:
    """An all_of whose requirements count from an earlier award gets exactly one base, marked."""
    if node.pred != "all_of" or not any(_open_after(branch) for branch in node.of):
        return node
    marked = [branch for branch in node.of if branch.params.get("base")]
    candidates = marked or [b for b in node.of if b.pred == "prior_award" and "after" not in b.params]
    if len(candidates) > 1:
        raise LawError(f"{where}: có hơn một lần khen thưởng có thể làm mốc, hãy ghi base: true vào một")
    if not candidates:
        return node
    if candidates[0].params["n"] != 1:
        raise LawError(f"{where}: lần khen thưởng làm mốc phải có n: 1")
    base = candidates[0].model_copy(update={"params": candidates[0].params | {"base": True}})
    return node.model_copy(update={"of": tuple(base if b is candidates[0] else b for b in node.of)})


def base_of(node: Node) -> Node | None:
    """The requirement whose award the others of this all_of count from."""
    if node.pred != "all_of":
        return None
    return next((branch for branch in node.of if branch.params.get("base")), None)


def _open_after(node: Node) -> bool:
    """Whether something in here counts from a base that is not in here."""
    if "after" in node.params:
        return True
    return base_of(node) is None and any(_open_after(branch) for branch in node.of)


def refuse_open_after(nodes: tuple[Node, ...], where: str) -> None:
    """Refuse a requirement that counts from an earlier award when none is named around it."""
    if any(_open_after(node) for node in nodes):
        raise LawError(f"{where}: có điều kiện after nhưng không có lần khen thưởng nào làm mốc")


def leaves_of(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """Every requirement that is not a knot, in order."""
    for node in nodes:
        if node.of:
            yield from leaves_of(node.of)
        else:
            yield node
