"""Wild papers: whole ones written by hand with their truth beside, and papers made by rule under every noise.

The marks are those of the issue. The table printed shows how many of each field were read exactly.
"""

import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import yaml

from tests.documents.reading.papers import NOISES, sheets, text_of
from thidua.core.errors import Refused
from thidua.documents.reading import Structure, read_bytes

FOLDER = Path(__file__).parent / "corpus"
EXACT = {"kind": 0.98, "number": 0.98, "symbol": 0.98, "date": 0.98}
CLOSE = {
    "issuers": 0.92, "superior": 0.92, "place": 0.92, "title": 0.88, "signer": 0.90, "signer_title": 0.90,
    "recipients": 0.90,
}  # fmt: skip
OVERLAP = {"citations": 0.96, "headings": 0.90}


@dataclass
class Score:
    """How a field was read over all papers: whole answers, or single entries for the lists."""

    right: int = 0
    asked: int = 0
    read: int = 0
    invented: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def mark(self) -> float:
        return 2 * self.right / (self.asked + self.read) if self.asked + self.read else 1.0


def answers(structure: Structure) -> dict[str, object]:
    read = structure.metadata
    return {
        "kind": read.doc_type,
        "number": read.number.normalized if read.number else None,
        "symbol": read.symbol,
        "date": read.date.isoformat() if read.date else None,
        "place": read.place,
        "superior": read.governing_body,
        "issuers": list(read.issuers),
        "title": read.title,
        "citations": [
            [each.number, each.date.isoformat() if each.date else None, each.issuer]
            for each in structure.citations
            if each.number
        ],
        "headings": [f"{each.marker} {each.title}" for each in structure.sections if not each.inline],
        "recipients": [each.name for each in structure.recipients],
        "signer": structure.signers[0].name if structure.signers else None,
        "signer_title": structure.signers[0].title if structure.signers else None,
        "reasons": dict(read.reasons),
    }


def whole_papers():
    for path in sorted(FOLDER.glob("*.txt")):
        truth = yaml.safe_load(path.with_suffix(".yaml").read_text(encoding="utf-8"))
        yield path.name, path.read_bytes(), truth


def made_papers():
    for at, sheet in enumerate(sheets()):
        yield f"{at:02}-{sheet.noise}.txt", text_of(sheet), sheet.truth


def scores(papers):
    table = {name: Score() for name in (*EXACT, *CLOSE, *OVERLAP)}
    for name, data, truth in papers:
        found = answers(read_bytes(data, filename=name))
        for key in table.keys() & truth.keys():
            take(table[key], name, found[key], truth[key], is_list=key in OVERLAP)
    return table


def take(score, name, found, wanted, *, is_list):
    if is_list:
        found, wanted = Counter(map(str, found)), Counter(map(str, wanted))
        score.right += (found & wanted).total()
        score.asked, score.read = score.asked + wanted.total(), score.read + found.total()
    else:
        score.right, score.asked, score.read = (
            score.right + (found == wanted),
            score.asked + 1,
            score.read + 1,
        )
        if wanted is None and found is not None:
            score.invented.append(f"{name}: {found}")
    if found != wanted:
        score.wrong.append(f"{name}: {found} / {wanted}")


def show(table):
    """The table, on the output that pytest keeps for a failing test and shows with -s."""
    for name, score in sorted(table.items()):
        counts = (
            f"{score.right:>5} of {score.asked:>4}  mark {score.mark:.3f}  invented {len(score.invented)}"
        )
        sys.stdout.write(f"{name:<12}{counts}\n")
        sys.stdout.writelines(f"    {line}\n" for line in score.wrong[:5])


@pytest.mark.parametrize("papers", [whole_papers, made_papers], ids=["written by hand", "made by rule"])
def test_wild_papers_are_read_to_the_marks(papers):
    table = scores(papers())

    show(table)
    goals = EXACT | CLOSE | OVERLAP
    assert {name: score.mark for name, score in table.items() if score.mark < goals[name]} == {}
    assert {name: score.invented for name, score in table.items() if score.invented} == {}


def test_the_corpus_holds_at_least_sixty_papers_of_every_kind_of_noise():
    made = sheets()

    assert len(list(whole_papers())) >= 25
    assert len(list(whole_papers())) + len(made) >= 60
    assert {sheet.noise for sheet in made} == set(NOISES)
    assert len({(sheet.kind, sheet.noise) for sheet in made}) > 40


def test_a_missing_fact_has_its_reason():
    told = [(name, truth["reasons"], data) for name, data, truth in whole_papers() if "reasons" in truth]

    assert len(told) >= 4
    for name, reasons, data in told:
        read = answers(read_bytes(data, filename=name))["reasons"]
        assert {key: read.get(key) for key in reasons} == reasons, name


@pytest.mark.parametrize("path", sorted((FOLDER / "refused").iterdir()), ids=lambda path: path.stem)
def test_what_is_no_paper_is_refused_in_a_whole_sentence(path):
    with pytest.raises(Refused) as refused:
        read_bytes(path.read_bytes(), filename=path.name)

    (blocker,) = refused.value.blockers
    assert blocker.message.startswith("Nội dung tệp không giống một văn bản hành chính")
    assert blocker.message.endswith(".")
