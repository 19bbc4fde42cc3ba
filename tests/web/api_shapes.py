"""What the interface for programs answers, address by address: monitor/web/openapi.json is made of this.

Within a version addresses and keys are added, never taken away. Then: ``pytest tests/web/test_web_api.py
--rewrite-golden``, and docs/review-page.md names the address.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "printed"))

from printed_shapes import PRINTED, Finding, models_of, opened

from monitor.model.reviews import Verb

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
FLAG: Schema = {"type": "boolean"}
COUNT: Schema = {"type": "integer"}
MOMENT: Schema = {"anyOf": [TEXT, {"type": "null"}]}
TEXTS: Schema = {"type": "array", "items": TEXT}
JSON = "application/json"


def obj(required: tuple[str, ...] | None = None, /, **properties: Schema) -> Schema:
    """Return the schema of an object with these keys, all of them *required* unless some are named."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties if required is None else required),
        "additionalProperties": False,
    }


def of(name: str) -> Schema:
    """Return a reference to the shape *name*."""
    return {"$ref": f"#/components/schemas/{name}"}


def many(name: str) -> Schema:
    """Return the schema of a list of the shape *name*."""
    return {"type": "array", "items": of(name)}


def optional(schema: Schema) -> Schema:
    """Return the schema of what may be null."""
    return {"anyOf": [schema, {"type": "null"}]}


def asked(**described: str) -> list[Schema]:
    """Return parameters of the query, each with what it means."""
    return [{"name": name, "in": "query", "description": said, "schema": TEXT} for name, said in described.items()]


def operation(
    summary: str, answer: Schema, *, query: list[Schema] | None = None, body: Schema | None = None, status: int = 200
) -> Schema:
    """Return what is asked and answered; every answer has its version."""
    whole = {**answer, "properties": {"version": {"const": 1}, **answer["properties"]}}
    whole["required"] = ["version", *answer["required"]]
    responses = {str(status): {"description": summary, "content": {JSON: {"schema": whole}}}}
    responses["default"] = {"description": "What went wrong", "content": {JSON: {"schema": of("Error")}}}
    found: Schema = {"summary": summary, "responses": responses}
    if query:
        found["parameters"] = query
    if body:
        found["requestBody"] = {"required": True, "content": {JSON: {"schema": body}}}
    return found


CHOOSING = asked(
    words="Words of the sentences, of what is counted or of the title", standing="open, confirmed, dismissed or all",
    unread="1: only what you have not read", silent="1: only what changed silently", page="A page, or a source",
    tag="Pages with this tag", indicator="Only figures that it gathers", kind="CHANGED, APPEARED …",
    label="Only what bears this label", before="Goes on where the last answer ended",
)  # fmt: skip
MOST = asked(most="Rows of the answer, 500 at most")
SAID = obj(
    ("verb",),
    verb={"enum": [*Verb]}, findings=TEXTS, page=TEXT, series=TEXT, into=TEXT, text=TEXT, undoes=COUNT,
    key={**TEXT, "description": "Names the act: sent twice under one key, it is done once."},
)  # fmt: skip
ADDED = obj(
    ("url",),
    **dict.fromkeys(("url", "id", "every", "select", "speaker", "note", "follow", "links", "window", "most"), TEXT),
    tags=TEXTS, ignore=TEXTS,
    anyway={**FLAG, "description": "Add it even if it cannot be read now, or states no figure."},
)  # fmt: skip
PATHS: dict[str, dict[str, Schema]] = {
    "/api/v1/": {
        "get": operation("Who is asking, and the word of the session", obj(person=TEXT, may_act=FLAG, csrf=TEXT))
    },
    "/api/v1/findings": {
        "get": operation(
            "Findings, those of the newest captures first",
            obj(findings=many("ReviewedFinding"), before=optional(COUNT)),
            query=CHOOSING,
        )
    },
    "/api/v1/findings/{name}": {
        "get": operation(
            "One finding, and all that was said of it", obj(finding=of("ReviewedFinding"), actions=many("Action"))
        )
    },
    "/api/v1/acts": {
        "get": operation(
            "What was said, the newest first",
            obj(acts=many("Action")),
            query=[*asked(finding="c12", page="Its id", series="s3, of the page", before="An act"), *MOST],
        ),
        "post": operation(
            "Say something of findings, or of a series; or take an act back",
            obj(act=of("Action"), before=many("Review")),
            body=SAID,
            status=201,
        ),
    },
    "/api/v1/figures": {
        "get": operation(
            "What pages state now",
            obj(figures=many("Stated"), before=optional(COUNT)),
            query=[
                *asked(words="Words", value="1160, around 7000, 1000-2000, > 5000", page="A page, or a source",
                       tag="Pages with this tag", unit="%, EUR …", ever="1: what was ever stated, too",
                       before="Goes on where the last answer ended"),
                *MOST,
            ],
        )
    },
    "/api/v1/figures/{page_id}/{series}": {
        "get": operation(
            "Everything that a series has stated", obj(statements=many("Stated"), acts=many("Action")), query=MOST
        )
    },
    "/api/v1/indicators": {
        "get": operation(
            "The indicators that are named", obj(indicators={"type": "array", "items": obj(id=TEXT, name=TEXT)})
        )
    },
    "/api/v1/indicators/{name}": {
        "get": operation(
            "What all pages say of one indicator",
            obj(indicator=TEXT, latest=many("Statement"), disagreements=many("Disagreement"), stale=TEXTS,
                history=many("Statement")),
            query=MOST,
        )
    },
    "/api/v1/pages": {
        "get": operation(
            "How every page is doing",
            obj(pages=many("FollowedPage")),
            query=asked(tag="Pages with this tag", state="ok, failing, suspect, overdue, paused …"),
        ),
        "post": operation(
            "Look at a page, and write it into the configuration",
            obj(id=TEXT, url=TEXT, fault=optional(TEXT), figures=many("Figure")),
            body=ADDED,
            status=201,
        ),
    },
    "/api/v1/pages/{page_id}": {
        "get": operation(
            "How one page is doing, and what it states now",
            obj(page=optional(of("FollowedPage")), figures=many("Stated")),
            query=MOST,
        )
    },
    "/api/v1/pages/{page_id}/{verb}": {
        "post": operation(
            "Check a page now, pause or resume it, or believe its doubted answer: check, pause, resume, accept",
            obj(done=FLAG, said=TEXT),
            body=obj((), until={**TEXT, "description": "Of a pause: 3d, friday, 2027-01-04."}),
        )
    },
    "/api/v1/pages/{page_id}/snapshots": {
        "get": operation(
            "What was kept of a page, the newest first",
            obj(snapshots=many("Snapshot")),
            query=[*asked(before="The number of a snapshot"), *MOST],
        )
    },
    "/api/v1/pages/{page_id}/snapshots/{number}": {
        "get": operation(
            "Every number of a snapshot's text, kept or refused",
            obj(snapshot=of("Snapshot"), reading=of("Reading")),
        )
    },
    "/api/v1/status": {
        "get": operation(
            "Whether pages are checked, and how many are in each state",
            obj(checking=FLAG, last_check_at=MOMENT, pages={"type": "object", "additionalProperties": COUNT},
                owed=COUNT, config_stale_since=MOMENT),
        )
    },
    "/api/v1/openapi.json": {},
}  # fmt: skip
"""Every address, and what it answers; the description itself is answered as it stands."""


