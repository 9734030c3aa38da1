"""What stands in the way of naming the award rules. Pure."""

from thidua.core.errors import Blocker


def blockers_to_rules_source(written: str) -> list[Blocker]:
    """Award rules name the paper they come from."""
    return [] if written.strip() else [Blocker("Ghi số, ký hiệu của văn bản quy định khen thưởng.")]
