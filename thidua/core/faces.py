"""The screen face, cut down to the letters that Vietnamese and Latin pages use.

Be Vietnam Pro comes whole in a package (about 130 KB a weight); what a phone downloads is built from it
once, at set-up, and served as static files. The face has no tabular figures, so the style sheets set columns
of figures in a face of the system (`--face-figures`), and nothing is built for them.
"""

import logging
from importlib import resources
from pathlib import Path

_WEIGHTS = {400: "Regular", 500: "Medium", 600: "SemiBold"}
_LETTERS = (
    *range(0x20, 0x7F),  # Latin
    *range(0xA0, 0x180),  # the accented letters of Europe, ă â ê ô đ among them
    *(0x1A0, 0x1A1, 0x1AF, 0x1B0),  # ơ ư
    *range(0x300, 0x304),  # marks that stand alone, for text that arrives decomposed
    *(0x306, 0x309, 0x31B, 0x323),
    *range(0x1EA0, 0x1EFA),  # ạ … ỹ
    *range(0x2010, 0x2016),  # dashes
    *range(0x2018, 0x201F),  # quotation marks
    *(0x2022, 0x2026, 0x202F, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x20AB, 0x20AC),
    *range(0x2190, 0x2194),  # arrows
    *(0x2212, 0x2264, 0x2265, 0x25CF, 0x2713),
)


def build_faces(target: Path) -> list[Path]:
    """Put `be-vietnam-pro-<weight>.woff2` for 400, 500 and 600 into `target`, and return their paths.

    A file newer than its source is left as it is, so a second call costs nothing; a file appears whole
    or not at all, so an interrupted call is repaired by the next.

    Raises:
        FileNotFoundError: the package of the face is installed without its files.
    """
    target.mkdir(parents=True, exist_ok=True)
    return [
        _build(target / f"be-vietnam-pro-{weight}.woff2", _source(style))
        for weight, style in _WEIGHTS.items()
    ]


def _source(style: str) -> Path:
    found = Path(str(resources.files("fontpkg_be_vietnam_pro"))) / "files" / f"BeVietnamPro-{style}.ttf"
    if not found.exists():
        raise FileNotFoundError(f"Gói fontpkg-be-vietnam-pro thiếu tệp {found.name}.")
    return found


def _build(built: Path, source: Path) -> Path:
    if built.exists() and built.stat().st_mtime >= max(
        source.stat().st_mtime, Path(__file__).stat().st_mtime
    ):
        return built
    part = built.with_suffix(".part")
    _subset(source, part)
    part.replace(built)
    return built


def _subset(source: Path, part: Path) -> None:
    from fontTools import subset

    logging.getLogger("fontTools").setLevel(logging.WARNING)  # it tells every table it drops
    options = subset.Options(flavor="woff2", layout_features=["kern", "liga", "mark", "mkmk", "ccmp", "locl"])
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=_LETTERS)
    with subset.load_font(str(source), options) as font:
        cutter.subset(font)
        subset.save_font(font, str(part), options)
