"""Serves the local stack (MiniStack) until standard input closes.

Whoever starts it holds the other end of a pipe, so the stack, the functions that it runs and its data end
with its owner, however the owner ends. Leads its own process group (the starter makes it one), which it
ends as a whole.
"""

from __future__ import annotations

import asyncio
import os
import re
import resource
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Awaitable, Callable
from typing import Any

from sent_mail import with_sent_mail

Message = dict[str, Any]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Callable[[], Awaitable[Message]], Send], Awaitable[None]]

# The processes of functions that start at once: 200 of them would keep two cores from everybody else for a minute.
MOST_CALLS_AT_ONCE = 24
API = "/_aws/execute-api/"
RANGE = re.compile(rb"bytes=(\d*)-(\d*)")


def main() -> None:
    data = tempfile.mkdtemp(prefix="chung-thuc-stack-")
    # Read by MiniStack when it is imported.
    os.environ |= {
        "TMPDIR": data,
        # MiniStack hands it on to the functions, whose SDKs would otherwise call AWS.
        "AWS_ENDPOINT_URL": f"http://localhost:{os.environ['GATEWAY_PORT']}",
        "AUTH": "true",  # each function has the rights that the template gives it, and no others
        "IOT_MTLS_ENABLED": "0",  # its port is fixed, and two stacks may run side by side
    }
    tempfile.tempdir = data
    threading.Thread(target=end_with_standard_input, args=(data,), daemon=True).start()
    import ministack.app
    import uvicorn
    from ministack.core.lambda_runtime import Worker

    # An invocation is answered when its result is there. MiniStack 1.5 waits up to 50 ms longer for lines of the log, and
    # looks for them every millisecond; here a line that comes after the answer stands with the next invocation's.
    Worker._drain_stderr_bounded = lambda worker, *_, **__: worker._drain_stderr()
    allow_many_connections()
    # MiniStack's own `main` serves with Hypercorn, which took half of the stack's processor time.
    uvicorn.run(
        with_a_queue_at_the_api(with_sent_mail(with_ranges_of_versions(ministack.app.app))),
        host="127.0.0.1",
        port=int(os.environ["GATEWAY_PORT"]),
        loop="uvloop",
        http="httptools",
        ws="none",
        # Longer than the 90 s of the Rust clients, so that none sends on a connection that is just being closed.
        timeout_keep_alive=100,
        access_log=False,
        # MiniStack writes these as AWS does.
        date_header=False,
        server_header=False,
    )


def allow_many_connections() -> None:
    """Raises the soft limit of open files to the hard one: a crowd of clients and functions meets the usual 1024."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def end_with_standard_input(data: str) -> None:
    while os.read(sys.stdin.fileno(), 4096):
        pass
    shutil.rmtree(data, ignore_errors=True)
    os.killpg(os.getpgrp(), signal.SIGKILL)


def with_a_queue_at_the_api(stack: Application) -> Application:
    """Lets a crowd at the HTTP API wait for its turn, before the time of a function's invocation runs."""
    turns = asyncio.Semaphore(MOST_CALLS_AT_ONCE)

    async def application(scope: Message, receive: Callable[[], Awaitable[Message]], send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(API):
            return await stack(scope, receive, send)
        async with turns:
            await stack(scope, receive, send)

    return application


def with_ranges_of_versions(stack: Application) -> Application:
    """Answers a range of an object's version with that range, as S3 does.

    MiniStack 1.5 answers with the whole version. Remove this when it no longer does.
    """

    async def application(scope: Message, receive: Callable[[], Awaitable[Message]], send: Send) -> None:
        wanted = wanted_range(scope)
        if wanted is None:
            return await stack(scope, receive, send)
        held: list[Message] = []

        async def hold(message: Message) -> None:
            held.append(message)

        await stack(scope, receive, hold)
        for message in narrowed(held, wanted):
            await send(message)

    return application


def wanted_range(scope: Message) -> tuple[bytes, bytes] | None:
    """First and last byte, either empty, of a request for a range of a version."""
    if scope["type"] != "http" or scope["method"] != "GET" or b"versionId=" not in scope["query_string"]:
        return None
    ranges = [value for name, value in scope["headers"] if name.lower() == b"range"]
    match = RANGE.fullmatch(ranges[0]) if ranges else None
    return (match[1], match[2]) if match else None


def narrowed(held: list[Message], wanted: tuple[bytes, bytes]) -> list[Message]:
    """The answer with only the wanted bytes; one that is not whole stays as it is."""
    start = held[0]
    if start["type"] != "http.response.start" or start["status"] != 200:
        return held
    body = b"".join(message.get("body", b"") for message in held[1:])
    first, last = wanted
    if first:
        begin, end = int(first), min(int(last) + 1 if last else len(body), len(body))
    else:
        begin, end = max(len(body) - int(last or 0), 0), len(body)
    if begin >= end:
        return [start | {"status": 416, "headers": []}, {"type": "http.response.body", "body": b""}]
    # A checksum is the whole object's, so S3 sends none with a range.
    whole = (b"content-length", b"x-amz-checksum-")
    headers = [pair for pair in start["headers"] if not pair[0].lower().startswith(whole)]
    headers += [
        (b"content-length", str(end - begin).encode()),
        (b"content-range", f"bytes {begin}-{end - 1}/{len(body)}".encode()),
    ]
    return [
        start | {"status": 206, "headers": headers},
        {"type": "http.response.body", "body": body[begin:end]},
    ]


if __name__ == "__main__":
    main()
