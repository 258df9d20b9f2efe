"""The command that looks a summary over before it goes out."""

from __future__ import annotations

from argparse import Namespace

from msa_wg_desktop.cli.desk import Desk
from msa_wg_desktop.cli.output import SOMETHING_TO_LOOK_AT, Result
from msa_wg_desktop.words import _


def check(desk: Desk, args: Namespace) -> Result:
    """What should be looked at before a meeting's summary goes out."""
    found = [
        {
            "rule": row.rule.value,
            "severity": row.severity.value,
            "where": row.where,
            "text": row.text,
            "suggestion": row.suggestion,
        }
        for row in desk.services.proofreading.check(desk.meeting(args.meeting).id)
    ]
    lines = [f"{row['severity']}: {row['where']}: {row['text']}\n    {row['suggestion']}" for row in found]
    text = "\n".join(lines) or _("Nothing to look at.")
    return Result(found, text, code=SOMETHING_TO_LOOK_AT if found else 0)
