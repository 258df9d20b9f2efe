"""Where a material lies: links that can be opened, paths, words; nothing that could run when it is opened."""

from __future__ import annotations

import pytest

from msa_wg_desktop.domain.materials import Whereabouts, read_location, size_words, whereabouts
from msa_wg_desktop.errors import ValidationError


@pytest.mark.parametrize(
    ("typed", "kept", "kind"),
    [
        ("https://example.org/a.pdf", "https://example.org/a.pdf", Whereabouts.LINK),
        ("mailto:pf@example.org", "mailto:pf@example.org", Whereabouts.LINK),
        ("www.example.org/a.pdf", "https://www.example.org/a.pdf", Whereabouts.LINK),
        ("example.com", "https://example.com", Whereabouts.LINK),
        ("/srv/files/a b.pdf", "/srv/files/a b.pdf", Whereabouts.FILE),
        ("file:///srv/files/a%20b.pdf", "/srv/files/a b.pdf", Whereabouts.FILE),
        ("file:///C:/Files/a.pdf", "C:/Files/a.pdf", Whereabouts.FILE),
        ('"C:\\Files\\a.pdf"', "C:\\Files\\a.pdf", Whereabouts.FILE),
        ("~/a.pdf", "~/a.pdf", Whereabouts.FILE),
        ("on paper, second shelf", "on paper, second shelf", Whereabouts.WORDS),
        ("Binder: second shelf", "Binder: second shelf", Whereabouts.WORDS),
        ("  a\x00b\n", "a\ufffdb", Whereabouts.WORDS),
        ("", "", Whereabouts.NOWHERE),
    ],
)
def test_a_location_is_a_link_a_path_or_words(typed: str, kept: str, kind: Whereabouts):
    assert read_location(typed) == kept
    assert whereabouts(kept) is kind


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "ms-word:ofe|u|x", "ftp://host/a"]
)
def test_an_address_that_could_run_something_is_refused_in_words(address: str):
    with pytest.raises(ValidationError, match="is not opened here"):
        read_location(address)


@pytest.mark.parametrize(
    ("size", "words"), [(0, "0 bytes"), (840 * 1024, "840 KB"), (1_500_000, "1.4 MB"), (2 * 1024**3, "2.0 GB")]
)
def test_a_size_is_told_in_words(size: int, words: str):
    assert size_words(size) == words
