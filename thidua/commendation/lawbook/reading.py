"""YAML as officers write it, and faults said in Vietnamese.

Dates and decimals stay text until a shape reads them, and only `true` and `false` are
truth values: a bare `on` is a key, not a yes.
"""

import re
from collections.abc import Iterable
from typing import Any

import yaml
from pydantic import ValidationError

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class PlainLoader(_Base):  # type: ignore[misc]  # the C loader is only known at run time
    """A safe loader that turns no text into a date, a float or a yes."""


PlainLoader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag.removeprefix("tag:yaml.org,2002:") in {"null", "int", "merge"}
    ]
    for first, resolvers in _Base.yaml_implicit_resolvers.items()
}
_TRUTH = re.compile(r"^(?:true|false)$")
PlainLoader.add_implicit_resolver("tag:yaml.org,2002:bool", _TRUTH, list("tf"))


def read_yaml(text: str) -> Any:
    """The plain data in a YAML or JSON text.

    Raises:
        ValueError: the text is not YAML; the sentence names the line.
    """
    try:
        return yaml.load(text, Loader=PlainLoader)  # noqa: S506 PlainLoader is a safe loader
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        where = f" ở dòng {mark.line + 1}" if mark else ""
        raise ValueError(f"Không đọc được tệp: sai cú pháp YAML hoặc JSON{where}.") from fault


_FAULTS = {
    "missing": "thiếu trường này",
    "extra_forbidden": "không có trường nào tên như vậy",
    "date_from_datetime_parsing": "phải là ngày dạng năm-tháng-ngày, ví dụ 2021-10-15",
    "date_parsing": "phải là ngày dạng năm-tháng-ngày, ví dụ 2021-10-15",
    "date_type": "phải là ngày dạng năm-tháng-ngày, ví dụ 2021-10-15",
    "int_parsing": "phải là số nguyên",
    "int_type": "phải là số nguyên",
    "bool_parsing": "phải là true hoặc false",
    "bool_type": "phải là true hoặc false",
    "string_type": "phải là chữ",
    "string_too_short": "không được để trống",
    "list_type": "phải là một danh sách",
    "tuple_type": "phải là một danh sách",
    "dict_type": "phải là một nhóm trường",
    "model_type": "phải là một nhóm trường",
    "model_attributes_type": "phải là một nhóm trường",
    "greater_than_equal": "không được nhỏ hơn {ge}",
    "less_than_equal": "không được lớn hơn {le}",
    "literal_error": "chỉ nhận một trong: {expected}",
}


def faults_of(error: ValidationError) -> list[str]:
    """Each fault of a refused shape as `place: what is wrong`, in Vietnamese."""
    return [_fault(item["loc"], item["type"], item.get("ctx", {}), item["msg"]) for item in error.errors()]


def _fault(place: Iterable[str | int], kind: str, context: dict[str, Any], message: str) -> str:
    steps = [f"mục {step + 1}" if isinstance(step, int) else str(step) for step in place]
    said = _FAULTS.get(kind, "").format(**context) or message.removeprefix("Value error, ")
    return f"{', '.join(steps)}: {said}" if steps else said
