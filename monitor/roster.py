"""The pages that a service follows: those of its configuration, and those that its sources have found.

What is looked at is what changed: a page of the configuration that is the same as before is the same value, and of the
sources only those are asked that have named something.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from monitor.following import found_page
from monitor.model import Found, Indicator, Page


@dataclass(frozen=True, slots=True)
class Edit:
    """What a configuration changes in what is followed."""

    pages: tuple[Page, ...]  #: those of which it says something else than the one before
    gone: tuple[str, ...]  #: ids of those that it no longer has
    before: tuple[Page, ...]  #: what the one before said of all of these

    @property
    def sources(self) -> tuple[str, ...]:
        """Return the ids of the sources among its pages."""
        return tuple(page.id for page in self.pages if page.source is not None)

    def moves(self, indicators: Collection[Indicator]) -> bool:
        """Return whether *indicators* may gather other figures: pages matter to them by their tags and their ids."""
        tags = {tag for one in indicators for tag in one.tags}
        return any(page.was or tags & set(page.tags) for page in (*self.pages, *self.before))


class Roster:
    """Pages by their ids. One thread changes it; others may ask for a page at any time."""

    def __init__(self) -> None:
        self._listed: dict[str, Page] = {}
        self._found: dict[str, dict[str, Page]] = {}  #: by source, then by id
        self._pages: dict[str, Page] = {}

    def __len__(self) -> int:
        """Return how many are enabled."""
        return sum(page.enabled for page in self)

    def __iter__(self) -> Iterator[Page]:
        """Yield every page."""
        return iter(self._pages.values())

    def get(self, page_id: str) -> Page | None:
        """Return the page with this id, if it is followed."""
        return self._pages.get(page_id)

    def edit(self, listed: Iterable[Page]) -> Edit:
        """Return what having *listed* pages in the configuration would change; nothing is changed yet."""
        now = {page.id: page for page in listed}
        changed = tuple(page for page in now.values() if not _is_same(page, self._listed.get(page.id)))
        gone = tuple(name for name in self._listed if name not in now)
        before = (self._listed.get(name) for name in (*(page.id for page in changed), *gone))
        return Edit(changed, gone, tuple(page for page in before if page is not None))

    def adopt(self, edit: Edit, found: Iterable[Found]) -> None:
        """Follow what *edit* changes, and what the sources among its pages have *found*."""
        for name in (*edit.gone, *(page.id for page in edit.pages)):
            self._listed.pop(name, None)
            for one in (name, *self._found.pop(name, ())):
                self._pages.pop(one, None)
        self._listed.update((page.id, page) for page in edit.pages)
        self._pages.update((page.id, page) for page in edit.pages)
        self.find(edit.sources, found)

    def find(self, sources: Iterable[str], found: Iterable[Found]) -> None:
        """Follow of *sources* what they have *found* by now, and nothing else."""
        of_source: dict[str, list[Found]] = {source: [] for source in sources}
        for one in found:
            of_source.setdefault(one.source, []).append(one)
        for source, pages in of_source.items():
            before, now = self._found.get(source, {}), self._yielded(source, pages)
            self._found[source] = now
            self._pages.update(now)
            for name in before.keys() - now.keys():
                del self._pages[name]

    def _yielded(self, source: str, found: Iterable[Found]) -> dict[str, Page]:
        page = self._listed.get(source)
        return {} if page is None or page.source is None else {one.page_id: found_page(page, one) for one in found}


def _is_same(page: Page, before: Page | None) -> bool:
    return page is before or page == before
