"""A mail server for tests: a real one, on this computer, that keeps what it gets and refuses what it is told to."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword

AUTHORITY = trustme.CA()
USER, PASSWORD = "desk", "right password"


def trusting() -> ssl.SSLContext:
    """What a client needs that is to believe the server's certificate."""
    context = ssl.create_default_context()
    AUTHORITY.configure_trust(context)
    return context


def _serving(name: str) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    AUTHORITY.issue_cert(name).configure_cert(context)
    return context


@dataclass
class PostOffice:
    """What arrived, in order, as bytes; and how each address is answered that isn't taken."""

    port: int
    arrived: list[tuple[str, bytes]] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    hangs_up_after: int | None = None

    async def handle_RCPT(self, server: Any, session: Any, envelope: Envelope, address: str, options: Any) -> str:
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:
        if self.hangs_up_after is not None and len(self.arrived) >= self.hangs_up_after:
            server.transport.abort()
            return "421 gone"
        content = envelope.original_content
        assert content is not None
        self.arrived.append((envelope.rcpt_tos[0], content))
        return "250 taken"


def _log_in(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
    right = isinstance(data, LoginPassword) and (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=right, handled=False)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("localhost", 0))
        return int(taken.getsockname()[1])


@contextmanager
def open_office(*, starttls: bool = False, tls: bool = False, name: str = "localhost") -> Iterator[PostOffice]:
    """A server on a free port, with STARTTLS, with TLS from the start, or with neither."""
    office = PostOffice(_free_port())
    options: dict[str, Any] = {}
    if starttls:
        options = {"tls_context": _serving(name), "require_starttls": True, "authenticator": _log_in}
    elif tls:
        options = {"ssl_context": _serving(name), "authenticator": _log_in, "auth_require_tls": False}
    controller = Controller(office, hostname="localhost", port=office.port, **options)
    controller.start()
    try:
        yield office
    finally:
        controller.stop()
