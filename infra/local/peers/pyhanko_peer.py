"""Appends the statement page to a scan and signs it with pyHanko.

Arguments: FOLDER of the job (key.p12, signature.png, font.ttf, statement.txt), SCAN, OUT, RUNS. Prints what it took.
"""

import json
import logging
import sys
import time
from io import BytesIO
from pathlib import Path

from pyhanko import stamp
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.font.opentype import GlyphAccumulatorFactory
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.writer import PageObject
from pyhanko.sign import fields, signers

A4 = (0, 0, 595, 842)
PLACE = (340, 420, 500, 580)


def sign(scan: bytes, job: Path, signer: signers.SimpleSigner) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(scan))
    font = GlyphAccumulatorFactory(str(job / "font.ttf")).create_font_engine(writer)
    operators = []
    for index, line in enumerate((job / "statement.txt").read_text("utf-8").splitlines()):
        shaped = font.shape(line, with_actual_text=False).graphics_ops.decode()
        operators.append(f"BT /F1 13 Tf 1 0 0 1 70 {780 - 22 * index} Tm {shaped} ET")
    font.prepare_write()
    content = generic.StreamObject(stream_data="\n".join(operators).encode("latin-1"))
    content.compress()
    page = PageObject(
        contents=writer.add_object(content),
        media_box=A4,
        resources=generic.DictionaryObject(
            {
                generic.NameObject("/Font"): generic.DictionaryObject(
                    {generic.NameObject("/F1"): font.as_resource()}
                )
            }
        ),
    )
    writer.insert_page(page)
    field = fields.SigFieldSpec("Signature1", on_page=-1, box=PLACE)
    metadata = signers.PdfSignatureMetadata(
        field_name="Signature1",
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=fields.MDPPerm.FILL_FORMS,
    )
    image = PdfImage(str(job / "signature.png"), writer=writer, box=BoxConstraints(width=160, height=160))
    style = stamp.StaticStampStyle(background=image, border_width=0, background_opacity=1)
    pdf_signer = signers.PdfSigner(metadata, signer, stamp_style=style, new_field_spec=field)
    return pdf_signer.sign_pdf(writer).getbuffer().tobytes()


def status(name: str) -> int:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(name):
            return int(line.split()[1]) * 1024
    raise LookupError(name)


def main() -> None:
    # It warns of a table of the font that it leaves out.
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    job, scan, out, runs = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4])
    signer = signers.SimpleSigner.load_pkcs12(str(job / "key.p12"), passphrase=b"peers")
    times = []
    for _ in range(runs):
        begin = time.process_time_ns()
        signed = sign(scan.read_bytes(), job, signer)
        out.write_bytes(signed)
        times.append(time.process_time_ns() - begin)
    print(json.dumps({"cpu": min(times), "process": time.process_time_ns(), "memory": status("VmHWM:")}))


main()
