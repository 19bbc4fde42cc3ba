"""Which pages a command works on: those that are named, those that have a tag, or all of them."""

from __future__ import annotations

import difflib
import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from monitor.cli.completing import complete_pages, complete_tags
from monitor.config import Config
from monitor.errors import StoreError
from monitor.model import Among, Page
from monitor.model.sanitize import visible

F = TypeVar("F", bound=Callable[..., Any])
TAG = "Pages that have this tag, besides those that are named; may be given several times."


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What the user has said of the pages that are meant."""

    names: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    @property
    def is_all(self) -> bool:
        """Return whether neither page nor tag was said, so that every page is meant."""
        return not self.names and not self.tags

    def ids(self, config: Config) -> tuple[str, ...]:
        """Return the ids of the pages that are meant, in the order of *config*; empty when all are.

        Raises:
            click.UsageError: there is no such page or tag; names the nearest.
        """
        return () if self.is_all else tuple(page.id for page in self.pages(config))

    def pages(self, config: Config) -> tuple[Page, ...]:
        """Return the pages that are meant, in the order of *config*: all when neither page nor tag was said.

        Raises:
            click.UsageError: there is no such page or tag; names the nearest.
        """
        named, tagged = set(known(config, self.names)), set(known_tags(config, self.tags))
        return tuple(page for page in config.pages if self.is_all or page.is_one_of(named) or tagged & set(page.tags))


def pages_chosen(*, required: bool = False, besides: str = "") -> Callable[[F], F]:
    """Give a command pages by name and ``--tag``; its function gets them as ``choice``.

    Args:
        required: the user must say which pages are meant.
        besides: what may stand among the names, as help shows it; the command takes it out.
    """
    metavar = ("PAGE..." if required else "[PAGE...]") + besides

    def decorate(function: F) -> F:
        @functools.wraps(function)
        def chosen(*args: Any, pages: tuple[str, ...], tags: tuple[str, ...], **options: Any) -> Any:
            if required and not pages and not tags:
                raise click.UsageError("Name pages, or a tag: --tag TAG")
            return function(*args, choice=Choice(names=pages, tags=tags), **options)

        option = click.option(
            "--tag", "tags", multiple=True, metavar="TAG", help=TAG, shell_complete=complete_tags
        )  # fmt: skip
        argument = click.argument("pages", nargs=-1, metavar=metavar, shell_complete=complete_pages)
        return argument(option(chosen))  # type: ignore[return-value]

    return decorate


def known(config: Config, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return *names* if each is a page of *config*.

    Raises:
        click.UsageError: one is not; names the nearest id, or says that it was followed once.
    """
    listed = {page.id for page in config.pages}
    for name in names:
        if name not in listed and _was_followed(config.home, name):
            said = f"The page '{name}' is followed no longer. What it stated: monitor history {name}"
            raise click.UsageError(visible(said))
    return _among("page", names, [page.id for page in config.pages], "`monitor list` shows the pages.")


def _was_followed(home: Path, name: str) -> bool:
    """Return whether the ledger knows a page called *name* that is followed no longer."""
    from monitor.home_ledger import open_store

    try:
        with open_store(home) as store:
            meant = Among(pages=(name,))
            return store.knows(meant, past=True) and not store.knows(meant)
    except StoreError:  # whoever needs the ledger says what is wrong with it
        return False


def beneath(page_id: str, source: str | None) -> str:
    """Return the id of a page as a table shows it: that of a page that *source* has found stands further in."""
    return f"  {page_id}" if source else page_id


def known_tags(config: Config, tags: tuple[str, ...]) -> tuple[str, ...]:
    """Return *tags* if pages of *config* have each.

    Raises:
        click.UsageError: none has one of them; names the nearest.
    """
    there = sorted({tag for page in config.pages for tag in page.tags})
    return _among("tag", tags, there, f"There are: {', '.join(there)}." if there else "No page has any.")


def _among(kind: str, names: tuple[str, ...], there: Iterable[str], otherwise: str) -> tuple[str, ...]:
    there = list(there)
    for name in names:
        if name not in there:
            near = difflib.get_close_matches(name, there, 1)
            hint = f"Did you mean '{near[0]}'?" if near else otherwise
            source, dot, _ = name.partition(".")
            if dot and source in there and not any(one.startswith(f"{source}.") for one in there):
                hint = f"What a source has found is as the source says: name '{source}'."
            raise click.UsageError(visible(f"There is no {kind} '{name}'. {hint}"))
    return names
