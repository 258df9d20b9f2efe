"""People are read as mail programs and hands write them, and nothing is guessed."""

from __future__ import annotations

import pytest

from msa_wg_desktop.domain.mail import read_mail
from msa_wg_desktop.domain.people_lines import PersonLine, read_person, split_list
from msa_wg_desktop.errors import ValidationError


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Jane Doe (Acme Solar) jd jane@acme.example", PersonLine("Jane Doe", "Acme Solar", "jd", "jane@acme.example")),
        ("Jane Doe <jane@acme.example>", PersonLine("Jane Doe", "", "", "jane@acme.example")),
        ('"Doe, Jane (Acme)" <j@acme.example>', PersonLine("Jane Doe", "Acme", "", "j@acme.example")),
        ("Doe, Jane", PersonLine("Jane Doe")),
        ("Jane Doe jd", PersonLine("Jane Doe", "", "jd")),
        ("Mary Ann de la Cruz (X)", PersonLine("Mary Ann de la Cruz", "X")),
        ("jane@acme.example", PersonLine("", "", "", "jane@acme.example")),
        ("<jane@acme.example", PersonLine("", "", "", "jane@acme.example")),
        ("Jane Doe <mailto:jane@acme.example>", PersonLine("Jane Doe", "", "", "jane@acme.example")),
        ("Cher", PersonLine("Cher")),
        ("Émile  Ødegård\t(Ø)", PersonLine("Émile Ødegård", "Ø")),
    ],
)
def test_a_line_says_one_person(text: str, read: PersonLine):
    assert read_person(text) == read


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Jane <j@a.example>; John <k@a.example>", ("Jane <j@a.example>", "John <k@a.example>")),
        ("Jane <j@a.example>, John <k@a.example>", ("Jane <j@a.example>", "John <k@a.example>")),
        ('"Doe, Jane" <j@a.example>, "Roe, R" <r@a.example>', ('"Doe, Jane" <j@a.example>', '"Roe, R" <r@a.example>')),
        ("To: Jane <j@a.example>\nCc: John (Acme)", ("Jane <j@a.example>", "John (Acme)")),
        ("• Jane Doe (Acme)\r\n\r\n- John Roe", ("Jane Doe (Acme)", "John Roe")),
        ("Doe, Jane", ("Doe, Jane",)),
        (" ;; \n ", ()),
    ],
)
def test_a_list_is_parted_where_a_person_ends(text: str, people: tuple[str, ...]):
    assert split_list(text) == people


@pytest.mark.parametrize("text", ["", "  ", "jane@acme.example", " jane.o'neil+x@a.b "])
def test_one_address_or_none_is_taken(text: str):
    assert read_mail(text) == text.strip()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("jane@a.example, john@a.example", "more than one mail address"),
        ("jane@a.example john@a.example", "more than one mail address"),
        ("jane@a.example\r\nBcc: all@a.example", "stands on one line"),
        ("jane@a.example\nx", "stands on one line"),
        ("jane", "is no mail address"),
        ("jane@", "is no mail address"),
        ("Jane <jane@a.example>", "is no mail address"),
        ("a@b@c", "is no mail address"),
    ],
)
def test_what_is_no_address_is_said_in_a_sentence(text: str, words: str):
    with pytest.raises(ValidationError, match=words) as told:
        read_mail(text)
    assert told.value.field == "mail"
