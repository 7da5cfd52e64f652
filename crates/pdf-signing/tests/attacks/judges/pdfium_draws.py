"""Draws every page of many PDFs with PDFium, with forms and annotations as Chrome shows them.

    pdfium_draws.py SIDE FILE.pdf...    writes FILE.pdfium-1.pgm and so on, the longer side SIDE pixels

A file that PDFium does not open leaves FILE.pdfium-0.txt with the cause.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2


def draw(path: Path, side: int) -> None:
    document = pypdfium2.PdfDocument(path)
    document.init_forms()
    for number, page in enumerate(document, 1):
        scale = side / max(page.get_size())
        bitmap = page.render(scale=scale, may_draw_forms=True, grayscale=True)
        rows, stride = bytes(bitmap.buffer), bitmap.stride
        grey = b"".join(rows[row * stride : row * stride + bitmap.width] for row in range(bitmap.height))
        head = b"P5\n%d %d\n255\n" % (bitmap.width, bitmap.height)
        path.with_suffix(f".pdfium-{number}.pgm").write_bytes(head + grey)
    document.close()


def main() -> None:
    side = int(sys.argv[1])
    for path in map(Path, sys.argv[2:]):
        try:
            draw(path, side)
        except pypdfium2.PdfiumError as error:
            path.with_suffix(".pdfium-0.txt").write_text(str(error))


if __name__ == "__main__":
    main()
