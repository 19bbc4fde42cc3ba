"""What of the findings a person wants to see: the form above them, as it stands in the address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Self

from monitor.config import Config
from monitor.model import ChangeKind
from monitor.model.reviews import Standing, Wanted
from monitor.report import wording

ALL = "all"  # standings
LONGEST = 200  # characters of a field: more is no page, no word
OFFERED = 200  # pages that can be chosen; of more the id is written
_ON = "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """The fields of the form, each as it stands in the address; "": it does not matter."""

    words: str = ""
    standing: str = Standing.OPEN.value  #: or `ALL`
    unread: str = ""
    silent: str = ""
    page: str = ""  #: its id, or that of the source that yields it
    tag: str = ""
    indicator: str = ""
    kind: str = ""
    label: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Self:
        """Return the filters of an address; what is not known there is left out."""
        given = {one.name: asked.get(one.name, "").strip()[:LONGEST] for one in fields(cls)}
        known = {
            "standing": (*Standing, ALL), "unread": (_ON,), "silent": (_ON,), "kind": tuple(ChangeKind),
        }  # fmt: skip
        return cls(**{name: one for name, one in given.items() if one and one in known.get(name, (one,))})

    @property
    def address(self) -> dict[str, str]:
        """Return what of them stands in the address: what is not as it is at first."""
        return {one.name: getattr(self, one.name) for one in fields(self) if getattr(self, one.name) != one.default}

    @property
    def further(self) -> int:
        """Return how many fields are filled in that are not shown at first."""
        return len(self.address.keys() - {"words", "standing", "unread"})

    @property
    def is_plain(self) -> bool:
        """Return whether nothing but a standing is asked for."""
        return self.address.keys() <= {"standing"}

    def wanted(self, config: Config) -> Wanted:
        """Return what the ledger is asked for; tags and sources are those of *config*."""
        return Wanted(
            pages=self._pages(config),
            kinds=(ChangeKind(self.kind),) if self.kind else (),
            silent=bool(self.silent),
            indicators=(self.indicator,) if self.indicator else (),
            standing=None if self.standing == ALL else Standing(self.standing),
            unread=bool(self.unread),
            label=self.label,
            words=self.words,
        )

    def _pages(self, config: Config) -> tuple[str, ...] | None:
        """Return the pages that are wanted; one that is followed no more can be named, and has no tags."""
        if not (self.page or self.tag):
            return None
        found = [one for one in config.pages if not self.page or one.is_one_of({self.page})]
        if not self.tag:
            return tuple(one.id for one in found) or (self.page,)
        return tuple(one.id for one in found if self.tag in one.tags)


Options = tuple[tuple[str, str], ...]  # each with the words that are shown for it


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What the form offers."""

    pages: Options  #: (): there are too many to choose from
    tags: Options
    indicators: Options
    kinds: Options
    labels: Options

    @classmethod
    def of(cls, config: Config, labels: Iterable[str], filters: Filters) -> Self:
        """Return what can be chosen; what *filters* ask for stays among it."""
        pages = config.listed
        return cls(
            pages=_options((one.id for one in pages), filters.page) if len(pages) <= OFFERED else (),
            tags=_options(sorted({tag for one in pages for tag in one.tags}), filters.tag),
            indicators=_options((one.id for one in config.indicators), filters.indicator),
            kinds=tuple((kind.value, words) for kind, words in wording.KINDS.items()),
            labels=_options(labels, filters.label),
        )


def _options(names: Iterable[str], chosen: str) -> Options:
    return tuple((name, name) for name in dict.fromkeys((*names, *filter(None, (chosen,)))))
