import io
from pathlib import Path

import pytest
import typst
from fontTools.ttLib import TTFont

from thidua.documents.writing.typesetting import VIETNAMESE, _folders_without, faces, typeset


def test_a_fault_of_ours_is_not_blamed_on_the_author():
    with pytest.raises(typst.TypstError, match="sheet"):
        typeset("letter.typ", {}, day=None)


def test_a_folder_with_a_poor_copy_at_any_depth_is_passed_over():
    poor = [Path("/fonts/old/Serif.ttf")]
    every = [*poor, Path("/fonts/new/Serif.ttf"), Path("/fonts/Sans.ttf"), Path("/fonts/old/Sans.ttf")]

    assert _folders_without(poor, every) == [Path("/fonts/new")]


def test_the_faces_chosen_print_vietnamese_and_end_with_the_one_we_carry():
    chosen = faces()

    assert chosen.families[-1] == "Libertinus Serif"
    assert chosen.families[:-1] == tuple(
        family for family in ("Times New Roman", "Liberation Serif", "Tinos") if family in chosen.families
    )
    files = [font.path for font in chosen.fonts.fonts() if font.path and font.family in chosen.families]
    assert {path for path in files if not VIETNAMESE.issubset(map(chr, covered(path)))} == set()


def covered(path):
    with TTFont(io.BytesIO(Path(path).read_bytes()), fontNumber=0) as face:
        return set(face.getBestCmap())
