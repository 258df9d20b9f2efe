"""The settings on the command line: the record's own, who the user is, and the mail account."""

from __future__ import annotations

from argparse import Namespace

from msa_wg_desktop.cli.desk import Desk
from msa_wg_desktop.cli.output import Result, details
from msa_wg_desktop.cli.people_commands import me_of, settings_me
from msa_wg_desktop.cli.sending_commands import is_of_mail, mail_settings, settings_mail
from msa_wg_desktop.errors import NotFoundError
from msa_wg_desktop.services.mailing import PASSWORD
from msa_wg_desktop.services.user_settings import ME
from msa_wg_desktop.words import _


def settings(desk: Desk, args: Namespace) -> Result:
    """Shows the record's own settings and who the user is, or one of them, or changes one."""
    kept = desk.services.settings
    if args.key == ME:
        return settings_me(desk, args.value)
    if is_of_mail(args.key):
        return settings_mail(args)
    if args.key is None:
        known = {**kept.all(), ME: me_of(desk), **mail_settings()}
        return Result(known, details({key: value or _("(not set)") for key, value in known.items()}))
    if args.key not in kept.all():
        words = _("There is no setting “{key}”. Nothing was changed; the settings are {keys}.")
        keys = (*kept.all(), ME, *mail_settings(), PASSWORD)
        raise NotFoundError(words.format(key=args.key, keys=", ".join(keys)))
    if args.value is not None:
        kept.put(args.key, args.value)
        return Result({args.key: kept.get(args.key)}, _("Kept."), news=True)
    return Result({args.key: kept.get(args.key)}, kept.get(args.key))
