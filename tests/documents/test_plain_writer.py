"""The discussion as plain text reads like the printed one."""

from __future__ import annotations

import re

from msa_wg_desktop.documents.plain_writer import discussion_text
from msa_wg_desktop.domain.richtext import from_markdown
from msa_wg_desktop.domain.summary import DiscussionPart, DiscussionSection, RecordedLine, discussion_lines


def test_the_discussion_reads_like_the_real_one(real_summary, reference_text):
    printed = reference_text.split("\nDiscussion\n")[1].split("\nNext Steps\n")[0]
    bare = [re.sub(r"^\s*(- )?", "", line) for line in printed.splitlines() if line.strip()]
    written = discussion_text(real_summary.sections[3])
    assert [line.strip() for line in written.splitlines() if line.strip()] == bare


def test_notes_are_indented_and_signs_stay_as_typed():
    lines = discussion_lines([RecordedLine(0, "a_b *c*"), RecordedLine(1, "<b>"), RecordedLine(2, "d")])
    part = DiscussionPart(lines, "Topic")
    section = DiscussionSection("D", from_markdown("**intro**\n\n- x"), (part, DiscussionPart(())))
    assert discussion_text(section) == "intro\n• x\n\nTopic\n\n1. a_b *c*\n    a. <b>\n        i. d\n"
