"""An invitation as a mail: the seven layers that Outlook, Gmail and Apple each look for something in (RFC 6047).

`multipart/mixed { multipart/alternative { text/plain, text/html, text/calendar }, application/ics }`: Outlook reads
only the first child of the outermost part, Gmail needs the method beside the type, Apple takes the attachment. Both
calendars are the same bytes, and the one among the alternatives has no disposition: with one it would be a file.
"""

from __future__ import annotations

import base64
import hashlib
import quopri
import re
import textwrap
from collections.abc import Iterable, Sequence
from datetime import datetime
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from msa_wg_desktop.domain.invitation_words import Message, message
from msa_wg_desktop.domain.invitations import Errand, EventFacts, Invitation, Method, Turn
from msa_wg_desktop.domain.mail import mail_address
from msa_wg_desktop.domain.text import clean_line
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.invitations import lines
from msa_wg_desktop.invitations.calendar_file import calendar_file
from msa_wg_desktop.invitations.mail_html import message_html
from msa_wg_desktop.words import _

FILE_NAME = "invite.ics"

_SHORT = 32
_LINE = 76
_COLUMNS = 72
_ITEM = re.compile(r"\s*(?:[-*•–]|\d{1,3}[.)]|[a-z][.)])\s+|\s+")
_WORD = 42
"""So many octets make an encoded word of less than 75."""
_CRLF = b"\r\n"


class Mails:
    """The mails of one invitation, each to one guest. What many of them share is built once."""

    def __init__(
        self,
        invitation: Invitation,
        *,
        stamp: datetime,
        zones: Iterable[str] = (),
        facts: EventFacts | None = None,
    ) -> None:
        self._invitation = invitation
        self._stamp = stamp
        self._zones = tuple(zones)
        self._facts = facts
        self._sender = _require(invitation.organiser.name, invitation.organiser.mail)
        self._invited = frozenset(guest.key for guest in invitation.guests)
        self._messages: dict[Turn, Message] = {}
        self._heads: dict[Turn, bytes] = {}
        self._texts: dict[Turn, tuple[bytes, bytes]] = {}
        self._calendars: dict[tuple[Method, int], bytes] = {}
        self._latest: tuple[Turn, bytes, bytes] | None = None

    def message(self, turn: Turn) -> Message:
        """The words, as a preview shows them."""
        if turn not in self._messages:
            self._messages[turn] = message(self._invitation, turn, zones=self._zones, facts=self._facts)
        return self._messages[turn]

    def calendar(self, errand: Errand) -> bytes:
        """The calendar file that the mail holds twice. Raises ValidationError in words."""
        key = (_method(errand.turn), errand.sequence)
        shared = not self._invitation.hides_guests and errand.guest.key in self._invited
        if shared and key in self._calendars:
            return self._calendars[key]
        made = calendar_file(
            self._invitation, key[0], sequence=key[1], stamp=self._stamp, to=errand.guest, facts=self._facts
        )
        if shared:
            self._calendars[key] = made
        return made

    def mail(self, errand: Errand) -> bytes:
        """The whole mail, as it goes out. The same input gives the same bytes. Raises ValidationError in words."""
        to = _require(errand.guest.name, errand.guest.mail)
        calendar = self.calendar(errand)
        own = [_to(to), f"Message-ID: <{self._id(errand)}@{self._sender.domain}>".encode(), b"MIME-Version: 1.0"]
        return self._head(errand.turn) + _CRLF.join([*own, self._body(errand.turn, calendar)])

    def _head(self, turn: Turn) -> bytes:
        """The headers that all recipients get the same."""
        if turn not in self._heads:
            head = EmailMessage(policy=policy.SMTP)
            head["Subject"] = clean_line(self.message(turn).subject)[0]
            head["From"] = self._sender
            head["Date"] = format_datetime(self._stamp)
            self._heads[turn] = head.as_bytes().removesuffix(_CRLF)
        return self._heads[turn]

    def _id(self, errand: Errand) -> str:
        said = (self._invitation.uid, errand.turn, errand.sequence, self._stamp.isoformat(), errand.guest.key)
        return _short(repr(said).encode())

    def _body(self, turn: Turn, calendar: bytes) -> bytes:
        """The mail from its type on: the one before's, where that had the same in it."""
        if self._latest is None or self._latest[:2] != (turn, calendar):
            self._latest = (turn, calendar, _body(self._text_parts(turn), calendar, _method(turn)))
        return self._latest[2]

    def _text_parts(self, turn: Turn) -> tuple[bytes, bytes]:
        """The two that are words, ready to be put into a mail."""
        if turn not in self._texts:
            words = self.message(turn)
            self._texts[turn] = (_words_part("plain", plain(words)), _words_part("html", message_html(words)))
        return self._texts[turn]


