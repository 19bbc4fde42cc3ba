"""What people have corrected, in the format of the project's own gold: whoever wants to may send it, nothing is sent.

One document a version of a page: the blocks in which corrected figures stand, and of each what was read and what a
person says instead. Names of people, their notes, and addresses of pages are not in it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from monitor.config import Config
from monitor.errors import PageError, StoreError
from monitor.guarded_reading import GuardedReader
from monitor.model import Block, BlockKind, Figure, Page, Text
from monitor.model.reviews import Verb
from monitor.report import json_forms
from monitor.report.block_excerpt import around, excerpt
from monitor.report.json_forms import Object
from monitor.store import Corrected, Ledger, Snapshot

_LISTS = {Verb.RENAME: "figures", Verb.NOT_A_FIGURE: "refused", Verb.SAME: "same", Verb.DISMISS: "dismissed"}
"""In which list of a document a correction stands; the first two are those of the gold."""


def corrections(store: Ledger, config: Config, pages: Sequence[str] | None = None) -> Iterator[Object]:
    """Yield a document for every version of *pages* (None: of all) in which something was corrected, as JSON."""
    found = sorted(store.corrected(pages), key=lambda one: (one.snapshot.page_id, one.snapshot.id))
    with GuardedReader(config.limits) as reader:
        for _, some in groupby(found, key=lambda one: one.snapshot.id):
            said = list(some)
            snapshot = said[0].snapshot
            text, figures = _placed(said, _text(store, config, reader, snapshot))
            yield _document(snapshot, text, list(zip(said, figures, strict=True)))


def flat(documents: Iterator[Object]) -> Iterator[Object]:
    """Yield *documents* a row a correction, for spreadsheets."""
    for document in documents:
        for name in _LISTS.values():
            for one in document[name]:
                yield {
                    **{key: document[key] for key in ("page", "captured_at", "sha256", "language")},
                    "list": name,
                    **{key: one[key] for key in ("surface", "nth", "read", "sentence")},
                    "says": _in_words(name, one),
                }


def _in_words(name: str, correction: Object) -> str:
    """Return what a person says in a correction of the list *name*: the label, why not, or what the other counts."""
    if name == "same":
        return correction["is"]["counts"] if correction["is"] else ""
    return str(correction["labels"][0] if name == "figures" else correction["why"])


def _text(store: Ledger, config: Config, reader: GuardedReader, snapshot: Snapshot) -> Text | None:
    """Return the text of a snapshot as it is read today; None where its bytes are gone or cannot be read."""
    page: Page | None = next((one for one in config.pages if one.id == snapshot.page_id), None)
    capture = snapshot.capture
    with contextlib.suppress(PageError, StoreError):
        body = store.body(snapshot)
        return reader.read(body, content_type=capture.header("content-type"), url=capture.final_url, page=page).text
    return None


def _placed(said: Sequence[Corrected], text: Text | None) -> tuple[Text, list[Figure]]:
    """Return a text in which the figures of *said* stand, and these as they stand there.

    That is the version's own *text*; where it has no such sentence (any more), the sentence follows it by itself.
    """
    text = text or Text(content="", blocks=())
    figures = []
    for one in said:
        place = _found(text, one.figure)
        if place is None:
            text, place = _added(text, one.figure)
        figures.append(place)
    return text, figures


def _found(text: Text, figure: Figure) -> Figure | None:
    """Return *figure* as it stands in *text*: where it was read, else in the first block that has its sentence."""
    if text.content[figure.start : figure.end] == figure.surface and figure.block < len(text.blocks):
        block = text.blocks[figure.block]
        if block.start <= figure.start < block.end:
            return figure
    for number, block in enumerate(text.blocks):
        place = text.of(block).find(figure.sentence)
        if place >= 0:
            return _standing(figure, number, block.start + place)
    return None


def _standing(figure: Figure, block: int, sentence: int) -> Figure:
    """Return *figure* as it stands in a *block* in which its *sentence* begins there."""
    at = figure.start - figure.sentence_start
    if not figure.sentence.startswith(figure.surface, at):  # white space before it is folded
        at = max(0, figure.sentence.find(figure.surface))
    start = sentence + at
    return replace(figure, block=block, start=start, end=start + len(figure.surface))


def _added(text: Text, figure: Figure) -> tuple[Text, Figure]:
    start = len(text.content)
    block = Block(kind=BlockKind.PARAGRAPH, start=start, end=start + len(figure.sentence))
    longer = replace(text, content=f"{text.content}{figure.sentence}\n", blocks=(*text.blocks, block))
    return longer, _standing(figure, len(text.blocks), start)


def _document(snapshot: Snapshot, text: Text, said: Sequence[tuple[Corrected, Figure]]) -> Object:
    shown = excerpt(text, frozenset[int]().union(*(around(text, figure) for _, figure in said)))
    document: Object = {
        "id": f"{snapshot.page_id}-{snapshot.number}",
        "page": snapshot.page_id,
        "captured_at": json_forms.moment(snapshot.captured_at),
        "sha256": snapshot.digest,
        "language": text.written_as,
        "html": shown.html,
        **{name: [] for name in _LISTS.values()},
    }
    for one, figure in said:
        place = {
            "surface": figure.surface,
            "nth": shown.nth(figure, text.blocks[figure.block]),
            "read": figure.counts,
            "sentence": figure.sentence,
        }
        document[_LISTS[one.verb]].append(place | _says(one))
    return document


def _says(one: Corrected) -> Object:
    """Return what a person says of a figure."""
    if one.verb is Verb.RENAME:
        return _labelled(one)
    if one.verb is Verb.SAME:
        other = one.other
        return {"is": {"surface": other.surface, "sentence": other.sentence, "counts": other.counts} if other else None}
    if one.verb is Verb.NOT_A_FIGURE:
        return {"why": one.verb.value}
    return {"why": one.text, "kind": one.kind, "before": one.other.surface if one.other else None}


def _labelled(one: Corrected) -> Object:
    """Return a figure with the label that a person gives it; the rest is as it was read."""
    figure = one.figure
    return {
        "value": json_forms.decimal(figure.value),
        "low": json_forms.decimal(figure.low),
        "high": json_forms.decimal(figure.high),
        "labels": [one.text],
        "head": [],
        "unit": figure.unit,
        "quantifier": figure.quantifier.value,
        "role": figure.role.value,
        "direction": figure.direction.value if figure.direction else None,
        "speaker": figure.attribution,
        "inherited": False,
    }
