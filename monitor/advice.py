"""What to do about a page that could not be fetched or read: a sentence for people, by the reason and the command.

A page that is followed is tried again by itself, and can be changed by its name; one that is being added, or that is
only looked at, is neither. So each reason has a sentence for each of the three.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from monitor.model import NOTHING_TO_BELIEVE, Page


class Asked(Enum):
    """What the user was about when the page failed."""

    CHECK = 0  #: the page is followed: `check`, `run`, `status`, reports and messages
    ADD = 1  #: it would be
    EXPLAIN = 2  #: it is only looked at


class Advice(NamedTuple):
    """A sentence for each; ``{page}`` stands for the page's id."""

    check: str
    add: str
    explain: str


_SAVED = "Save the page with a browser, and run `monitor explain` on the file."
_BROWSER = "Open the page in a browser and see."
_SITE = "If it lasts, tell the site's keeper: {}."
_READ = "a page, PDF, XLSX, ODS, DOCX, ODT, CSV or JSON"
_BROWSER_NEEDS = (
    "Install both: pip install '.[browser]' in the checkout, and your system's Chromium (apt install chromium)"
)
_SET = "monitor set {page} "
_URL = f"{_SET}url=https://..."
_DISABLE = "monitor disable {page}"
_LEFT = "Nothing to do: it is left by itself when its time is over (`window`), and its history is kept."
_LATER = Advice(
    "Nothing to do: it is tried again by itself.",
    "Try it again later; with --anyway it is added now, and tried again by itself.",
    "Try it again later.",
)


def _same(text: str) -> Advice:
    return Advice(text, text, text)


def _of_followed(text: str) -> Advice:
    """Return *text* for a reason that only pages can have which were checked before."""
    return Advice(text, "", "")


def _unlucky(text: str) -> Advice:
    """Return *text* for a page that is followed, which lasts or goes; who looks at it now tries again first."""
    return Advice(text, f"Try it again later. {text}", f"Try it again later. {text}")


def _no_source(where: str) -> Advice:
    """Return advice for an address that does not hold what `follow` says."""
    return Advice(f"{where} Then: {_URL}", f"{where} Then add that one.", where)


def _broken_off(source: str) -> Advice:
    """Return advice for a source of which nothing can be read because it is damaged."""
    return Advice(
        _SITE.format(f"the {source} is broken off"),
        "Open it in a browser: it is broken off. Try it again later.",
        "Open it in a browser: it is broken off.",
    )


def _elsewhere(why: str) -> Advice:
    """Return advice where the page has to be looked for at another address."""
    return Advice(f"{why} Then: {_URL}", f"{why} Then add that one.", f"{why} Then explain that one.")


def _larger(key: str, value: str, why: str) -> Advice:
    """Return advice where a limit was reached that may be raised."""
    raised = f"If it is meant to be {why}, allow more: monitor set limits.{key}={value}"
    return Advice(raised, f"{raised}; then add it again.", _SAVED)


