"""What a party is written when its responses are asked for: each data need, since when it is asked, and by when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from msa_wg_desktop.domain.data_needs import DataNeedRow, NeedPartyRow, NeedStatus
from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.orders import order_words
from msa_wg_desktop.words import _, ngettext

_LONGEST_LINK = 2_000
"""Characters: Windows hands no longer address on to a mail program."""


@dataclass(frozen=True, slots=True)
class NeedLetter:
    """One party's: `to` are mail addresses, as far as the record knows them; `need_ids` what it is asked for."""

    party_id: str
    name: str
    to: tuple[str, ...]
    need_ids: tuple[str, ...]
    subject: str
    text: str

    @property
    def mail_link(self) -> str:
        """A `mailto:` address that opens it in a mail program; "" where it is too long for one."""
        to = ",".join(quote(address, safe="@") for address in self.to)
        body = quote(self.text.replace("\n", "\r\n"))
        link = f"mailto:{to}?subject={quote(self.subject)}&body={body}"
        return link if len(link) <= _LONGEST_LINK else ""


def letter_subject(group: str, count: int) -> str:
    """What the letter is about."""
    return ngettext("{group}: {count} data need", "{group}: {count} data needs", count).format(group=group, count=count)


def letter_text(group: str, asked: Sequence[tuple[DataNeedRow, NeedPartyRow]], *, sender: str = "") -> str:
    """The letter to one party, which is asked for all of this."""
    opening = _("{group} has asked {name} for the following and waits for a response.")
    name = asked[0][1].name
    needs = [f"{place}. {_need_words(need, part)}" for place, (need, part) in enumerate(asked, start=1)]
    closing = _(
        "Please reply with the response, with the date by which it will come, or by saying that it can't be provided."
    )
    parts = [opening.format(group=group, name=name), *needs, closing, *([sender] if sender else [])]
    return "\n\n".join(parts) + "\n"


def _need_words(need: DataNeedRow, part: NeedPartyRow) -> str:
    lines = [" ".join(need.need.split())]
    asked = [_("Asked {day}").format(day=format_date(need.asked_on))] if need.asked_on else []
    asked += [_("again {day}").format(day=format_date(day)) for day in part.asked_again]
    due = part.due or need.due
    items = ", ".join(order_words(item) for item in need.order_items)
    said = [
        ", ".join(asked),
        _("Due {day}").format(day=format_date(due)) if due else "",
        _("For {items}").format(items=items) if items else "",
        _("Partly answered so far") if part.status is NeedStatus.PARTLY_ANSWERED else "",
    ]
    told = ". ".join(words[:1].upper() + words[1:] for words in said if words)
    return "\n   ".join([*lines, *([f"{told}."] if told else [])])
