"""How the house says no."""

import pytest

from thidua.core.errors import Blocker, Refused, refuse_if


def test_every_reason_is_kept_in_order_never_only_the_first():
    first, second = Blocker("Chưa có số liệu."), Blocker("Đã quá hạn.", about="the window")

    with pytest.raises(Refused) as refused:
        refuse_if([first, None, second])

    assert refused.value.blockers == (first, second)
    assert str(refused.value) == "Chưa có số liệu.; Đã quá hạn."


@pytest.mark.parametrize("blockers", [[], [None], (blocker for blocker in [None, None])])
def test_nothing_in_the_way_refuses_nothing(blockers):
    assert refuse_if(blockers) is None


def test_a_blocker_reads_as_its_sentence():
    assert f"{Blocker('Văn bản đã phát hành.')}" == "Văn bản đã phát hành."
