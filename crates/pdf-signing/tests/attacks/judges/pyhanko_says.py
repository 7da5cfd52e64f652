"""Prints what pyHanko says of the signatures of many PDFs, as one JSON array in the order of the files.

    pyhanko_says.py ROOT.pem MOMENT FILE.pdf...

Strict reading, difference analysis by pyHanko's default policy, validity of certificates at MOMENT (ISO 8601).
"""

from __future__ import annotations

import json
import logging
import sys
from datetime import datetime

from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import SuspiciousModification
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext


def signature_of(embedded, root, moment) -> dict:
    said = {"field": embedded.field_name, "sound": False, "level": "", "cause": ""}
    context = ValidationContext(trust_roots=[root], allow_fetching=False, moment=moment)
    try:
        status = validate_pdf_signature(embedded, signer_validation_context=context)
    except Exception as error:  # what an attacker sends raises all kinds
        said["cause"] = f"{type(error).__name__}: {error}"
        return said
    said["sound"] = status.bottom_line
    said["level"] = status.modification_level.name if status.modification_level else ""
    causes = []
    if not status.intact:
        causes.append("the digest is another")
    if not status.valid:
        causes.append("the signature value is wrong")
    if not status.trusted:
        causes.append(f"not trusted ({status.trust_problem_indic})")
    if isinstance(status.diff_result, SuspiciousModification):
        causes.append(str(status.diff_result))
    if status.docmdp_ok is False:
        causes.append("forbidden by the document's lock")
    if status.coverage.name not in ("ENTIRE_FILE", "ENTIRE_REVISION"):
        causes.append(f"coverage {status.coverage.name}")
    said["cause"] = "; ".join(causes)
    return said


def file_of(path: str, root, moment) -> dict:
    try:
        with open(path, "rb") as file:
            signatures = PdfFileReader(file).embedded_regular_signatures
            return {"error": "", "signatures": [signature_of(one, root, moment) for one in signatures]}
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}", "signatures": []}


def main() -> None:
    logging.disable(logging.CRITICAL)
    sys.setrecursionlimit(5_000)
    root = load_cert_from_pemder(sys.argv[1])
    moment = datetime.fromisoformat(sys.argv[2])
    json.dump([file_of(path, root, moment) for path in sys.argv[3:]], sys.stdout)


if __name__ == "__main__":
    main()
