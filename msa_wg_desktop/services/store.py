"""The record, opened: the only way to write it, to read it, and to take a step back."""

from __future__ import annotations

import getpass
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from msa_wg_desktop.db import engine as files
from msa_wg_desktop.db import ledger
from msa_wg_desktop.db.file_format import SCHEMA_VERSION
from msa_wg_desktop.db.ledger import Entry, RecordSession
from msa_wg_desktop.db.models import Counter, Operation
from msa_wg_desktop.domain.changes import Change, ChangeSet, OperationKind
from msa_wg_desktop.domain.clock import Clock, SystemClock
from msa_wg_desktop.domain.notes import Caret, new_id
from msa_wg_desktop.errors import ConflictError, StorageError
from msa_wg_desktop.services.party_book import SHELF
from msa_wg_desktop.words import _

BURST_PAUSE_SECONDS = 5.0
BURST_LIMIT_SECONDS = 60.0

Listener = Callable[[ChangeSet], None]


@dataclass(slots=True)
class _Burst:
    """The operation that grows while somebody types in one note (decision 2), and what it did so far."""

    merge_key: str
    operation_id: str
    seq: int
    began: float
    grew: float
    caret_before: Caret | None
    changes: dict[ledger.Key, Change]

    @classmethod
    def begun(cls, merge_key: str, entry: Entry, seq: int, now: float) -> _Burst:
        """The burst that an operation just written begins."""
        changes = {(change.entity, change.id): change for change in entry.changes}
        return cls(merge_key, entry.id, seq, now, now, entry.caret_before, changes)

    def takes(self, merge_key: str, seq: int, now: float) -> bool:
        """Whether what comes at `seq` belongs to it: same note, nothing written in between, no pause, no hour of it."""
        return (
            merge_key == self.merge_key
            and seq == self.seq + 1
            and now - self.grew <= BURST_PAUSE_SECONDS
            and now - self.began <= BURST_LIMIT_SECONDS
        )


