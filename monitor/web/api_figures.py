"""What pages state and stated, and what they say of indicators, for programs."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, abort

from monitor.ledger_json import stated
from monitor.model.changes import series_number
from monitor.report import review_values
from monitor.reporting import indicator as stated_of
from monitor.web.api_answers import answer, most
from monitor.web.figure_search import Asked
from monitor.web.requested import here

views = Blueprint("figures", __name__)


@views.get("/figures")
def figures() -> Response:
    """Return what pages state now, or with ``ever`` what they ever stated; ``before`` goes on where the last ended."""
    asked = Asked.of_request()
    if asked.mistake:
        abort(400, asked.mistake)
    with here().ledger() as store:
        found = store.sought(replace(asked.meant(here().config(store)), most=most()))
    return answer({"figures": [stated(one) for one in found.stated], "before": found.following})


@views.get("/figures/<page_id>/<series>")
def series(page_id: str, series: str) -> Response:
    """Return everything that a series of a page has stated, oldest first, and what people have said of it."""
    try:
        number = series_number(series)
    except ValueError:
        abort(404, f"'{series}' does not name a series.")
    with here().ledger() as store:
        found = store.series_history(page_id, number)
        acts = store.actions(page_id=page_id, series=number, most=most())
    if not found:
        abort(404, f"{page_id} has no series {series}.")
    return answer({"statements": [stated(one) for one in found], "acts": [review_values.action(one) for one in acts]})


@views.get("/indicators")
def indicators() -> Response:
    """Return the indicators that are named."""
    with here().ledger() as store:
        found = here().config(store).indicators
    return answer({"indicators": [{"id": one.id, "name": one.name} for one in found]})


@views.get("/indicators/<name>")
def indicator(name: str) -> Response:
    """Return what all pages say of one indicator, as `monitor indicators --json` does; ``most`` statements of it."""
    with here().ledger() as store:
        if name not in {one.id for one in here().config(store).indicators}:
            abort(404, f"There is no indicator {name}.")
        said, latest = store.statements([name])[-most() :], store.statements([name], latest=True)
        apart = store.disagreements([name])
    return answer(stated_of(name, said, latest, apart))
