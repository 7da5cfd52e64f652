"""Appends one change after another to a sealed copy and prints what pyHanko says of each result, as JSON:
the name of the change → a verdict for each signature, as `pyhanko_check.py` gives them.

    pyhanko_changes.py ROOT.pem COPY.pdf
"""

from __future__ import annotations

import asyncio
import datetime
import io
import json
import sys

from asn1crypto import keys, x509
from cryptography import x509 as certificates
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, append_signature_field
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko_check import verdicts

BOX = ArrayObject(NumberObject(edge) for edge in (10, 10, 90, 90))


def dictionary(**entries):
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in entries.items()})


def pages(writer):
    return [kid.get_object() for kid in writer.root["/Pages"]["/Kids"]]


def fields(writer):
    return [field.get_object() for field in writer.root["/AcroForm"]["/Fields"]]


def changed(writer, value):
    writer.mark_update(value.container_ref)


def draw_anew(writer, field):
    box = dictionary(Type=NameObject("/XObject"), Subtype=NameObject("/Form"), BBox=BOX)
    drawn = writer.add_object(StreamObject(box, stream_data=b"10 10 80 80 re f"))
    field[NameObject("/AP")] = dictionary(N=drawn)
    changed(writer, field)


def move(writer, field):
    field[NameObject("/Rect")] = BOX
    changed(writer, field)


def catalog(writer):
    writer.root[NameObject("/Lang")] = TextStringObject("en")
    writer.update_root()


def unlock(writer):
    del writer.root["/Perms"]
    writer.update_root()


def turn(writer, page):
    page[NameObject("/Rotate")] = NumberObject(90)
    changed(writer, page)


def annotate(writer, page, subtype):
    annotation = dictionary(Type=NameObject("/Annot"), Subtype=NameObject(subtype), Rect=BOX)
    page[NameObject("/Annots")] = ArrayObject([*page.get("/Annots", []), writer.add_object(annotation)])
    changed(writer, page)


def change_value(writer, field):
    field[NameObject("/V")] = TextStringObject("999")
    changed(writer, field)


def forbidden(copy):
    """Name and function of each change that a sealed copy must not survive."""
    reader = PdfFileReader(io.BytesIO(copy))
    for at, field in enumerate(reader.root["/AcroForm"]["/Fields"]):
        field = field.get_object()
        name = field["/T"]
        yield f"appearance of {name}", lambda writer, at=at: draw_anew(writer, fields(writer)[at])
        yield f"place of {name}", lambda writer, at=at: move(writer, fields(writer)[at])
        if field["/FT"] == "/Tx":
            yield f"value of {name}", lambda writer, at=at: change_value(writer, fields(writer)[at])
    yield "catalog", catalog
    yield "permissions", unlock
    yield "page of the scan", lambda writer: turn(writer, pages(writer)[0])
    yield "statement page", lambda writer: turn(writer, pages(writer)[-1])
    yield "note", lambda writer: annotate(writer, pages(writer)[-1], "/Square")
    yield "link", lambda writer: annotate(writer, pages(writer)[0], "/Link")
    yield "new field", lambda writer: append_signature_field(writer, SigFieldSpec("Signature3", box=(10, 10, 90, 90)))


def append(copy, change):
    writer = IncrementalPdfFileWriter(io.BytesIO(copy))
    change(writer)
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def with_validation_data(copy, root):
    output = io.BytesIO(copy)
    seal = PdfFileReader(output).embedded_regular_signatures[-1]
    DocumentSecurityStore.add_dss(output, seal.pkcs7_content, certs=[root], ocsps=[], crls=[])
    return output.getvalue()


def time_stamper():
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = certificates.Name([certificates.NameAttribute(certificates.NameOID.COMMON_NAME, "TSA")])
    usage = certificates.ExtendedKeyUsage([certificates.ExtendedKeyUsageOID.TIME_STAMPING])
    certificate = (
        certificates.CertificateBuilder(name, name, key.public_key(), 1)
        .not_valid_before(datetime.datetime(2020, 1, 1))
        .not_valid_after(datetime.datetime(2040, 1, 1))
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    encoding, plain = serialization.Encoding.DER, serialization.NoEncryption()
    secret = key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, plain)
    return DummyTimeStamper(
        tsa_cert=x509.Certificate.load(certificate.public_bytes(encoding)),
        tsa_key=keys.PrivateKeyInfo.load(secret),
    )


async def with_time_stamp(copy):
    writer = IncrementalPdfFileWriter(io.BytesIO(copy))
    stamped = await PdfTimeStamper(time_stamper()).async_timestamp_pdf(writer, "sha256")
    return stamped.getvalue()


def main() -> None:
    root = load_cert_from_pemder(sys.argv[1])
    with open(sys.argv[2], "rb") as file:
        copy = file.read()
    judged = {"forbidden": {}, "permitted": {}}
    for name, change in forbidden(copy):
        judged["forbidden"][name] = verdicts(root, io.BytesIO(append(copy, change)))
    proven = with_validation_data(copy, root)
    stamped = asyncio.run(with_time_stamp(proven))
    proven_again = with_validation_data(stamped, root)
    for name, file in [("validation data", proven), ("time-stamp", stamped), ("more data", proven_again)]:
        judged["permitted"][name] = verdicts(root, io.BytesIO(file))
    json.dump(judged, sys.stdout)


if __name__ == "__main__":
    main()
