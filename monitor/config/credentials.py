"""Who asks for a page: its headers, a sign-in (`auth`) and cookies; all go out as headers, to its own host alone."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping

from monitor.config import secrets
from monitor.config.credential_fields import AuthTable
from monitor.config.document import Document, Scalar, follow
from monitor.config.document import Mapping as Entry
from monitor.config.file_shapes import PageEntry
from monitor.config.nodes import entries, scalar, url_of
from monitor.errors import Problem

WAYS = ({"user", "password"}, {"bearer"})  # keys of `auth` that go together (RFC 7617, RFC 6750)
SHORTEST = 4  # characters of a secret of a page: what is shorter stands in every other header
SENT_AS = {"auth": "authorization", "cookies": "cookie"}  # the header that a key makes


def check(pages: Document, environ: Mapping[str, str], warnings: list[Problem]) -> None:
    """Record credentials that cannot be sent, or are given twice, and warn of those that anybody could read."""
    for entry in entries(pages):
        for key, header in SENT_AS.items():
            given = follow(entry.get(key))
            if isinstance(given, Entry):
                _check_given_once(pages, entry, key, header)
                _warn_of_the_clear(pages, entry, key, warnings)
        _check_auth(pages, entry, environ)
        _check_cookies(pages, entry, environ)


def headers(entry: PageEntry, environ: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return what is sent along for a page; `check` has seen that it can be."""
    sent = {name: secrets.resolve(value, environ) for name, value in (entry.headers or {}).items()}
    if entry.auth:
        sent["Authorization"] = " ".join(_authorization(entry.auth, environ))
    if entry.cookies:
        sent["Cookie"] = "; ".join(f"{name}={secrets.resolve(value, environ)}" for name, value in entry.cookies.items())
    return tuple(sent.items())


def hidden(entry: PageEntry, environ: Mapping[str, str]) -> tuple[str, ...]:
    """Return what of a page's headers came from elsewhere, and is to be shown nowhere."""
    auth = entry.auth
    written = [*(entry.headers or {}).values(), *(entry.cookies or {}).values()]
    written += [value for value in (auth.user, auth.password, auth.bearer) if value] if auth else []
    basic = [_authorization(auth, environ)[1]] if auth and auth.password else []
    found = dict.fromkeys((*secrets.used(written, environ), *basic))
    return tuple(secret for secret in found if len(secret) >= SHORTEST)


def _authorization(auth: AuthTable, environ: Mapping[str, str]) -> tuple[str, str]:
    """Return the scheme and the token of the header Authorization."""
    if auth.bearer:
        return "Bearer", secrets.resolve(auth.bearer, environ)
    pair = ":".join(secrets.resolve(value or "", environ) for value in (auth.user, auth.password))
    return "Basic", base64.b64encode(pair.encode()).decode("ascii")


def _check_given_once(pages: Document, entry: Entry, key: str, header: str) -> None:
    sent = follow(entry.get("headers"))
    for name, _ in sent.pairs if isinstance(sent, Entry) else ():
        if name.value.lower() == header:
            pages.problem(name.start, f"`headers`: {name.value} is what `{key}` sends; give one of them")


def _warn_of_the_clear(pages: Document, entry: Entry, key: str, warnings: list[Problem]) -> None:
    private = scalar(entry, "allow_private")
    if (url_of(entry) or "").startswith("http:") and not (private and private.value.lower() == "true"):
        at = entry.key(key) or entry
        message = f"`{key}` goes over the network in the clear; write https:// if the site has it"
        warnings.append(Problem(pages.file, pages.line(at.start), message))


def _check_auth(pages: Document, entry: Entry, environ: Mapping[str, str]) -> None:
    auth = follow(entry.get("auth"))
    if not isinstance(auth, Entry):
        return
    if {name.value for name, _ in auth.pairs if scalar(auth, name.value)} not in WAYS:
        pages.problem(auth.start, "`auth` has `user` and `password`, or `bearer`")
    user = scalar(auth, "user")
    if user is not None and any(":" in value for value in _resolved(user, environ)):
        pages.problem(user.start, "`user` cannot have a colon in it (RFC 7617)")


def _check_cookies(pages: Document, entry: Entry, environ: Mapping[str, str]) -> None:
    cookies = follow(entry.get("cookies"))
    for name, node in cookies.pairs if isinstance(cookies, Entry) else ():
        value = follow(node)
        if isinstance(value, Scalar) and any(";" in resolved for resolved in _resolved(value, environ)):
            pages.problem(value.start, f"`cookies`: the value of {name.value} cannot have a semicolon in it")


def _resolved(value: Scalar, environ: Mapping[str, str]) -> Iterator[str]:
    """Yield *value* with its references replaced; nothing where one of them is missing, or stands for any secret."""
    found = [environ.get(name) for name in secrets.names(value.value)]
    if all(found) and secrets.UNKNOWN not in found:
        yield secrets.resolve(value.value, environ)
