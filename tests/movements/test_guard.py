"""Likeness of texts: planted copies are found, words taken over from above are never held against anybody."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.movements.guarding import SYLLABLES, a_sentence, a_text, plain, reworded, shuffled
from thidua.movements.guard.comparing import likeness
from thidua.movements.guard.shingles import WIDTH, WINDOW, print_of, sentences_in, shingle_set, winnowed

NOTHING = frozenset()


def test_a_paragraph_of_another_plan_is_seen_in_both_however_long_the_rest():
    dice = random.Random(1)
    paragraph = "\n".join(a_sentence(dice, 30) for _ in range(2))
    mine, other = f"{a_text(dice)}\n{paragraph}\n{a_text(dice)}", f"{a_text(dice)}\n{paragraph}"

    there, back = likeness(mine, other, NOTHING), likeness(other, mine, NOTHING)

    assert (there.is_seen, back.is_seen) == (True, True)
    assert (
        [pair.mine for pair in there.pairs] == [pair.other for pair in there.pairs] == paragraph.split("\n")
    )


def test_of_a_thousand_planted_copies_ninety_nine_in_a_hundred_are_found():
    found = 0
    for seed in range(1000):
        dice = random.Random(seed)
        source = a_text(dice, 20)
        copy = reworded(source, dice, 0.05)
        copy = [plain(copy), shuffled(copy, dice), copy][seed % 3]
        found += likeness(copy, source, NOTHING).is_seen

    assert found >= 990


def test_of_a_thousand_pairs_written_apart_none_is_seen():
    seen = sum(
        likeness(a_text(random.Random(seed), 20), a_text(random.Random(seed + 5000), 20), NOTHING).is_seen
        for seed in range(1000)
    )

    assert seen == 0


def test_the_real_plans_are_not_held_against_one_another(seeds):
    texts = {path.name[:3]: path.read_text(encoding="utf-8") for path in seeds.glob("00*.txt")}

    pairs = [(one, other) for one in texts for other in texts if one != other]
    assert len(pairs) == 12
    assert [pair for pair in pairs if likeness(texts[pair[0]], texts[pair[1]], NOTHING).is_seen] == []


@pytest.mark.parametrize("kept", [40, 20, 8])
def test_a_copy_pasted_between_foreign_text_stays_visible(kept):
    dice = random.Random(kept)
    source = a_text(dice, kept)
    mosaic = f"{a_text(dice, kept)}\n{source}\n{a_text(dice, kept)}"

    found = likeness(mosaic, source, NOTHING)

    assert found.is_seen
    assert found.containment == pytest.approx(1 / 3, abs=0.02)


def test_marks_case_signs_and_order_do_not_hide_a_copy():
    dice = random.Random(7)
    source = a_text(dice, 12)

    found = likeness(shuffled(plain(source), dice), source, NOTHING)

    assert found.containment == 1.0
    assert found.is_seen


def test_a_short_text_is_no_ground_for_a_signal():
    sentence = "Mỗi lớp nhận chăm sóc một bồn hoa trước cửa lớp mình từ nay đến hết năm học."

    found = likeness(sentence, sentence, NOTHING)

    assert (found.containment, found.is_seen) == (1.0, False)


def test_the_words_of_set_forms_are_nobodys_own():
    forms = (
        "Căn cứ tình hình thực tế của đơn vị, nhà trường xây dựng kế hoạch như sau:\n"
        "Trong quá trình thực hiện nếu có khó khăn, vướng mắc thì báo cáo về để được hướng dẫn, giải quyết."
    )

    assert print_of(forms, NOTHING).own == 0


PARENT = [a_sentence(random.Random(seed), 12 + seed % 9) for seed in range(30)]
choice_of_parent = some.lists(some.sampled_from(PARENT), max_size=30)


@given(choice_of_parent, choice_of_parent)
def test_text_inherited_from_the_parent_is_never_a_signal(mine, other):
    """Whatever sentences two units took over, in whatever order, how often and typed how."""
    granted = shingle_set(["\n".join(PARENT)])

    text, there = "\n".join(mine), plain("\n".join(other))

    assert print_of(text, granted) == print_of(there, granted) == print_of("", granted)
    assert not likeness(text, there, granted).is_seen


@given(some.integers(0, 10_000))
def test_texts_that_share_a_passage_long_enough_share_a_fingerprint(seed):
    """The promise of winnowing: WIDTH + WINDOW - 1 syllables running, wherever they stand in a sentence."""
    dice = random.Random(seed)
    passage = " ".join(dice.choices(SYLLABLES, k=WIDTH + WINDOW - 1))
    around = [" ".join(dice.choices(SYLLABLES, k=dice.randint(0, 20))) for _ in range(4)]

    one = print_of(f"{around[0]} {passage} {around[1]}", NOTHING)
    other = print_of(f"{around[2]} {passage} {around[3]}", NOTHING)

    assert one.kept & other.kept


@given(some.lists(some.integers(), min_size=1, max_size=60))
def test_every_window_of_a_run_keeps_one_of_its_shingles(run):
    kept = winnowed(run)

    windows = [run[at : at + WINDOW] for at in range(max(1, len(run) - WINDOW + 1))]
    assert [window for window in windows if not kept & set(window)] == []


def test_composed_and_decomposed_letters_are_the_same_words():
    text = "Thầy trò cùng giữ gìn vườn trường, mỗi tuần một buổi chiều tưới cây và nhặt lá."

    [one] = sentences_in(text)
    [other] = sentences_in(unicodedata.normalize("NFD", text))

    assert one.shingles == other.shingles
