"""Values of the model as columns of the ledger, and back. Times are UTC text of one width, so that it sorts as time."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final

from monitor.model import (
    Capture,
    Change,
    ChangeKind,
    Direction,
    Figure,
    Hop,
    HostMemory,
    PageState,
    Quantifier,
    Role,
    Validators,
    Where,
)

Row = Mapping[str, Any]

CLAIM: Final = (
    "value", "value_number", "low", "high", "surface", "counts", "head", "unit", "unit_name", "quantifier", "role",
    "direction", "time_phrase", "day_from", "day_to", "agent", "attribution", "sentence", "stands_in", "headers",
    "in_main", "number_at", "number_length",
)  # fmt: skip
"""Columns of a figure that are what it claims: as long as none of them changes, its row stays open."""
PLACE: Final = ("sentence_start", "block", "on_page")
"""Columns of a figure that only say where it stood in the first version's text."""
STATE: Final = (
    "next_check_at", "last_check_at", "last_ok_at", "full_fetch_at", "etag", "last_modified", "validators_url",
    "validators_wrong", "body_digest", "text_digest", "reader", "failures", "troubled_since", "suspect_digest",
    "suspect_count", "suspect_since", "moved_to", "moved_count", "moved_since", "vouched",
)  # fmt: skip
"""Columns of a page that are its `PageState`."""


def stamp(at: datetime) -> str:
    """Return *at* as the ledger writes it: ``2020-03-18T09:00:00.000000Z``."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def stamped(at: datetime | None) -> str | None:
    """Return `stamp` of *at*, if any."""
    return None if at is None else stamp(at)


def moment(text: str) -> datetime:
    """Return the time that `stamp` wrote."""
    return datetime.fromisoformat(text)


def moments(text: str | None) -> datetime | None:
    """Return `moment` of *text*, if any."""
    return None if text is None else moment(text)


def dumps(value: object) -> str:
    """Return *value* as compact JSON that people can read."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def claim(figure: Figure) -> tuple[object, ...]:
    """Return *figure* as `CLAIM` columns."""
    value = figure.value
    known = value if value is not None else figure.low if figure.low is not None else figure.high
    return (
        _text(value), None if known is None else _real(known), _text(figure.low), _text(figure.high),
        clean(figure.surface), clean(figure.counts), clean(figure.head), figure.unit, figure.unit_name,
        figure.quantifier.value, figure.role.value, figure.direction.value if figure.direction else None,
        _clean(figure.time), figure.since.isoformat() if figure.since else None,
        figure.until.isoformat() if figure.until else None, _clean(figure.agent), _clean(figure.attribution),
        clean(figure.sentence), figure.where.value, _list(figure.headers), int(figure.main),
        figure.start - figure.sentence_start, figure.end - figure.start,
    )  # fmt: skip


def place(figure: Figure) -> tuple[int, int, int | None]:
    """Return *figure* as `PLACE` columns."""
    return figure.sentence_start, figure.block, figure.page


def figure(row: Row) -> Figure:
    """Return the figure of a row that has the `CLAIM` and `PLACE` columns."""
    start = row["sentence_start"] + row["number_at"]
    return Figure(
        value=_number(row["value"]),
        low=_number(row["low"]),
        high=_number(row["high"]),
        surface=row["surface"],
        start=start,
        end=start + row["number_length"],
        sentence=row["sentence"],
        sentence_start=row["sentence_start"],
        counts=row["counts"],
        head=row["head"],
        unit=row["unit"],
        unit_name=row["unit_name"],
        quantifier=Quantifier(row["quantifier"]),
        role=Role(row["role"]),
        direction=Direction(row["direction"]) if row["direction"] else None,
        time=row["time_phrase"],
        since=_day(row["day_from"]),
        until=_day(row["day_to"]),
        agent=row["agent"],
        attribution=row["attribution"],
        where=Where(row["stands_in"]),
        headers=tuple(json.loads(row["headers"])),
        main=bool(row["in_main"]),
        block=row["block"],
        page=row["on_page"],
    )


def figure_json(of: Figure | None) -> str | None:
    """Return *of* as JSON with the names of the columns of figures."""
    if of is None:
        return None
    columns = dict(zip(CLAIM + PLACE, claim(of) + place(of), strict=True))
    del columns["value_number"]
    return dumps({name: value for name, value in columns.items() if value not in (None, "")})


def figure_of(text: str | None) -> Figure | None:
    """Return the figure that `figure_json` wrote."""
    if text is None:
        return None
    absent: dict[str, object] = dict.fromkeys(CLAIM + PLACE)
    return figure(absent | dict.fromkeys(("counts", "head", "surface", "sentence"), "") | json.loads(text))


def change(row: Row) -> Change:
    """Return the change of a row of changes."""
    silent = row["silent"]
    return Change(
        kind=ChangeKind(row["kind"]),
        series=row["series"],
        old=figure_of(row["old"]),
        new=figure_of(row["new"]),
        difference=_number(row["difference"]),
        relative=_number(row["relative"]),
        within_rounding=bool(row["within_rounding"]),
        silent=None if silent is None else bool(silent),
        redefined=bool(row["redefined"]),
        table=row["table_number"],
        group=row["told_with"],
        echo=row["echo"],
        told=bool(row["told"]),
        rule=row["rule"],
        name=row["name"],
    )


