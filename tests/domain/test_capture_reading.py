"""What a line captures: owners, dates, needs, agreements and stands, from its own words only (rule 8)."""

from __future__ import annotations

from datetime import date

import pytest

from msa_wg_desktop.domain.capture import (
    AgreementBasis,
    CaptureKind,
    CaptureReading,
    Known,
    KnownPerson,
    PartyKind,
    parse_line,
    read_as,
)

PATRICK, JORDAN, KIM = "Patrick Fam (Eversource)", "Jordan Graham (Tesla)", "Kim Lee (Tesla)"


def captured(text: str, known: Known, today: date) -> CaptureReading:
    reading = parse_line(text, known, today=today).capture
    assert reading is not None
    return reading


def marked(kind: CaptureKind, text: str, known: Known, today: date) -> CaptureReading:
    return read_as(kind, parse_line(text, known, today=today), known, today=today)


def names(reading: CaptureReading) -> list[str]:
    return [owner.display for owner in reading.owners]


ACTIONS = [
    # typed, what, owners, due
    ("ACTION: EDCs to reach out to legal by Feb 21", "Reach out to legal", ["EDCs"], "2025-02-21"),
    ("ACTION: the EDCs will reach out to legal by Feb 21.", "Reach out to legal", ["EDCs"], "2025-02-21"),
    ("ACTION: edcs to reach out to legal", "Reach out to legal", ["EDCs"], None),
    ("ACTION: By Feb 21, EDCs to reach out to legal", "Reach out to legal", ["EDCs"], "2025-02-21"),
    ("ACTION: By Feb 21, reach out to legal", "Reach out to legal", [], "2025-02-21"),
    ("ACTION: Eversource and UI to reach out to legal", "Reach out to legal", ["Eversource", "UI"], None),
    ("ACTION: ConnectDER/Tesla to send examples", "Send examples", ["ConnectDER", "Tesla"], None),
    ("ACTION: Kim to send the form by Fri", "Send the form", [KIM], "2025-02-07"),
    ("ACTION: @Kim to send the form", "Send the form", [KIM], None),
    ("ACTION: @Kim send the form in two weeks", "Send the form", [KIM], "2025-02-20"),
    ("ACTION: Kim Lee (Tesla) send the form", "Send the form", [KIM], None),
    ("ACTION: send the form by Fri @kl", "Send the form", [KIM], "2025-02-07"),
    ("ACTION: pf and kl to meet", "Meet", [PATRICK, KIM], None),
    ("ACTION: EDCs: reach out to legal", "Reach out to legal", ["EDCs"], None),
    ("ACTION: EDCs – reach out to legal", "Reach out to legal", ["EDCs"], None),
    ("ACTION: EDCs can look into it", "EDCs can look into it", ["EDCs"], None),
    ("ACTION: draft to be sent by Tesla by Feb 14", "Draft to be sent by Tesla", ["Tesla"], "2025-02-14"),
    ("ACTION: as discussed, Tesla will send the data", "Send the data", ["Tesla"], None),
    ("ACTION: DEEP to confirm", "Confirm", ["DEEP"], None),
    ("ACTION: OEMs to confirm", "Confirm", ["OEMs"], None),
    ("ACTION: Mary Jones (Acme) to confirm", "Confirm", ["Mary Jones (Acme)"], None),
    ("ACTION: @mary send the form", "Send the form", ["mary"], None),
    ("pf: ACTION: Will send the draft", "Send the draft", [PATRICK], None),
    ("pf: ACTION: I can send the draft", "I can send the draft", [PATRICK], None),
    ("Eversource: ACTION: we'll send the draft", "Send the draft", ["Eversource"], None),
    ("ACTION: Tesla to send the draft by 5 pm Friday", "Send the draft by 5 pm Friday", ["Tesla"], "2025-02-07"),
    ("ACTION: Tesla to file #26.6 by Feb 21", "File #26.6", ["Tesla"], "2025-02-21"),
    ("ACTION: Tesla to file by Feb 21 #26.6", "File", ["Tesla"], "2025-02-21"),
    ("ACTION: Tesla to file comments by Feb 21 (#26.6).", "File comments", ["Tesla"], "2025-02-21"),
    ("ACTION: Tesla to file\nthe comments", "File the comments", ["Tesla"], None),
]

