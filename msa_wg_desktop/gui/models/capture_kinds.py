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
    match kind:
        case CaptureKind.ACTION:
            return _("action")
        case CaptureKind.AGREEMENT:
            return _("agreement")
        case CaptureKind.QUESTION:
            return _("question")
        case CaptureKind.DATA_NEED:
            return _("data need")
        case CaptureKind.POSITION:
            return _("position")
