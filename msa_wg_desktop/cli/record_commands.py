"""The commands on the record as a whole: made, looked at, given out and taken in."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from msa_wg_desktop.cli import as_json
from msa_wg_desktop.cli.desk import Desk
from msa_wg_desktop.cli.output import SOMETHING_TO_LOOK_AT, Result, details, json_text
from msa_wg_desktop.words import _


def init(record: Path, args: Namespace) -> Result:
    """Makes a record, empty or with the sample."""
    from msa_wg_desktop.services.container import Services
    from msa_wg_desktop.services.store import Store

    store = Store.create(record)
    try:
        if args.sample:
            from msa_wg_desktop.services.sample import load_sample

            load_sample(Services(store))
        value = {"record": str(record), "id": store.record_id(), "sample": bool(args.sample)}
    finally:
        store.close()
    return Result(value, _("Made {path}.").format(path=record), news=True)


def load(record: Path, args: Namespace) -> Result:
    """Makes a new record from a dump."""
    from msa_wg_desktop.services import dumps

    dumps.load_file(Path(args.file), record)
    return Result({"record": str(record)}, _("Loaded {path}.").format(path=record), news=True)


def info(desk: Desk, _args: Namespace) -> Result:
    """What the record holds, and how its file is."""
    store, census = desk.services.store, desk.services.census
    copy = census.last_backup()
    value = {
        "record": str(store.path),
        "id": store.record_id(),
        "schema": census.schema(),
        "size": store.size(),
        "integrity": store.integrity(),
        "last_backup": {"file": str(copy[0]), "at": as_json.instant(copy[1])} if copy else None,
        "counts": census.counts(),
    }
    counts = {name: number for name, number in value["counts"].items() if number}
    shown = {**value, "size": _("{count} bytes").format(count=value["size"]), "counts": None}
    code = 0 if value["integrity"] == "ok" else SOMETHING_TO_LOOK_AT
    return Result(value, details(shown) + "\n\n" + details(counts), code=code)


def dump(desk: Desk, args: Namespace) -> Result:
    """The whole record as JSON, to a file or to be piped on."""
    if args.to:
        file = desk.services.dumps.save(Path(args.to))
        return Result({"file": str(file)}, _("Wrote {path}.").format(path=file), news=True)
    value = desk.services.dumps.dump()
    return Result(value, json_text(value))
