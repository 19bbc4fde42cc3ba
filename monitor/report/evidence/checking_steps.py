"""How to check a pack of evidence with standard tools: every command ends with status 0 when all is well."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.report.clock import Clock
from monitor.report.evidence.account import Account, Version
from monitor.report.evidence.blocks import Step

_CHAIN = """\
last=
while IFS= read -r line; do
  case $line in
    "[\\"$last"*) last=$(printf %s "$line" | sha256sum | cut -c1-64) ;;
    *) last=broken; break ;;
  esac
done < chain/{page}.jsonl
"""
"""Reckons the last link of a chain: the SHA-256 of each line must begin the next."""


def steps(account: Account, clock: Clock) -> Iterator[Step]:
    """Yield what to do, in order; the folder of the pack is the one to be in."""
    yield Step(
        "The files are whole",
        "Every line ends in OK.",
        "sha256sum --strict --check SHA256SUMS",
    )
    yield Step(
        "They are those that were handed over",
        "The number printed is the one that you were given along with the pack by another way: in a message, on paper.",
        "sha256sum SHA256SUMS",
    )
    if any(one.file for one in account.versions):
        yield Step(
            "The chain names these bytes",
            "Prints a line for each capture: its number, its file, its digest, its time and its address.",
            "\n".join(_named(one) for one in account.versions if one.file),
        )
    for page in account.chains:
        yield _chained(page, account)
    if account.sealed:
        yield Step(
            "The seal",
            "Prints OK: this is the seal that the maker of the pack was shown with it, and that reports of the same "
            "moment bear.",
            f"echo '{account.seal}  seal.json' | sha256sum --check",
        )
    for one in account.versions:
        if one.token and one.file and one.certified_at:
            yield _certified(one, clock)


def _named(version: Version) -> str:
    return (
        f'grep -F "\\"number\\":{version.number}," chain/{version.page_id}.jsonl'
        f' | grep -F "$(sha256sum < {version.file} | cut -c1-64)"'
    )


def _chained(page: str, account: Account) -> Step:
    reckoned = _CHAIN.format(page=page)
    if account.sealed:
        return Step(
            f"The chain of {page} is unbroken and ends in the seal",
            "Prints the page and its last link, as they stand in seal.json.",
            f'{reckoned}grep -F -o "\\"{page}\\",\\"$last\\"" seal.json',
        )
    return Step(
        f"The chain of {page} is unbroken",
        "Prints its last link, from which the seal is reckoned; the list of all pages was left out of this pack.",
        f'{reckoned}echo "$last" | grep -v broken',
    )


def _certified(version: Version, clock: Clock) -> Step:
    assert version.certified_at is not None  # noqa: S101 (the caller has looked)
    at = int(version.certified_at.timestamp())
    said = clock.second(version.certified_at)
    return Step(
        f"The timestamp ({version.label.lower()})",
        f"Prints “Verification: OK”, and the time that was signed ({said}). The certificates are judged as of that "
        "time, for they end some day; an openssl that does not know -attime does without it until then. They came "
        f"with the pack: compare {version.certificates} with those that the authority publishes.",
        f"openssl ts -verify -data {version.file} -in {version.token} -CAfile {version.certificates} -attime {at}\n"
        f"openssl ts -reply -in {version.token} -text | grep 'Time stamp'",
    )
