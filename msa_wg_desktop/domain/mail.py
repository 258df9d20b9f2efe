"""One mail address, checked where it is typed: what can't be one is said before anything is sent to it."""

from __future__ import annotations

import re
from email.errors import MessageError
from email.headerregistry import Address

from msa_wg_desktop.domain.text import clean_line
from msa_wg_desktop.errors import ValidationError
from msa_wg_desktop.words import _

_ONE = re.compile(r"[^@\s<>,;:\"()\[\]]+@[^@\s<>,;:\"()\[\]]+")
_ATOM = r"[A-Za-z0-9_!#$%&'*+/=?^`{|}~-]+"
_PLAIN = re.compile(rf"(?P<local>{_ATOM}(?:\.{_ATOM})*)@(?P<domain>[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)")
_LINE_END = re.compile(r"[\r\n\v\f\x85\u2028\u2029]")


def read_mail(text: str, *, field: str = "mail") -> str:
    """The address that a field says, "" where it says none. Raises ValidationError in words."""
    if _LINE_END.search(text.strip()):
        raise ValidationError(
            _("A mail address stands on one line; this has several. Nothing was changed."), field=field
        )
    address = clean_line(text)[0]
    if not address or _ONE.fullmatch(address):
        return address
    if len(_ONE.findall(address)) > 1:
        raise ValidationError(
            _("“{text}” is more than one mail address. Nothing was changed; keep the one to write to.").format(
                text=address
            ),
            field=field,
        )
    raise ValidationError(
        _("“{text}” is no mail address. Nothing was changed; enter one such as name@example.org.").format(text=address),
        field=field,
    )


def mail_address(name: str, mail: str) -> Address | None:
    """A name and an address as a mail's header takes them; None where no mail program would take the address.

    A name can't break out of its line, nor a domain be written in other letters than mail knows.
    """
    # The library reads an address by its whole grammar, for a thousandth of a second; nearly all are as plain as this.
    if plain := _PLAIN.fullmatch(mail.strip()):
        return Address(clean_line(name)[0], plain["local"], plain["domain"])
    local, _at, domain = mail.strip().rpartition("@")
    try:
        return Address(display_name=clean_line(name)[0], addr_spec=f"{local}@{domain.encode('idna').decode()}")
    except (MessageError, ValueError, IndexError):
        return None