_TRUST = "the page is not read over a connection that cannot be trusted"
_TLS = _same(f"Tell the site's keeper; {_TRUST}.")
_PINNED = Advice(
    "If you know that the certificate is right: monitor set {page} ca_file=FILE.pem; else ask who runs the site.",
    "If you know that the certificate is right, add it with --anyway, and: monitor set {page} ca_file=FILE.pem",
    f"Ask who runs the site: {_TRUST}.",
)
_DEFECT = Advice(
    "Please report it, with the address of the page; every other page is checked as usual.",
    "Please report it, with the address of the page.",
    "Please report it, with the address of the page.",
)
_BY_REASON: dict[str, Advice] = {
    # fetching
    "address": Advice(
        "If it is your own server: monitor set {page} allow_private=true",
        "If it is your own server, add it with --allow-private.",
        "It leads to an address of this machine or network, which is not asked on the word of another server.",
    ),
    "bad_304": _of_followed("If it lasts: monitor set {page} conditional=false"),
    "bad_address": Advice(f"Correct its address: {_URL}", "Correct the address.", "Correct the address."),
    "bad_answer": _same("Open the address in a browser: another kind of server may answer there."),
    "bad_encoding": _unlucky(_SITE.format("the server packs its pages wrongly")),
    "bad_framing": _unlucky(_SITE.format("the server says two lengths for one answer")),
    "bad_redirect": _elsewhere("Open the page in a browser, and take the address where it ends."),
    "browser_failed": Advice(
        f"{_LATER.check} If it lasts, start Chromium by hand on this machine, and see what it says.",
        f"{_LATER.add} If it lasts, start Chromium by hand on this machine, and see what it says.",
        f"{_LATER.explain} If it lasts, start Chromium by hand on this machine, and see what it says.",
    ),
    "browser_missing": Advice(
        f"{_BROWSER_NEEDS}. Or read the page as it comes: monitor set {{page}} render=",
        f"{_BROWSER_NEEDS}; then add it again.",
        f"{_BROWSER_NEEDS}. Or do without a browser.",
    ),
    "browser_moving": _larger("total", "3m", "so long in the making"),
    "browser_sandbox": _same(
        "Run this program where Chromium has its sandbox: as a user of its own, in a container with user namespaces "
        "(docs/operations.md)."
    ),
    "budget": Advice(
        "It is asked again tomorrow. If the site agrees to more: monitor set limits.host_bytes_a_day=1GiB",
        "Add it tomorrow. If the site agrees to more: monitor set limits.host_bytes_a_day=1GiB",
        "Try it again tomorrow.",
    ),
    "connect": Advice(
        _LATER.check, f"Look for a typing error in the address. {_LATER.add}", "Look for a typing error in the address."
    ),
    "dns_nx": Advice(
        f"Look for a typing error in its address, or for the site's new name: {_URL}",
        "Look for a typing error in the address.",
        "Look for a typing error in the address.",
    ),
    "dns_temp": Advice(
        "Nothing to do: it is tried again by itself. If every page says so, check this machine's name server.",
        "Try it again later. If every page says so, check this machine's name server.",
        "Try it again later. If every page says so, check this machine's name server.",
    ),
    "downgrade": Advice(
        "If the site has given up https: monitor set {page} url=http://...",
        "If the site has given up https, add the http address.",
        "If the site has given up https, explain the http address.",
    ),
    "network_down": _of_followed("Check this machine's connection; every page is tried again by itself."),
    "redirect_loop": _elsewhere("Open the page in a browser: it may want cookies. Look for another address of it."),
    "robots": Advice(
        "Ask the site for leave; then: monitor set {page} ignore_robots=true",
        "Ask the site for leave; then add it with --anyway, and: monitor set {page} ignore_robots=true",
        _SAVED,
    ),
    "robots_unreachable": _unlucky(_SITE.format("its robots.txt cannot be read")),
    "scheme": _elsewhere("Look for an http or https address of the page."),
    "stopped": Advice(_LATER.check, "Run the command again.", "Run the command again."),
    "throttled": Advice(
        "Nothing to do: it is tried again when the server allows. If it lasts: monitor set {page} every=1d",
        _LATER.add,
        _LATER.explain,
    ),
    "timeout_connect": _LATER,
    "timeout_idle": _LATER,
    "timeout_total": _larger("total", "3m", "so slow"),
    "tls_expired": _TLS,
    "tls_host": _elsewhere("Look for the site's right name; its certificate is for another."),
    "tls_protocol": _TLS,
    "tls_self_signed": _PINNED,
    "tls_untrusted": _PINNED,
    "too_large": _larger("wire_bytes", "100MiB limits.decoded_bytes=250MiB", "so large"),
    "truncated": _LATER,
    "truncated_encoding": _LATER,
    "unframed": Advice(
        "Nothing to do: it is believed when the same answer comes again.",
        "With --anyway it is added, and believed when the same answer comes twice.",
        _SAVED,
    ),
    "http_400": Advice(
        "Check its address and its `headers`: monitor edit", "Check the address.", "Check the address."
    ),
    "http_401": Advice(
        "If you have access, give it `auth`, with its password as ${{NAME}} (monitor edit); else follow another page.",
        "If you have access, add it with --anyway and give it `auth` (monitor edit); else follow another page.",
        _SAVED,
    ),
    "http_403": Advice(
        "Open it in a browser; if it shows there, ask the site to let this program in.",
        "Open it in a browser; if it shows there, ask the site to let this program in.",
        "Open it in a browser; if it shows there, save it, and run `monitor explain` on the file.",
    ),
    "http_404": Advice(
        f"Look where the page has gone: {_URL}; if it is gone for good: monitor disable {{page}}",
        "Look for a typing error in the address, or where the page has gone.",
        "Look for a typing error in the address, or where the page has gone.",
    ),
    "http_410": Advice(
        "Its history is kept: monitor disable {page}", "Look where the page has gone.", "Look where the page has gone."
    ),
    "http_451": _same("Look for the publisher's statement, or another address of the page."),
    # reading
    "baseline_lost": _of_followed(
        "Stop the service, and make it anew: monitor verify --repair, then monitor reread {page}"
    ),
    "snapshot_lost": _of_followed(
        "With a backup: monitor verify --repair --from BACKUP. Until then the page keeps its old figures."
    ),
    "nothing_selected": Advice(
        "Choose what is there now: monitor set {page} select=CSS; or read the whole page: monitor set {page} select=",
        "Give another --select, or none to read the whole page. If its scripts write it, add it with --render.",
        _BROWSER,
    ),
    "not_text": Advice(
        f"The address gives another file. Look for the one that holds the text or table ({_READ}). Then: {_URL}",
        f"The address gives another file. Add the one that holds the text or table ({_READ}).",
        f"Give it the file that holds the text or table ({_READ}).",
    ),
    "flat_document": Advice(
        f"Ask the site for it as .ods or .odt. Then: {_URL}",
        "Add it as .ods or .odt, if the site has it so.",
        "Open it in an office program, and save it as .ods or .odt.",
    ),
    "pdf_no_text": Advice(
        f"Follow a page that says the same as text. {_SITE.format('a scan can be read by nobody who cannot see')}",
        "Look for a page or document that says the same as text.",
        "Look for a page or document that says the same as text.",
    ),
    "unsupported_type": Advice(
        "This kind of document is not read yet; follow a page of the site that says the same.",
        "This kind of document is not read yet; add a page of the site that says the same.",
        "This kind of document is not read yet; a page of the site may say the same.",
    ),
    "pdf_encrypted": Advice(
        f"Look for a copy that opens without a password. {_SITE.format('nobody can read the document without one')}",
        "Look for a copy that opens without a password, or for a page that says the same.",
        "Look for a copy that opens without a password, or save it as one.",
    ),
    "pdf_corrupt": Advice(
        f"Nothing to do: it is tried again by itself. {_SITE.format('the document does not open')}",
        "Open it in a browser: if it opens there, please report it; if not, tell the site's keeper.",
        "Fetch it anew: perhaps it was cut off on its way.",
    ),
    "pdf_limit": _same("Follow the part of it that matters, or the page that links to it: it is too large to be read."),
    "document_bomb": _same("Nothing it holds is read: it unpacks to more than any honest document does."),
    "document_damaged": Advice(
        _LATER.check, _LATER.add, "Fetch the file again; if it opens in an office program, please report it."
    ),
    "document_encrypted": Advice(
        f"It asks for a password, and none is given to it. Look for an open copy. Then: {_URL}",
        "It asks for a password, and none is given to it. Add an open copy of it.",
        "It asks for a password, and none is given to it. Save an open copy of it.",
    ),
    "sheet_too_large": _elsewhere("Look for the site's shorter account of these data."),
    "not_a_feed": _no_source("Look for the address of the feed."),
    "not_a_sitemap": _no_source("Look for the address of the sitemap; robots.txt may name it."),
    "not_a_page": _no_source("Look for the page that people read."),
    "feed_broken": _broken_off("feed"),
    "sitemap_broken": _broken_off("sitemap"),
    "not_the_list": Advice(
        "Open the page. If it is right as it is, say which links are meant: monitor set {page} links=REGEX",
        "Open the page. If it is right as it is, say which links are meant: --links REGEX",
        "Open the page.",
    ),
    "entry_gone": Advice(
        "Its history stays. If the feed still has the post, check the feed: monitor check names the post's feed, too.",
        "Look for the post's own page.", "Look for the post's own page.",
    ),
    "nothing_listed": Advice(
        "See what its links are called now: monitor set {page} links=REGEX",
        "Give another --links; a word that stands in all addresses that you mean is enough.",
        _BROWSER,
    ),
    "cpu": Advice(
        "Leave out what makes it long: monitor set {page} ignore+=CSS; or allow more: monitor set limits.read_cpu=30s",
        "Leave out what makes it so long with --ignore CSS, or allow more: monitor set limits.read_cpu=30s",
        _SAVED,
    ),
    "memory": Advice(
        "Leave out what makes it large: monitor set {page} ignore+=CSS; or: monitor set limits.read_memory=1GiB",
        "Leave out what makes it so large with --ignore CSS, or allow more: monitor set limits.read_memory=1GiB",
        _SAVED,
    ),
    "hang": Advice(
        "Perhaps this machine was busy. If it comes again, allow more: monitor set limits.read_wall=60s",
        "Perhaps this machine was busy: try it again. If it comes again, allow more: monitor set limits.read_wall=60s",
        _SAVED,
    ),
    "killed": Advice(
        "Nothing to do: it is read again soon. If it comes often, this machine lacks memory: monitor set workers=1",
        "Try it again. If it comes often, this machine lacks memory: monitor set workers=1",
        "Try it again.",
    ),
    "crash": _DEFECT,
    "defect": _DEFECT,
}  # fmt: skip
_UNREAD = Advice(
    "Save the page and run `monitor explain FILE` on it: perhaps this helps: monitor set {page} select=CSS",
    "Save the page and run `monitor explain FILE` on it: perhaps --select or --ignore helps.",
    "Open it in a browser: perhaps it writes its text by a script.",
)
_UNWRITTEN = frozenset({"empty", "no_figures"})  # reasons of answers that scripts may be meant to fill
_UNRENDERED = Advice(
    "If its scripts fill it: monitor set {page} render=browser (docs/operations.md says what to install). If it is "
    "right as it is: monitor accept {page}",
    "If its scripts fill it, add it with --render (docs/operations.md says what to install). If it is right as it is, "
    "add it with --anyway, check it, and run: monitor accept {page}",
    "If its scripts fill it, use --render (docs/operations.md says what to install).",
)
_DOUBTED = Advice(
    "Open the page; if it is right as it is, run: monitor accept {page}",
    "Open the page; if it is right as it is, add it with --anyway, check it, and run: monitor accept {page}",
    _BROWSER,
)
PASSING = frozenset({"killed", "stopped"})
"""Reasons that say nothing of the page: it is tried again as soon as one that was not reached."""


