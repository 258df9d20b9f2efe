"""Whoever can own, owe, attend, speak or file: found by any name, merged in every place, renamed in every line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from msa_wg_desktop.domain.work import WorkFilter
from msa_wg_desktop.errors import ConflictError, NotFoundError, ValidationError
from msa_wg_desktop.services import party_book
from msa_wg_desktop.services.container import Services
from msa_wg_desktop.services.store import Store
from tests.services.desk import Desk, dump, statements

BOTH = 9  # The line that two people speak.


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("pf", "Patrick Fam (Eversource)"),
        ("PF", "Patrick Fam (Eversource)"),
        ("Patrick Fam", "Patrick Fam (Eversource)"),
        ("  patrick   fam ", "Patrick Fam (Eversource)"),
        ("Patrick Fam (Eversource)", "Patrick Fam (Eversource)"),
        ("UI", "UI"),
        ("united illuminating", "UI"),
        ("Eversource Energy", "Eversource"),
        ("EDCs", "EDCs (Eversource, UI)"),
        ("EDCs (Eversource, UI)", "EDCs (Eversource, UI)"),
    ],
)
def test_a_party_is_found_by_any_of_its_names(desk: Desk, text: str, found: str):
    assert desk.services.parties.find(text).display == found


def test_a_party_is_found_by_its_id(desk: Desk):
    ui = desk.services.parties.find("UI")
    assert desk.services.parties.find(ui.id) == ui


def test_a_name_that_may_mean_two_people_names_both(desk: Desk):
    desk.services.parties.add_person("Patrick Fam", "UI")
    with pytest.raises(ValidationError) as told:
        desk.services.parties.find("Patrick Fam")
    assert told.value.words == "“Patrick Fam” may be Patrick Fam (Eversource) / Patrick Fam (UI). Say which."
    assert desk.services.parties.find("Patrick Fam (UI)").display == "Patrick Fam (UI)"


def test_who_is_retired_stands_in_nobodys_way(desk: Desk):
    old = desk.services.parties.add_person("Patrick Fam", "UI")
    desk.services.parties.retire(old.id)
    assert desk.services.parties.find("Patrick Fam").display == "Patrick Fam (Eversource)"


def test_a_name_that_nobody_has_is_said_in_words(desk: Desk):
    with pytest.raises(NotFoundError) as told:
        desk.services.parties.find("Eversorce")
    assert told.value.words.startswith("“Eversorce” isn't in the record.")


# ---------------------------------------------------------------------- who finds what (decision 10)


WHO_FINDS_WHAT = {
    "EDCs": {"EDCs", "Eversource", "UI", "pf", "Ursula Ives"},
    "Eversource": {"EDCs", "Eversource", "pf"},
    "UI": {"EDCs", "UI", "Ursula Ives"},
    "OEMs": {"OEMs", "ConnectDER", "Tesla", "jg"},
    "Tesla": {"OEMs", "Tesla", "jg"},
    "GPI": {"GPI", "ac"},
    "pf": {"pf"},
}


@pytest.mark.parametrize("who", WHO_FINDS_WHAT)
def test_who_finds_what(desk: Desk, who: str):
    expected = {desk.party(name) for name in WHO_FINDS_WHAT[who]}
    assert desk.services.parties.related(desk.party(who)) == expected


def test_an_action_is_found_by_exactly_those_whom_it_concerns(desk: Desk):
    owners = ("EDCs", "Eversource", "UI", "pf", "Ursula Ives", "Tesla")
    for owner in owners:
        desk.services.actions.add(f"Of {owner}", owners=[owner], meeting_id=desk.meeting)
    for who, finds in WHO_FINDS_WHAT.items():
        rows = desk.services.actions.list(WorkFilter(party_id=desk.party(who), words="Of"))
        assert {row.what.removeprefix("Of ") for row in rows} == finds & set(owners), who


def test_mine_is_what_concerns_the_person_the_organisation_and_its_classes(desk: Desk):
    parties = desk.services.parties
    assert parties.mine(desk.party("pf")) == {desk.party(name) for name in ("pf", "Eversource", "EDCs")}
    assert parties.mine(desk.party("UI")) == {desk.party("UI")}


def test_only_memberships_that_hold_today_count(desk: Desk, store: Store):
    from sqlalchemy import select

    from msa_wg_desktop.db.models import ClassMember

    with store.operation("Leave the class") as session:
        membership = session.scalars(select(ClassMember).where(ClassMember.member_id == desk.party("UI"))).one()
        membership.until = date(2025, 2, 5)
    assert desk.services.parties.find("EDCs").display == "EDCs (Eversource)"
    assert desk.party("EDCs") not in desk.services.parties.related(desk.party("UI"))


# ---------------------------------------------------------------------- codes


def test_a_code_comes_from_the_initials_and_never_twice(desk: Desk):
    add = desk.services.parties.add_person
    names = ("Peter Fox", "Petra Fo", "Pia Fo", "Ugo Ito", "Émile Ødegård")
    assert [add(name, "Tesla").code for name in names] == ["pfo", "pf2", "pf3", "uit", "eø"]


def test_a_code_that_is_taken_says_by_whom(desk: Desk):
    with pytest.raises(ValidationError) as told:
        desk.services.parties.add_person("Peter Fox", "UI", code="PF")
    assert told.value.words == (
        "The code “pf” is Patrick Fam (Eversource)'s already. Nothing was changed; choose another one."
    )
    assert told.value.field == "code"


@pytest.mark.parametrize("code", ["p f", "p:f", "(pf)", "@pf"])
def test_a_code_that_could_not_be_typed_before_a_colon_is_refused(desk: Desk, code: str):
    with pytest.raises(ValidationError, match="no spaces or marks"):
        desk.services.parties.edit(desk.party("pf"), {"code": code})


# ---------------------------------------------------------------------- bad input


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda p: p.add_person("  "), "A person needs a name"),
        (lambda p: p.add_organisation("\t"), "An organisation needs a name"),
        (lambda p: p.add_class(""), "A party class needs a name"),
        (lambda p: p.add_person("Patrick Fam", "Eversource"), "is in the record already"),
        (lambda p: p.add_organisation("UI"), "is in the record already, as UI"),
        (lambda p: p.add_organisation("Else", "edcs"), "is in the record already, as EDCs"),
        (lambda p: p.add_person("New Name", "Nowhere"), "“Nowhere” isn't in the record"),
        (lambda p: p.add_class("New", ["pf"]), "“pf” isn't in the record"),
        (lambda p: p.edit(p.find("pf").id, {"name": " "}), "A name is needed"),
        (lambda p: p.edit(p.find("pf").id, {"shoe size": "44"}), "There is no field “shoe size”"),
        (lambda p: p.merge(p.find("pf").id, p.find("UI").id), "are of different kinds"),
        (lambda p: p.merge(p.find("pf").id, p.find("pf").id), "the same already"),
        (lambda p: p.edit("gone", {"name": "X"}), "isn't in the record any more"),
    ],
)
def test_what_can_not_be_is_said_and_changes_nothing(desk: Desk, store: Store, act, words: str):
    before = dump(store)
    with pytest.raises((ValidationError, NotFoundError), match=words):
        act(desk.services.parties)
    assert dump(store) == before


def test_text_is_cleaned_as_it_comes_in(desk: Desk):
    made = desk.services.parties.add_person(" Ann\u2028Lee \ud800", "Tesla", mail="a@b\n")
    assert (made.name, made.mail) == ("Ann Lee \ufffd", "a@b")


def test_a_form_that_is_out_of_date_overwrites_nothing(desk: Desk):
    pf = desk.party("pf")
    desk.services.parties.edit(pf, {"mail": "new@example.com"})
    with pytest.raises(ConflictError, match="changed meanwhile to “new@"):
        desk.services.parties.edit(pf, {"mail": "mine@example.com"}, shown={"mail": ""})


def test_who_is_named_somewhere_is_not_deleted(desk: Desk):
    with pytest.raises(ValidationError) as told:
        desk.services.parties.delete(desk.party("pf"))
    assert told.value.words == (
        "Patrick Fam (Eversource) can't be deleted: 2 lines still name it. Retire it, or merge it into another."
    )
    with pytest.raises(ValidationError, match="1 person"):
        desk.services.parties.delete(desk.party("GPI"))


# ---------------------------------------------------------------------- names in lines


def test_renaming_a_person_rewrites_the_lines_that_they_spoke(desk: Desk):
    desk.services.parties.rename(desk.party("jg"), "Jordan Graham-Wu")
    assert desk.note(BOTH) == "Patrick Fam (Eversource) and Jordan Graham-Wu (Tesla): Both will look into it"
    assert _body(desk, BOTH) == "Both will look into it"
    assert desk.note(1).startswith("Patrick Fam (Eversource): ")


def test_renaming_leaves_prose_and_what_others_said_alone(desk: Desk):
    (line,) = desk.services.notes.capture_lines(desk.meeting, "pf: Patrick Fam (Eversource) is my name")
    desk.services.parties.rename(desk.party("pf"), "Pat Fam")
    texts = {row.id: row.text for row in desk.services.notes.outline(desk.meeting).load()}
    assert texts[line] == "Pat Fam (Eversource): Patrick Fam (Eversource) is my name"


def test_a_line_off_the_record_is_rewritten_too(desk: Desk):
    (line,) = desk.services.notes.capture_lines(desk.meeting, "[off] Patrick Fam (Eversource): Between us")
    desk.services.parties.rename(desk.party("pf"), "Pat Fam")
    row = next(row for row in desk.services.notes.outline(desk.meeting).load() if row.id == line)
    assert row.text == "[off] Pat Fam (Eversource): Between us"
    assert row.text[row.body_start :].strip() == "Between us"


def test_a_provisional_name_is_settled_into_a_known_person(desk: Desk):
    parties = desk.services.parties
    (line,) = desk.services.notes.capture_lines(desk.meeting, "Pat Fam (ES): ACTION: Pat Fam (ES) to look")
    provisional = parties.find("Pat Fam")
    assert [person.display for person in parties.people(provisional=True)] == ["Pat Fam (ES)"]
    desk.services.actions.set_owners(desk.captured("action"), [provisional.id, "pf"])
    parties.settle(provisional.id, desk.party("pf"))
    row = next(row for row in desk.services.notes.outline(desk.meeting).load() if row.id == line)
    assert row.text.startswith("Patrick Fam (Eversource): ")
    assert [owner.name for owner in desk.services.actions.get(desk.captured("action")).owners] == [
        "Patrick Fam (Eversource)"
    ]
    assert parties.people(provisional=True) == ()
    assert not any(row.display == "ES" for row in parties.organisations())


def test_settling_keeps_the_organisation_that_a_line_names_where_it_is_known(desk: Desk):
    (line,) = desk.services.notes.capture_lines(desk.meeting, "Pat Fam (UI): Then with UI")
    desk.services.parties.settle(desk.party("Pat Fam"), desk.party("pf"))
    row = next(row for row in desk.services.notes.outline(desk.meeting).load() if row.id == line)
    assert row.text == "Patrick Fam (UI): Then with UI"


def test_a_provisional_name_is_kept_as_somebody_new_with_its_organisation(desk: Desk):
    desk.services.notes.capture_lines(desk.meeting, "Ann Lee (Newco): Good morning")
    desk.services.parties.settled(desk.party("Ann Lee"))
    assert desk.services.parties.people(provisional=True) == ()
    assert not any(row.provisional for row in desk.services.parties.organisations())


def test_merging_organisations_moves_people_lines_and_links_and_makes_no_pair_twice(desk: Desk):
    desk.services.actions.add("Both", owners=["Tesla", "ConnectDER"], meeting_id=desk.meeting)
    desk.services.parties.merge(desk.party("Tesla"), desk.party("ConnectDER"))
    (action,) = desk.services.actions.list(WorkFilter(words="Both"))
    assert action.owners_text == "ConnectDER"
    assert desk.services.parties.find("jg").display == "Jordan Graham (ConnectDER)"
    assert desk.services.parties.find("OEMs").display == "OEMs (ConnectDER)"
    assert desk.note(BOTH) == "Patrick Fam (Eversource) and Jordan Graham (ConnectDER): Both will look into it"


def test_merging_a_pair_keeps_what_only_the_vanishing_one_had(desk: Desk):
    need = desk.services.data_needs.add("Lifespan", parties=["Tesla", "ConnectDER"], meeting_id=desk.meeting)
    desk.services.data_needs.answer(need, "Tesla", "20+ years")
    desk.services.parties.merge(desk.party("Tesla"), desk.party("ConnectDER"))
    (party,) = desk.services.data_needs.get(need).parties
    assert (party.name, party.response) == ("ConnectDER", "20+ years")


# ---------------------------------------------------------------------- reading


def test_everybody_is_read_in_four_statements_and_then_only_what_changed(desk: Desk, tmp_path: Path):
    """Of a book that was read before, one statement asks whether anything happened to it since."""
    other = Services(Store.open(desk.services.store.path or tmp_path))
    with statements() as first:
        assert len(other.parties.people()) == 4
    with statements() as again:
        assert len(other.parties.people()) == 4
    assert (len(first), len(again)) == (4, 1)
    pat = desk.party("pf")
    desk.services.parties.edit(pat, {"code": "fam"})
    with statements() as changed:
        assert other.parties.find("fam").id == pat
    assert len(changed) == 3
    other.store.close()


def test_the_book_that_is_kept_says_what_the_record_says(desk: Desk):
    """Whatever was done to parties, and taken back: as if everybody had been read anew."""
    parties, store = desk.services.parties, desk.services.store
    parties.book()
    pat = desk.party("pf")
    steps: list[Callable[[], object]] = [
        lambda: parties.edit(pat, {"name": "Zoe Fam"}),
        lambda: parties.edit(desk.party("Eversource"), {"short": "ES"}),
        lambda: parties.add_person("Ana Reyes", "Tesla"),
        lambda: parties.edit(desk.party("EDCs"), {"members": ["UI"]}),
        lambda: parties.delete(desk.party("Ana Reyes")),
        lambda: parties.merge(desk.party("Tesla"), desk.party("ConnectDER")),
    ]
    for step in [*steps, *[store.undo] * len(steps)]:
        step()
        kept = list(parties.book())
        with store.operation("Read with a connection that keeps nothing") as session:
            assert kept == list(party_book.read(session.connection(), store.clock.today()))
    assert parties.get(pat).display == "Patrick Fam (Eversource)"


def test_another_day_has_the_same_book_until_somebody_belongs_elsewhere(desk: Desk):
    """A meeting of some time ago is read with the names of its day: as a rule everybody belonged to the same then."""
    store, today, then = desk.services.store, desk.services.store.clock.today(), date(2024, 11, 5)
    with store.reading() as connection, statements() as asked:
        book = party_book.read(connection, today)
        assert party_book.read(connection, then) is book
    assert not [words for words in asked[4:] if "FROM party" in words]
    desk.services.affiliations.move("Patrick Fam", "UI", date(2025, 1, 10))
    with store.reading() as connection:
        books = {day: party_book.read(connection, day) for day in (today, then)}
    shown = {day: book.get(desk.party("pf")).display for day, book in books.items()}
    assert shown == {today: "Patrick Fam (UI)", then: "Patrick Fam (Eversource)"}


def test_inside_an_operation_the_book_knows_what_is_not_written_yet(desk: Desk):
    with desk.services.store.operation("Two steps in one"):
        desk.services.parties.add_person("Ana Reyes", "Tesla")
        assert desk.services.parties.find("Ana Reyes").display == "Ana Reyes (Tesla)"


def _body(desk: Desk, number: int) -> str:
    row = desk.services.notes.outline(desk.meeting).load()[number - 1]
    return row.text[row.body_start :].strip()
