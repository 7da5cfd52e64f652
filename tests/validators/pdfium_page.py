"""Draws a page of a PDF with PDFium, as Chrome shows it, 1000 pixels long.

    pdfium_page.py COPY PAGE PICTURE    PAGE from 1; writes a PPM
"""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2


def main() -> None:
    copy, page, picture = sys.argv[1:]
    document = pypdfium2.PdfDocument(copy)
    # Fields of a form, signatures too, are drawn only then.
    document.init_forms()
    shown = document[int(page) - 1]
    bitmap = shown.render(scale=1000 / max(shown.get_size()), may_draw_forms=True, rev_byteorder=True)
    channels, pixels = bitmap.n_channels, bytes(bitmap.buffer)
    rows = [
        pixels[row * bitmap.stride : row * bitmap.stride + bitmap.width * channels]
        for row in range(bitmap.height)
    ]
    rgb = b"".join(
        b"".join(line[at : at + 3] for at in range(0, len(line), channels)) if channels != 3 else line
        for line in rows
    )
    Path(picture).write_bytes(b"P6\n%d %d\n255\n" % (bitmap.width, bitmap.height) + rgb)


if __name__ == "__main__":
    main()
