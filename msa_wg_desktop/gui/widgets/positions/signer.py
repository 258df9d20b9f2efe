"""Who signs what is entered by hand: kept from one entry to the next, at first the person that one said one is."""

from __future__ import annotations

from collections.abc import Sequence

from msa_wg_desktop.domain.parties import PartyName
from msa_wg_desktop.errors import AppError
from msa_wg_desktop.gui.core.context import Context

_SIGNER = "signer"


def signer(context: Context) -> str:
    """The name to begin with; nothing where nobody signed here yet."""
    book = context.services.parties.book()
    for kept in (context.here.value(_SIGNER, ""), context.me.id):
        if kept and kept in book:
            return book.display(kept)
    return ""


def keep_signer(context: Context, name: str) -> None:
    """Who signed this will sign the next one too."""
    try:
        context.here.put(_SIGNER, context.services.parties.find(name).id)
    except AppError:
        return


def signers(context: Context) -> Sequence[str]:
    """Whom to offer."""
    return [PartyName(each.display, each.code) for each in context.services.parties.book().people if not each.retired]
