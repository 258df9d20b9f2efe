"""Sends mails by SMTP (RFC 5321), one recipient each, over a way that is private; says of each what became of it."""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from msa_wg_desktop.domain.mail_account import MailAccount, Security, require_private
from msa_wg_desktop.errors import AppError, MailProblem
from msa_wg_desktop.words import _

_PATIENCE = 30.0
"""Seconds that a server may take for one answer."""
_NOT_NOW = 400
_NEVER = 500


class Connection:
    """A session with the server, in which any number of mails go out one after the other."""

    def __init__(self, server: smtplib.SMTP, account: MailAccount) -> None:
        self._server, self._account = server, account

    def send(self, sender: str, recipient: str, mail: bytes) -> None:
        """Hands over one mail. Raises MailProblem in words, of this recipient; the session goes on where it can."""
        try:
            self._server.sendmail(sender, [recipient], mail)
        except smtplib.SMTPRecipientsRefused as problem:
            code, said = problem.recipients.get(recipient, (_NEVER, b""))
            raise MailProblem(_refused(recipient, code), detail=f"{code} {_text(said)}") from problem
        except smtplib.SMTPResponseException as problem:
            with suppress(smtplib.SMTPException, OSError):
                self._server.rset()
            raise MailProblem(
                _("The mail server did not take the mail to {mail}: “{said}”.").format(
                    mail=recipient, said=_text(problem.smtp_error)
                ),
                detail=str(problem),
            ) from problem
        except (smtplib.SMTPException, OSError) as problem:
            raise MailProblem(
                _("The connection to {host} broke before the mail to {mail} was taken.").format(
                    host=self._account.host, mail=recipient
                ),
                detail=repr(problem),
                lasting=True,
            ) from problem


@contextmanager
def connected(account: MailAccount, password: str, *, trust: ssl.SSLContext | None = None) -> Iterator[Connection]:
    """A session with the account's server, its certificate checked, logged in where there is a user.

    `trust` is for servers whose certificate the system doesn't know. Raises MailProblem in words; nothing was sent
    then.
    """
    require_private(account)
    try:
        server = _open(account, trust)
    except AppError:
        raise
    except ssl.SSLCertVerificationError as problem:
        raise MailProblem(
            _(
                "The server {host} could not prove that it is the one it says it is. Nothing was sent; look at its "
                "name, or ask whoever runs it."
            ).format(host=account.host),
            detail=str(problem),
        ) from problem
    except (smtplib.SMTPException, OSError, ValueError) as problem:
        raise MailProblem(_unreachable(account, problem), detail=repr(problem)) from problem
    try:
        _log_in(server, account, password)
        yield Connection(server, account)
    finally:
        with suppress(smtplib.SMTPException, OSError):
            server.quit()


def _open(account: MailAccount, trust: ssl.SSLContext | None) -> smtplib.SMTP:
    if account.security is Security.NONE:
        return smtplib.SMTP(account.host, account.port, timeout=_PATIENCE)
    # Whom the system trusts takes a while to read.
    context = trust or ssl.create_default_context()
    if account.security is Security.TLS:
        return smtplib.SMTP_SSL(account.host, account.port, timeout=_PATIENCE, context=context)
    server = smtplib.SMTP(account.host, account.port, timeout=_PATIENCE)
    try:
        server.starttls(context=context)
    except smtplib.SMTPNotSupportedError as problem:
        server.close()
        raise MailProblem(
            _(
                "The server {host} offers no STARTTLS. Nothing was sent; choose tls, or ask whoever runs the server."
            ).format(host=account.host),
            detail=str(problem),
        ) from problem
    except BaseException:
        server.close()
        raise
    return server


def _log_in(server: smtplib.SMTP, account: MailAccount, password: str) -> None:
    if not account.user:
        return
    try:
        server.login(account.user, password)
    except smtplib.SMTPNotSupportedError as problem:
        raise MailProblem(
            _("The server {host} takes no login. Nothing was sent; leave the user empty, or ask who runs it.").format(
                host=account.host
            ),
            detail=str(problem),
        ) from problem
    except (smtplib.SMTPException, OSError, UnicodeError) as problem:
        raise MailProblem(
            _(
                "The server {host} takes no login as {user} with this password. Nothing was sent; enter the password "
                "anew in your mail account."
            ).format(host=account.host, user=account.user),
            # What the server said of a login may repeat what was sent to it.
            detail=type(problem).__name__,
        ) from problem


def _unreachable(account: MailAccount, problem: Exception) -> str:
    where = {"host": account.host, "port": account.port}
    if isinstance(problem, socket.gaierror):
        return _("There is no server named {host}. Nothing was sent; look at its name and at the network.").format(
            **where
        )
    if isinstance(problem, TimeoutError):
        return _(
            "The server {host} does not answer on port {port}. Nothing was sent; look at the port and the network."
        ).format(**where)
    if isinstance(problem, ssl.SSLError):
        return _(
            "The server {host} speaks another way on port {port}. Nothing was sent; try STARTTLS in place of TLS, or "
            "the other way round."
        ).format(**where)
    return _(
        "The server {host} can't be reached on port {port}. Nothing was sent; look at the settings and the network."
    ).format(**where)


def _refused(recipient: str, code: int) -> str:
    if _NOT_NOW <= code < _NEVER:
        return _("The mail server can't take mail for {mail} just now; send it again later.").format(mail=recipient)
    return _("The mail server takes no mail for {mail}; look at the address.").format(mail=recipient)


def _text(said: bytes | str) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else said
