"""The typed line: what a line of the discussion means, and what it may become while it is typed.

This is the language's front door; the parts stand in `capture_*.py`, the rows in `readings.py`. The grammar:

    line      = "\\" text                                     nothing special is meant
              | [ "[off]" ] [ who ] [ marker ] words
    who       = speakers ":" | prose | "..." | "…"             "..." goes on with the speaker above
    speakers  = speaker { ( "," | "and" | "&" | "+" ) speaker }
    speaker   = ( code | name | named | "@" code | organisation | class ) [ "?" ] | "?"
    named     = First Last "(" organisation ")"                known, or a provisional person
    prose     = ( named | "@" code ) { ( "," | "and" | "&" ) ( named | "@" code ) }
                                                               a part of the words; a name that the record does
                                                               not have counts only before "asked", "said", ...
    marker    = ( "ACTION" | "AGREED" | "RESOLVED" | "Q" | "NEED" | "POSITION"
                | "AGREEMENT" | "RESOLUTION" | "QUESTION" | "DATA NEED" ) ":"      in any capitals
    words     = { any | link | "@" code }
    link      = [ docket ] ( "#" order [ "." item ] | "Order" order "(" item ")" { "," "(" item ")" }
                           | "Order" order "item" item | "item" item "in Order" order )

    action    = [ date "," ] owners does what [ date ] [ link ]
              | owners ":" what | "@" code what | what "@" code
    need      = action | what "from" owners | "can" owners "provide" what | "asked" owners "for" what
    owners    = party { ( "," | "and" | "or" | "&" | "/" ) party }
    does      = "to" | "will" | "shall" | "must" | "should" | "can" | "agreed to" | ...
    date      = ( "by" | "on" | "due" | "before" | "no later than" | "until" ) day | "in" count unit
    position  = party [ "is" ] stand [ "on" ] topic

A speaker that can't be read in full is no speaker: the line stays text. A plain sentence is read by `read_as`
as it stands; owners are then whom a sentence names as doers ("EDCs will …", "asked the EDCs to …", "Will …" of a
speaker). Days are `date_words.py`'s. Whatever the words do not say stays empty.
"""

from __future__ import annotations

from msa_wg_desktop.domain.capture_completion import completions
from msa_wg_desktop.domain.capture_known import (
    Known,
    KnownClass,
    KnownOrderItem,
    KnownOrganisation,
    KnownPerson,
)
from msa_wg_desktop.domain.capture_line import parse_line, read_as
from msa_wg_desktop.domain.capture_preview import preview, preview_reading
from msa_wg_desktop.domain.capture_typing import expand_line, typed_space
from msa_wg_desktop.domain.notes import CaptureKind
from msa_wg_desktop.domain.readings import (
    AgreementBasis,
    CaptureReading,
    Completion,
    CompletionKind,
    DateReading,
    Mention,
    OrderLink,
    ParsedLine,
    PartyKind,
    PartyRef,
    Preview,
    Replacement,
    ReplacementKind,
    SpeakerRef,
    Stand,
)

__all__ = [
    "AgreementBasis",
    "CaptureKind",
    "CaptureReading",
    "Completion",
    "CompletionKind",
    "DateReading",
    "Known",
    "KnownClass",
    "KnownOrderItem",
    "KnownOrganisation",
    "KnownPerson",
    "Mention",
    "OrderLink",
    "ParsedLine",
    "PartyKind",
    "PartyRef",
    "Preview",
    "Replacement",
    "ReplacementKind",
    "SpeakerRef",
    "Stand",
    "completions",
    "expand_line",
    "parse_line",
    "preview",
    "preview_reading",
    "read_as",
    "typed_space",
]
