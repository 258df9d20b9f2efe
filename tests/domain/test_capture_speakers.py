"""Who speaks a line: rules 1 to 4 of the typed line, and the first rows of the table in screens.md."""

from __future__ import annotations

from datetime import date

import pytest

from msa_wg_desktop.domain.capture import Known, KnownOrganisation, KnownPerson, ParsedLine, PartyKind, parse_line

PATRICK = "Patrick Fam (Eversource)"
AILEEN = "Aileen Cole (GPI)"
JAMIE = "Jamie Spannhake (EOE)"

WITH_COLON = [
    # typed, speakers, body
    ("pf: Hello", [PATRICK], "Hello"),
    ("PF: Hello", [PATRICK], "Hello"),
    ("pf:", [PATRICK], ""),
    ("ac+js: Hello", [AILEEN, JAMIE], "Hello"),
    ("ac, js and pf: Hello", [AILEEN, JAMIE, PATRICK], "Hello"),
    ("ac & js: Hello", [AILEEN, JAMIE], "Hello"),
    ("@ac: Hello", [AILEEN], "Hello"),
    ("Patrick Fam: Hello", [PATRICK], "Hello"),
    ("patrick fam: Hello", [PATRICK], "Hello"),
    ("Patrick Fam (Eversource): Hello", [PATRICK], "Hello"),
    ("Patrick  Fam (Eversource):  Hello", [PATRICK], "Hello"),
    (f"{AILEEN} and {JAMIE}: Hello", [AILEEN, JAMIE], "Hello"),
    (f"{AILEEN}, {JAMIE} and {PATRICK}: Hello", [AILEEN, JAMIE, PATRICK], "Hello"),
    ("Aileen Cole (Great Plains Institute): Hello", [AILEEN], "Hello"),
    ("Eversource: Hello", ["Eversource"], "Hello"),
    ("eversource: Hello", ["Eversource"], "Hello"),
    ("UI: Hello", ["UI"], "Hello"),
    ("The United Illuminating Company: Hello", ["UI"], "Hello"),
    ("Office of Education, Outreach and Enforcement: Hello", ["EOE"], "Hello"),
    ("EDCs: Hello", ["EDCs"], "Hello"),
    ("Patrick Fam, Eversource: Hello", [PATRICK], "Hello"),
    ("Patrick Fam, Eversource and ac: Hello", [PATRICK, AILEEN], "Hello"),
    ("Patrick Fam and Eversource: Hello", [PATRICK, "Eversource"], "Hello"),
    ("Patrick Fam, UI: Hello", [PATRICK, "UI"], "Hello"),
    ("Eversource and UI: Hello", ["Eversource", "UI"], "Hello"),
    ("Mary Jones (Acme): Hello", ["Mary Jones (Acme)"], "Hello"),
    ("Mary Jones (Tesla): Hello", ["Mary Jones (Tesla)"], "Hello"),
    ("Ana de la Cruz (Acme): Hello", ["Ana de la Cruz (Acme)"], "Hello"),
    ("J. R. O’Brien-Smith Jr. (Acme): Hello", ["J. R. O’Brien-Smith Jr. (Acme)"], "Hello"),
    ("?: Hello", ["?"], "Hello"),
    ("Eversource?: Hello", ["Eversource?"], "Hello"),
    ("pf?: Hello", [PATRICK], "Hello"),
    ("  pf: Hello", [PATRICK], "Hello"),
    ("pf: two\nlines", [PATRICK], "two\nlines"),
]

