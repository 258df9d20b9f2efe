"""Builds WordprocessingML elements in one line each, so that the modules beside it read like the document."""

from __future__ import annotations

from collections.abc import Mapping

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement


def element(
    tag: str, attributes: Mapping[str, object] | None = None, *children: BaseOxmlElement | None
) -> BaseOxmlElement:
    """The element `tag` ("w:p"); attributes are of the w namespace; children that are None are left out."""
    values = {qn(f"w:{name}"): str(value) for name, value in (attributes or {}).items()}
    made = OxmlElement(tag, values)
    made.extend(child for child in children if child is not None)
    return made


def val(tag: str, value: object) -> BaseOxmlElement:
    """The many elements that have one attribute: `<w:jc w:val="right"/>`."""
    return element(tag, {"val": value})