NO_OWNER = [
    "ACTION: reach out to legal",
    "ACTION: Respond to Tesla by Feb 21",
    "ACTION: Talk to Kim",
    "ACTION: Kim Lee (Tesla) asked for the form",
    "ACTION: @Kim says no",
    "ACTION: Mary Jones to confirm",
    "ACTION: Invite Jon to the next meeting",
    "ACTION: Ask Tesla to provide the data",
    "ACTION: EDCs to be notified by Feb 21",
    "ACTION: Tesla will immediately be notified",
    "ACTION: FAQ from Eversource to Tesla",
    "ACTION: Send the draft to @kl",
    "ACTION: Send the draft to Kim Lee (Tesla)",
    "ACTION: Tesla data to be reviewed",
    "ACTION: EDCs’ legal departments to coordinate",
    "ACTION: Eversource will not provide diagrams",
    "ACTION: Will reach out",
    "pf: ACTION: call the State Building Inspector",
    "Eversource?: ACTION: will call",
    "?: ACTION: will call",
    "ACTION: it should be settled, it will be easy",
]


@pytest.mark.parametrize(("text", "what", "owners", "due"), ACTIONS, ids=[text for text, *_rest in ACTIONS])
def test_an_action_is_what_its_words_say(
    text: str, what: str, owners: list[str], due: str | None, known: Known, meeting_day: date
) -> None:
    reading = captured(text, known, meeting_day)
    assert (reading.what, names(reading)) == (what, owners)
    assert reading.due_date == (date.fromisoformat(due) if due else None)


@pytest.mark.parametrize("text", NO_OWNER)
def test_no_owner_is_made_up(text: str, known: Known, meeting_day: date) -> None:
    assert captured(text, known, meeting_day).owners == ()


def test_an_organisation_called_it_is_not_every_it(meeting_day: date) -> None:
    known = Known(people=[KnownPerson("1", "Will Day", code="wd")], organisations=[])
    assert captured("wd: ACTION: well, it will be easy", known, meeting_day).owners == ()
    assert names(captured("ACTION: Will to send it", known, meeting_day)) == ["Will Day"]
    assert captured("ACTION: Will send it", known, meeting_day).owners == ()


def test_what_the_owner_is_in_the_record_is_known(known: Known, meeting_day: date) -> None:
    (edcs,) = captured("ACTION: EDCs to reach out", known, meeting_day).owners
    assert (edcs.party_id, edcs.kind) == ("edcs", PartyKind.PARTY_CLASS)
    (deep,) = captured("ACTION: DEEP to confirm", known, meeting_day).owners
    assert (deep.party_id, deep.kind) == (None, PartyKind.UNKNOWN)


def test_of_two_people_of_one_name_neither_is_chosen(meeting_day: date) -> None:
    known = Known(people=[KnownPerson("1", "Jon Smith"), KnownPerson("2", "Jon Smith")])
    (jon,) = captured("ACTION: Jon Smith to send it", known, meeting_day).owners
    assert (jon.name, jon.party_id, jon.kind) == ("Jon Smith", None, PartyKind.UNKNOWN)


def test_a_date_stands_where_the_line_says_it(known: Known, meeting_day: date) -> None:
    text = "pf: ACTION: EDCs to reach out by Feb 21 #26.6"
    due = captured(text, known, meeting_day).due
    assert due is not None
    assert text[due.start : due.end] == "by Feb 21"


def test_a_date_that_does_not_exist_is_kept_as_a_problem(known: Known, meeting_day: date) -> None:
    reading = captured("ACTION: EDCs to file by Feb 30", known, meeting_day)
    assert reading.due is not None
    assert (reading.due_date, reading.due.problem) == (None, "February 30 does not exist")


def test_an_action_is_linked_to_each_order_item_once(known: Known, meeting_day: date) -> None:
    reading = captured("ACTION: EDCs to file #26.6 as Order 26 (6) and (7) ask #7.1", known, meeting_day)
    assert reading.item_ids == ("26.6", "26.7")
    assert [link.ambiguous for link in reading.links] == [False, False, False, True]


def test_dots_hand_the_speaker_above_to_the_action(known: Known, meeting_day: date) -> None:
    above = parse_line("pf: Hello", known, today=meeting_day).speakers
    line = parse_line("... ACTION: will call them", known, today=meeting_day, spoken_by=above)
    assert line.capture is not None
    assert names(line.capture) == [PATRICK]
    plain = parse_line("... will call them", known, today=meeting_day)
    assert names(read_as(CaptureKind.ACTION, plain, known, today=meeting_day, spoken_by=above)) == [PATRICK]


