"""The commands on the record's file: copied, put back, looked over."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from msa_wg_desktop.cli.output import SOMETHING_TO_LOOK_AT, Result
from msa_wg_desktop.words import _


def make(record: Path, args: Namespace) -> Result:
    """Copies the record, also while a window has it open."""
    from msa_wg_desktop.services import backups

    file = backups.make(record, Path(args.to) if args.to else None)
    value = {"file": str(file), "size": file.stat().st_size}
    return Result(value, _("The copy lies in {path}.").format(path=file), news=True)


def restore(record: Path, args: Namespace) -> Result:
    """Puts a copy back in the place of the record, which is copied before."""
    from msa_wg_desktop.services import backups

    before = backups.restore(Path(args.file), record)
    words = _("Put back: {path}.").format(path=args.file)
    if before is not None:
        words += " " + _("What the record was before lies in {path}.").format(path=before)
    return Result({"record": str(record), "before": str(before) if before else None}, words, news=True)


def verify(record: Path, _args: Namespace) -> Result:
    """Whether the record's file is whole; the file is only read."""
    from msa_wg_desktop.services import backups

    problems = backups.integrity(record)
    value = {"record": str(record), "integrity": problems or "ok"}
    text = _("{path} is damaged: {problems}") if problems else _("{path} is whole.")
    return Result(value, text.format(path=record, problems=problems), code=SOMETHING_TO_LOOK_AT if problems else 0)
