"""What each kind of captured thing is called on screen, and the tone of its chip."""

from __future__ import annotations

from msa_wg_desktop.domain.notes import CaptureKind
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.words import _

TONES = {
    CaptureKind.ACTION: Tone.ACCENT,
    CaptureKind.AGREEMENT: Tone.GOOD,
    CaptureKind.QUESTION: Tone.INFORMATION,
    CaptureKind.DATA_NEED: Tone.INFORMATION,
    CaptureKind.POSITION: Tone.CAUTION,
}


def kind_words(kind: CaptureKind) -> str:
    """What a kind of thing is called."""
    return {
        CaptureKind.ACTION: _("action"),
        CaptureKind.AGREEMENT: _("agreement"),
        CaptureKind.QUESTION: _("question"),
        CaptureKind.DATA_NEED: _("data need"),
        CaptureKind.POSITION: _("position"),
    }[kind]
