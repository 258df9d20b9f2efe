"""What each owes: every party finds its own with the words and the place, others' is never on its page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from msa_wg_desktop.domain.actions import ActionStatus
from msa_wg_desktop.domain.owed import OwedPage, owed_report
from msa_wg_desktop.errors import ExportError
from msa_wg_desktop.services.writing import write_all_owed, write_owed
from tests.services.desk import FEB_6, Desk, statements


def page(desk: Desk, party: str) -> OwedPage:
    return desk.services.owed.page(desk.party(party))


def texts(found: OwedPage) -> list[str]:
    return [thing.text for thing in found.actions]


def read_mail(file: Path) -> Any:
    return message_from_bytes(file.read_bytes(), policy=policy.default)


class Page(HTMLParser):
    """The tags and the words of a page, as a reader of HTML gets them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words: list[str] = []
        self._hidden = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._hidden = tag == "style"

    def handle_data(self, data: str) -> None:
        if not self._hidden and data.strip():
            self.words.append(data.strip())


def test_what_does_ui_owe_before_march_31_and_where_was_it_said(desk):
    ui = page(desk, "UI")
    assert texts(ui) == ["Reach out to legal"]
    (action,) = ui.actions
    assert (action.due, action.owed_as, action.order_items) == (date(2025, 2, 21), "EDCs (Eversource, UI)", ("26.6",))
    assert action.said is not None
    assert (action.said.place, action.said.words) == (
        "Feb 6, 2025, Discussion 3",
        "“EDCs to reach out to legal by Feb 21 #26.6”",
    )
    assert [(each.title, each.day) for each in ui.dates] == [
        ("File what Order 26 in Docket 24-08-02 asks for", date(2025, 3, 31))
    ]
    assert [number for number, _text in ui.dates[0].items] == ["(1)", "(2)", "(6)"]
    assert ui.counts == ("1 open action", "next date Friday, February 21, 2025")


def test_ui_never_finds_what_is_eversources_alone(desk):
    desk.services.actions.add("Look into the zebra", owners=["Patrick Fam"], meeting_id=desk.meeting)
    desk.services.data_needs.add("Count of zebras", parties=["Eversource"], meeting_id=desk.meeting)
    assert "zebra" not in repr(page(desk, "UI"))
    assert "Look into the zebra" in texts(page(desk, "Eversource"))
    assert "Look into the zebra" in texts(page(desk, "EDCs"))
    assert texts(page(desk, "Patrick Fam")) == ["Look into the zebra"]


def test_the_line_that_an_answer_answers_stands_beside_it(desk):
    (action,) = page(desk, "Tesla").actions
    assert action.said is not None
    assert (action.said.label, action.said.above_label) == ("3.a", "3")
    assert action.said.above == "EDCs to reach out to legal by Feb 21 #26.6"


def test_a_date_that_has_passed_is_no_reproach_outside(desk):
    desk.services.actions.add("Send it", owners=["UI"], due=date(2025, 2, 3), meeting_id=desk.meeting)
    action = next(thing for thing in page(desk, "UI").actions if thing.text == "Send it")
    assert (action.status, action.passed, action.place) == ("date passed, open", True, "Meeting of February 6, 2025")
    assert "overdue" not in repr(page(desk, "UI"))
    assert "1 with its date passed" in page(desk, "UI").counts
    desk.services.actions.add("Send more", owners=["UI"], due=date(2025, 2, 4), meeting_id=desk.meeting)
    assert "2 with their dates passed" in page(desk, "UI").counts


def test_word_says_first_how_much_it_is_too(desk):
    first = owed_report(page(desk, "UI")).sections[0]
    assert "1 open action · next date Friday, February 21, 2025" in repr(first)


def test_what_one_owner_has_done_is_no_longer_owed_by_it(desk):
    action_id = desk.services.actions.add("Share it", owners=["UI", "Tesla"], meeting_id=desk.meeting)
    desk.services.actions.set_owner_status(action_id, desk.party("UI"), ActionStatus.DONE)
    assert "Share it" not in texts(page(desk, "UI"))
    assert "Share it" in texts(page(desk, "Tesla"))


def test_what_was_answered_stands_apart_from_what_is_open(desk):
    desk.services.data_needs.add(
        "Lifespan", parties=["Tesla"], response="- 20+ years", identified_on=FEB_6, meeting_id=desk.meeting
    )
    need_id = desk.services.data_needs.list()[-1].id
    desk.services.data_needs.edit(need_id, {"status": "answered"})
    tesla = page(desk, "Tesla")
    assert [thing.text for thing in tesla.given] == ["Lifespan"]
    assert tesla.given[0].response[0].text == "20+ years"
    assert [thing.text for thing in tesla.asked] == ["Maintenance data"]


def test_nothing_off_the_record_is_on_any_page(desk, tmp_path):
    desk.services.notes.capture_lines(desk.meeting, "[off] Between us\n\tACTION: UI to feed the zebra")
    desk.services.actions.add("Hide the zebra", owners=["UI"], meeting_id=desk.meeting, off_record=True)
    for name in ("ui.html", "ui.md", "ui.eml"):
        assert b"zebra" not in write_owed(page(desk, "UI"), tmp_path / name).read_bytes()
    assert "zebra" not in repr(desk.services.owed.pages())


