"""Where in the trees of the files the entries stand, also of files that are not yet right."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.config import naming
from monitor.config.document import Document, Mapping, Scalar, Sequence, follow
from monitor.model.addresses import parse


def entries(document: Document | None, key: str = "pages") -> Iterator[Mapping]:
    """Yield the tables listed under *key*."""
    root = document.root if document else None
    listed = follow(root.get(key)) if isinstance(root, Mapping) else None
    for item in listed.items if isinstance(listed, Sequence) else ():
        entry = follow(item)
        if isinstance(entry, Mapping):
            yield entry


def scalar(entry: Mapping, key: str) -> Scalar | None:
    """Return the single value of *key*, None where there is none."""
    value = follow(entry.get(key))
    return value if isinstance(value, Scalar) and not value.null else None


def scalars(entry: Mapping, key: str) -> Iterator[Scalar]:
    """Yield the values of *key*, be they one or a list."""
    value = follow(entry.get(key))
    for node in value.items if isinstance(value, Sequence) else (value,):
        item = follow(node)
        if isinstance(item, Scalar) and not item.null:
            yield item


def url_of(entry: Mapping) -> str | None:
    """Return the normalised address of a page, None where it has none that can be used."""
    url = scalar(entry, "url")
    try:
        return parse(url.value).url if url else None
    except ValueError:
        return None


def id_of(entry: Mapping) -> str | None:
    """Return the id of a page as written, or as made from its address."""
    written = scalar(entry, "id")
    if written:
        return written.value.strip()
    url = url_of(entry)
    return naming.slug(url) if url else None


def rules_of(document: Document) -> Iterator[Mapping]:
    """Yield the rules that pages have of their own, those of groups, and those of all pages."""
    for table in (*_with_defaults(document), *(group for _, group in groups_of(document))):
        rules = follow(table.get("alerts"))
        for item in rules.items if isinstance(rules, Sequence) else ():
            rule = follow(item)
            if isinstance(rule, Mapping):
                yield rule


def tags_of(document: Document) -> frozenset[str]:
    """Return the tags that a file of pages names."""
    return frozenset(tag.value.strip() for table in _with_defaults(document) for tag in scalars(table, "tags"))


def groups_of(document: Document) -> Iterator[tuple[Scalar, Mapping]]:
    """Yield what holds for the pages with a tag, with the tag."""
    groups = follow(document.root.get("tags")) if isinstance(document.root, Mapping) else None
    for name, node in groups.pairs if isinstance(groups, Mapping) else ():
        group = follow(node)
        if isinstance(group, Mapping):
            yield name, group


def defaults_of(document: Document) -> Mapping | None:
    """Return what holds for all pages of a file."""
    defaults = follow(document.root.get("defaults")) if isinstance(document.root, Mapping) else None
    return defaults if isinstance(defaults, Mapping) else None


def _with_defaults(document: Document) -> Iterator[Mapping]:
    if (defaults := defaults_of(document)) is not None:
        yield defaults
    yield from entries(document)
