"""The tone of the chip of each kind of captured thing."""

from __future__ import annotations

from msa_wg_desktop.domain.notes import CaptureKind
from msa_wg_desktop.gui.core.tokens import Tone

TONES = {
    CaptureKind.ACTION: Tone.ACCENT,
    CaptureKind.AGREEMENT: Tone.GOOD,
    CaptureKind.QUESTION: Tone.INFORMATION,
    CaptureKind.DATA_NEED: Tone.INFORMATION,
    CaptureKind.POSITION: Tone.CAUTION,
}
