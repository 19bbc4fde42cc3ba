"""What no single entry can be blamed for: things given twice, and names that stand for nothing.

These checks read the tree of the file rather than its validated content, so that one run tells them together with
whatever else is wrong.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import PurePosixPath

from monitor.config import naming
from monitor.config.document import Document, Mapping, Scalar, Sequence, follow
from monitor.config.nearest import nearest
from monitor.config.nodes import entries, id_of, scalar, scalars, url_of
from monitor.errors import Problem
from monitor.model.addresses import parse
from monitor.model.watched import ENDINGS, READ_WHOLE


def check_pages(document: Document) -> None:
    """Record pages that are given twice, and a list without any."""
    ids: dict[str, tuple[str, int]] = {}  # folded id -> as written, and where
    urls: dict[str, int] = {}
    for entry in entries(document):
        url, page_id = url_of(entry), id_of(entry)
        if page_id:
            _check_id(document, entry, page_id, ids)
        if url:
            at = scalar(entry, "url")
            start = at.start if at else entry.start
            first = urls.setdefault(parse(url).identity, start)
            if first != start:
                document.problem(start, f"`url`: the page on line {document.line(first)} has this address already")
    _check_renamed(document, ids)
    _check_empty(document)


def check_parts(document: Document, warnings: list[Problem]) -> None:
    """Warn of parts of a page that are asked for where its address says that it is a document read as a whole."""
    for entry in entries(document):
        for key in ("select", "ignore"):
            written = next(scalars(entry, key), None)
            kind = _read_whole(url_of(entry)) if written else None
            if written is not None and kind is not None:
                message = f"`{key}`: does nothing here: {kind} is read as a whole"
                warnings.append(Problem(document.file, document.line(written.start), message))


def _read_whole(url: str | None) -> str | None:
    """Return in words what *url* seems to be that is read as a whole; None for what is a page, or may be one."""
    ending = PurePosixPath(parse(url).path).suffix.lower() if url else ""
    return READ_WHOLE[ENDINGS[ending]] if ending in ENDINGS else None


def _check_id(document: Document, entry: Mapping, page_id: str, ids: dict[str, tuple[str, int]]) -> None:
    written = scalar(entry, "id")
    start = written.start if written else entry.start
    first, at = ids.setdefault(naming.folded(page_id), (page_id, start))
    if at == start:
        return
    line = document.line(at)
    if not written:
        message = f"the id made from this address, `{page_id}`, is taken on line {line}; give this page an `id`"
    elif first == page_id:
        message = f"`id`: the page on line {line} has the id `{page_id}` already"
    else:
        message = f"`id`: {page_id!r} differs from {first!r} on line {line} in case or composition only"
    document.problem(start, message)


def _check_renamed(document: Document, ids: Collection[str]) -> None:
    seen: dict[str, int] = {}
    for entry in entries(document):
        was = scalar(entry, "was")
        if was is None:
            continue
        if naming.folded(was.value) in ids:
            document.problem(was.start, f"`was`: a page with the id `{was.value}` is still listed")
        elif (first := seen.setdefault(was.value, was.start)) != was.start:
            line = document.line(first)
            document.problem(was.start, f"`was`: the page on line {line} takes over `{was.value}` already")


def _check_empty(document: Document) -> None:
    root = document.root
    if document.problems or not (root is None or isinstance(root, Mapping)):
        return
    meant = scalar(root, "allow_empty") if root else None
    if _has_entries(root) or (meant and meant.value.lower() == "true"):
        return
    key = root.key("pages") if root else None
    document.problem(
        key.start if key else None,
        "no page is listed; add one with `monitor add URL`, or write `allow_empty: true` if that is meant",
    )


def _has_entries(root: Mapping | None) -> bool:
    """Return whether `pages` holds anything, be it no list."""
    listed = follow(root.get("pages")) if root else None
    if isinstance(listed, Scalar):
        return not listed.null
    return bool(listed.items) if isinstance(listed, Sequence) else listed is not None


def check_references(pages: Document, service: Document | None, indicators: Document | None) -> None:
    """Record rules and indicators that name pages, tags or indicators that do not exist."""
    known = {
        "pages": {page_id for entry in entries(pages) if (page_id := id_of(entry))},
        "tags": _tags(pages),
        "indicators": {name.value for entry in entries(indicators, "indicators") if (name := scalar(entry, "id"))},
    }
    for rule in (*entries(service, "alerts"), *entries(service, "channels")):
        _check_names(service, rule, known)
    for entry in entries(indicators, "indicators"):
        _check_names(indicators, entry, {key: known[key] for key in ("pages", "tags")})
    for rule in _rules_of_pages(pages):
        _check_names(pages, rule, {"indicators": known["indicators"]})
    _check_indicator_ids(indicators)
    _check_speakers(indicators)


def _rules_of_pages(pages: Document) -> Iterator[Mapping]:
    """Yield the rules that pages have of their own, and those of all of them."""
    for table in (*_defaults(pages), *entries(pages)):
        rules = follow(table.get("alerts"))
        for item in rules.items if isinstance(rules, Sequence) else ():
            rule = follow(item)
            if isinstance(rule, Mapping):
                yield rule


def _defaults(pages: Document) -> list[Mapping]:
    defaults = follow(pages.root.get("defaults")) if isinstance(pages.root, Mapping) else None
    return [defaults] if isinstance(defaults, Mapping) else []


def _tags(pages: Document) -> set[str]:
    return {tag.value.strip() for entry in (*_defaults(pages), *entries(pages)) for tag in scalars(entry, "tags")}


def _check_names(document: Document | None, entry: Mapping, known: dict[str, set[str]]) -> None:
    for key, names in known.items():
        for name in scalars(entry, key):
            if document and name.value.strip() not in names:
                near = nearest(name.value, names)
                hint = f"; did you mean `{near}`?" if near else ""
                document.problem(name.start, f"`{key}`: there is no {key[:-1]} `{name.value}`{hint}")


def _check_indicator_ids(indicators: Document | None) -> None:
    seen: dict[str, int] = {}
    for entry in entries(indicators, "indicators"):
        name = scalar(entry, "id")
        if indicators and name:
            first = seen.setdefault(naming.folded(name.value), name.start)
            if name.value == "suggest":
                indicators.problem(name.start, "`id`: `monitor indicators suggest` is a command; choose another id")
            if first != name.start:
                line = indicators.line(first)
                indicators.problem(name.start, f"`id`: the indicator on line {line} has this id already")


def _check_speakers(indicators: Document | None) -> None:
    """Record names that are given to two speakers."""
    owners: dict[str, tuple[int, int]] = {}
    for number, entry in enumerate(entries(indicators, "speakers")):
        own = scalar(entry, "name")
        for name in (*((own,) if own else ()), *scalars(entry, "aliases")):
            owner, first = owners.setdefault(naming.folded(name.value), (number, name.start))
            if indicators and owner != number:
                line = indicators.line(first)
                indicators.problem(
                    name.start, f"`speakers`: the speaker on line {line} has the name `{name.value}`, too"
                )
