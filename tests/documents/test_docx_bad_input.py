"""Text that means harm, templates that can't be used: each comes out as typed, or is refused in one sentence."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.parser import parse_xml

from msa_wg_desktop.documents.docx_writer import write_docx
from msa_wg_desktop.domain.richtext import paragraphs
from msa_wg_desktop.domain.summary import (
    DateLine,
    DiscussionPart,
    DiscussionSection,
    NeedRow,
    NeedsSection,
    RecordedLine,
    SummaryDocument,
    TextSection,
    discussion_lines,
)
from msa_wg_desktop.errors import ExportError
from msa_wg_desktop.paths import resource

HOUSE = resource("docx", "summary.docx")


def summary_of(text: str) -> SummaryDocument:
    """A summary that says `text` wherever something can be said."""
    return SummaryDocument(
        group=text,
        title=text,
        when=DateLine(date(2025, 2, 6)),
        sections=(
            TextSection(text, paragraphs(text)),
            NeedsSection("Needs", rows=(NeedRow(text, (text,), paragraphs(text)),)),
            DiscussionSection("Talk", parts=(DiscussionPart(discussion_lines([RecordedLine(0, text)])),)),
        ),
        made_at=datetime(2025, 2, 7, tzinfo=UTC),
        author=text,
    )


@pytest.mark.parametrize(
    "text",
    [
        "<b>bold</b> & <script>alert(1)</script>",
        "&amp; &#x41; {{ title }} {% raw %} =1+1 ${x}",
        "]]> <!-- x --> <?php ?>",
        "emoji 🏗️👩🏽‍🔧 and 𝔘𝔫𝔦𝔠𝔬𝔡𝔢",
        "שלום (Tesla) مرحبا",
        "quotes “ ” ' \" and ‐ dashes – —",
        "zero\u200bwidth and no\u00a0break",
    ],
)
def test_text_comes_out_as_typed(text, tmp_path):
    document = docx.Document(str(write_docx(summary_of(text), tmp_path / "out.docx")))
    body = [paragraph.text for paragraph in document.paragraphs]
    assert body.count(text) == 5
    assert [cell.text for cell in document.tables[0].rows[1].cells] == [text] * 3
    assert document.core_properties.title.startswith(text)


def test_what_xml_forbids_is_replaced_and_the_rest_stays(tmp_path):
    document = docx.Document(str(write_docx(summary_of("a\x00b\x1bc\ud800d\ufffee"), tmp_path / "out.docx")))
    assert document.paragraphs[-1].text == "a\ufffdb\ufffdc\ufffdd\ufffde"


def test_line_breaks_and_tabs_in_a_note_are_words_own(tmp_path):
    document = docx.Document(str(write_docx(summary_of("one\ntwo\tthree"), tmp_path / "out.docx")))
    assert document.paragraphs[-1].text == "one\ntwo\tthree"
    assert document.paragraphs[-1]._p.xpath("./w:r/w:br")
    assert document.paragraphs[-1]._p.xpath("./w:r/w:tab")


def test_a_note_of_100000_characters_is_whole(tmp_path):
    text = "word & <more> " * 7143
    document = docx.Document(str(write_docx(summary_of(text), tmp_path / "out.docx")))
    assert document.paragraphs[-1].text == text.rstrip()
    assert len(document.core_properties.title) <= 255


def test_a_malformed_address_is_printed_as_words(tmp_path):
    section = TextSection("S", tuple(replace(block, runs=tuple(replace(run, link=address) for run in block.runs))
                                     for address in ("http://[bad", "http://", "file:///etc/passwd", "https://a:99999/")
                                     for block in paragraphs("words")))  # fmt: skip
    summary = replace(summary_of("x"), sections=(section,))
    document = docx.Document(str(write_docx(summary, tmp_path / "out.docx")))
    assert [p.text for p in document.paragraphs[-4:]] == ["words"] * 4
    assert not document.element.body.xpath("//w:hyperlink")


# Templates


def refused(template: Path, folder: Path) -> str:
    target = folder / "out.docx"
    with pytest.raises(ExportError) as caught:
        write_docx(summary_of("x"), target, template=template)
    assert not target.exists()
    return caught.value.words


def changed_house(folder: Path, change=lambda name, data: data, extra=(), name="template.docx") -> Path:
    """The house template with parts changed or added."""
    path = folder / name
    with zipfile.ZipFile(HOUSE) as house, zipfile.ZipFile(path, "w") as copy:
        for part in house.namelist():
            copy.writestr(part, change(part, house.read(part)))
        for part, data in extra:
            copy.writestr(part, data)
    return path


def test_a_template_that_lacks_styles_is_told_which(tmp_path):
    def without(name, data):
        return data.replace(b'w:val="Title"', b'w:val="Other"').replace(b'w:val="Hyperlink"', b'w:val="Anchor"')

    words = refused(changed_house(tmp_path, without), tmp_path)
    assert "lacks the styles Title, Hyperlink." in words
    assert "Use each once" in words


def test_one_missing_style_is_told_in_the_singular(tmp_path):
    template = changed_house(tmp_path, lambda name, data: data.replace(b'w:val="Subtitle"', b'w:val="Other"'))
    assert "lacks the style Subtitle." in refused(template, tmp_path)


def test_a_template_that_is_no_zip_is_refused(tmp_path):
    template = tmp_path / "letter.docx"
    template.write_text("hello")
    assert refused(template, tmp_path) == "“letter.docx” wasn't opened: it is no Word document, or it is damaged."


def test_a_template_that_is_not_there_is_told(tmp_path):
    assert refused(tmp_path / "gone.docx", tmp_path) == "“gone.docx” can't be read."


def test_a_zip_that_is_no_word_document_is_refused(tmp_path):
    template = tmp_path / "book.docx"
    with zipfile.ZipFile(template, "w") as package:
        package.writestr(
            "[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"
        )
    assert "“book.docx” is no Word template" in refused(template, tmp_path)


def test_a_template_with_a_doctype_bomb_is_refused(tmp_path):
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'
    template = changed_house(tmp_path, lambda name, data: bomb if name == "word/settings.xml" else data)
    assert "defines entities" in refused(template, tmp_path)


def test_a_template_with_macros_is_refused(tmp_path):
    template = changed_house(tmp_path, extra=[("word/vbaProject.bin", b"x")])
    assert "holds macros" in refused(template, tmp_path)


def test_a_template_that_shows_a_picture_from_elsewhere_is_refused(tmp_path):
    document = docx.Document(str(HOUSE))
    header = document.sections[0].header
    header.is_linked_to_previous = False
    image = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    header.part.rels.get_or_add_ext_rel(image, "http://example.org/track.png")
    template = tmp_path / "tracked.docx"
    document.save(str(template))
    assert "shows a picture from elsewhere" in refused(template, tmp_path)


def test_a_users_own_template_gives_its_looks_and_loses_its_text(tmp_path):
    own: Any = docx.Document(str(HOUSE))
    own.styles["Title"].font.name = "Georgia"
    own.add_paragraph("Sample text of the template")
    own.add_table(1, 1)
    own.sections[0].different_first_page_header_footer = True
    own.sections[0].first_page_header.paragraphs[0].text = "Letterhead"
    own.core_properties.author = "Somebody Else"
    template = tmp_path / "own.docx"
    own.save(str(template))
    document: Any = docx.Document(str(write_docx(summary_of("x"), tmp_path / "out.docx", template=template)))
    assert document.styles["Title"].font.name == "Georgia"
    assert "Sample text" not in "".join(paragraph.text for paragraph in document.paragraphs)
    section = document.sections[0]
    assert [p.text for p in section.first_page_header.paragraphs] == ["Letterhead", "Draft 1"]
    assert [p.text for p in section.header.paragraphs] == ["Draft 1"]
    assert "Page" in section.first_page_footer.paragraphs[0].text
    assert document.core_properties.author == "x"


def test_a_template_with_page_numbers_keeps_its_own_footer(tmp_path):
    own = docx.Document(str(HOUSE))
    footer = own.sections[0].footer
    footer.paragraphs[0].text = "Our own "
    footer.paragraphs[0]._p.append(parse_xml(
        '<w:fldSimple xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:instr=" PAGE "/>'
    ))  # fmt: skip
    own.save(str(tmp_path / "own.docx"))
    out = write_docx(summary_of("x"), tmp_path / "out.docx", template=tmp_path / "own.docx")
    assert [p.text for p in docx.Document(str(out)).sections[0].footer.paragraphs] == ["Our own "]


def test_a_template_from_an_old_word_comes_up_to_date(tmp_path, audited):
    old: Any = docx.Document()
    old.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    old.settings.odd_and_even_pages_header_footer = True
    old.save(str(tmp_path / "old.docx"))
    out = write_docx(summary_of("- x"), tmp_path / "out.docx", template=tmp_path / "old.docx")
    document: Any = docx.Document(str(out))
    modes = document.settings.element.xpath("./w:compat/w:compatSetting[@w:name='compatibilityMode']/@w:val")
    assert modes == ["15"]
    assert [p.text for p in document.sections[0].even_page_header.paragraphs] == ["Draft 1"]
    assert document.core_properties.author == "- x"
    assert audited(out) == []


def test_a_template_that_says_nothing_of_language_and_compatibility_is_told(tmp_path, audited):
    def bare(name, data):
        data = re.sub(rb"<w:compat>.*</w:compat>", b"", data)
        return re.sub(rb"<w:docDefaults>.*</w:docDefaults>", b"", data)

    out = write_docx(summary_of("x"), tmp_path / "out.docx", template=changed_house(tmp_path, bare))
    document: Any = docx.Document(str(out))
    assert document.styles.element.xpath("./w:docDefaults/w:rPrDefault/w:rPr/w:lang/@w:val") == ["en-US"]
    assert document.settings.element.xpath("./w:compat/w:compatSetting/@w:val") == ["15"]
    assert audited(out) == []


def test_a_dotx_serves_as_template(tmp_path):
    def as_dotx(name, data):
        return data.replace(b"document.main+xml", b"template.main+xml")

    template = changed_house(tmp_path, as_dotx, name="own.dotx")
    document = docx.Document(str(write_docx(summary_of("x"), tmp_path / "out.docx", template=template)))
    assert document.paragraphs[1].text == "x"


def test_a_templates_links_to_elsewhere_and_tracking_are_left_behind(tmp_path):
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"'
        ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"'
        ' Target="file:///secret/Normal.dotm" TargetMode="External"/></Relationships>'
    )

    def attached(name, data):
        if name != "word/settings.xml":
            return data
        marks = (
            b'<w:attachedTemplate xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
            b' r:id="rId1"/><w:trackRevisions/><w:defaultTabStop'
        )
        return data.replace(b"<w:defaultTabStop", marks)

    template = changed_house(tmp_path, attached, extra=[("word/_rels/settings.xml.rels", relations)])
    out = write_docx(summary_of("x"), tmp_path / "out.docx", template=template)
    with zipfile.ZipFile(out) as package:
        everything = b"".join(package.read(name) for name in package.namelist())
    assert b"secret" not in everything
    assert b"trackRevisions" not in everything


# Targets


def test_a_target_that_is_write_protected_stays_and_another_name_is_offered(tmp_path):
    target = tmp_path / "Summary.docx"
    target.write_text("kept")
    target.chmod(0o444)
    with pytest.raises(ExportError, match="write-protected") as caught:
        write_docx(summary_of("x"), target)
    assert caught.value.suggested == tmp_path / "Summary (2).docx"
    assert target.read_text() == "kept"
