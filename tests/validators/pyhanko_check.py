"""Prints what pyHanko says of each signature of a PDF, as JSON.

    pyhanko_check.py ROOT.pem COPY.pdf

Revocation is not asked for: the test PKI's services run only where a test starts them.
"""

from __future__ import annotations

import json
import sys

from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext


def verdicts(root, file) -> list[dict]:
    """What pyHanko says of each signature of a file, in the order of the file."""
    reader = PdfFileReader(file)
    if reader.xrefs.hybrid_xrefs_present:
        # Strictly, pyHanko looks at no signature in such a file, whoever made it.
        reader = PdfFileReader(file, strict=False)
    found = []
    for signature in reader.embedded_regular_signatures:
        context = ValidationContext(trust_roots=[root], allow_fetching=False)
        status = validate_pdf_signature(signature, signer_validation_context=context)
        level = status.modification_level
        permitted = signature.docmdp_level
        found.append(
            {
                "field": signature.field_name,
                "intact": status.intact,
                "valid": status.valid,
                "trusted": status.trusted,
                "sound": status.bottom_line,
                "coverage": status.coverage.name,
                "permits": permitted.name if permitted is not None else "ANYTHING",
                "modifications": level.name if level is not None else "UNKNOWN",
            }
        )
    return found


def main() -> None:
    root = load_cert_from_pemder(sys.argv[1])
    with open(sys.argv[2], "rb") as file:
        json.dump(verdicts(root, file), sys.stdout)


if __name__ == "__main__":
    main()
