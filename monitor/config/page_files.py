"""One file of pages, read by itself: its pages, and what the checks across all files go by.

Nothing of the file's tree is kept: the trees of 100,000 pages would take a gigabyte.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping as Environ
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from monitor.config import authorities, credentials, places, secrets
from monitor.config.config_files import text_of
from monitor.config.document import Document, Mapping, Scalar, Sequence, follow
from monitor.config.file_shapes import MorePages, PagesFile
from monitor.config.nodes import entries, id_of, rules_of, scalar, scalars, tags_of, url_of
from monitor.config.outside import Outside, outside_of
from monitor.config.page_layers import check_pace, check_times
from monitor.config.page_making import Common, make_page
from monitor.config.problems import validate
from monitor.config.source_keys import check_sources
from monitor.errors import Problem
from monitor.model import Page
from monitor.model.addresses import parse
from monitor.model.watched import ENDINGS, READ_WHOLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a file of pages says that has to fit with other files; of entries with mistakes too, as far as it goes."""

    ids: tuple[str, ...] = ()  #: of its pages, as written or made of their addresses
    addresses: tuple[str, ...] = ()  #: what tells them apart (`Address.identity`)
    were: tuple[str, ...] = ()  #: ids that its pages had before
    tags: frozenset[str] = frozenset()
    indicators: frozenset[str] = frozenset()  #: that the rules of its pages name
    lists_pages: bool = True  #: or says that a list without any is meant
    says_nothing: bool = False  #: nothing stands in it, or comments alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What came of one file of pages."""

    file: Path
    digest: str  #: sha256 of its bytes, hexadecimal
    facts: Facts
    common: Common  #: what holds for its pages; what pages.yaml says holds for those of all files
    pages: tuple[Page, ...] = ()  #: none where there are problems
    head: str = ""  #: of pages.yaml: all but its pages
    warnings: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()
    outside: Outside | None = field(default=None, repr=False)  #: None: it means the same wherever it lies


def part_of(file: Path, raw: bytes, beneath: Common, environ: Environ[str, str], *, is_first: bool) -> Part:
    """Return what came of a file of pages.

    Args:
        file: where it is.
        raw: what it holds.
        beneath: what holds for its pages where it says nothing.
        environ: where references are looked up.
        is_first: it is pages.yaml, which may say more than the others.
    """
    digest, problems = hashlib.sha256(raw).hexdigest(), list[Problem]()
    text = text_of(file, raw, problems)
    if text is None:
        return Part(file=file, digest=digest, facts=Facts(), common=beneath, problems=tuple(problems))
    document = Document(text, file)
    listed = validate(document, PagesFile if is_first else MorePages)
    warnings, facts = _check(document, environ, beneath.folder), _facts(document)
    common = beneath.over(listed) if listed else beneath
    pages: tuple[Page, ...] = ()
    if listed and not document.problems:
        pages = tuple(make_page(entry, common, environ) for entry in listed.pages)
        check_times(document, pages)
    if document.problems:
        problems = document.problems
        return Part(
            file=file, digest=digest, facts=facts, common=common, warnings=warnings, problems=tuple(problems)
        )  # fmt: skip
    return Part(
        file=file,
        digest=digest,
        facts=_sharing(facts, pages),
        common=common,
        pages=pages,
        head=_head(document) if is_first else "",
        warnings=warnings,
        outside=outside_of(document, environ, common.folder),
    )


def _check(document: Document, environ: Environ[str, str], folder: Path) -> tuple[Problem, ...]:
    """Record what is wrong with pages by themselves; return what works and should still be seen to."""
    warnings: list[Problem] = []
    check_sources(document)
    check_pace(document)
    _warn_of_parts(document, warnings)
    secrets.check(document, environ, warnings)
    credentials.check(document, environ, warnings)
    authorities.check_pages(document, folder)
    return tuple(warnings)


def _warn_of_parts(document: Document, warnings: list[Problem]) -> None:
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


def _facts(document: Document) -> Facts:
    root = document.root if isinstance(document.root, Mapping) else None
    meant = scalar(root, "allow_empty") if root else None
    return Facts(
        ids=tuple(found for entry in entries(document) if (found := id_of(entry))),
        addresses=tuple(parse(url).identity for entry in entries(document) if (url := url_of(entry))),
        were=tuple(was.value for entry in entries(document) if (was := scalar(entry, "was"))),
        tags=tags_of(document),
        indicators=frozenset(name.value.strip() for rule in rules_of(document) for name in scalars(rule, "indicators")),
        lists_pages=_lists_pages(root) or (meant is not None and meant.value.lower() == "true"),
        says_nothing=document.root is None,
    )


def _sharing(facts: Facts, pages: tuple[Page, ...]) -> Facts:
    """Return *facts* with the texts of *pages* where they are equal: of 100,000 pages that is some ten megabytes."""
    addresses = zip(facts.addresses, pages, strict=True)
    return replace(
        facts,
        ids=tuple(page.id for page in pages),
        addresses=tuple(page.url if page.url == address else address for address, page in addresses),
    )


def _lists_pages(root: Mapping | None) -> bool:
    """Return whether `pages` holds anything, be it no list."""
    listed = follow(root.get("pages")) if root else None
    if isinstance(listed, Scalar):
        return not listed.null
    return bool(listed.items) if isinstance(listed, Sequence) else listed is not None


def _head(document: Document) -> str:
    """Return the text of pages.yaml without its pages, which are most of it."""
    pages = document.root.get("pages") if isinstance(document.root, Mapping) else None
    if pages is None:
        return document.text
    return document.text[: pages.start] + document.text[places.content_end(pages) :]


def common_of(head: str, file: Path, beneath: Common) -> Common | None:
    """Return what pages.yaml says of all pages, from its *head*; None where that cannot be read by itself."""
    document = Document(head, file)
    table = validate(document, PagesFile)
    return beneath.over(table) if table and not document.problems else None
