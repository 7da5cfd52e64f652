"""Puts the built console where CloudFront reads it, and has CloudFront look again.

    upload_console.py DIST     with the outputs of deploy.py on standard input

Where the build has compressed a file (NAME.br beside NAME), that is what is uploaded: every browser that the console is
for takes Brotli over HTTPS. Files under assets/ carry a digest in their names and are kept for a year; they are uploaded
first and never deleted, so that a page that is open meanwhile still finds its own. Everything else is asked for anew each
time.
"""

from __future__ import annotations

import json
import mimetypes
import sys
import time
from pathlib import Path

import boto3

# What a machine's own table of types may lack.
TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
}


def main() -> None:
    dist = Path(sys.argv[1])
    outputs: dict[str, str] = json.load(sys.stdin)
    bucket = outputs["ConsoleBucketName"]
    built = [path for path in sorted(dist.rglob("*")) if path.is_file() and path.suffix != ".br"]
    # What stands in a hidden folder is the build's own: a list of its files.
    files = [path for path in built if not path.relative_to(dist).as_posix().startswith(".")]
    if not any(path.name == "index.html" for path in files):
        sys.exit(f"{dist} holds no index.html: build the console first")
    names = {path: path.relative_to(dist).as_posix() for path in files}
    for path in sorted(files, key=lambda path: not names[path].startswith("assets/")):
        compressed = path.with_name(path.name + ".br")
        if compressed.exists():
            put(bucket, names[path], compressed.read_bytes(), ContentEncoding="br")
        else:
            put(bucket, names[path], path.read_bytes())
    put(bucket, "config.json", outputs["ConsoleConfig"].encode())
    boto3.client("cloudfront").create_invalidation(
        DistributionId=outputs["ConsoleDistributionId"],
        InvalidationBatch={
            "Paths": {"Quantity": 1, "Items": ["/*"]},
            "CallerReference": str(time.time_ns()),
        },
    )
    print(f"{len(files)} files of the console are at {outputs['ConsoleDistributionUrl']}", file=sys.stderr)


def put(bucket: str, name: str, content: bytes, **more: str) -> None:
    suffix = Path(name).suffix
    known = TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    kept = "public, max-age=31536000, immutable" if name.startswith("assets/") else "no-cache"
    boto3.client("s3").put_object(
        Bucket=bucket, Key=name, Body=content, ContentType=known, CacheControl=kept, **more
    )


if __name__ == "__main__":
    main()