def plain(words: Message) -> str:
    """The mail for those who read no HTML, in lines of at most 72 columns; a link stays whole."""
    parts = (words.title, words.lead, "\n".join(line for line in (words.day, *words.card) if line), words.text)
    return "\n\n".join(_set(part) for part in parts if part) + "\n"


def _set(text: str) -> str:
    """Lines that end where they were ended, and where they are full; what an item says goes on below its words."""
    return "\n".join(piece for line in text.split("\n") for piece in _pieces(line))


def _pieces(line: str) -> list[str]:
    begun = _ITEM.match(line)
    below = " " * (begun.end() if begun else 0)
    whole = textwrap.wrap(line, _COLUMNS, subsequent_indent=below, break_long_words=False, break_on_hyphens=False)
    return whole or [""]


def _body(texts: Sequence[bytes], calendar: bytes, method: Method) -> bytes:
    """All below the headers, with boundaries that come from what is in it: the same input gives the same bytes.

    It is put together here because Python's library takes twenty times as long, and there may be 500 guests.
    """
    mark = _short(calendar)
    coded = base64.encodebytes(calendar).replace(b"\n", _CRLF)
    invitation = _part(f"text/calendar; method={method}; charset=utf-8", "base64", coded)
    file = _part(
        f'application/ics; name="{FILE_NAME}"',
        "base64",
        coded,
        f'Content-Disposition: attachment; filename="{FILE_NAME}"',
    )
    return _multipart("mixed", mark, [_multipart("alternative", mark, [*texts, invitation]), file])


def _words_part(kind: str, text: str) -> bytes:
    coded = quopri.encodestring(text.encode("utf-8")).replace(b"\n", _CRLF)
    return _part(f"text/{kind}; charset=utf-8", "quoted-printable", coded)


def _part(kind: str, encoding: str, coded: bytes, *more: str) -> bytes:
    head = (f"Content-Type: {kind}", f"Content-Transfer-Encoding: {encoding}", *more)
    return _CRLF.join([*(line.encode() for line in head), b"", coded])


def _multipart(kind: str, mark: str, parts: Sequence[bytes]) -> bytes:
    # A boundary with these two signs can't occur in base64 or quoted-printable.
    boundary = f"=_{kind}_{mark}".encode()
    head = f'Content-Type: multipart/{kind};\r\n boundary="{boundary.decode()}"'.encode()
    return _CRLF.join([head, b"", *(b"--" + boundary + _CRLF + part for part in parts), b"--" + boundary + b"--", b""])


def _to(address: Address) -> bytes:
    """The header that names the recipient; a name that is long or not plain goes in as encoded words (RFC 2047)."""
    line = f"To: {address}"
    if len(line) <= _LINE and line.isascii():
        return line.encode()
    words = lines.pieces(address.display_name.encode("utf-8"), _WORD, _WORD)
    coded = [b"=?utf-8?b?" + base64.b64encode(word) + b"?=" for word in words if word]
    return b"To: " + (_CRLF + b" ").join([*coded, f"<{address.addr_spec}>".encode()])


def _method(turn: Turn) -> Method:
    return Method.CANCEL if turn is Turn.CANCEL else Method.REQUEST


def _require(name: str, mail: str) -> Address:
    found = mail_address(name, mail)
    if found is None:
        raise ValidationError(
            _("“{mail}” is no address that mail can be sent to. Nothing was sent; look at it again.").format(
                mail=clean_line(mail)[0] or clean_line(name)[0]
            ),
            field="mail",
        )
    return found


def _short(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:_SHORT]
