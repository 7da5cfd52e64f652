"""Shows the raw e-mails that the local stack has sent, attachments included, as LocalStack does.

MiniStack 1.5 keeps subject and text of an e-mail and drops the rest. Remove this when it no longer does.

    GET /_aws/ses?to=ADDRESS
    {"messages": [{"Id": …, "Destination": {"ToAddresses": [ADDRESS]}, "RawData": "From: …"}]}
"""

from __future__ import annotations

import base64
import json
import urllib.parse
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]

# A long test run would otherwise fill the memory with copies.
MOST_KEPT = 200


def with_sent_mail(stack: Application) -> Application:
    """The stack with `GET /_aws/ses`."""
    sent: deque[Message] = deque(maxlen=MOST_KEPT)

    async def application(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await stack(scope, receive, send)
        elif scope["method"] == "GET" and scope["path"] == "/_aws/ses":
            await answer(send, {"messages": addressed(sent, scope["query_string"])})
        elif scope["method"] == "POST" and scope["path"] == "/v2/email/outbound-emails":
            await keep(stack, scope, receive, send, sent)
        else:
            await stack(scope, receive, send)

    return application


async def keep(stack: Application, scope: Message, receive: Receive, send: Send, sent: deque[Message]) -> None:
    """Lets the stack send an e-mail, and keeps it when it was sent."""
    body = b""
    more = True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    answered: list[Message] = []

    async def replay() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def hold(message: Message) -> None:
        answered.append(message)
        await send(message)

    await stack(scope, replay, hold)
    if answered[0].get("status") != 200:
        return
    request = json.loads(body)
    raw = request.get("Content", {}).get("Raw", {}).get("Data")
    if raw is not None:
        identifier = json.loads(b"".join(message.get("body", b"") for message in answered[1:]))["MessageId"]
        sent.append(
            {
                "Id": identifier,
                "Source": request.get("FromEmailAddress", ""),
                "Destination": request.get("Destination", {}),
                "RawData": base64.b64decode(raw).decode("utf-8", "replace"),
            }
        )


def addressed(sent: deque[Message], query: bytes) -> list[Message]:
    """The e-mails to the address that is asked for; all when none is."""
    to = urllib.parse.parse_qs(query.decode()).get("to")
    return [
        message
        for message in sent
        if to is None or to[0] in message["Destination"].get("ToAddresses", [])
    ]


async def answer(send: Send, content: Message) -> None:
    body = json.dumps(content).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})