NEEDS = [
    ("NEED: Tesla to provide maintenance data by Feb 14", "Maintenance data", ["Tesla"], "2025-02-14"),
    ("NEED: Maintenance data from Tesla by Feb 14", "Maintenance data", ["Tesla"], "2025-02-14"),
    ("NEED: ConnectDER and Tesla to share lifespans", "Lifespans", ["ConnectDER", "Tesla"], None),
    ("NEED: Expected lifespan of MSA device", "Expected lifespan of MSA device", [], None),
    ("NEED: EDCs to estimate how many sockets remain", "Estimate how many sockets remain", ["EDCs"], None),
    ("NEED: Aileen Cole (GPI) asked Tesla for field data by Feb 14", "Field data", ["Tesla"], "2025-02-14"),
    ("NEED: can ConnectDER or Tesla provide field data?", "Field data", ["ConnectDER", "Tesla"], None),
]


@pytest.mark.parametrize(("text", "what", "parties", "due"), NEEDS, ids=[text for text, *_rest in NEEDS])
def test_a_data_need_is_asked_of_whom_it_names(
    text: str, what: str, parties: list[str], due: str | None, known: Known, meeting_day: date
) -> None:
    reading = captured(text, known, meeting_day)
    assert (reading.what, names(reading)) == (what, parties)
    assert reading.due_date == (date.fromisoformat(due) if due else None)


AGREEMENTS = [
    ("AGREED: RRES wiring diagrams are not necessary #26.3", "RRES wiring diagrams are not necessary", None, []),
    ("RESOLVED: the webinar is on March 4", "The webinar is on March 4", None, []),
    ("AGREED: there was broad agreement among attendees that it works", "It works", AgreementBasis.BROAD, []),
    ("AGREED: consensus that it works", "It works", AgreementBasis.CONSENSUS, []),
    ("AGREED: all attendees broadly agreed that it works", "It works", AgreementBasis.BROAD, []),
    ("AGREED: the group agreed that it works", "It works", None, []),
    ("AGREED: Tesla and ConnectDER agreed that it works", "It works", AgreementBasis.NAMED, ["Tesla", "ConnectDER"]),
    ("AGREED: no consensus on the waiver", "No consensus on the waiver", None, []),
]


@pytest.mark.parametrize(("text", "what", "basis", "parties"), AGREEMENTS, ids=[text for text, *_r in AGREEMENTS])
def test_an_agreement_has_the_basis_that_its_words_say(
    text: str, what: str, basis: AgreementBasis | None, parties: list[str], known: Known, meeting_day: date
) -> None:
    reading = captured(text, known, meeting_day)
    assert (reading.what, reading.basis, names(reading)) == (what, basis, parties)


POSITIONS = [
    # typed, whose, stand, topic
    ("POSITION: ConnectDER neutral on liability waiver", "ConnectDER", "neutral", "liability waiver"),
    ("POSITION: ConnectDER is neutral on the liability waiver", "ConnectDER", "neutral", "liability waiver"),
    ("POSITION: Tesla is neutral on the waiver. They know of no other.", "Tesla", "neutral", "waiver"),
    ("POSITION: Eversource supports the waiver", "Eversource", "support", "waiver"),
    ("POSITION: Tesla in favor of storage", "Tesla", "support", "storage"),
    ("POSITION: UI can live with version 2", "UI", "can live with", "version 2"),
    ("POSITION: Tesla opposes the restriction list", "Tesla", "oppose", "restriction list"),
    ("POSITION: EOE abstains", "EOE", "abstain", ""),
    ("POSITION: PURA takes no position on storage", "PURA", "no position", "storage"),
    ("POSITION: Eversource is still reviewing the materials", "Eversource", "reviewing", "materials"),
    ("POSITION: Tesla does not support the list", "Tesla", "does not support", "list"),
    ("POSITION: Tesla is not opposed to the list", "Tesla", "is not opposed", "list"),
    ("POSITION: Tesla: storage should be allowed", "Tesla", "", "storage should be allowed"),
    ("pf: POSITION: neutral on the waiver", "Eversource", "neutral", "waiver"),
    ("POSITION: the waiver is too long", None, "", "the waiver is too long"),
]