def test_a_party_that_owes_nothing_gets_a_page_that_says_so(desk, tmp_path):
    words = "Nothing is open with GPI: no action, no data need and no date is on record."
    for name in ("gpi.html", "gpi.md"):
        assert words in write_owed(page(desk, "GPI"), tmp_path / name).read_text("utf-8")
    assert words in read_mail(write_owed(page(desk, "GPI"), tmp_path / "gpi.eml")).get_body(("plain",)).get_content()


def test_the_page_needs_nothing_else_and_says_all(desk, tmp_path):
    desk.services.actions.add("Send <b>it</b> & more", owners=["UI"], meeting_id=desk.meeting)
    text = write_owed(page(desk, "UI"), tmp_path / "ui.html").read_text("utf-8")
    read = Page(text)
    assert not {"script", "img", "link", "iframe"} & set(read.tags)
    assert "url(" not in text
    assert "Send <b>it</b> & more" in read.words
    assert "By Friday, February 21, 2025" in read.words
    assert "Feb 6, 2025, Discussion 3" in read.words
    assert [tag for tag in read.tags if tag in ("h1", "h2")] == ["h1", "h2", "h2"]


def test_the_mail_goes_from_the_organiser_to_those_with_an_address(desk, tmp_path):
    services = desk.services
    services.settings.put("organiser.name", "Great Plains Institute")
    services.settings.put("organiser.mail", "wg@gpi.example")
    services.parties.add_person("Urs, the “Ünlü” Ives", "UI", mail="urs@ui.example")
    services.parties.add_person("No Address", "UI")
    file = write_owed(page(desk, "UI"), tmp_path / "ui.eml")
    mail = read_mail(file)
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert mail["From"].addresses[0].addr_spec == "wg@gpi.example"
    assert [(one.display_name, one.addr_spec) for one in mail["To"].addresses] == [
        ("Urs, the “Ünlü” Ives", "urs@ui.example")
    ]
    assert (mail["Subject"], mail["X-Unsent"]) == ("What UI owes, as of February 6, 2025", "1")
    assert "Discussion 3: “EDCs to reach out to legal" in mail.get_body(("plain",)).get_content()
    html = mail.get_body(("html",)).get_content()
    assert "var(" not in html
    assert "<style" not in html
    assert b"\n" not in file.read_bytes().replace(b"\r\n", b"")


@pytest.mark.parametrize("address", ["", "nobody", "a@b@c", "two words@x.example", "a@x.example\r\nBcc: b@x.example"])
def test_an_address_that_no_mail_can_have_is_left_out(desk, tmp_path, address):
    ui = replace(page(desk, "UI"), author="GPI\r\nBcc: b@x.example", author_mail=address)
    mail = read_mail(write_owed(ui, tmp_path / "ui.eml"))
    assert mail["Bcc"] is None
    assert mail["From"] is None


@pytest.mark.parametrize("suffix", [".html", ".docx", ".eml", ".md"])
def test_the_same_record_gives_the_same_bytes(desk, tmp_path, suffix):
    first = write_owed(page(desk, "UI"), tmp_path / f"one{suffix}").read_bytes()
    assert write_owed(page(desk, "UI"), tmp_path / f"two{suffix}").read_bytes() == first


def test_all_parties_in_one_go_with_names_that_every_system_takes(desk, tmp_path):
    for name in ("A/B: <C>", "A B C", "index", "con"):
        desk.services.parties.add_organisation(name)
    files = write_all_owed(desk.services.owed.pages(), tmp_path / "new" / "folder", ".html")
    names = [file.name for file in files]
    assert {"What A B C owes.html", "What A B C owes 2.html", "What UI owes.html", "What the EDCs owe.html"} <= set(
        names
    )
    assert len({name.casefold() for name in names}) == len(names)
    assert names[-1] == "index.html"
    index = files[-1].read_text("utf-8")
    assert '<a href="./What%20UI%20owes.html">What UI owes.html</a>' in index


def test_all_pages_cost_as_many_statements_as_one(desk):
    party = desk.party("UI")
    desk.services.owed.page(party)  # who and what is known is read once
    with statements() as one:
        desk.services.owed.page(party)
    with statements() as every:
        desk.services.owed.pages()
    assert len(every) == len(one)


def test_an_unknown_ending_and_a_folder_that_is_a_file_are_said_in_words(desk, tmp_path):
    with pytest.raises(ExportError, match=r"What a party owes can be written as"):
        write_owed(page(desk, "UI"), tmp_path / "ui.pages")
    (tmp_path / "file").touch()
    with pytest.raises(ExportError, match=r"can't be made"):
        write_all_owed(desk.services.owed.pages(), tmp_path / "file", ".html")
    assert not [file for file in tmp_path.rglob("*") if file.suffix in (".html", ".pages", ".part")]


def test_an_extension_moves_the_date_of_the_filing_and_what_is_met_is_gone(desk):
    deadlines = desk.services.deadlines
    deadline = deadlines.add("File Order 26", date(2025, 3, 31), kind="ordered", order="26")
    deadlines.add("Internal legal review", date(2025, 3, 10), order="26")
    deadlines.ask_extension(deadline, date(2025, 4, 30))
    deadlines.grant_extension(deadline)
    assert [(each.day, each.title) for each in page(desk, "UI").dates] == [
        (date(2025, 3, 10), "Internal legal review"),
        (date(2025, 4, 30), "File what Order 26 in Docket 24-08-02 asks for"),
    ]
    deadlines.mark_met(deadline)
    assert [each.title for each in page(desk, "UI").dates] == ["Internal legal review"]
    assert page(desk, "Tesla").dates == ()