class Store:
    """One open record.

    `operation` is the only way to write; an operation inside another joins it. `who` signs what is
    written. Known failures of the file come out as StorageError, a step that can't be taken back as
    ConflictError; in both cases nothing was changed.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        path: Path | None,
        who: str = "",
        clock: Clock | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.path = path
        self.who = who or _login_name()
        self.clock = clock or SystemClock()
        self._monotonic = monotonic
        self._engine = engine.execution_options(**{SHELF: {}})
        self._writing = engine.execution_options(writes=True)
        self._lock = threading.RLock()
        self._open: RecordSession | None = None
        self._written = 0
        self._reading = threading.local()
        self._burst: _Burst | None = None
        self._listeners: list[Listener] = []
        self._pending: list[ChangeSet] = []
        self._seen = self.seq()

    @classmethod
    def open(cls, path: Path, *, who: str = "", clock: Clock | None = None) -> Store:
        """Opens a record; brings its tables up to date first, with a backup beside it, where they are older."""
        engine = files.open_engine(path)
        try:
            if files.schema_version(path) < SCHEMA_VERSION:
                from msa_wg_desktop.db import backup, migrate

                backup.make(path)
                migrate.upgrade(engine)
            return cls(engine, path=path, who=who, clock=clock)
        except DBAPIError as problem:
            engine.dispose()
            raise files.storage_error(problem, path) from problem

    @classmethod
    def create(cls, path: Path, *, who: str = "", clock: Clock | None = None) -> Store:
        """Makes a new, empty record. Refuses to overwrite."""
        return cls(files.create_record(path), path=path, who=who, clock=clock)

    def close(self) -> None:
        """Closes the record and leaves one file behind."""
        files.close(self._engine, self.path)

    # ------------------------------------------------------------------ reading

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read with. Inside an operation it is the operation's own, so that it sees what is pending.

        Inside another reading it is the same one, and so all that makes one answer is of one moment; not where
        something was written in between.
        """
        session = self._open
        if session is not None and self._is_mine():
            session.flush()
            yield session.connection()
            return
        around: tuple[Connection, int] | None = getattr(self._reading, "around", None)
        if around is not None and around[1] == self._written:
            yield around[0]
            return
        with self._in_words(), self._engine.connect() as connection:
            self._reading.around = connection, self._written
            try:
                yield connection
            finally:
                self._reading.around = around

    def seq(self) -> int:
        """The place of the newest operation in the order of the world."""
        with self.reading() as connection:
            return int(connection.execute(select(Counter.seq).where(Counter.id == 1)).scalar_one())

    @property
    def told(self) -> int:
        """The place of the newest operation that listeners were told of: what they show is as it was then."""
        return self._seen

    def record_id(self) -> str:
        """The record's own id, by which the user's settings know it."""
        with self.reading() as connection:
            return str(connection.execute(select(Counter.record_id).where(Counter.id == 1)).scalar_one())

    # ------------------------------------------------------------------ writing

    @contextmanager
    def operation(
        self,
        label: str,
        *,
        meeting_id: str | None = None,
        merge_key: str | None = None,
        caret_before: Caret | None = None,
        caret_after: Caret | None = None,
        origin: str = "",
        undoable: bool = True,
    ) -> Iterator[RecordSession]:
        """One labelled step, written whole or not at all. With a `merge_key` it grows the burst of that key."""
        with self._lock:
            if self._open is not None:
                yield self._open
                return
            entry = Entry(
                new_id(),
                label,
                self.who,
                self.clock.now(),
                meeting_id=meeting_id,
                caret_before=caret_before,
                caret_after=caret_after,
                undoable=undoable,
            )
            with self._transaction() as session:
                yield session
                entry.label = session.label or entry.label
                self._record(session, entry, merge_key=merge_key, origin=origin)
        self._publish()

    @contextmanager
    def aside(self) -> Iterator[Connection]:
        """A connection to write what is no part of the record, such as the search index. Not inside an operation."""
        try:
            with self._lock, self._in_words(), self._writing.begin() as connection:
                yield connection
        finally:
            self._written += 1

    @contextmanager
    def trying_out(self) -> Iterator[RecordSession]:
        """A session to see what would become of something, as long as nothing in it is flushed: it takes no lock, and
        what was done in it is forgotten."""
        with self._in_words(), RecordSession(bind=self._engine, autoflush=False) as session:
            yield session

    def end_burst(self) -> None:
        """The next typing begins a new step: the caret has left, or the structure changed."""
        self._burst = None

    @contextmanager
    def _transaction(self) -> Iterator[RecordSession]:
        with self._in_words(), RecordSession(bind=self._writing) as session:
            session.connection()
            self._open = session
            self._owner = threading.get_ident()
            try:
                yield session
                session.commit()
            except BaseException:
                self._pending.clear()
                self._burst = None
                raise
            finally:
                self._open = None
                self._written += 1

    def _is_mine(self) -> bool:
        return self._owner == threading.get_ident()

    def _record(
        self, session: RecordSession, entry: Entry, *, merge_key: str | None = None, origin: str = ""
    ) -> ChangeSet | None:
        session.flush()
        changes = tuple(session.gathered.values())
        if not changes:
            return None
        entry.changes = changes
        connection = session.connection()
        seq, now = ledger.next_seq(connection), self._monotonic()
        burst = self._burst
        if burst is not None and merge_key is not None and burst.takes(merge_key, seq, now):
            entry.id, entry.caret_before = burst.operation_id, burst.caret_before
            burst.changes = ledger.grow(connection, entry, seq, burst.changes)
            burst.seq, burst.grew = seq, now
        else:
            ledger.write(connection, entry, seq)
            self._burst = None if merge_key is None else _Burst.begun(merge_key, entry, seq, now)
        published = ChangeSet(
            seq,
            entry.id,
            entry.label,
            entry.who,
            entry.at,
            entry.kind,
            changes,
            entry.meeting_id,
            entry.caret_before,
            entry.caret_after,
            origin,
        )
        self._pending += [*self._missed(connection, before=seq), published]
        return published

    def _missed(self, connection: Connection, *, before: int | None = None) -> list[ChangeSet]:
        """What others wrote since the last look; up to a step of one's own, where something lies in between."""
        if before is not None and before <= self._seen + 1:
            return []
        statement = select(Operation.__table__).where(Operation.seq > self._seen)
        if before is not None:
            statement = statement.where(Operation.seq < before)
        return [_change_set(connection, row) for row in connection.execute(statement.order_by(Operation.seq)).all()]

    # ------------------------------------------------------------------ back and forth

    def undo(self, *, meeting_id: str | None = None) -> ChangeSet | None:
        """Takes back my latest step, in one meeting or in the whole record; None where there is none left."""
        return self._step_back(lambda connection: ledger.latest_to_undo(connection, self.who, meeting_id))

    def undo_operation(self, operation_id: str) -> ChangeSet | None:
        """Takes back any one step. Raises ConflictError where what it changed has moved on since."""
        return self._step_back(lambda connection: self._effective(connection, operation_id))

    def redo(self, *, meeting_id: str | None = None) -> ChangeSet | None:
        """Brings back what my latest undo took, as long as nothing new was done since."""
        return self._step_back(lambda connection: ledger.latest_to_redo(connection, self.who, meeting_id))

    def labels(self, *, meeting_id: str | None = None) -> tuple[str, str]:
        """What undo and redo would take back or bring back now, in words; empty where there is nothing."""
        with self.reading() as connection:
            undo = ledger.latest_to_undo(connection, self.who, meeting_id)
            redo = ledger.latest_to_redo(connection, self.who, meeting_id)
        return (undo.label if undo else "", redo.label if redo else "")

    @staticmethod
    def _effective(connection: Connection, operation_id: str) -> Operation:
        row = ledger.operation(connection, operation_id)
        if row.undone_by is not None:
            raise ConflictError(_("That step is already undone. Nothing was changed."))
        if not row.undoable:
            raise ConflictError(
                _("That step can't be undone: what was purged is gone, and what was handed out stays handed out.")
            )
        return row

    def _step_back(self, choose: Callable[[Connection], Operation | None]) -> ChangeSet | None:
        target: Operation | None = None
        with self._lock:
            self.end_burst()
            try:
                with self._transaction() as session:
                    target = choose(session.connection())
                    published = self._take_back(session, target)
            except ConflictError as problem:
                if target is None or not isinstance(problem.__cause__, IntegrityError):
                    raise
                raise ConflictError(self._why_not(target), detail=str(problem.__cause__)) from problem
        self._publish()
        return published

    def _why_not(self, target: Operation) -> str:
        """What was made since of what a step made: a database only says that something was."""
        with RecordSession(bind=self._engine) as session:
            what = ledger.in_the_way(session, ledger.changes_of(session.connection(), target.id))
        words = _("{what} stands in the way of this step. Nothing was changed; take that away first.")
        return words.format(what=what or _("Something made since"))

    def _take_back(self, session: RecordSession, target: Operation | None) -> ChangeSet | None:
        if target is None:
            return None
        connection = session.connection()
        kind = OperationKind.REDO if target.kind == OperationKind.UNDO else OperationKind.UNDO
        changes = ledger.changes_of(connection, target.id)
        ledger.apply_inverse(session, changes, seq=target.seq)
        session.flush()
        entry = Entry(
            new_id(),
            target.label,
            self.who,
            self.clock.now(),
            kind=kind,
            undoes=target.id,
            meeting_id=target.meeting_id,
            caret_before=ledger.caret_from(target.caret, "after"),
            caret_after=ledger.caret_from(target.caret, "before"),
        )
        published = self._record(session, entry)
        ledger.mark_undone(connection, target.id, entry.id)
        if kind is OperationKind.REDO:
            ledger.mark_undone(connection, str(target.undoes), None)
        return published

    # ------------------------------------------------------------------ telling

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Tells `listener` of every commit; gives the call that stops it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def catch_up(self) -> None:
        """Tells of what others have written to this record since the last look (a second window, a script)."""
        with self.reading() as connection:
            sets = self._missed(connection)
        self._pending.extend(sets)
        self._publish()

    def _publish(self) -> None:
        sets, self._pending = self._pending, []
        for changes in sets:
            self._seen = max(self._seen, changes.seq)
            for listener in tuple(self._listeners):
                listener(changes)

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except IntegrityError as problem:
            raise ConflictError(
                _("That would break a link in the record. Nothing was changed."), detail=str(problem)
            ) from problem
        except DBAPIError as problem:
            raise files.storage_error(problem, self.path or self._engine.url.render_as_string()) from problem

    # ------------------------------------------------------------------ the file

    def integrity(self) -> str:
        """`ok`, or what the database says is wrong with the file."""
        with self.reading() as connection:
            if connection.dialect.name != "sqlite":
                return "ok"
            problems = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        return "ok" if problems == ["ok"] and not broken else "; ".join([*problems, *(str(row) for row in broken)])

    def scrub(self) -> bool:
        """Rewrites the file so that nothing deleted is left in it; False where another window stood in the way."""
        from msa_wg_desktop.db import forget

        with self._in_words():
            return forget.scrub(self._engine)

    def size(self) -> int:
        """The size of the record, in bytes."""
        if self.path is None:
            return 0
        try:
            return self.path.stat().st_size
        except OSError as problem:
            raise StorageError(_("{path} can't be read.").format(path=self.path)) from problem

    def operations(self) -> int:
        """How many operations the record keeps."""
        with self.reading() as connection:
            return int(connection.execute(select(func.count()).select_from(Operation)).scalar_one())


def _change_set(connection: Connection, row: Any) -> ChangeSet:
    return ChangeSet(
        row.seq,
        row.id,
        row.label,
        row.who,
        row.at,
        OperationKind(row.kind),
        ledger.changes_of(connection, row.id),
        row.meeting_id,
        ledger.caret_from(row.caret, "before"),
        ledger.caret_from(row.caret, "after"),
    )


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "?"