def published() -> Schema:
    """Return the OpenAPI document as programs read it: they bear with keys that are added."""
    made = description()
    made["components"]["schemas"] = opened(made["components"]["schemas"])
    return {**made, "paths": opened(made["paths"])}


def description() -> Schema:
    """Return the OpenAPI document that our own answers are held to: what it does not name is not there."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "monitor: the review page for programs",
            "version": "1",
            "description": "With the sign-in of the review page. Keys and addresses are added, never taken away.",
        },
        "security": [{"session": []}, {"reader": []}],
        "paths": {path: _described(path, methods) for path, methods in PATHS.items() if methods},
        "components": {
            "schemas": schemas(),
            "securitySchemes": {
                "session": {"type": "apiKey", "in": "cookie", "name": "monitor"},
                "reader": {"type": "http", "scheme": "bearer", "description": "The secret of a reader's link."},
            },
        },
    }


def _described(path: str, methods: dict[str, Schema]) -> Schema:
    names = [part[1:-1] for part in path.split("/") if part.startswith("{")]
    inside = [{"name": name, "in": "path", "required": True, "schema": TEXT} for name in names]
    return {**methods, **({"parameters": inside} if inside else {})}


def schemas() -> dict[str, Schema]:
    """Return the shapes that answers are made of, by name."""
    found = models_of([*PRINTED.values(), Finding])
    for shape in found.values():  # the version is the whole answer's
        shape.get("properties", {}).pop("version", None)
        if "version" in shape.get("required", ()):
            shape["required"].remove("version")
    review = found["Reviewed"]
    own = ("standing", "person", "said_at", "reason", "labels", "notes", "last_action")
    found["Review"] = {
        "type": "object", "additionalProperties": False, "required": list(own),
        "properties": {name: review["properties"][name] for name in own},
    }  # fmt: skip
    found["ReviewedFinding"] = _with(found["Finding"], review=of("Review"), unread=FLAG)
    found["FollowedPage"] = _with(found["Status"], title=optional(TEXT), tags=TEXTS)
    reading = found["Explained"]
    found["Reading"] = {
        **reading,
        "properties": {name: one for name, one in reading["properties"].items() if name != "document"},
        "required": [name for name in reading["required"] if name != "document"],
    }
    found["Error"] = obj(version={"const": 1}, error=obj(status=COUNT, title=TEXT, detail=TEXT))
    return _used(found)


def _with(shape: Schema, **more: Schema) -> Schema:
    return {**shape, "properties": {**shape["properties"], **more}, "required": [*shape["required"], *more]}


def _used(found: dict[str, Schema]) -> dict[str, Schema]:
    """Return those of *found* that an address answers with, or that are a part of such."""
    names, wanted = set[str](), _named(PATHS)
    while wanted - names:
        name = min(wanted - names)
        names.add(name)
        wanted |= _named(found[name])
    return {name: found[name] for name in sorted(names)}


def _named(value: Any) -> set[str]:
    if isinstance(value, dict):
        own = {value["$ref"].rpartition("/")[2]} if isinstance(value.get("$ref"), str) else set()
        return own.union(*map(_named, value.values()))
    return set[str]().union(*map(_named, value)) if isinstance(value, list) else set()
