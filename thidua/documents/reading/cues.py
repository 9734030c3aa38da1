"""Where in a long text a word stands at all, so that no grammar is tried where nothing can fit.

All blocks are searched as one text; a five-megabyte plan has three hundred thousand of them.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from thidua.documents.reading.lines import Block
from thidua.documents.reading.structure import Paragraph


class Cues:
    """An index over blocks. `joined` is their text with a line break after each."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        texts = [block.text for block in blocks]
        self.joined = "\n".join(texts)
        self._starts = [0, *accumulate(len(text) + 1 for text in texts)]
        # The one letter that grows when it is made small, which would move all places after it.
        self._lowered = self.joined.replace("İ", "I").lower()
        self._capitals: dict[int, bool] = {}

    def place(self, offset: int) -> tuple[Block, int]:
        """The block that holds a place of `joined`, and the place within it."""
        at = bisect_right(self._starts, offset) - 1
        return self.blocks[at], offset - self._starts[at]

    def line_at(self, offset: int) -> int:
        """The number of the line that holds a place of `joined`."""
        block, within = self.place(offset)
        return block.line_at(within)

    def is_in_capitals(self, offset: int) -> bool:
        """Whether the block that holds a place of `joined` is all in capitals; each block is looked at once."""
        at = bisect_right(self._starts, offset) - 1
        if at not in self._capitals:
            self._capitals[at] = self.blocks[at].text.isupper()
        return self._capitals[at]

    def indexes(self, *words: str) -> list[int]:
        """Which blocks hold one of the words, given in small letters; in reading order."""
        found: set[int] = set()
        for word in words:
            found.update(self._holding(word))
        return sorted(found)

    def holding(self, *words: str) -> list[Block]:
        """The blocks that hold one of the words."""
        return self.at(self.indexes(*words))

    def at(self, indexes: Sequence[int]) -> list[Block]:
        """The blocks with these places in the reading order."""
        return [self.blocks[at] for at in indexes]

    def matching(self, pattern: re.Pattern[str]) -> list[int]:
        """Which blocks hold the pattern, which must not run over a line break."""
        starts = self._starts
        return sorted({bisect_right(starts, found.start()) - 1 for found in pattern.finditer(self.joined)})

    def _holding(self, word: str) -> Iterator[int]:
        text, starts = self._lowered, self._starts
        offset = text.find(word)
        while offset >= 0:
            at = bisect_right(starts, offset) - 1
            yield at
            offset = text.find(word, starts[at + 1]) if at + 1 < len(starts) else -1


class Passages:
    """The paragraphs of a body beside their blocks, with an index over them."""

    def __init__(self, paragraphs: Sequence[Paragraph], blocks: Sequence[Block]) -> None:
        self.paragraphs = paragraphs
        self.blocks = blocks
        self.cues = Cues(blocks)

    def at(self, indexes: Sequence[int]) -> list[tuple[Paragraph, Block]]:
        """The passages with these places in the reading order."""
        return [(self.paragraphs[at], self.blocks[at]) for at in indexes]

    def holding(self, *words: str) -> list[tuple[Paragraph, Block]]:
        """The passages that hold one of the words, in reading order."""
        return self.at(self.cues.indexes(*words))

    def inside(self, sections: set[str]) -> list[tuple[Paragraph, Block]]:
        """The passages of these sections."""
        if not sections:
            return []
        return [
            (paragraph, block)
            for paragraph, block in zip(self.paragraphs, self.blocks, strict=True)
            if paragraph.section in sections
        ]
