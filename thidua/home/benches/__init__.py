"""The benchmarks by name. Each runs ours, its peer and its limit together and says whether the goal is met."""

from collections.abc import Callable
from typing import Any

BENCHES: dict[str, Callable[[], dict[str, Any]]] = {}
