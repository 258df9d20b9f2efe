"""Carries parcels to the mail server with the user's own account; the password stays in the system's keyring."""

from __future__ import annotations

import os
import ssl
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from msa_wg_desktop.domain.invitations import Mailbox, Parcel
from msa_wg_desktop.domain.mail import read_mail
from msa_wg_desktop.domain.mail_account import USUAL_PORTS, MailAccount, read_port, read_security, require_private
from msa_wg_desktop.domain.text import clean_line
from msa_wg_desktop.errors import MailProblem, NotFoundError, ValidationError
from msa_wg_desktop.services.user_settings import Settings
from msa_wg_desktop.words import _

PASSWORD_VARIABLE = "MSA_WG_SMTP_PASSWORD"
"""Where scripts give the password; it comes before the keyring."""
HOST, PORT, SECURITY, USER = KEYS = ("smtp.host", "smtp.port", "smtp.security", "smtp.user")
PASSWORD = "smtp.password"
_TRIED = "smtp.tried"
_SERVICE = "MSA WG Desktop"


class Keyring(Protocol):
    """The system's store of passwords, as far as it is needed here."""

    def get_password(self, service_name: str, username: str) -> str | None: ...

    def set_password(self, service_name: str, username: str, password: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Failed:
    """A parcel that did not arrive at the server, and why, in words."""

    parcel: Parcel
    words: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of some parcels. Those in neither were not tried, because somebody stopped it."""

    sent: tuple[Parcel, ...] = ()
    failed: tuple[Failed, ...] = ()


class Mailing:
    """The user's mail account, and sending by it. It belongs to whoever runs the program, not to the record."""

    def __init__(
        self, settings: Settings, *, keyring: Keyring | None = None, trust: ssl.SSLContext | None = None
    ) -> None:
        self._settings, self._keyring, self._trust = settings, keyring, trust

    # ------------------------------------------------------------------ the account

    def all(self) -> dict[str, str]:
        """Every setting of the account but the password; "" where it isn't set."""
        return {key: self._settings.value(key, "") for key in KEYS}

    def keep(self, values: Mapping[str, str]) -> None:
        """Sets some of them, "" for none: all, or, where one can't be taken, none of them.

        Raises ValidationError in words, NotFoundError where there is no such key.
        """
        if unknown := set(values) - set(KEYS):
            raise NotFoundError(
                _("There is no setting “{key}”. Nothing was changed; the settings are {keys}.").format(
                    key=min(unknown), keys=", ".join(KEYS)
                )
            )
        wanted = self.all() | {key: clean_line(value)[0] for key, value in values.items()}
        if wanted[SECURITY]:
            wanted[SECURITY] = read_security(wanted[SECURITY]).value
        account = _account(wanted)
        if wanted[HOST]:
            require_private(account)
        for key in values:
            self._settings.put(key, wanted[key])

    def account(self) -> MailAccount:
        """The account as it is set. Raises ValidationError in words where there is none."""
        values = self.all()
        if not values[HOST]:
            raise ValidationError(
                _("No mail server is set yet. Nothing was sent; enter your mail account, or use your mail program."),
                field=HOST,
            )
        return _account(values)

    def keep_password(self, password: str) -> None:
        """Puts the password into the system's keyring. Raises MailProblem in words where there is none."""
        account = self.account()
        try:
            self._ring().set_password(_SERVICE, _entry(account), password)
        except Exception as problem:
            words = _("This system has no keyring that can keep the password, so it was not kept; the rest is. {else_}")
            raise MailProblem(words.format(else_=_instead()), detail=type(problem).__name__) from problem

    def password(self) -> str:
        """The password of the account; "" where it needs none. Raises MailProblem in words where it isn't known."""
        account = self.account()
        if not account.user:
            return ""
        if given := os.environ.get(PASSWORD_VARIABLE):
            return given
        try:
            kept = self._ring().get_password(_SERVICE, _entry(account))
        except Exception as problem:
            words = _("This system has no keyring, and so the password is not known here. Nothing was sent. {else_}")
            raise MailProblem(words.format(else_=_instead()), detail=type(problem).__name__) from problem
        if not kept:
            raise MailProblem(
                _("The password of {user} is not known here. Nothing was sent; enter it in your mail account.").format(
                    user=account.user
                )
            )
        return kept

    def _ring(self) -> Keyring:
        if self._keyring is None:
            import keyring

            return keyring
        return self._keyring

    # ------------------------------------------------------------------ sending

    @property
    def was_tried(self) -> bool:
        """Whether a mail of this account reached its own user: before that, nothing goes to others."""
        return self._settings.value(_TRIED, "") == _entry(self.account())

    def try_out(self, parcel: Parcel, to: Mailbox) -> None:
        """Sends one parcel's mail to oneself, as its guest would get it. Raises MailProblem in words."""
        from msa_wg_desktop.invitations.sending import connected

        account, address = self.account(), read_mail(to.mail)
        with connected(account, self.password(), trust=self._trust) as connection:
            connection.send(address, address, parcel.mail)
        self._settings.put(_TRIED, _entry(account))

    def send(
        self,
        parcels: Sequence[Parcel],
        sender: Mailbox,
        *,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        taken: Callable[[Parcel], None] | None = None,
    ) -> Delivery:
        """Sends parcels, one mail each, and says of each what became of it; `taken` is told of each that the server
        has, before the next one goes.

        Touches no record: safe in the background. Raises MailProblem or ValidationError in words where nothing could
        be sent at all.
        """
        from msa_wg_desktop.invitations.sending import connected

        account = self.account()
        if not self.was_tried:
            raise ValidationError(_("Send it to yourself first: nothing goes to others before a mail has arrived."))
        sent: list[Parcel] = []
        failed: list[Failed] = []
        with connected(account, self.password(), trust=self._trust) as connection:
            for number, parcel in enumerate(parcels, start=1):
                if cancelled is not None and cancelled():
                    break
                try:
                    connection.send(sender.mail, parcel.errand.guest.mail, parcel.mail)
                    sent.append(parcel)
                    if taken is not None:
                        taken(parcel)
                except MailProblem as problem:
                    failed.append(Failed(parcel, problem.words))
                    if problem.lasting:
                        failed += [Failed(other, problem.words) for other in parcels[number:]]
                        break
                if progress is not None:
                    progress(number, len(parcels))
        return Delivery(tuple(sent), tuple(failed))


def _account(values: dict[str, str]) -> MailAccount:
    security = read_security(values[SECURITY])
    return MailAccount(values[HOST], read_port(values[PORT]) or USUAL_PORTS[security], security, values[USER])


def _entry(account: MailAccount) -> str:
    return f"{account.user}@{account.host}:{account.port}"


def _instead() -> str:
    return _("Send it from your mail program; for scripts {variable} can hold the password.").format(
        variable=PASSWORD_VARIABLE
    )
