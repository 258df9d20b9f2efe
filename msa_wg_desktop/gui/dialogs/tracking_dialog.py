"""The list of answers that Outlook's tracking shows, pasted: what each line means is seen before it is taken."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from msa_wg_desktop.domain.replies import Outcome, ReplyReport
from msa_wg_desktop.gui.core.context import Context
from msa_wg_desktop.gui.core.tokens import Tone
from msa_wg_desktop.gui.models.columns_model import Column
from msa_wg_desktop.gui.widgets.pasted_list import PastedListDialog
from msa_wg_desktop.words import _, ngettext

_WORDS = 0


class TrackingDialog(PastedListDialog[ReplyReport]):
    """Answers to the event that Outlook keeps, of one meeting."""

    def __init__(self, context: Context, meeting_id: str, parent: QWidget | None = None) -> None:
        self._meeting_id = meeting_id
        super().__init__("dialogs/tracking_dialog", context, _columns(), wide=_WORDS, parent=parent)
        self.read_again()

    def understood(self, text: str) -> Sequence[ReplyReport]:
        return self.context.services.tracked_replies.preview(self._meeting_id, text).reports

    def key_of(self, found: ReplyReport) -> str:
        return repr(found)

    def counts(self, found: ReplyReport) -> bool:
        return found.outcome is Outcome.TAKEN

    def summary(self, found: Sequence[ReplyReport]) -> str:
        if not found:
            return _("There is no answer in what was pasted.")
        counts = [(sum(row.outcome is outcome for row in found), words) for outcome, words in _parts()]
        return " · ".join(words.format(count=count) for count, words in counts if count)

    def button_words(self, count: int) -> str:
        words = ngettext("&Take {count} answer", "&Take {count} answers", count).format(count=count)
        return words if count else _("&Take")

    def take(self, found: Sequence[ReplyReport]) -> str:
        done = self.context.services.tracked_replies.take(self._meeting_id, self.listEdit.toPlainText())
        count = done.count(Outcome.TAKEN)
        return ngettext("{count} answer was kept.", "{count} answers were kept.", count).format(count=count)

    def left(self, found: Sequence[ReplyReport]) -> str:
        """What says no answer is Outlook's own head of the list more often than not: nothing is to be mended."""
        return ""


def _parts() -> tuple[tuple[Outcome, str], ...]:
    return (
        (Outcome.TAKEN, _("{count} to be kept")),
        (Outcome.KNOWN, _("{count} known already")),
        (Outcome.LEFT, _("{count} without an answer")),
    )


def _columns() -> tuple[Column[ReplyReport], ...]:
    return (
        Column(header=_("What it says"), text=lambda row: row.words, strong=True),
        Column(header=_("Then"), text=_then, tone=_tone),
    )


def _then(row: ReplyReport) -> str:
    return {Outcome.TAKEN: _("kept"), Outcome.KNOWN: _("known"), Outcome.LEFT: _("left alone")}[row.outcome]


def _tone(row: ReplyReport) -> Tone:
    return {Outcome.TAKEN: Tone.GOOD, Outcome.KNOWN: Tone.NEUTRAL, Outcome.LEFT: Tone.CAUTION}[row.outcome]
