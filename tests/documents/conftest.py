"""The real summary as a domain document, and the programs that read documents back."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Callable
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
def ask() -> Callable[..., str]:
    """Asks another program about a document, and gives what it says."""

    def run(*command: str | Path) -> str:
        done = subprocess.run([*map(str, command)], capture_output=True, check=False, text=True, timeout=120)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return run


# In UTF-8; cells of a sheet as they are shown.
_FILTERS = {"txt": "txt:Text (encoded):UTF8", "csv": "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true"}


@pytest.fixture(scope="session")
def laid_out(ask: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, str], Path]:
    """Has LibreOffice turn a document into another kind ("pdf", "txt"), with a profile of the tests' own."""
    profile = tmp_path_factory.mktemp("libreoffice")

    def convert(document: Path, kind: str) -> Path:
        folder = tmp_path_factory.mktemp(kind)
        wanted = _FILTERS.get(kind, kind)
        user = f"-env:UserInstallation={profile.as_uri()}"
        ask("soffice", user, "--headless", "--convert-to", wanted, "--outdir", folder, document)
        made = folder / f"{document.stem}.{kind}"
        if not made.exists():
            pytest.skip(f"needs the part of LibreOffice that reads {document.suffix}")
        return made

    return convert


@pytest.fixture(scope="session")
def audited(ask: Callable[..., str]) -> Callable[[Path], list[object]]:
    """What `openxml-audit` finds in a document."""
    program = Path(sys.executable).with_name("openxml-audit")

    def audit(document: Path) -> list[object]:
        (report,) = json.loads(ask(program, "--output", "json", document))
        return report["errors"] if report["valid"] else [report]

    return audit
