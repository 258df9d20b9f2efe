"""The real summary as a domain document, and the programs that read documents back."""

from __future__ import annotations

import subprocess
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from msa_wg_desktop.domain.richtext import from_markdown
from msa_wg_desktop.domain.summary import (
    DiscussionPart,
    DiscussionSection,
    NeedRow,
    NeedsSection,
    RecordedLine,
    Speaker,
    SummaryDocument,
    SummaryStatus,
    TextSection,
    date_line,
    discussion_lines,
    need_column_label,
)

DATA = Path(__file__).parent.parent / "data"
MADE_AT = datetime(2025, 2, 7, 14, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def reference_text() -> str:
    """The real summary as it was printed."""
    return (DATA / "meeting-summary-2025-02-06.txt").read_text("utf-8")


@pytest.fixture(scope="session")
def real_summary() -> SummaryDocument:
    """The real summary of February 6, 2025, as its second draft."""
    data = tomllib.loads((DATA / "real_summary.toml").read_text("utf-8"))
    texts = [TextSection(part["heading"], from_markdown(part["body"])) for part in (*data["text"], data["next"])]
    return SummaryDocument(
        group=data["group"],
        title=data["title"],
        when=date_line(data["day"], data["start"], data["end"], data["time_zone"]),
        sections=(texts[0], texts[1], _needs(data["needs"]), _discussion(data["discussion"]), texts[2]),
        made_at=MADE_AT,
        author=data["author"],
        status=SummaryStatus.DRAFT,
        version=2,
    )


def _needs(data: dict[str, Any]) -> NeedsSection:
    rows = [NeedRow(row["need"], tuple(row["parties"]), from_markdown(row["response"])) for row in data["rows"]]
    label = need_column_label([data["identified_on"]] * len(rows))
    return NeedsSection(data["heading"], from_markdown(data["intro"]), tuple(rows), need_label=label)


def _discussion(data: dict[str, Any]) -> DiscussionSection:
    recorded = [
        RecordedLine(
            line["level"],
            line["body"],
            (Speaker(line["speaker"], line["organisation"]),) if "speaker" in line else (),
        )
        for line in data["lines"]
    ]
    part = DiscussionPart(discussion_lines(recorded))
    return DiscussionSection(data["heading"], from_markdown(data["intro"]), (part,))


@pytest.fixture(scope="session")
def real_docx(real_summary: SummaryDocument, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real summary as a Word document in the house's looks."""
    from msa_wg_desktop.documents.docx_writer import write_docx

    return write_docx(real_summary, tmp_path_factory.mktemp("docx") / "Summary.docx")


@pytest.fixture(scope="session")
def real_pages(real_docx: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The text of that document's pages, as LibreOffice lays them out."""
    folder = tmp_path_factory.mktemp("pages")
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(real_docx))
    return run("pdftotext", "-layout", str(folder / "Summary.pdf"), "-")


def run(*command: str) -> str:
    """What another program says about a document."""
    return subprocess.run(command, capture_output=True, check=True, text=True, timeout=120).stdout
