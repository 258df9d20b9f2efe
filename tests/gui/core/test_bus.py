"""ChangeSets arrive in order, on the GUI thread."""

from __future__ import annotations

import threading

from msa_wg_desktop.domain.changes import ChangeSet
from msa_wg_desktop.gui.core.bus import Bus


def test_a_listener_that_writes_does_not_mix_up_the_order(qapp, changes) -> None:
    bus = Bus()
    first, second = changes("a"), changes("b")
    heard: list[tuple[str, ChangeSet]] = []

    def write_back(change_set: ChangeSet) -> None:
        heard.append(("writer", change_set))
        if change_set is first:
            bus.publish(second)

    bus.changed.connect(write_back)
    bus.changed.connect(lambda change_set: heard.append(("reader", change_set)))
    bus.publish(first)
    assert heard == [("writer", first), ("reader", first), ("writer", second), ("reader", second)]


def test_what_another_thread_commits_is_heard_on_the_gui_thread(qtbot, changes) -> None:
    bus = Bus()
    heard: list[int] = []
    bus.changed.connect(lambda _changes: heard.append(threading.get_ident()))
    with qtbot.waitSignal(bus.changed):
        worker = threading.Thread(target=bus.publish, args=(changes("a"),))
        worker.start()
        worker.join()
    assert heard == [threading.get_ident()]


def test_the_store_tells_the_bus(context) -> None:
    heard: list[ChangeSet] = []
    context.bus.changed.connect(heard.append)
    context.services.groups.add("IX WG")
    assert [change_set.touches({"working_group"}) for change_set in heard] == [True]
