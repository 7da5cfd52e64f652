#!/usr/bin/env python3
"""Makes the test PKI that certomancer.yml declares.

    make.py OUT_DIR

Writes to OUT_DIR:
  {name}.p12, {name}.pass   key and certificate of a person or an agency, and its random passphrase
  {name}.pem                certificate
  root.pem, agency-ca.pem, intermediate.pem, other-root.pem
  trust.json                {"roots": [pem], "intermediates": [pem]}, what a verifier is to trust
  keys/                     what Certomancer reads: the authorities' and services' keys (mode 0600),
                            and the public keys of all others
  made.json                 what was made of what; written last, so that an interrupted run is redone

Does nothing when OUT_DIR is complete, was made of the same declaration and holds for another day.
"""

import datetime
import hashlib
import json
import os
import pathlib
import secrets
import shutil
import sys
import tempfile

import yaml
from certomancer.registry import ArchLabel, CertLabel, CertomancerConfig
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12

HERE = pathlib.Path(__file__).resolve().parent
DECLARATION = HERE / "certomancer.yml"
ARCHITECTURE = "certified-copies"
# Certificates that are meant to be out of their time.
OUT_OF_TIME = {"expired", "not-yet-valid"}


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    out = pathlib.Path(sys.argv[1])
    declaration = yaml.safe_load(DECLARATION.read_text(encoding="utf-8"))
    digest = declared_digest()
    if holds(out, digest):
        print(f"PKI: {out} holds, nothing to make")
        return 0
    if out.exists() and not (out / "made.json").exists() and any(out.iterdir()):
        print(f"PKI: {out} holds other files; name an empty directory", file=sys.stderr)
        return 1
    out.parent.mkdir(parents=True, exist_ok=True)
    # Made beside OUT_DIR and moved into its place whole: a reader never sees half a PKI.
    work = pathlib.Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        make(work, declaration, digest)
        if out.exists():
            shutil.rmtree(out)
        work.rename(out)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return 0


def declared_digest() -> str:
    """What the PKI is made of: the declaration and this program."""
    content = DECLARATION.read_bytes() + pathlib.Path(__file__).read_bytes()
    return hashlib.sha256(content).hexdigest()


def holds(out: pathlib.Path, digest: str) -> bool:
    try:
        made = json.loads((out / "made.json").read_text(encoding="utf-8"))
        if made["declaration"] != digest:
            return False
        tomorrow = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=1)
        for name in made["files"]:
            content = (out / name).read_bytes()
            label, _, kind = name.rpartition(".")
            if kind != "pem" or name.startswith("keys/") or label in OUT_OF_TIME:
                continue
            certificate = x509.load_pem_x509_certificate(content)
            if certificate.not_valid_after_utc < tomorrow:
                return False
        return True
    except (OSError, KeyError, TypeError, ValueError):
        return False


def make(work: pathlib.Path, declaration: dict, digest: str) -> None:
    declared = declaration["keysets"][ARCHITECTURE]["keys"]
    keys = {name: generate(kind) for name, kind in declaration["key-types"].items()}
    folder = work / "keys"
    folder.mkdir(mode=0o700)
    for name, settings in declared.items():
        write(
            folder / settings["path"], key_file(keys[name], settings.get("public-only", False)), private=True
        )

    config = CertomancerConfig.from_file(str(DECLARATION), key_search_dir=str(folder))
    architecture = config.get_pki_arch(ArchLabel(ARCHITECTURE))

    def certificate(name: str) -> x509.Certificate:
        return x509.load_der_x509_certificate(architecture.get_cert(CertLabel(name)).dump())

    # Made once, then written to several files: a second making would be another signature.
    certificates = {
        name: certificate(name) for name in declaration["pki-architectures"][ARCHITECTURE]["certs"]
    }
    for name, made in certificates.items():
        write(work / f"{name}.pem", pem(made))
        print(f"PKI: {name}: {made.subject.rfc4514_string()}, to {made.not_valid_after_utc:%Y-%m-%d}")
    write(work / "intermediate.pem", pem(certificates["agency-ca"]))

    for name, settings in declared.items():
        if not settings.get("public-only", False):
            continue
        issuers = [] if name == "untrusted" else [certificates["agency-ca"]]
        passphrase = secrets.token_urlsafe(18)
        write(
            work / f"{name}.p12",
            keystore(name, keys[name], certificates[name], issuers, passphrase),
            private=True,
        )
        write(work / f"{name}.pass", (passphrase + "\n").encode(), private=True)

    trust = {
        "roots": [pem(certificates["root"]).decode()],
        "intermediates": [pem(certificates["agency-ca"]).decode()],
    }
    write(work / "trust.json", (json.dumps(trust, indent=2) + "\n").encode())
    files = sorted(path.relative_to(work).as_posix() for path in work.rglob("*") if path.is_file())
    write(work / "made.json", (json.dumps({"declaration": digest, "files": files}, indent=2) + "\n").encode())


def generate(kind: str) -> rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey:
    algorithm, _, size = kind.partition("-")
    if algorithm == "rsa":
        return rsa.generate_private_key(public_exponent=65537, key_size=int(size))
    if kind == "ec-p256":
        return ec.generate_private_key(ec.SECP256R1())
    raise ValueError(f"certomancer.yml: unknown key type {kind}")


def key_file(key, public_only: bool) -> bytes:
    if public_only:
        return key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def keystore(name: str, key, certificate, issuers, passphrase: str) -> bytes:
    """PKCS#12 under PBES2: AES-256-CBC, HMAC with SHA-256."""
    encryption = (
        serialization.PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(20_000)
        .key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC)
        .hmac_hash(hashes.SHA256())
        .build(passphrase.encode())
    )
    return pkcs12.serialize_key_and_certificates(name.encode(), key, certificate, issuers, encryption)


def pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def write(path: pathlib.Path, content: bytes, private: bool = False) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if private else 0o644)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)


if __name__ == "__main__":
    sys.exit(main())
