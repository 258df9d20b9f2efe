"""The account that mail goes out by: where its server is, how the way there is kept private, and as whom."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.words import _

_HERE = frozenset({"localhost", "127.0.0.1", "::1"})
_HIGHEST_PORT = 65_535


class Security(StrEnum):
    """How the way to the server is kept private (RFC 8314). NONE is for a server on this computer itself only."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


USUAL_PORTS = {Security.TLS: 465, Security.STARTTLS: 587, Security.NONE: 25}
"""Where servers listen, by how one speaks with them (RFC 8314, section 7)."""


@dataclass(frozen=True, slots=True)
class MailAccount:
    """A server to send by. `user` is "" where it wants no login; the password is never in it."""

    host: str
    port: int = USUAL_PORTS[Security.TLS]
    security: Security = Security.TLS
    user: str = ""

    @property
    def is_here(self) -> bool:
        """Whether the server is this computer itself."""
        return self.host.casefold() in _HERE


def read_port(text: str) -> int:
    """The port that a field says; 0 where it is empty, for the usual one. Raises ValidationError in words."""
    words = text.strip()
    if not words:
        return 0
    if words.isascii() and words.isdigit() and 1 <= int(words) <= _HIGHEST_PORT:
        return int(words)
    raise ValidationError(
        _("“{text}” is no port. Nothing was changed; a port is a number such as 465 or 587.").format(text=words),
        field="smtp.port",
    )


def read_security(text: str) -> Security:
    """What a field says. Raises ValidationError in words."""
    try:
        return Security(text.strip().casefold() or Security.TLS)
    except ValueError as problem:
        raise ValidationError(
            _("“{text}” can't be chosen here. Nothing was changed; choose tls or starttls.").format(text=text),
            field="smtp.security",
        ) from problem


def require_private(account: MailAccount) -> None:
    """Raises ValidationError where mail would go over the network for everybody to read."""
    if account.security is Security.NONE and not account.is_here:
        raise ValidationError(
            _(
                "The way to {host} would be open to everybody. Nothing was sent; choose tls or starttls. "
                "“none” is for a mail server on this computer itself."
            ).format(host=account.host),
            field="smtp.security",
        )