@pytest.mark.parametrize(("text", "party", "stand", "topic"), POSITIONS, ids=[text for text, *_r in POSITIONS])
def test_a_position_is_a_partys_stand_on_a_topic(
    text: str, party: str | None, stand: str, topic: str, known: Known, meeting_day: date
) -> None:
    reading = captured(text, known, meeting_day)
    assert (reading.party.display if reading.party else None, reading.stand, reading.topic) == (party, stand, topic)


PLAIN = [
    # spoken, what is made an action of it, owners, due
    ("Jordan Graham (Tesla): Will reach out internally for answer.", "Reach out internally for answer", [JORDAN], None),
    ("jg: can look into this by Fri", "Can look into this", [JORDAN], "2025-02-07"),
    ("Tesla to provide the data by Feb 14.", "Provide the data", ["Tesla"], "2025-02-14"),
    ("By Feb 14, Tesla will provide the data.", "Provide the data", ["Tesla"], "2025-02-14"),
    ("The filing is due March 31, 2025. EDCs will file it.", "File it", ["EDCs"], None),
    ("pf: Who can? Tesla will.", "Who can? Tesla will", [], None),
    ("Tesla is notified and will coordinate", "Tesla is notified and will coordinate", [], None),
    ("jg: Tesla is notified and will coordinate", "Tesla is notified and will coordinate", [], None),
    ("Could Tesla send it?", "Could Tesla send it?", [], None),
    ("jg: The customer is told and will call", "The customer is told and will call", [], None),
    ("jg: This is new, but can look into it.", "Can look into it", [JORDAN], None),
    ("jg: Have tried once and will try again.", "Try again", [JORDAN], None),
    ("jg: This breaks and will be replaced", "This breaks and will be replaced", [], None),
    ("jg: Tesla is told, but can do nothing", "Tesla is told, but can do nothing", [], None),
    ("jg: Will be told by Friday", "Will be told", [], "2025-02-07"),
    ("The EDCs are required to file it by 3/31", "File it", ["EDCs"], "2025-03-31"),
    ("Aileen Cole (GPI) will send the minutes", "Send the minutes", ["Aileen Cole (GPI)"], None),
    ("The group asked Tesla and UI to meet", "Meet", ["Tesla", "UI"], None),
]


@pytest.mark.parametrize(("text", "what", "owners", "due"), PLAIN, ids=[text for text, *_rest in PLAIN])
def test_a_plain_sentence_is_made_an_action_as_it_stands(
    text: str, what: str, owners: list[str], due: str | None, known: Known, meeting_day: date
) -> None:
    reading = marked(CaptureKind.ACTION, text, known, meeting_day)
    assert (reading.what, names(reading)) == (what, owners)
    assert reading.due_date == (date.fromisoformat(due) if due else None)


def test_a_question_is_the_sentences_that_ask(known: Known, meeting_day: date) -> None:
    text = "pf: I wonder. What happens if the house is sold? Who manages that? Noticed that it is not covered."
    assert marked(CaptureKind.QUESTION, text, known, meeting_day).what == (
        "What happens if the house is sold? Who manages that?"
    )
    assert marked(CaptureKind.QUESTION, "what about storage", known, meeting_day).what == "What about storage"
    text = "pf: Order 26 asks for a draft by March 31. Asked what the EDCs' internal deadline is."
    assert marked(CaptureKind.QUESTION, text, known, meeting_day).what == "Asked what the EDCs' internal deadline is"


def test_a_marked_line_can_be_read_as_another_kind(known: Known, meeting_day: date) -> None:
    reading = marked(CaptureKind.DATA_NEED, "ACTION: Tesla to provide the data", known, meeting_day)
    assert (reading.kind, reading.what, names(reading)) == (CaptureKind.DATA_NEED, "Data", ["Tesla"])


def test_a_full_stop_in_the_middle_of_a_sentence_does_not_end_it(known: Known, meeting_day: date) -> None:
    text = "Tesla will provide data (e.g., “X sockets”) as in Docket No. 24-08-02."
    assert marked(CaptureKind.ACTION, text, known, meeting_day).what == (
        "Provide data (e.g., “X sockets”) as in Docket No. 24-08-02"
    )
