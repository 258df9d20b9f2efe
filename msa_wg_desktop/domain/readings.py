"""What a typed line was read as: plain rows that the editor paints, the popup says and the services write.

Every position counts characters of the Python string. Qt counts UTF-16 units, so whoever paints
converts where a text holds characters beyond U+FFFF.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from msa_wg_desktop.domain.notes import CaptureKind
from msa_wg_desktop.words import _

Span = tuple[int, int]


class PartyKind(StrEnum):
    """What a name in a line stands for; UNKNOWN where the record does not have it yet."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PARTY_CLASS = "party-class"
    UNKNOWN = "unknown"


class AgreementBasis(StrEnum):
    """Of what kind an agreement is, where its words say so."""

    BROAD = "broad agreement among attendees"
    CONSENSUS = "consensus"
    NAMED = "agreement of named parties"


class Stand(StrEnum):
    """The stands that the program knows; other words ("neutral") are kept as they were said."""

    SUPPORT = "support"
    CAN_LIVE_WITH = "can live with"
    OPPOSE = "oppose"
    ABSTAIN = "abstain"
    NO_POSITION = "no position"
    REVIEWING = "reviewing"


class ReplacementKind(StrEnum):
    """Why a space changed what was typed before it."""

    SPEAKER = "speaker"
    MENTION = "mention"
    ABBREVIATION = "abbreviation"


class CompletionKind(StrEnum):
    """What is being offered while one types."""

    SPEAKER = "speaker"
    MARKER = "marker"
    MENTION = "mention"
    ORDER_ITEM = "order-item"


@dataclass(frozen=True, slots=True)
class DateReading:
    """A date that stands in a text. `date` is None where the words name a day that can't be: `problem` says why.

    `start` and `end` enclose the whole phrase, "by" included; `words` are the date's own words.
    """

    date: date | None
    start: int
    end: int
    words: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class PartyRef:
    """A party named in a line. `party_id` is None for a name that the record does not have."""

    name: str
    party_id: str | None
    kind: PartyKind
    organisation: str = ""

    @property
    def display(self) -> str:
        """The party as it is shown: `Patrick Fam (Eversource)`, `EDCs`."""
        return f"{self.name} ({self.organisation})" if self.organisation else self.name


@dataclass(frozen=True, slots=True)
class SpeakerRef:
    """Who speaks a line, as written, and who that is in the record.

    `name` is empty for `?`. `organisation` is the one that the line names, else the person's own.
    `provisional`: a new `First Last (Organisation)`. `to_be_settled`: the line says, or the record
    makes it so, that nobody can tell yet who it was. `start` and `end` are where the name stands.
    """

    name: str
    organisation: str
    party_id: str | None
    kind: PartyKind
    organisation_id: str | None = None
    provisional: bool = False
    to_be_settled: bool = False
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)

    @property
    def display(self) -> str:
        """The speaker as it is shown: `Patrick Fam (Eversource)`, `Eversource`, `?`."""
        if not self.name:
            return f"{self.organisation}?"
        return f"{self.name} ({self.organisation})" if self.organisation else self.name


@dataclass(frozen=True, slots=True)
class OrderLink:
    """`#26.6`, `Order 26 (6)` or `24-08-02 #26.6` in a line; `item` is empty for the whole order.

    `item_id` is None where the record has no such item, or, `ambiguous`, more than one.
    """

    order: str
    item: str
    docket: str
    start: int
    end: int
    item_id: str | None = None
    ambiguous: bool = False

    @property
    def display(self) -> str:
        """The item as it is shown: `Order 26 (6)`, `Order 26`."""
        words = _("Order {order} ({item})") if self.item else _("Order {order}")
        return words.format(order=self.order, item=self.item)


@dataclass(frozen=True, slots=True)
class Mention:
    """`@ac` in a line: whom it means, and what it becomes when it is followed by a space."""

    code: str
    start: int
    end: int
    party: PartyRef
    expansion: str


@dataclass(frozen=True, slots=True)
class CaptureReading:
    """What a line captures: what its words say, and nothing that they do not say (decision 8 of the typed line).

    `owners` are an action's owners, the responsible parties of a data need, the parties named in an agreement,
    the parties that hold a position. `topic` and `stand` are a position's; `stand` is a value of `Stand` where
    the words are one, else the words as said. `basis` is an agreement's, None where the words do not say.
    """

    kind: CaptureKind
    what: str
    owners: tuple[PartyRef, ...] = ()
    due: DateReading | None = None
    item_ids: tuple[str, ...] = ()
    links: tuple[OrderLink, ...] = ()
    topic: str = ""
    stand: str = ""
    basis: AgreementBasis | None = None

    @property
    def party(self) -> PartyRef | None:
        """Whose position it is: the first named, where several hold it."""
        return self.owners[0] if self.kind is CaptureKind.POSITION and self.owners else None

    @property
    def due_date(self) -> date | None:
        """The date by which it is due, if the words name one that exists."""
        return self.due.date if self.due else None


@dataclass(frozen=True, slots=True)
class ParsedLine:
    """One typed line, read. Nothing of `text` is lost: each span below points into it.

    In order: `off_span`, `speaker_span` (colon included) or the dots of `continues`, `marker_span`, words.
    Where the speakers stand in prose ("Aileen Cole (GPI) asked …", `colon` False) they are part of the body.
    """

    text: str
    literal: bool = False
    off_span: Span | None = None
    speakers: tuple[SpeakerRef, ...] = ()
    speaker_span: Span | None = None
    colon: bool = False
    continues: bool = False
    body_start: int = 0
    marker: CaptureKind | None = None
    marker_span: Span | None = None
    words_start: int = 0
    links: tuple[OrderLink, ...] = ()
    mentions: tuple[Mention, ...] = ()
    capture: CaptureReading | None = None

    @property
    def off_record(self) -> bool:
        """Whether the line is not for the summary."""
        return self.off_span is not None

    @property
    def body(self) -> str:
        """What was said: the line less `[off]` and a speaker's prefix, its marker included."""
        return self.text[self.body_start :]

    @property
    def words(self) -> str:
        """The body less its marker."""
        return self.text[self.words_start :]


@dataclass(frozen=True, slots=True)
class Replacement:
    """What the text from `start` to `end` becomes; the space that was typed follows it."""

    start: int
    end: int
    text: str
    kind: ReplacementKind


@dataclass(frozen=True, slots=True)
class Completion:
    """One offer: taking it replaces the text from `start` to the caret by `insert`."""

    label: str
    detail: str
    insert: str
    start: int
    kind: CompletionKind


@dataclass(frozen=True, slots=True)
class Preview:
    """What the popup says: `label` is the chip, then a strong headline and its detail, then a second line.

    `warning` is a sentence to be heeded (a date that does not exist, a Saturday); empty where all is well.
    """

    kind: CaptureKind | None
    label: str
    headline: str
    detail: str = ""
    second: str = ""
    warning: str = ""

    @property
    def sentence(self) -> str:
        """The whole popup in one sentence, for a screen reader."""
        first = ", ".join(part for part in (self.headline, self.detail) if part)
        parts = (part for part in (self.label, first, self.second, self.warning) if part)
        return " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in parts)