PROSE = [
    ("Aileen Cole (GPI) asked Eversource if there was another way", [AILEEN]),
    ("Aileen Cole (GPI) and Jamie Spannhake (EOE) asked the EDCs to reach out", [AILEEN, JAMIE]),
    ("Aileen Cole (GPI), Jamie Spannhake (EOE) & Patrick Fam (Eversource) left", [AILEEN, JAMIE, PATRICK]),
    ("Aileen Cole (GPI) and the EDCs discussed the waiver", [AILEEN]),
    ("Aileen Cole (GPI), for the group, thanked everyone", [AILEEN]),
    ("@ac asked for the minutes", [AILEEN]),
    ("Mary Jones (Acme) asked for the minutes", ["Mary Jones (Acme)"]),
    ("Aileen Cole (GPI) and Mary Jones (Acme) left", [AILEEN, "Mary Jones (Acme)"]),
]

NOBODY = [
    "",
    ":",
    "Eversource stated that they are unable to provide this information",
    "Eversource is still reviewing the materials that ConnectDER provided",
    "ConnectDER’s maintenance needs are within industry norms.",
    "Regarding storage: had understood that Order 26 pertained to solar PV only",
    "Item 3: updated diagrams",
    "Note: the filing is due soon",
    "Mary Jones: Hello",
    "Patrick: Hello",
    "xx: Hello",
    "pf:no space after it",
    "https://example.org is the address",
    "pf said: Hello",
    "Regarding storage and Eversource: Hello",
    "Eversource, UI and others: Hello",
    "State Building Inspector (SBI) noted that no draft was there",
    "Tucson Electric Power (TEP) provided an example",
    "Great Plains Institute (GPI) noted that the notes are public",
    "Backup Switch (Tesla) is notified through an automated system",
    "Aileen Cole (GPI)’s question was taken up",
    "see pf: Hello",
]


def read(text: str, known: Known, today: date) -> ParsedLine:
    return parse_line(text, known, today=today)


@pytest.mark.parametrize(("text", "speakers", "body"), WITH_COLON, ids=[text for text, *_rest in WITH_COLON])
def test_a_speaker_before_a_colon_is_read(
    text: str, speakers: list[str], body: str, known: Known, meeting_day: date
) -> None:
    line = read(text, known, meeting_day)
    assert [ref.display for ref in line.speakers] == speakers
    assert (line.colon, line.body) == (True, body)
    assert line.speaker_span is not None
    assert text[: line.speaker_span[1]].rstrip().endswith(":")


@pytest.mark.parametrize(("text", "speakers"), PROSE, ids=[text for text, _speakers in PROSE])
def test_prose_about_who_spoke_has_that_speaker_and_stays_whole(
    text: str, speakers: list[str], known: Known, meeting_day: date
) -> None:
    line = read(text, known, meeting_day)
    assert [ref.display for ref in line.speakers] == speakers
    assert (line.colon, line.body) == (False, text)
    assert all(text[ref.start : ref.end].endswith(")") or text.startswith("@") for ref in line.speakers)


@pytest.mark.parametrize("text", NOBODY)
def test_what_is_not_clearly_a_speaker_stays_text(text: str, known: Known, meeting_day: date) -> None:
    line = read(text, known, meeting_day)
    assert line.speakers == ()
    assert line.body == text


def test_a_known_speaker_points_into_the_record(known: Known, meeting_day: date) -> None:
    (patrick,) = read("pf: Hello", known, meeting_day).speakers
    assert (patrick.party_id, patrick.kind, patrick.organisation_id) == ("patrick", PartyKind.PERSON, "eversource")
    (edcs,) = read("EDCs: Hello", known, meeting_day).speakers
    assert (edcs.party_id, edcs.kind) == ("edcs", PartyKind.PARTY_CLASS)
    (company,) = read("UI: Hello", known, meeting_day).speakers
    assert (company.party_id, company.kind, company.organisation_id) == ("ui", PartyKind.ORGANISATION, "ui")


def test_an_unknown_name_is_provisional_and_nobody_is_asked(known: Known, meeting_day: date) -> None:
    (mary,) = read("Mary Jones (tesla): Hello", known, meeting_day).speakers
    assert (mary.provisional, mary.party_id, mary.to_be_settled) == (True, None, False)
    assert (mary.organisation, mary.organisation_id) == ("Tesla", "tesla")


