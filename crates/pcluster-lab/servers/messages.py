"""Requests and answers of HTTP, as a proxy sees them, and the errors of AWS in its protocols."""

import json
import re
import socket
import struct
from dataclasses import dataclass, field

# Bodies of requests up to this size are read before anything is decided, so that their Action can be seen.
SMALL = 65536
# Heads and lines may be this long.
LIMIT = 1 << 20
# What an error says in each protocol.
ERRORS = {
    "throttle": ("Throttling", "Rate exceeded"),
    "expire": ("ExpiredToken", "The security token included in the request is expired"),
    "deny": ("AccessDenied", "User: arn:aws:iam::123456789012:user/test is not authorized to perform this"),
}


@dataclass
class Head:
    """The head of a request or an answer."""

    raw: bytes
    first: str
    headers: dict

    @property
    def length(self):
        return int(self.headers.get("content-length", 0))

    @property
    def is_chunked(self):
        return self.headers.get("transfer-encoding", "").lower() == "chunked"

    @property
    def is_last(self):
        return self.headers.get("connection", "").lower() == "close"


@dataclass
class Request:
    """A request, with its body where that is small."""

    head: Head
    body: bytes = b""
    # What is done to it.
    faults: set = field(default_factory=set)

    @property
    def action(self):
        found = re.search(rb"Action=(\w+)", self.body)
        return found[1].decode() if found else ""

    @property
    def what(self):
        """What `--match` looks at."""
        method, path = self.head.first.split()[:2]
        return f"{method} {path} {self.head.headers.get('x-amz-target', '')} {self.action}"

    @property
    def is_small(self):
        return self.head.length < SMALL and not self.head.is_chunked


class Lost(Exception):
    """The connection is to be reset."""


def reset(writer):
    """Ends a connection with RST instead of FIN."""
    connection = writer.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def read_head(reader):
    raw = await reader.readuntil(b"\r\n\r\n")
    lines = raw.decode("latin1").split("\r\n")
    headers = {}
    for line in lines[1:]:
        name, colon, value = line.partition(":")
        if colon:
            headers[name.strip().lower()] = value.strip()
    return Head(raw, lines[0], headers)


async def pieces(reader, head):
    """The body, piece by piece, as it comes over the wire."""
    if head.is_chunked:
        while True:
            line = await reader.readline()
            yield line
            size = int(line.split(b";")[0], 16)
            yield await reader.readexactly(size + 2)
            if size == 0:
                return
    left = head.length
    while left:
        piece = await reader.read(min(left, SMALL))
        if not piece:
            raise ConnectionResetError
        left -= len(piece)
        yield piece


def error(kind, request):
    """An answer that AWS would give, in the protocol of the request."""
    code, message = ERRORS[kind]
    status = "400 Bad Request" if kind == "throttle" else "403 Forbidden"
    if "x-amz-target" in request.head.headers:
        content = "application/x-amz-json-1.1"
        status = "400 Bad Request"
        body = json.dumps({"__type": f"{code}Exception", "message": message})
    elif request.action:
        content = "text/xml"
        inner = f"<Type>Sender</Type><Code>{code}</Code><Message>{message}</Message>"
        body = f"<ErrorResponse><Error>{inner}</Error><RequestId>1</RequestId></ErrorResponse>"
    else:
        content = "application/xml"
        if kind == "throttle":
            status, code, message = "503 Slow Down", "SlowDown", "Please reduce your request rate."
        inner = f"<Code>{code}</Code><Message>{message}</Message><RequestId>1</RequestId>"
        body = f'<?xml version="1.0" encoding="UTF-8"?>\n<Error>{inner}</Error>'
    return answer(status, content, body, request.head.first.startswith("HEAD"))


def answer(status, content, body, without_body=False):
    body = body.encode()
    head = f"HTTP/1.1 {status}\r\nContent-Type: {content}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    return head if without_body else head + body
