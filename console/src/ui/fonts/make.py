"""Makes the fonts of the screens: Be Vietnam Pro without TrueType instructions, which are half of its bytes.

    python3 make.py FILES        with fonttools and brotli; FILES is @fontsource/be-vietnam-pro/files

Every letter, the kerning and the placing of marks stay. The table `gasp` asks for smoothing in both directions, since
nothing snaps stems to pixels any more, and `prep` keeps thin strokes from dropping out.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import newTable
from fontTools.ttLib.tables import ttProgram

HERE = Path(__file__).parent
SMOOTH_ALWAYS = 0b1111
# SCANCTRL with every size, SCANTYPE 4.
NO_DROPOUTS = b"\xb8\x01\xff\x85\xb0\x04\x8d"


def main() -> None:
    for script in ("latin", "vietnamese"):
        for weight in (400, 600):
            name = f"be-vietnam-pro-{script}-{weight}-normal.woff2"
            make(Path(sys.argv[1]) / name, HERE / f"{script}-{weight}.woff2")


def make(source: Path, target: Path) -> None:
    options = subset.Options(hinting=False, flavor="woff2", layout_features=["*"], name_IDs=["*"])
    font = subset.load_font(source, options)
    worker = subset.Subsetter(options)
    worker.populate(unicodes=font.getBestCmap())
    worker.subset(font)
    font["gasp"] = newTable("gasp")
    font["gasp"].version = 1
    font["gasp"].gaspRange = {0xFFFF: SMOOTH_ALWAYS}
    font["prep"] = newTable("prep")
    font["prep"].program = ttProgram.Program()
    font["prep"].program.fromBytecode(NO_DROPOUTS)
    subset.save_font(font, target, options)


if __name__ == "__main__":
    main()