def test_a_known_name_in_another_organisation_is_nobody_that_the_record_has(known: Known, meeting_day: date) -> None:
    (patrick,) = read("Patrick Fam (Tesla): Hello", known, meeting_day).speakers
    assert (patrick.party_id, patrick.provisional, patrick.to_be_settled) == (None, True, True)


@pytest.mark.parametrize(
    ("text", "name", "organisation", "party"),
    [
        ("?: Hello", "", "", None),
        ("Eversource?: Hello", "", "Eversource", None),
        ("pf?: Hello", "Patrick Fam", "Eversource", "patrick"),
    ],
)
def test_a_question_mark_leaves_the_speaker_to_be_settled(
    text: str, name: str, organisation: str, party: str | None, known: Known, meeting_day: date
) -> None:
    (speaker,) = read(text, known, meeting_day).speakers
    assert speaker.to_be_settled
    assert (speaker.name, speaker.organisation, speaker.party_id) == (name, organisation, party)


def test_a_name_that_two_share_is_settled_by_the_organisation_or_by_the_code(meeting_day: date) -> None:
    known = Known(
        people=[
            KnownPerson("1", "Jon Smith", "a", "Acme", "js"),
            KnownPerson("2", "Jon Smith", "t", "Tesla", "jt"),
            KnownPerson("3", "Jon Smith", "t", "Tesla", "ju"),
        ],
        organisations=[KnownOrganisation("a", "Acme"), KnownOrganisation("t", "Tesla")],
    )
    assert [ref.party_id for ref in read("Jon Smith (Acme): x", known, meeting_day).speakers] == ["1"]
    assert [ref.party_id for ref in read("ju: x", known, meeting_day).speakers] == ["3"]
    for text in ("Jon Smith: x", "Jon Smith (Tesla): x"):
        (speaker,) = read(text, known, meeting_day).speakers
        assert (speaker.name, speaker.party_id, speaker.to_be_settled) == ("Jon Smith", None, True)


def test_names_with_brackets_and_joining_words_are_read_whole(meeting_day: date) -> None:
    known = Known(
        people=[KnownPerson("1", "Ann Ray", "s", "Smith, Jones and Co (SJ)", "ar")],
        organisations=[KnownOrganisation("s", "Smith, Jones and Co (SJ)"), KnownOrganisation("n", "Nut & Bolt")],
    )
    line = read("Ann Ray (Smith, Jones and Co (SJ)) and Nut & Bolt: Hello", known, meeting_day)
    assert [ref.party_id for ref in line.speakers] == ["1", "n"]


@pytest.mark.parametrize("dots", ["...", "…"])
def test_dots_go_on_with_the_speaker_above(dots: str, known: Known, meeting_day: date) -> None:
    line = read(f"{dots} and the meters", known, meeting_day)
    assert (line.continues, line.speakers, line.body) == (True, (), "and the meters")


def test_more_than_three_dots_are_text(known: Known, meeting_day: date) -> None:
    assert not read(".... well", known, meeting_day).continues


def test_a_line_below_a_speakers_line_has_no_speaker_of_its_own(known: Known, meeting_day: date) -> None:
    assert read("Will reach out internally.", known, meeting_day).speakers == ()


def test_a_speaker_stands_only_at_the_start(known: Known, meeting_day: date) -> None:
    line = read("pf: Jordan Graham (Tesla): Hello", known, meeting_day)
    assert [ref.display for ref in line.speakers] == [PATRICK]
    assert line.body == "Jordan Graham (Tesla): Hello"


def test_with_nothing_known_names_in_full_are_still_read(meeting_day: date) -> None:
    line = read("Aileen Cole (GPI) and Jamie Spannhake (EOE) asked the EDCs", Known(), meeting_day)
    assert [ref.display for ref in line.speakers] == [AILEEN, JAMIE]
    assert all(ref.provisional for ref in line.speakers)
