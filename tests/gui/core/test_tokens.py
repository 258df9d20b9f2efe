"""Whether what is written can be read: each text on each ground that it may stand on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from msa_wg_desktop import paths
from msa_wg_desktop.gui.core.tokens import Colour, Scheme, Tokens, Tone, contrast

C = Colour
GROUNDS = (C.WINDOW, C.PANEL, C.SIDE_BAR, C.HOVER)
TEXT_PAIRS = [
    *((ink, ground) for ink in (C.INK_1, C.INK_2, C.INK_3) for ground in GROUNDS[:3]),
    *((ink, ground) for ink in (C.INK_1, C.INK_2) for ground in (C.SELECTION, C.HOVER)),
    *((tone.ink, tone.tint) for tone in Tone),
    *((tone.ink, ground) for tone in Tone for ground in (C.WINDOW, C.PANEL)),
    (C.ON_ACCENT, C.ACCENT),
    (C.ON_ACCENT, C.ACCENT_HOVER),
    (C.PANEL, C.INK_1),
    (C.BAR_ACCENT, C.INK_1),
    (C.DANGER, C.SIDE_BAR),
]
PART_PAIRS = [(part, ground) for part in (C.EDGE, C.ACCENT) for ground in (C.WINDOW, C.PANEL)]


@pytest.fixture(scope="module")
def tokens() -> Tokens:
    return Tokens.read(paths.resource("theme.json"))


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_stands_out_from_its_ground(tokens: Tokens, scheme: Scheme, ink: Colour, ground: Colour) -> None:
    colours = tokens.colours[scheme]
    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize(("part", "ground"), PART_PAIRS)
def test_edges_that_must_be_seen_stand_out(tokens: Tokens, scheme: Scheme, part: Colour, ground: Colour) -> None:
    colours = tokens.colours[scheme]
    assert contrast(colours[part], colours[ground]) >= 3


@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_high_contrast_deserves_its_name(tokens: Tokens, ink: Colour, ground: Colour) -> None:
    colours = tokens.colours[Scheme.CONTRAST]
    assert contrast(colours[ink], colours[ground]) >= 7


def test_contrast_is_worked_out_as_the_standard_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_no_colour_is_written_outside_the_token_file() -> None:
    package = Path(paths.__file__).parent
    places = [*package.joinpath("gui").rglob("*.py"), *(paths.form(name) for name in paths.forms())]
    places.append(paths.resource("theme.qss"))
    coloured = re.compile(r"#[0-9a-fA-F]{6}\b|rgba?\(|Qt\.GlobalColor\.(?!transparent)|<color")
    assert [str(file) for file in places if coloured.search(file.read_text(encoding="utf-8"))] == []
