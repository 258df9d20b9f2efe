"""Builds `resources/docx/summary.docx`, the house template, so that nobody has to trust a binary file.

Run it after a change here: `python packaging/make_template.py`. Its parts are stored, not compressed, so that every
machine gives the same bytes.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "resources" / "docx" / "summary.docx"

FONT = "Calibri"
INK, QUIET, ACCENT, LINK = "1D2A33", "4A5661", "0B5A61", "0B5394"
LINE, EDGE, TINT = "B9C6C9", "98A4AA", "E8F0F1"

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"

COMPATIBILITY = {
    "compatibilityMode": 15,
    "overrideTableStyleFontSizeAndJustification": 1,
    "enableOpenTypeFeatures": 1,
    "doNotFlipMirrorIndents": 1,
    "differentiateMultirowTableHeaders": 1,
}


def paragraph_style(
    name: str,
    *,
    priority: int,
    paragraph: str = "",
    run: str = "",
    based_on: str = "Normal",
    following: str | None = None,
) -> str:
    """One paragraph style; `paragraph` and `run` are its properties, in the order that the schema wants."""
    style_id = name.title().replace(" ", "")
    following_id = (following or name).title().replace(" ", "")
    return (
        f'<w:style w:type="paragraph" w:styleId="{style_id}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based_on}"/><w:next w:val="{following_id}"/><w:uiPriority w:val="{priority}"/><w:qFormat/>'
        + (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "")
        + (f"<w:rPr>{run}</w:rPr>" if run else "")
        + "</w:style>"
    )


def spacing(before: int, after: int) -> str:
    """Space around a paragraph in twentieths of a point."""
    return f'<w:spacing w:before="{before}" w:after="{after}"/>'


def letters(half_points: int, color: str, *, bold: bool = False) -> str:
    """Size, colour and weight of letters."""
    weight = "<w:b/><w:bCs/>" if bold else ""
    return f'{weight}<w:color w:val="{color}"/><w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def heading(level: int, *, before: int, half_points: int, color: str, border: str = "") -> str:
    """A heading, which stays with what it heads."""
    return paragraph_style(
        f"heading {level}",
        priority=9,
        following="Normal",
        paragraph=f'<w:keepNext/><w:keepLines/>{border}{spacing(before, 100)}<w:outlineLvl w:val="{level - 1}"/>',
        run=letters(half_points, color, bold=True),
    )


def styles() -> str:
    """word/styles.xml: only what a summary uses, under the names that Word knows."""
    rule = f'<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="2" w:color="{LINE}"/></w:pBdr>'
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}"'
        f' w:cs="{FONT}"/><w:sz w:val="22"/><w:szCs w:val="22"/>'
        '<w:lang w:val="en-US" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="257" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
    )
    return "".join(
        (
            f'{XML}<w:styles xmlns:w="{WORD}">',
            defaults,
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>',
            "<w:qFormat/></w:style>",
            paragraph_style(
                "Title", priority=10, following="Subtitle",
                paragraph=f"<w:keepNext/><w:keepLines/>{spacing(0, 60)}", run=letters(44, INK, bold=True),
            ),
            paragraph_style(
                "Subtitle", priority=11, following="Normal",
                paragraph=f"<w:keepLines/>{spacing(0, 60)}", run=letters(24, QUIET),
            ),
            heading(1, before=320, half_points=28, color=ACCENT, border=rule),
            heading(2, before=240, half_points=24, color=INK),
            heading(3, before=200, half_points=22, color=QUIET),
            paragraph_style("List Bullet", priority=36, paragraph=spacing(0, 40)),
            paragraph_style("List Number", priority=36, paragraph=spacing(0, 60)),
            paragraph_style("header", priority=99, paragraph=spacing(0, 0), run=letters(18, QUIET)),
            paragraph_style("footer", priority=99, paragraph=spacing(0, 0), run=letters(18, QUIET)),
            other_styles(),
            "</w:styles>",
        )
    )  # fmt: skip


def other_styles() -> str:
    """The character, table and list styles."""
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{EDGE}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )

    def margins(vertical: int) -> str:
        widths = {"top": vertical, "left": 108, "bottom": vertical, "right": 108}
        return "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in widths.items())

    return (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
        '<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="99"/>'
        f'<w:rPr><w:color w:val="{LINK}"/><w:u w:val="single"/></w:rPr></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        f"<w:tblCellMar>{margins(0)}</w:tblCellMar></w:tblPr></w:style>"
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
        '<w:uiPriority w:val="39"/><w:pPr><w:spacing w:after="60" w:line="247" w:lineRule="auto"/></w:pPr>'
        '<w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>'
        f"<w:tblPr><w:tblBorders>{edges}</w:tblBorders><w:tblCellMar>{margins(50)}</w:tblCellMar></w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/><w:color w:val="{INK}"/></w:rPr>'
        f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/></w:tcPr></w:tblStylePr></w:style>'
    )


def settings() -> str:
    """word/settings.xml: today's Word, no compatibility mode."""
    compatibility = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in COMPATIBILITY.items()
    )
    return (
        f'{XML}<w:settings xmlns:w="{WORD}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        f'<w:characterSpacingControl w:val="doNotCompress"/><w:compat>{compatibility}</w:compat>'
        '<w:themeFontLang w:val="en-US"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def fonts() -> str:
    """word/fontTable.xml: what stands in for the font where it is missing."""
    return (
        f'{XML}<w:fonts xmlns:w="{WORD}"><w:font w:name="{FONT}"><w:altName w:val="Carlito"/>'
        '<w:panose1 w:val="020F0502020204030204"/><w:charset w:val="00"/><w:family w:val="swiss"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def theme() -> str:
    """word/theme/theme1.xml: the same font and inks, for what somebody adds in Word later."""
    palette = {
        "dk1": INK, "lt1": "FFFFFF", "dk2": QUIET, "lt2": TINT, "accent1": ACCENT, "accent2": LINK,
        "accent3": "1F7A3F", "accent4": "8A5A00", "accent5": "B3261E", "accent6": "5A6169",
        "hlink": LINK, "folHlink": "5B3A8C",
    }  # fmt: skip
    colors = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in palette.items())
    typeface = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
    solid = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350">{solid}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{XML}<a:theme xmlns:a="{DRAWING}" name="Summary"><a:themeElements>'
        f'<a:clrScheme name="Summary">{colors}</a:clrScheme>'
        f'<a:fontScheme name="Summary"><a:majorFont>{typeface}</a:majorFont><a:minorFont>{typeface}</a:minorFont>'
        f'</a:fontScheme><a:fmtScheme name="Summary"><a:fillStyleLst>{solid * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{solid * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def body() -> str:
    """word/document.xml: an empty letter-size page with margins of an inch."""
    return (
        f'{XML}<w:document xmlns:w="{WORD}"><w:body><w:p/><w:sectPr><w:pgSz w:w="12240" w:h="15840"/>'
        '<w:pgMar w:top="1340" w:right="1440" w:bottom="1260" w:left="1440"'
        ' w:header="680" w:footer="600" w:gutter="0"/>'
        "</w:sectPr></w:body></w:document>"
    )


def relations(*targets: tuple[str, str]) -> str:
    """A .rels part from (type, target) pairs."""
    entries = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{entries}</Relationships>'


def content_types() -> str:
    """[Content_Types].xml."""
    parts = {
        "/word/document.xml": f"{TYPES}.document.main+xml",
        "/word/styles.xml": f"{TYPES}.styles+xml",
        "/word/settings.xml": f"{TYPES}.settings+xml",
        "/word/fontTable.xml": f"{TYPES}.fontTable+xml",
        "/word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    return (
        f'{XML}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def core_properties() -> str:
    """docProps/core.xml; the writer fills in what a document is called and who made it."""
    return (
        f'{XML}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Meeting summary template</dc:title>'
        "<dc:language>en-US</dc:language></cp:coreProperties>"
    )


def parts() -> dict[str, str]:
    """Every part of the template by its name in the package."""
    app = (
        f'{XML}<Properties xmlns="{OFFICE}/extended-properties"><Application>MSA WG Desktop</Application></Properties>'
    )
    return {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relations(
            (f"{OFFICE}/relationships/officeDocument", "word/document.xml"),
            (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{OFFICE}/relationships/extended-properties", "docProps/app.xml"),
        ),
        "word/document.xml": body(),
        "word/_rels/document.xml.rels": relations(
            (f"{OFFICE}/relationships/styles", "styles.xml"),
            (f"{OFFICE}/relationships/settings", "settings.xml"),
            (f"{OFFICE}/relationships/fontTable", "fontTable.xml"),
            (f"{OFFICE}/relationships/theme", "theme/theme1.xml"),
        ),
        "word/styles.xml": styles(),
        "word/settings.xml": settings(),
        "word/fontTable.xml": fonts(),
        "word/theme/theme1.xml": theme(),
        "docProps/core.xml": core_properties(),
        "docProps/app.xml": app,
    }


def build(target: Path) -> None:
    """Writes the template, with a fixed date on each part."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as package:
        for name, text in parts().items():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED
            package.writestr(entry, text)


if __name__ == "__main__":
    build(TARGET)
    print(TARGET)
