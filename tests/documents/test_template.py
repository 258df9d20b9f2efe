"""The house template is what its script makes, and has all that the writer asks of a template."""

from __future__ import annotations

import runpy
from pathlib import Path

import docx

from msa_wg_desktop.documents.word.template import REQUIRED_STYLES
from msa_wg_desktop.paths import resource

SCRIPT = Path(__file__).parents[2] / "packaging" / "make_template.py"


def test_the_template_that_ships_is_the_one_that_its_script_makes(tmp_path):
    runpy.run_path(str(SCRIPT))["build"](tmp_path / "summary.docx")
    assert (tmp_path / "summary.docx").read_bytes() == resource("docx", "summary.docx").read_bytes()


def test_the_template_has_every_style_that_is_required():
    names = {style.name for style in docx.Document(str(resource("docx", "summary.docx"))).styles}
    assert set(REQUIRED_STYLES) <= names


def test_the_template_passes_an_audit(audited):
    assert audited(resource("docx", "summary.docx")) == []
