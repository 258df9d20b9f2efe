"""Opens the template that gives a summary its looks: the house's own, or one that somebody made in Word."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.opc.part import Part
from docx.oxml.ns import qn

from msa_wg_desktop.documents.gate import checked_archive
from msa_wg_desktop.errors import ExportError, ImportProblem
from msa_wg_desktop.paths import resource
from msa_wg_desktop.words import _, ngettext

REQUIRED_STYLES = (
    "Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "List Bullet", "List Number", "Table Grid",
    "Hyperlink", "Header", "Footer",
)  # fmt: skip

_TEMPLATE_TYPE = CONTENT_TYPE.WML_DOCUMENT_MAIN.replace("document.main", "template.main")
_STAYS = frozenset(
    (
        RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.NUMBERING, RELATIONSHIP_TYPE.SETTINGS, RELATIONSHIP_TYPE.THEME,
        RELATIONSHIP_TYPE.FONT_TABLE, RELATIONSHIP_TYPE.WEB_SETTINGS, RELATIONSHIP_TYPE.FOOTNOTES,
        RELATIONSHIP_TYPE.ENDNOTES,
    )
)  # fmt: skip


def open_template(path: Path | None) -> Document:
    """The template, emptied of all but its styles, page, headers and footers.

    Raises ExportError with what is wrong with it and what to do; a template that lacks styles is told which.
    """
    chosen = path or resource("docx", "summary.docx")
    try:
        data = checked_archive(chosen)
        document = docx.Document(BytesIO(_as_document(data)))
    except ImportProblem as problem:
        raise ExportError(problem.words, detail=problem.detail) from problem
    except (OpcError, KeyError, ValueError, AttributeError) as error:
        words = _("“{name}” is no Word template, or it is damaged. Choose a .docx or .dotx file.")
        raise ExportError(words.format(name=chosen.name), detail=repr(error)) from error
    _check_styles(document, chosen.name)
    _check_pictures(document, chosen.name)
    _empty(document)
    return document


def drop_what_is_unused(document: Document) -> None:
    """Lets go of pictures, comments and links that only the template's own text had."""
    body = document.part
    used = set(body.element.xpath("//@r:id | //@r:embed | //@r:link | //@r:pict"))
    for key in [key for key, relation in body.rels.items() if relation.reltype not in _STAYS and key not in used]:
        del body.rels[key]


def _as_document(data: bytes) -> bytes:
    """A .dotx differs from a .docx by one word in its list of contents."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        kinds = archive.read("[Content_Types].xml")
        if _TEMPLATE_TYPE.encode() not in kinds:
            return data
        changed = BytesIO()
        with zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as copy:
            for entry in archive.infolist():
                content = archive.read(entry)
                if entry.filename == "[Content_Types].xml":
                    content = kinds.replace(_TEMPLATE_TYPE.encode(), CONTENT_TYPE.WML_DOCUMENT_MAIN.encode())
                copy.writestr(entry.filename, content)
    return changed.getvalue()


def _check_styles(document: Document, name: str) -> None:
    present = {style.name for style in document.styles}
    missing = [style for style in REQUIRED_STYLES if style not in present]
    if missing:
        words = ngettext(
            "The template “{name}” lacks the style {styles}. Use it once in the template in Word, save, and try again.",
            "The template “{name}” lacks the styles {styles}. Use each once in it in Word, save, and try again.",
            len(missing),
        )
        raise ExportError(words.format(name=name, styles=", ".join(missing)))


def _check_pictures(document: Document, name: str) -> None:
    """A linked picture would make every reader's Word call home."""
    for part in _headers_and_footers(document):
        for relation in part.rels.values():
            if relation.is_external and relation.reltype != RELATIONSHIP_TYPE.HYPERLINK:
                words = _("The template “{name}” shows a picture from elsewhere. Put the picture itself in, try again.")
                raise ExportError(words.format(name=name), detail=relation.target_ref)


def _headers_and_footers(document: Document) -> Iterator[Part]:
    kinds = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
    for relation in document.part.rels.values():
        if relation.reltype in kinds and not relation.is_external:
            yield relation.target_part


def _empty(document: Document) -> None:
    body = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    settings = document.settings.element
    for tag in ("w:attachedTemplate", "w:trackRevisions", "w:mailMerge", "w:documentProtection", "w:rsids"):
        for found in settings.findall(qn(tag)):
            settings.remove(found)
    relations = document.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS).rels
    for key in [key for key, relation in relations.items() if relation.is_external]:
        del relations[key]
