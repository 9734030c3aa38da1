"""The benchmarks by name. Each runs ours, its peer and its limit together and says whether the goal is met."""

from importlib import import_module
from typing import Any

BENCHES = {
    "cascade": "thidua.demo.benches.cascade",  # in the room of the invented country that it measures
    "certificates": "thidua.home.benches.certificates",
    "docx": "thidua.home.benches.docx",
    "pledges": "thidua.home.benches.pledges",
    "reader": "thidua.home.benches.reader",
    "search": "thidua.demo.benches.search",  # in the room of the invented country that it measures
}


def run(name: str) -> dict[str, Any]:
    """The figures of one benchmark. Its peer may be a package that only developers install, so it is opened now."""
    figures: dict[str, Any] = import_module(BENCHES[name]).run()
    return figures
