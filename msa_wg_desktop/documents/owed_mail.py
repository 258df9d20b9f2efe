"""Writes what a party owes as a mail that is not sent yet: a mail program opens it, and a person sends it."""

from __future__ import annotations

import hashlib
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime

from msa_wg_desktop.documents.owed_html import owed_mail_html
from msa_wg_desktop.documents.plain_writer import report_text
from msa_wg_desktop.domain.mail import mail_address
from msa_wg_desktop.domain.owed import OwedPage, owed_report
from msa_wg_desktop.domain.reports import as_of
from msa_wg_desktop.domain.text import clean_line
from msa_wg_desktop.words import _


def owed_mail(page: OwedPage) -> bytes:
    """The mail, to the party's people with mail addresses: as plain text, and as a page for those who read HTML.

    From whom it is, and to whom, is left out where the record doesn't know. The same page gives the same bytes.
    """
    mail = EmailMessage(policy=policy.SMTP)
    mail["Subject"] = clean_line(_("{title}, {day}").format(title=page.title, day=_lower(as_of(page.day))))[0]
    if (sender := mail_address(page.author, page.author_mail)) is not None:
        mail["From"] = sender
    to = [address for each in page.recipients if (address := mail_address(each.name, each.mail)) is not None]
    if to:
        mail["To"] = to
    mail["Date"] = format_datetime(page.made_at)
    # Outlook opens what says this as a mail to be sent.
    mail["X-Unsent"] = "1"
    html = owed_mail_html(page)
    mail.set_content(report_text(owed_report(page)))
    mail.add_alternative(html, subtype="html")
    # Of its own accord Python takes another boundary each time.
    mail.set_boundary(hashlib.sha256(html.encode("utf-8", "replace")).hexdigest()[:32])
    return mail.as_bytes()


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