def of(reason: str, asked: Asked, page: str) -> str:
    """Return what to do about a page that failed for *reason*.

    Args:
        reason: of fetching (``timeout_total``, ``http_404``) or of reading (``nothing_selected``).
        asked: what the user was about.
        page: its id.
    """
    return _said(_advice(reason), asked, page)


def of_check(reason: str, page: Page) -> str:
    """Return what to do about *page*, which is followed and failed for *reason*; see `of`.

    A page that a source has found is no entry of the configuration: keys are set at its source, and it has no address
    of its own to be set.
    """
    said = _advice(reason).check
    if page.found_by is None:
        return said.format(page=page.id)
    if f"{_SET}url=" in said or _DISABLE in said:
        return _LEFT
    return said.replace(_SET, f"monitor set {page.found_by} ").format(page=page.id)


def of_doubt(reason: str, asked: Asked, page: Page) -> str:
    """Return what to do about *page*, whose answer is not believed for *reason*; see `of`."""
    if reason in NOTHING_TO_BELIEVE:
        return of(reason, asked, page.id)
    return _said(_UNRENDERED if reason in _UNWRITTEN and not page.render else _DOUBTED, asked, page.id)


def _advice(reason: str) -> Advice:
    return _BY_REASON.get(reason) or _of_family(reason)


def _of_family(reason: str) -> Advice:
    if not reason.startswith("http_"):
        return _UNREAD
    return _LATER if reason.startswith("http_5") else _same(_BROWSER)


def _said(advice: Advice, asked: Asked, page: str) -> str:
    return advice[asked.value].format(page=page)
