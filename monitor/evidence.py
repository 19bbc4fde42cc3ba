"""A pack of evidence for one finding: what was received, how, and an account of it that anybody can check without us.

The same ledger gives the same bytes: a pack holds no time of its own making, its names are sorted, its zip is dated
alike. What is missing or altered is said, and never put in.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import re
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from monitor.errors import MonitorError, StoreError
from monitor.model.changes import change_name
from monitor.report import evidence as account_of
from monitor.report import json_forms, values
from monitor.report.clock import Clock
from monitor.report.evidence import Account, Version
from monitor.store import Kept, Ledger, Proof

SUMS = "SHA256SUMS"
_DATED = (1980, 1, 1, 0, 0, 0)  # the first day that a zip knows
_SPOKEN = ("before", "Before"), ("after", "Now")
_NAME = re.compile(r"\w[\w.-]*(/\w[\w.-]*)?", re.ASCII)
_RUNS = frozenset({"html", "xml"})  # what a browser would open, and run


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """What is handed over."""

    name: str  #: of its folder
    files: tuple[tuple[str, bytes], ...]  #: paths inside it, sorted
    sums: str  #: sha256 of SHA256SUMS, to be handed over by another way
    seal: str
    pages: int  #: named in it with their ids, by what the seal is reckoned from
    flaws: tuple[str, ...]  #: what it lacks, one sentence each


def collect(store: Ledger, change: int, *, time_zone: str, sealed: bool = True) -> Pack:
    """Return the pack of the finding *change*, by its number.

    Args:
        store: the ledger and the snapshots.
        change: the number of the change.
        time_zone: local times in the account.
        sealed: put in what the seal is reckoned from: it names every page of the ledger by its id.

    Raises:
        StoreError: there is no such finding, or the ledger cannot be used.
    """
    proof = store.proof(change)
    kept = [(*spoken, one) for spoken, one in zip(_SPOKEN, (proof.before, proof.after), strict=True) if one]
    files: dict[str, bytes] = {}
    versions = []
    for folder, label, one in kept:
        version, found = _version(store, one, folder, label)
        versions.append(version)
        files |= found
    account = Account(
        finding=replace(proof.finding, lost=_lost(versions)),
        others=proof.others,
        versions=tuple(versions),
        chains=tuple(chain.page_id for chain in proof.chains),
        broken=tuple(chain.page_id for chain in proof.chains if not chain.is_whole),
        seal=proof.seal,
        sealed=sealed,
        time_zone=time_zone,
    )
    files |= _said(account, proof)
    sums = _sums(files)
    files[SUMS] = sums
    name = f"evidence-{proof.finding.page_id}-{change_name(change)}"
    _refuse_paths((name, *files))
    return Pack(
        name=name,
        files=tuple(sorted(files.items())),
        sums=hashlib.sha256(sums).hexdigest(),
        seal=proof.seal,
        pages=proof.pages if sealed else 0,
        flaws=account.flaws,
    )


def _version(store: Ledger, kept: Kept, folder: str, label: str) -> tuple[Version, dict[str, bytes]]:
    """Return one of the two captures as the account has it, and its files."""
    snapshot = kept.snapshot
    version = Version(
        label=label, folder=folder, page_id=snapshot.page_id, number=snapshot.number, digest=snapshot.digest,
        size=snapshot.size, believed=snapshot.kind == "version", capture=snapshot.capture, link=kept.link,
        ledger_file=snapshot.file,
    )  # fmt: skip
    files: dict[str, bytes] = {}
    try:
        body = store.body(snapshot)
    except StoreError as error:
        if error.reason not in {"lost", "removed"}:
            raise
        version = replace(version, missing=_why(error))
    else:
        version = replace(version, file=f"{folder}/body.{_suffix(snapshot.file)}")
        files[version.file] = body
    if kept.stamp is not None:
        token, certificates = f"{folder}/timestamp.tsr", f"{folder}/timestamp-certificates.pem"
        files |= {token: kept.stamp.token, certificates: kept.stamp.certificates.encode()}
        version = replace(version, certified_at=kept.stamp.certified_at, token=token, certificates=certificates)
    files[f"{folder}/capture.json"] = _json(account_of.record(version))
    return version, files


def _why(error: StoreError) -> str:
    return "They are missing or altered." if error.reason == "lost" else error.detail


def _suffix(file: str) -> str:
    """Return how the bytes of the snapshot *file* are named; what a browser would run is named as plain text."""
    kind = PurePosixPath(file.removesuffix(".gz")).suffix[1:]
    return f"{kind}.txt" if kind in _RUNS else kind


def _lost(versions: list[Version]) -> tuple[str, ...]:
    return tuple(one.ledger_file for one in versions if one.missing)


def _said(account: Account, proof: Proof) -> dict[str, bytes]:
    """Return the files that tell of the captures."""
    clock = Clock(account.time_zone)
    finding = {
        "finding": values.finding(account.finding, clock),
        "others": [values.finding(one, clock) for one in account.others],
    }
    return {
        "ACCOUNT.html": account_of.html(account).encode(),
        "ACCOUNT.md": account_of.markdown(account).encode(),
        "finding.json": _json(finding),
        **{f"chain/{one.page_id}.jsonl": "".join(f"{text}\n" for text in one.texts).encode() for one in proof.chains},
        **({"seal.json": proof.sealed.encode()} if account.sealed else {}),
    }


def _refuse_paths(names: Iterable[str]) -> None:
    """Refuse names that would lead out of the pack: a ledger that somebody has written may call a page anything.

    Raises:
        StoreError: there is one.
    """
    for name in names:
        if not _NAME.fullmatch(name):
            raise StoreError("damaged", f"'{name}' cannot name a file: a page's id in the ledger is none.")


def _json(value: json_forms.Object) -> bytes:
    return f"{json_forms.indented(value)}\n".encode()


def _sums(files: dict[str, bytes]) -> bytes:
    return "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)).encode()


# -- onto the disk ----------------------------------------------------------------------------------------------------


def write(pack: Pack, target: Path) -> str:
    """Write *pack* to *target*, a file if its name ends in .zip, else a folder; return the sha256 of the file, if any.

    Raises:
        MonitorError: there is something already, or it cannot be written; then nothing is left of it.
    """
    if target.exists() or target.is_symlink():
        raise MonitorError(f"{target} exists already; name another: --output")
    half = target.with_name(f".{target.name}.new")
    try:
        with _cleared(half):
            if target.suffix.lower() == ".zip":
                content = zipped(pack)
                half.write_bytes(content)
            else:
                content = b""
                _write_folder(pack, half)
            half.replace(target)
    except OSError as error:
        raise MonitorError(f"{target} cannot be written: {error.strerror}.") from error
    return hashlib.sha256(content).hexdigest() if content else ""


def zipped(pack: Pack) -> bytes:
    """Return *pack* as a zip of one folder."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in pack.files:
            entry = zipfile.ZipInfo(f"{pack.name}/{name}", _DATED)
            entry.create_system, entry.external_attr = 3, 0o644 << 16  # as Unix writes it, wherever it is made
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED, 6)
    return made.getvalue()


def _write_folder(pack: Pack, folder: Path) -> None:
    folder.mkdir()
    for name, content in pack.files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


@contextlib.contextmanager
def _cleared(half: Path) -> Iterator[None]:
    """Leave nothing of *half*, whatever a run before or this one leaves behind."""
    _remove(half)
    try:
        yield
    finally:
        _remove(half)


def _remove(half: Path) -> None:
    if half.is_dir() and not half.is_symlink():
        shutil.rmtree(half, ignore_errors=True)
    else:
        half.unlink(missing_ok=True)
