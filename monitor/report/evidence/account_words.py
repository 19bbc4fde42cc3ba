"""The words of an account: what happened, how to check it without us, what it proves and what it does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from monitor.model import Capture
from monitor.report import caveats, wording
from monitor.report.clock import Clock
from monitor.report.evidence.account import Account, Version, contents
from monitor.report.evidence.blocks import Block, Bullets, Quote, Section, Table, Text
from monitor.report.evidence.checking_steps import steps

MOST = 12  # other changes that are listed
WHOLE = {
    "length": "yes: as long as the server had said",
    "chunked": "yes: its last piece came",
    "close": "not proved by the server, which only closed the connection",
    "adopted": "not known",
}


def title(account: Account) -> str:
    """Return the account's title."""
    return f"Evidence: {wording.statement(account.finding.change)}"


def sections(account: Account) -> tuple[Section, ...]:
    """Return the account, below its title."""
    clock = Clock(account.time_zone)
    return (
        Section("What happened", tuple(_happened(account, clock))),
        Section("How each version was captured", tuple(_captured(account, clock))),
        Section("What this proves", (Bullets(tuple(_proves(account, clock))),)),
        Section("What it does not prove", (Bullets(tuple(_leaves_open(account))),)),
        Section("How to check it without us", tuple(_checking(account, clock))),
        Section("What is in this pack", (Table(("File", "What it is"), tuple(contents(account))),)),
    )


# -- what each section says -------------------------------------------------------------------------------------------


def _happened(account: Account, clock: Clock) -> Iterator[Block]:
    for flaw in account.flaws:
        yield Text(f"This pack is incomplete. {flaw}", strong=True)
    finding, change = account.finding, account.finding.change
    yield Text(wording.quotation(finding, clock))
    for label, figure in (("Before", change.old), ("Now", change.new)):
        if figure is not None:
            yield Quote(label, figure)
    yield Text(f"{': '.join(part for part in (f'Finding {finding.id}', '; '.join(caveats.facts(change))) if part)}.")
    if doubts := caveats.doubts(finding):
        yield Bullets(doubts)
    if finding.page_updated:
        yield Text(f"In the new version, {caveats.own_date(finding.page_updated)}.")
    if account.others:
        listed = tuple(wording.statement(one.change) for one in account.others[:MOST])
        more = len(account.others) - MOST
        yield Text("Also found between the same two captures:")
        yield Bullets((*listed, f"and {more} more, in finding.json") if more > 0 else listed)


def _captured(account: Account, clock: Clock) -> Iterator[Block]:
    columns = [_column(one, clock) for one in account.versions]
    names = dict.fromkeys(name for column in columns for name in column)
    rows = tuple((name, *(column.get(name, "–") for column in columns)) for name in names)
    yield Table(("", *(one.label for one in account.versions)), rows)


def _column(version: Version, clock: Clock) -> dict[str, str]:
    capture = version.capture
    if capture.framing == "adopted":
        known = {"How it came": "not known: a crash had left the bytes without their record"}
    else:
        known = _came(capture, clock)
    stamped = {"Existed at the latest": f"{clock.second(version.certified_at)}, signed"} if version.certified_at else {}
    return {
        "Asked for": capture.url,
        **known,
        "Received": clock.second(capture.captured_at),
        "Bytes": f"{version.size:,}",
        "SHA-256": version.digest,
        **stamped,
        "In the ledger": f"number {version.number} of {version.page_id}",
    }


def _came(capture: Capture, clock: Clock) -> dict[str, str]:
    hops = {"Redirected": "; ".join(f"{hop.status} to {hop.location}" for hop in capture.redirects)}
    server = capture.header("date")
    return {
        **(hops if capture.redirects else {}),
        "Answered by": capture.final_url,
        "Network address": capture.address or "not known",
        "Certificate issued by": capture.tls_issuer or ("not known" if _is_secure(capture) else "none: without TLS"),
        "Status": str(capture.status),
        "Asked": clock.second(capture.requested_at),
        **({"The server’s clock": server} if server else {}),
        **_made(capture),
    }


def _made(capture: Capture) -> dict[str, str]:
    """Return what is known of how the bytes came to be as they are."""
    if capture.is_rendered:
        return {
            "Made by": f"a {capture.framing}: these are not the bytes that arrived, but the document as it stood there "
            "once its scripts had written it"
        }
    framing, _, coding = capture.framing.partition("+")
    whole = WHOLE.get(framing, framing or "not known") + (f"; its {coding} coding came to its end" if coding else "")
    return {"Known to be whole": whole}


def _is_secure(capture: Capture) -> bool:
    return capture.final_url.startswith("https:")


def _checking(account: Account, clock: Clock) -> Iterator[Block]:
    yield Text(
        "In a terminal, in the folder of this file. You need sha256sum, openssl where there are timestamps, and "
        "nothing of ours; on macOS, write shasum -a 256 instead of sha256sum."
    )
    for number, step in enumerate(steps(account, clock), 1):
        yield replace(step, title=f"{number}. {step.title}")


def _proves(account: Account, clock: Clock) -> Iterator[str]:
    yield (
        "Nothing in this pack was altered since the SHA-256 of SHA256SUMS was handed to you (steps 1 and 2). Whoever "
        "makes a pack could make another one: the earlier and the more surely you have that number, the more this says."
    )
    made = (
        ", or as what a browser made of that answer where one is named above,"
        if any(one.capture.is_rendered for one in account.versions)
        else ","
    )
    yield (
        "The bytes are those that the ledger of the one who made this pack records as the answer to its request"
        f"{made} at the address and the time named above."
    )
    if not account.broken:
        yield (
            "The number, digest, time and address of each capture were written before those of all later captures of "
            "its page: to alter one is to alter every link after it, and the seal. A seal that somebody else holds, "
            "from a report of that time, shows whether that was done."
        )
    for one in account.versions:
        if one.certified_at and one.file:
            yield (
                f"{one.label}: these very bytes existed on {clock.second(one.certified_at)} at the latest. That is "
                "what an authority has signed. Its certificates say who it is: whether it has nothing to do with the "
                "page’s publisher or the maker of this pack is for you to judge."
            )


def _leaves_open(account: Account) -> Iterator[str]:
    captures = [one.capture for one in account.versions]
    if any(one.is_rendered for one in captures):
        yield (
            "What the server sent, where a browser made the bytes: scripts wrote what stands in them, from answers "
            "that are not kept, perhaps of other servers. The address, headers and status are those of the document."
        )
    if any(map(_is_secure, captures)):
        yield (
            "Who the server was, beyond TLS: its certificate was checked for its name, against the known authorities "
            "or those that the user had named for it. That convinces the one who receives; TLS leaves nothing behind "
            "that convinces others."
        )
    if not all(map(_is_secure, captures)):
        yield "Who the server was, where there was no TLS: whoever was on the way could have answered in its place."
    yield (
        "That they were asked for and received at the times named above: those are of the clock of the machine that "
        "received them, as its owner has it."
    )
    if any(one.certified_at for one in account.versions):
        yield "That the bytes are not older: a timestamp says when they existed at the latest, not since when."
    yield (
        "Headers, network address and issuer: they stand here as the ledger has them, and neither the chain nor a "
        "timestamp covers them."
    )
    yield "That others were shown the same: a server may answer differently by country, device, or time."
    yield (
        "That the maker of this pack is honest: it has reckoned all digests itself. Only what others hold speaks for "
        "itself: a timestamp, a seal from an earlier report, a copy in an archive elsewhere."
    )
    yield (
        "What the page means: what is counted and who says so was read by a program. Read the sentences, and the bytes."
    )