def change_columns(of: Change) -> dict[str, object]:
    """Return *of* as columns of changes, but for its figures."""
    return {
        "kind": of.kind.value,
        "series": of.series,
        "difference": _text(of.difference),
        "relative": _text(of.relative),
        "within_rounding": int(of.within_rounding),
        "silent": None if of.silent is None else int(of.silent),
        "redefined": int(of.redefined),
        "table_number": of.table,
        "told_with": _clean(of.group),
        "echo": of.echo,
        "rule": clean(of.rule),
    }


def value(of: Figure | None) -> str | None:
    """Return the value of a figure as the ledger writes it."""
    return _text(of.value) if of else None


def capture_columns(of: Capture) -> dict[str, object]:
    """Return *of* as columns of snapshots."""
    hops = [{"url": clean(hop.url), "status": hop.status, "location": clean(hop.location)} for hop in of.redirects]
    return {
        "url": clean(of.url),
        "final_url": clean(of.final_url),
        "redirects": dumps(hops),
        "status": of.status,
        "headers": dumps([[clean(name), clean(value)] for name, value in of.headers]),
        "address": of.address,
        "tls_issuer": _clean(of.tls_issuer),
        "requested_at": stamp(of.requested_at),
        "captured_at": stamp(of.captured_at),
        "framing": of.framing,
        "wire_bytes": of.wire_bytes,
        "etag": _clean(of.validators.etag),
        "last_modified": _clean(of.validators.last_modified),
    }


def capture(row: Row) -> Capture:
    """Return the capture of a row of snapshots."""
    return Capture(
        url=row["url"],
        final_url=row["final_url"],
        redirects=tuple(Hop(**hop) for hop in json.loads(row["redirects"])),
        status=row["status"],
        headers=tuple((name, value) for name, value in json.loads(row["headers"])),
        address=row["address"],
        tls_issuer=row["tls_issuer"],
        requested_at=moment(row["requested_at"]),
        captured_at=moment(row["captured_at"]),
        framing=row["framing"],
        wire_bytes=row["wire_bytes"],
        validators=Validators(etag=row["etag"], last_modified=row["last_modified"]),
    )


def state_columns(of: PageState) -> tuple[object, ...]:
    """Return *of* as `STATE` columns."""
    return (
        stamp(of.next_check_at), stamped(of.last_check_at), stamped(of.last_ok_at), stamped(of.full_fetch_at),
        _clean(of.validators.etag), _clean(of.validators.last_modified), of.validators.url,
        int(of.validators_wrong), of.body_digest, of.text_digest, of.reader,
        of.failures, stamped(of.troubled_since), of.suspect_digest, of.suspect_count, stamped(of.suspect_since),
        _clean(of.moved_to), of.moved_count, stamped(of.moved_since), of.vouched,
    )  # fmt: skip


def state(row: Row) -> PageState:
    """Return the state of a row of pages."""
    return PageState(
        page_id=row["id"],
        next_check_at=moment(row["next_check_at"]),
        last_check_at=moments(row["last_check_at"]),
        last_ok_at=moments(row["last_ok_at"]),
        full_fetch_at=moments(row["full_fetch_at"]),
        validators=Validators(etag=row["etag"], last_modified=row["last_modified"], url=row["validators_url"]),
        validators_wrong=bool(row["validators_wrong"]),
        body_digest=row["body_digest"],
        text_digest=row["text_digest"],
        reader=row["reader"],
        failures=row["failures"],
        troubled_since=moments(row["troubled_since"]),
        suspect_digest=row["suspect_digest"],
        suspect_count=row["suspect_count"],
        suspect_since=moments(row["suspect_since"]),
        moved_to=row["moved_to"],
        moved_count=row["moved_count"],
        moved_since=moments(row["moved_since"]),
        vouched=row["vouched"],
    )


def host(row: Row) -> HostMemory:
    """Return what a row of hosts says."""
    return HostMemory(
        host=row["host"],
        held_until=moments(row["held_until"]),
        day=_day(row["day"]),
        bytes_today=row["bytes_today"],
    )


def host_columns(of: HostMemory) -> tuple[object, ...]:
    """Return *of* as the columns of hosts."""
    return of.host, stamped(of.held_until), of.day.isoformat() if of.day else None, of.bytes_today


def clean(text: str) -> str:
    """Return *text* without what SQLite's text cannot hold: half a surrogate pair, the character NUL."""
    if text.isascii() and "\0" not in text:
        return text
    return text.encode("utf-8", "replace").decode().replace("\0", "\N{REPLACEMENT CHARACTER}")


def placeholders(values: Sequence[object]) -> str:
    """Return as many question marks as there are *values*, for ``IN (...)``."""
    return ",".join("?" * len(values))


def _list(texts: Sequence[str]) -> str:
    return dumps([clean(text) for text in texts]) if texts else "[]"


def _clean(text: str | None) -> str | None:
    return None if text is None else clean(text)


def _text(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


def _real(number: Decimal) -> float | None:
    real = float(number)
    return real if real - real == 0 else None  # neither infinite nor no number


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
