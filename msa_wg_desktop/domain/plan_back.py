"""Plans backwards from a filing date: what must start when, how that was counted, and what is late or at risk."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from msa_wg_desktop.domain.dates import format_date
from msa_wg_desktop.domain.planning import (
    business_days,
    last_before,
    last_up_to,
    latest_start,
    span_in_words,
    step_in_words,
)
from msa_wg_desktop.domain.plans import PlanKind, PlanLine, PlanMove, PlanNode, PlanStatus
from msa_wg_desktop.words import _, ngettext

SOON = 5
"""Business days: what must start or is due within them is said to be so."""
_SOON_AT_MOST = 14  # Days; further away nobody has to count.


@dataclass(frozen=True, slots=True)
class Plan:
    """What a plan was worked out from, and its lines, earliest first."""

    nodes: tuple[PlanNode, ...]
    today: date
    holidays: Container[date] = field(repr=False)
    lines: tuple[PlanLine, ...]

    @property
    def filing(self) -> PlanLine | None:
        """The line of the filing itself."""
        return next((line for line in self.lines if line.node.kind is PlanKind.FILING), None)

    @property
    def threatened(self) -> tuple[PlanLine, ...]:
        """What is late or at risk."""
        return tuple(line for line in self.lines if line.status.threatens)

    def with_days(self, days: Mapping[str, date]) -> Plan:
        """The plan as it would be if these things had these days."""
        nodes = (replace(node, day=days[node.id]) if node.id in days else node for node in self.nodes)
        return plan_back(nodes, today=self.today, holidays=self.holidays)


def plan_back(nodes: Iterable[PlanNode], *, today: date, holidays: Container[date]) -> Plan:
    """Works a plan out. Things that wait for each other in a circle have no date, and say so."""
    known = {node.id: node for node in nodes}
    work = _Work(known, today, holidays)
    for node in _last_first(known):
        work.place(node)
    for node in work.placed_first():
        work.judge(node)
    lines = [work.lines.get(node.id) or work.in_a_circle(node) for node in known.values()]
    return Plan(tuple(known.values()), today, holidays, tuple(sorted(lines, key=_in_order)))


def moves(before: Plan, after: Plan) -> tuple[PlanMove, ...]:
    """What differs between two states of one plan, in the order of the later one."""
    old = {line.id: line for line in before.lines}
    found: list[PlanMove] = []
    for line in after.lines:
        was = old.get(line.id)
        if was is None:
            continue
        days = (was.latest_start or was.end, line.latest_start or line.end)
        if days[0] != days[1]:
            found.append(PlanMove(line.id, line.title, *days, status=line.status))
    return tuple(found)


def _last_first(known: Mapping[str, PlanNode]) -> list[PlanNode]:
    """Each thing after all that it must be finished before; what stands in a circle is left out."""
    waiting = {node.id: sum(target in known for target in node.before) for node in known.values()}
    earlier: dict[str, list[str]] = {}
    for node in known.values():
        for target in node.before:
            earlier.setdefault(target, []).append(node.id)
    ready = [node_id for node_id, count in waiting.items() if not count]
    ordered: list[PlanNode] = []
    while ready:
        node_id = ready.pop()
        ordered.append(known[node_id])
        for other in earlier.get(node_id, ()):
            waiting[other] -= 1
            if not waiting[other]:
                ready.append(other)
    return ordered


def _in_order(line: PlanLine) -> tuple[date, date, bool, str]:
    end = line.end or date.max
    return (line.latest_start or end, end, line.node.kind is PlanKind.FILING, line.title.casefold())


class _Work:
    """The lines found so far: first placed, from the filing backwards, then judged, from the first step onwards."""

    def __init__(self, known: Mapping[str, PlanNode], today: date, holidays: Container[date]) -> None:
        self._known, self._today, self._holidays = known, today, holidays
        self._earlier: dict[str, list[PlanLine]] = {}
        self._counts: dict[tuple[date, int], tuple[date, str]] = {}
        self.lines: dict[str, PlanLine] = {}

    def placed_first(self) -> list[PlanNode]:
        """The things that were placed, those that others wait for before them."""
        return [line.node for line in reversed(self.lines.values())]

    # ------------------------------------------------------------------ where it lies

    def place(self, node: PlanNode) -> None:
        """Finds by when a thing must be finished, and when it must start for that."""
        end, missing = (node.day, "") if node.day is not None else self._end(node)
        start = count = None
        arithmetic = ""
        if end is not None and node.days is not None:
            count = node.days
            start, arithmetic = self._counted(end, count)
        elif end is not None and node.kind is not PlanKind.STEP:
            start, count = end, business_days(self._today, end, self._holidays)
            arithmetic = self._until(end)
        elif end is not None:
            missing = _("Its lead time is missing: enter how many business days it takes.")
        why = (missing,) if missing else ()
        self.lines[node.id] = PlanLine(node, end, start, count, arithmetic, PlanStatus.NO_DATE, why)

    def _counted(self, end: date, days: int) -> tuple[date, str]:
        """The latest start of so many business days, and how that was counted: once for all that are alike."""
        known = self._counts.get((end, days))
        if known is None:
            finished = last_up_to(end, self._holidays)
            start = latest_start(finished, days, self._holidays)
            known = (start, step_in_words(finished, days, start, self._holidays))
            self._counts[end, days] = known
        return known

    def _end(self, node: PlanNode) -> tuple[date | None, str]:
        """The last business day before the first of all that it must be finished before, or what is missing for it."""
        ends: list[date] = []
        for target in node.before:
            line = self.lines.get(target)
            begins = (line.latest_start or line.node.day) if line is not None else None
            if begins is not None:
                ends.append(last_before(begins, self._holidays))
            elif line is not None:
                return None, self._missing(line)
        return (min(ends), "") if ends else (None, _("It has no date yet."))

    def _missing(self, line: PlanLine) -> str:
        if line.node.kind is PlanKind.FILING:
            return _("The order has no filing date yet: enter it, and the plan is worked out.")
        if line.node.kind is PlanKind.STEP and line.end is not None:
            return _("“{title}”, which comes after it, has no lead time yet.").format(title=line.title)
        return _("“{title}”, which comes after it, has no date yet.").format(title=line.title)

    def _until(self, end: date) -> str:
        if end < self._today:
            return _("{day} has passed").format(day=format_date(end))
        return span_in_words(self._today, end, self._holidays)

    def in_a_circle(self, node: PlanNode) -> PlanLine:
        """The line of a thing that waits for itself: two people, or an undo, can bring that about."""
        why = _("It waits for itself in a circle: change what it comes before.")
        return PlanLine(node, node.day, None, None, "", PlanStatus.NO_DATE, (why,))

    # ------------------------------------------------------------------ how it stands

    def judge(self, node: PlanNode) -> None:
        """Says how a thing stands; all that it waits for has been judged before."""
        line = self.lines[node.id]
        status, why = self._status(line)
        line = replace(line, status=status, why=(*line.why, *why, *((node.note,) if node.note else ())))
        self.lines[node.id] = line
        for target in node.before:
            self._earlier.setdefault(target, []).append(line)

    def _status(self, line: PlanLine) -> tuple[PlanStatus, list[str]]:
        node, today = line.node, self._today
        if node.done:
            return PlanStatus.DONE, []
        if line.end is not None and line.end < today:
            return PlanStatus.LATE, [_("It was to be finished by {day}.").format(day=format_date(line.end))]
        takes_time = node.days is not None and line.latest_start is not None
        if takes_time and not node.started and line.latest_start < today:  # type: ignore[operator]
            return PlanStatus.LATE, [_("It hasn't started.")]
        risks = self._risks(line)
        if risks:
            return PlanStatus.AT_RISK, risks
        if node.started:
            return PlanStatus.STARTED, []
        if line.end is None or line.latest_start is None:
            return PlanStatus.NO_DATE, []
        soon = node.kind is not PlanKind.STEP and self._soon(line.end)
        return (PlanStatus.DUE_SOON if soon else PlanStatus.TO_COME), []

    def _risks(self, line: PlanLine) -> list[str]:
        node = line.node
        risks: list[str] = []
        start = line.latest_start
        if node.days is not None and start is not None and not node.started and self._soon(start):
            risks.append(self._must_start(start))
        for link in node.linked:
            if link.done:
                continue
            if link.due is not None and link.due < self._today:
                risks.append(_("“{title}” was due {day}.").format(title=link.title, day=format_date(link.due)))
            elif link.due is not None and line.end is not None and link.due > line.end:
                risks.append(_("“{title}” is due only {day}.").format(title=link.title, day=format_date(link.due)))
        for other in self._earlier.get(node.id, ()):
            if other.status is PlanStatus.LATE:
                risks.append(_("It waits for “{title}”, which is late.").format(title=other.title))
            elif other.end is not None and start is not None and other.end > start:
                words = _("It waits for “{title}”, which may take until {day}.")
                risks.append(words.format(title=other.title, day=format_date(other.end)))
        return risks

    def _must_start(self, start: date) -> str:
        days = business_days(self._today, start, self._holidays)
        if not days:
            return _("It must start today.")
        words = ngettext(
            "It must start within {days} business day.", "It must start within {days} business days.", days
        )
        return words.format(days=days)

    def _soon(self, day: date) -> bool:
        near = (day - self._today).days <= _SOON_AT_MOST
        return near and business_days(self._today, day, self._holidays) <= SOON


def circle_of(befores: Mapping[str, str | None], start: str) -> Sequence[str]:
    """The ids on the way from a thing back to itself, where each points at what it comes before; else nothing."""
    way: list[str] = []
    at: str | None = start
    while at is not None and at not in way:
        way.append(at)
        at = befores.get(at)
    return way if at == start else ()


def after_colon(sentence: str) -> str:
    """Why something stands as it does, where it goes on what was said: `it hasn't started`."""
    return f"{sentence[:1].lower()}{sentence[1:]}".removesuffix(".")
