"""One shape for what every benchmark says (DESIGN §6): ours, its peer and its limit, measured in the same run."""

import os
import platform
from typing import Any

Named = tuple[str, float]


def figure(
    what: str, unit: str, ours: float, *, peer: Named, limit: Named, goal: float, more_is_better: bool = False
) -> dict[str, Any]:
    """One measured thing beside its peer, its limit and the goal, and whether the goal is met."""
    return {
        "what": what,
        "unit": unit,
        "ours": round(ours, 2),
        "peer": {"name": peer[0], "value": round(peer[1], 2)},
        "limit": {"name": limit[0], "value": round(limit[1], 2)},
        "goal": goal,
        "met": ours >= goal if more_is_better else ours <= goal,
    }


def report(name: str, figures: list[dict[str, Any]], *, data: str) -> dict[str, Any]:
    """The whole run; met only when every figure is."""
    return {
        "name": name,
        "met": all(row["met"] for row in figures),
        "figures": figures,
        "machine": f"{platform.machine()}, {os.cpu_count()} nhân, Python {platform.python_version()}",
        "data": data,
    }


def sentences(run: dict[str, Any]) -> list[str]:
    """A run in words: each figure on a line, beside its peer and its limit."""
    rows = [
        f"{'đạt' if row['met'] else 'CHƯA ĐẠT'}: {row['what']}: {_said(row['ours'])} {row['unit']} "
        f"(mục tiêu {_said(row['goal'])}; {row['peer']['name']} {_said(row['peer']['value'])}; "
        f"{row['limit']['name']} {_said(row['limit']['value'])})"
        for row in run["figures"]
    ]
    verdict = "Mọi mục tiêu đều đạt." if run["met"] else "Có mục tiêu chưa đạt."
    return [f"Phép đo {run['name']}: {run['data']}.", f"Máy: {run['machine']}.", *rows, verdict]


def _said(value: float) -> str:
    plain = f"{value:,.2f}".rstrip("0").rstrip(".")
    return plain.translate({ord(","): ".", ord("."): ","})
