"""What pages state, found by words and by value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, render_template, request, url_for

from monitor.config import Config
from monitor.model.changes import series_name
from monitor.report import History
from monitor.report.charts import Steps, steps_of
from monitor.report.clock import Clock
from monitor.store import Hits, Ledger, Sought, Stored
from monitor.web import series_page
from monitor.web.requested import here, row_number
from monitor.web.value_query import value_of

views = Blueprint("figures", __name__)
views.register_blueprint(series_page.views)
MOST = 25  # of a view


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the form asks for, as it was written."""

    words: str = ""
    value: str = ""
    page: str = ""
    tag: str = ""
    unit: str = ""
    ever: str = ""  #: "1": what was ever stated, too
    outside: str = ""  #: "1": what stands outside the main text, too
    before: int = 0  #: a place among all statements; 0: from the newest on

    @classmethod
    def of_request(cls) -> Asked:
        """Return what this request asks for."""
        names = ("words", "value", "page", "tag", "unit", "ever", "outside")
        given = {name: " ".join(request.args.get(name, "").split()) for name in names}
        return cls(**given, before=request.args.get("before", 0, row_number))

    def query(self, **other: object) -> dict[str, object]:
        """Return it as an address says it, with *other* values for some; what is empty is left out."""
        asked = {name: getattr(self, name) for name in self.__slots__} | other
        return {name: value for name, value in asked.items() if value}

    @property
    def is_anything(self) -> bool:
        """Return whether nothing is asked for but to see what there is."""
        return not self.query(before=0, ever="", outside="")

    def meant(self, config: Config) -> Sought:
        """Return what is looked for; words that are a value are looked for as one."""
        is_value = not self.value and value_of(self.words) is not None
        return Sought(
            words="" if is_value else self.words,
            value=value_of(self.words if is_value else self.value),
            pages=self._pages(config),
            unit=self.unit,
            is_standing=not self.ever,
            is_main=not self.outside,
            before=self.before or None,
            most=MOST,
        )

    def _pages(self, config: Config) -> tuple[str, ...] | None:
        """Return the pages that are meant, by name or as those of a source, and by tag; None: all."""
        if not self.page and not self.tag:
            return None
        tagged = [page for page in config.pages if not self.tag or self.tag in page.tags]
        if not self.page:
            return tuple(page.id for page in tagged)
        named = [page.id for page in tagged if page.is_one_of((self.page,))]
        return tuple(named) if named or self.tag else (self.page,)  # one that is followed no longer

    @property
    def mistake(self) -> str:
        """Return what is wrong with what was written; nothing where all of it can be read."""
        if not self.value or value_of(self.value) is not None:
            return ""
        return "This is no value. Write it as 1160, 1,160, around 7000, 1000-2000 or > 5000."


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was stated, with the last values of its series."""

    stated: Stored
    since: datetime  #: when the series came to state this value
    steps: Steps | None

    @property
    def series(self) -> str:
        """Return the name of its series: "s12"."""
        return series_name(self.stated.series)


@views.get("/figures")
def search() -> str:
    """Return the view."""
    site, asked = here(), Asked.of_request()
    with site.ledger() as store:
        config = site.config(store)
        hits = Hits(stated=(), following=None) if asked.mistake else store.sought(asked.meant(config))
        found = with_values(store, hits.stated, site.now())
        units = store.units()
    return render_template(
        "figure_search.html.j2",
        asked=asked, found=found, named=hits.named, units=units, pages=config.pages,
        tags=sorted({tag for page in config.pages for tag in page.tags}), clock=Clock(config.time_zone.key),
        newest=url_for("figures.search", **asked.query(before=0)) if asked.before else "",  # type: ignore[arg-type]
        older=url_for("figures.search", **asked.query(before=hits.following)) if hits.following else "",  # type: ignore[arg-type]
    )  # fmt: skip


def with_values(store: Ledger, stated: Iterable[Stored], now: datetime) -> list[Found]:
    """Return what was *stated* with the last values of its series, in its order."""
    stated = list(stated)
    wanted: dict[str, set[int]] = defaultdict(set)
    for one in stated:
        wanted[one.page_id].add(one.series)
    known = {
        (page_id, number): points
        for page_id, numbers in wanted.items()
        for number, points in store.last_values(page_id, numbers, most=12).items()
    }
    found = []
    for one in stated:
        points = known[one.page_id, one.series]
        history = History(page_id=one.page_id, series=one.series, points=tuple(points))
        same = points and points[-1][1].value == one.figure.value
        since = points[-1][0] if same and one.until is None else one.captured_at
        found.append(Found(one, since, steps_of(history, now)))
    return found
