"""What a document says about itself to screen readers, search and Word: none of it is left to a library."""

from __future__ import annotations

from datetime import UTC

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from msa_wg_desktop.documents.word.xml import element
from msa_wg_desktop.domain.reports import Printed
from msa_wg_desktop.domain.text import clean_line
from msa_wg_desktop.words import _

_WORD_2013_AND_LATER = "15"
_LONGEST = 255


def write_properties(document: Document, printed: Printed) -> None:
    """Title, subject, author, language and dates, from the document itself."""
    made_at = printed.made_at.astimezone(UTC)
    properties = document.core_properties
    properties.title = _short(printed.full_title)
    properties.subject = _short(printed.group)
    properties.author = _short(printed.author or printed.group)
    properties.last_modified_by = _short(printed.author or printed.group)
    properties.language = printed.language
    properties.category = printed.category
    properties.content_status = printed.status_words or _("Final")
    properties.created = made_at
    properties.modified = made_at
    properties.revision = 1
    properties.keywords = ""
    properties.comments = ""
    write_language(document, printed.language)
    write_compatibility(document)


def _short(text: str) -> str:
    return clean_line(text)[0][:_LONGEST]


def write_language(document: Document, language: str) -> None:
    """The language that spelling and screen readers take."""
    styles = document.styles.element
    parent = styles
    for tag, before in (("w:docDefaults", True), ("w:rPrDefault", True), ("w:rPr", True), ("w:lang", False)):
        found = parent.find(qn(tag))
        if found is None:
            found = element(tag)
            parent.insert(0 if before else len(parent), found)
        parent = found
    parent.set(qn("w:val"), language)


def write_compatibility(document: Document) -> None:
    """Without this Word opens the document in "compatibility mode"."""
    settings = document.settings.element
    compat = settings.find(qn("w:compat"))
    if compat is None:
        compat = element("w:compat")
        settings.insert(_place_of_compat(settings), compat)
    for found in compat.findall(qn("w:compatSetting")):
        if found.get(qn("w:name")) == "compatibilityMode":
            compat.remove(found)
    compat.append(
        element(
            "w:compatSetting",
            {
                "name": "compatibilityMode",
                "uri": "http://schemas.microsoft.com/office/word",
                "val": _WORD_2013_AND_LATER,
            },
        )
    )


def _place_of_compat(settings: BaseOxmlElement) -> int:
    """The schema has an order: these, where they stand, come after it."""
    later = (
        "docVars", "rsids", "attachedSchema", "themeFontLang", "clrSchemeMapping", "doNotIncludeSubdocsInStats",
        "doNotAutoCompressPictures", "forceUpgrade", "captions", "readModeInkLockDown", "smartTagType", "shapeDefaults",
        "doNotEmbedSmartTags", "decimalSymbol", "listSeparator",
    )  # fmt: skip
    tags = {qn(f"w:{name}") for name in later} | {qn("m:mathPr")}
    return next((index for index, child in enumerate(settings) if child.tag in tags), len(settings))
