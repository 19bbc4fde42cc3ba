"""Adding and removing pages in the text of a file of pages, every other byte staying as it was.

Nothing is dumped: the tree says where an entry stands, and the text is cut there. Each edit is then read again, and
refused unless exactly the intended change came of it, so that a form of YAML not foreseen here costs a message and
never somebody's file.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as Values
from collections.abc import Sequence as Listed
from pathlib import Path

from monitor.config import places, splicing
from monitor.config.document import Document, Mapping, Node, Scalar, Sequence, data, follow
from monitor.config.file_shapes import PagesFile
from monitor.config.nodes import id_of, url_of
from monitor.config.page_layers import check_own_times, check_pace
from monitor.config.problems import validate
from monitor.config.source_keys import check_sources
from monitor.config.yaml_values import as_flow, as_lines
from monitor.errors import ConfigError, Problem
from monitor.model.addresses import parse
from monitor.model.homes import SERVICE

FILE = Path("config/pages.yaml")


def add(text: str, *entries: Values[str, object], file: Path = FILE) -> str:
    """Return *text* with *entries* as the last pages.

    Args:
        text: the content of a file of pages.
        entries: keys of a page in the order wanted; values are texts, truth values, or lists of texts; None and empty
            lists are left out.
        file: where it is, for messages.

    Raises:
        ConfigError: an entry would not load, the text is not YAML, already has the id or the address, or cannot be
            edited safely.
    """
    document = parse_file(text, file)
    pages = _pages(document)
    new = [{key: value for key, value in entry.items() if value not in (None, [], ())} for entry in entries]
    _refuse_unusable(new, file)
    _refuse_twice(document, pages, new)
    wanted = [*_listed(document), *map(_as_data, new)]
    return _checked(document, _insert(document, pages, new), wanted) if new else text


def remove(text: str, *page_ids: str, file: Path = FILE) -> str:
    """Return *text*, the content of *file*, without the pages *page_ids*; comments above an entry stay.

    Raises:
        ConfigError: there is no such page, or the text cannot be edited safely.
    """
    document = parse_file(text, file)
    pages, indices = find_pages(document, page_ids)
    wanted = _listed(document)
    for index in sorted(indices, reverse=True):  # from below: what stands above keeps its place
        del wanted[index]
        for start, end in reversed(places.extent(text, pages, index)):
            text = text[:start] + text[end:]
    edited = _checked(document, text, wanted)
    return edited if wanted or file.parent.name == FILE.parent.name else _meant_to_be_empty(edited, file)


def _meant_to_be_empty(text: str, file: Path) -> str:
    """Return *text*, whose last page was taken out, so that the list without pages is no mishap.

    Of pages.yaml that is asked for by hand: it may be all that there is.
    """
    root = parse_file(text, file).root
    return splicing.put(text, root if isinstance(root, Mapping) else None, "allow_empty", "true")


def parse_file(text: str, file: Path = FILE) -> Document:
    """Return *text* as a document whose root is a table, or nothing.

    Raises:
        ConfigError: it is neither.
    """
    document = Document(text, file)
    if document.problems:
        raise ConfigError(document.problems)
    if document.root is not None and not isinstance(document.root, Mapping):
        among = ", `pages:` among them" if file.name != SERVICE else ""
        raise refusal(document, document.root.start, f"the file should be keys and values{among}")
    return document


def refusal(document: Document, index: int | None, message: str) -> ConfigError:
    """Return that *document* cannot be edited, with where and why."""
    return ConfigError([Problem(document.file, None if index is None else document.line(index), message)])


def _pages(document: Document) -> Node | None:
    """Return the value of ``pages``, None where the key is missing."""
    value = document.root.get("pages") if isinstance(document.root, Mapping) else None
    if value is None or isinstance(value, Sequence) or (isinstance(value, Scalar) and value.null):
        return value
    raise refusal(document, value.start, "`pages` should be a list; edit it by hand")


def _listed(document: Document) -> list[object]:
    content = data(document.root)
    listed = content.get("pages") if isinstance(content, dict) else None
    return list(listed) if isinstance(listed, list) else []


def as_table(value: object) -> dict[str, object]:
    """Return *value* if it is a table, else an empty one."""
    return value if isinstance(value, dict) else {}


def _as_data(entry: Values[str, object]) -> dict[str, object]:
    return {
        key: [str(item) for item in value] if isinstance(value, (list, tuple)) else _word(value)
        for key, value in entry.items()
    }


def _word(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def find_pages(document: Document, page_ids: Listed[str]) -> tuple[Sequence, list[int]]:
    """Return the list of pages, and at which places of it the pages *page_ids* stand.

    Raises:
        ConfigError: there is no such page.
    """
    pages = _pages(document)
    at: dict[str | None, int] = {}
    for index, item in enumerate(pages.items if isinstance(pages, Sequence) else ()):
        entry = follow(item)
        if isinstance(entry, Mapping):
            at.setdefault(id_of(entry), index)
    for page_id in page_ids:
        if page_id not in at:
            raise ConfigError([Problem(document.file, None, f"there is no page `{page_id}`")])
    assert isinstance(pages, Sequence)  # noqa: S101 (it holds the pages that were found)
    return pages, [at[page_id] for page_id in page_ids]


def _refuse_unusable(entries: Listed[Values[str, object]], file: Path) -> None:
    alone = Document("pages:\n" + "\n".join(line for entry in entries for line in as_lines(entry)), file)
    listed = validate(alone, PagesFile) if entries else None
    if listed is not None:
        check_sources(alone)
        check_pace(alone)
        check_own_times(alone, listed.pages)
    if alone.problems:
        raise ConfigError([Problem(file, None, problem.message) for problem in alone.problems])


def _refuse_twice(document: Document, pages: Node | None, entries: Iterable[Values[str, object]]) -> None:
    there = [
        page
        for item in (pages.items if isinstance(pages, Sequence) else ())
        if isinstance(page := follow(item), Mapping)
    ]
    ids: dict[str | None, int | None] = {id_of(page): page.start for page in there}
    urls: dict[str, int | None] = {_identity(url): page.start for page in there if (url := url_of(page))}
    for entry in entries:
        page_id, url = entry.get("id"), _identity(str(entry.get("url", "")))
        if page_id in ids:
            raise refusal(document, ids[str(page_id)], f"a page has the id `{page_id}` already")
        if url in urls:
            raise refusal(document, urls[url], f"a page has the address {url} already")
        ids[str(page_id)], urls[url] = None, None


def _identity(url: str) -> str:
    try:
        return parse(url).identity
    except ValueError:
        return url


def _checked(document: Document, edited: str, wanted: list[object]) -> str:
    """Return *edited* if reading it gives the *wanted* pages and leaves every other key as it was."""
    after = Document(edited, document.file)
    before, now = as_table(settled(data(document.root))), as_table(settled(data(after.root)))
    listed = now.pop("pages", None) or []
    before.pop("pages", None)
    if after.problems or listed != settled(wanted) or now != before:
        raise refusal(document, None, "this file is written in a way that cannot be edited safely; edit it by hand")
    return edited


def settled(value: object) -> object:
    """Return *value* without line breaks at the end of texts (a block text at the end of the file gains one).

    What has no value is nothing, as it is for whoever reads the file.
    """
    match value:
        case str():
            return value.rstrip("\n")
        case list():
            return [settled(item) for item in value]
        case dict():
            kept = {key: settled(item) for key, item in value.items()}
            return {key: item for key, item in kept.items() if item is not None} or None
        case _:
            return value


def _insert(document: Document, pages: Node | None, entries: Listed[Values[str, object]]) -> str:
    text, root = document.text, document.root
    is_flow = isinstance(root, Mapping) and root.flow
    if not isinstance(pages, Sequence):
        if is_flow and root is not None:
            raise refusal(document, root.start, "the file is one table in braces; add `pages: []` to it by hand")
        return _begin(text, root, pages, entries)
    if pages.items:
        return _append(text, pages, entries)
    if is_flow or text[pages.start + 1 : pages.end - 1].strip(" \t"):
        inside = ", ".join(map(as_flow, entries))  # the brackets hold a comment, which stays
        return f"{text[: pages.start + 1]}{inside}{text[pages.start + 1 :]}"
    return _begin(text, root, pages, entries)


def _begin(text: str, root: Node | None, pages: Node | None, entries: Listed[Values[str, object]]) -> str:
    """Begin a list of pages: at the end, or where *pages* holds nothing yet."""
    indent = places.column(text, root.pairs[0][0].start) if isinstance(root, Mapping) and root.pairs else 0
    lines = [line for entry in entries for line in as_lines(entry, dash=indent + 2)]
    if pages is None:
        return places.with_lines(text, places.end_of_document(text), [f"{' ' * indent}pages:", *lines])
    emptied = text[: pages.start] + text[pages.end :]
    return places.with_lines(places.without_trailing_blank(emptied, pages.start), pages.start - 1, lines)


def _append(text: str, pages: Sequence, entries: Listed[Values[str, object]]) -> str:
    last = pages.items[-1]
    if pages.flow:
        return f"{text[: last.end]}, {', '.join(map(as_flow, entries))}{text[last.end :]}"
    dash, line = places.dash_column(text, pages), places.dash_line(text, pages, len(pages.items) - 1)
    gap = places.column(text, last.start) - dash - 1
    stands_behind_dash = isinstance(last, Mapping) and not last.flow and line == places.line_start(text, last.start)
    gap = max(1, gap) if stands_behind_dash else 1
    end = places.content_end(last)
    # A blank line after a text that keeps its line breaks would become part of that text.
    apart = len(pages.items) > 1 and places.blank_above(text, line) and not text[:end].endswith("\n")
    lines = [new for entry in entries for new in [*([""] if apart else []), *as_lines(entry, dash=dash, gap=gap)]]
    return places.with_lines(text, places.after_comments(text, end, dash), lines)
