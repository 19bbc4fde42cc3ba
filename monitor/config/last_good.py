"""The configuration that was last in force, kept so that commands go on with it while an edit has a mistake.

One file beside the ledger names the texts as they were, and a folder beside it holds them. It is no second
configuration: it is read only while that one has mistakes, and written when one comes into force.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from monitor.config import secrets
from monitor.config.config_files import digest_of, name_in, paths, read_all
from monitor.config.document import Document
from monitor.config.kept_index import last_good_file, read_index
from monitor.config.loading import Config, load_texts
from monitor.config.parts import Parts
from monitor.errors import ConfigError
from monitor.model.homes import CONFIG

TEXTS = ".last-good-config"  # the folder of the texts, each under its digest: only what has changed is written
NOWHERE = {  # addresses like any other, of no host (RFC 2606), by the key of a channel
    "webhook": "https://not-kept.invalid/",
    "url": "jsons://not-kept.invalid/",
}


def keep(config: Config, folder: Path, now: datetime, parts: Parts | None = None) -> None:
    """Keep *config*, which is in force from *now* on, in *folder*; what cannot be written is done without.

    Args:
        config: without mistakes.
        folder: beside the ledger.
        now: the time.
        parts: what was parsed for it, so that the next start need not parse it.
    """
    if parts is not None:
        parts.write()
    contents = _contents(config.home)
    if digest_of(config.home, contents) != config.digest:
        return  # edited meanwhile: it is about to be read again
    before = read_index(folder)
    if before.get("digest") == config.digest and before.get("stale_since") is None:
        return
    digests = {name_in(config.home / CONFIG, path): hashlib.sha256(raw).hexdigest() for path, raw in contents.items()}
    texts = folder / TEXTS
    with contextlib.suppress(OSError):  # a full disk is told by the ledger, which needs it more
        texts.mkdir(exist_ok=True)  # who may read it, the umask says: a group that reads the ledger reads this
        there = {path.name for path in texts.iterdir()}
        for path, digest in zip(contents, digests.values(), strict=True):
            if digest not in there:
                _put(texts / digest, _without_secrets(path, contents[path], config))
        _write(
            folder, {"digest": config.digest, "in_force_since": now.isoformat(), "stale_since": None, "files": digests}
        )
        for left in there - set(digests.values()):
            (texts / left).unlink(missing_ok=True)


def mark_stale(folder: Path, now: datetime) -> None:
    """Note that the files have mistakes since *now*, unless that is known already."""
    before = read_index(folder)
    if before and before.get("stale_since") is None:
        _write(folder, before | {"stale_since": now.isoformat()})


def stale_since(folder: Path) -> datetime | None:
    """Return since when the service of *folder* goes on with the one before, for the files have mistakes."""
    noted = read_index(folder).get("stale_since")
    return datetime.fromisoformat(noted) if isinstance(noted, str) else None


def last_good(
    home: Path, folder: Path, environ: Mapping[str, str], *, fetching: bool, parts: Parts | None = None
) -> Config | None:
    """Return the configuration of *home* that was last in force; None when none was kept that can be read today.

    Its ``stale_since`` tells since when the files have mistakes; None when they are the same, and only the environment
    is another, as it is for one who looks at a service from a shell.

    Args:
        home: whose configuration is meant.
        folder: where it was kept.
        environ: where ``${NAME}`` in headers is looked up.
        fetching: pages will be fetched with it, so every ``${NAME}`` must be there.
        parts: what was parsed before.
    """
    kept = read_index(folder)
    try:
        config = load_texts(home, _texts(kept, home, folder), environ if fetching else _Any(environ), parts=parts)
    except (ConfigError, OSError, ValueError):
        return None
    digest = str(kept.get("digest"))
    same = digest_of(home, _contents(home)) == digest
    return replace(config, digest=digest, stale_since=None if same else _stale_since(kept, paths(home)))


def _texts(kept: Mapping[str, object], home: Path, folder: Path) -> dict[Path, str]:
    """Return the texts that were kept, by the files in which they stood.

    Raises:
        OSError, ValueError: they cannot be read, or none were kept.
    """
    digests = kept.get("files")
    if not isinstance(digests, dict) or not digests:
        raise ValueError("nothing was kept")
    return {
        home / CONFIG / name: (folder / TEXTS / str(digest)).read_bytes().decode("utf-8")
        for name, digest in digests.items()
    }


class _Any(dict[str, str]):
    """An environment that has every variable: who fetches nothing needs no secret."""

    def __getitem__(self, key: str) -> str:
        return super().get(key) or secrets.UNKNOWN


def _stale_since(kept: Mapping[str, object], files: Iterable[Path]) -> datetime:
    """Return since when the files have mistakes: as the service noted it, else as they were last written."""
    noted = kept.get("stale_since")
    written = [path.stat().st_mtime for path in files if path.exists()]
    if isinstance(noted, str):
        return datetime.fromisoformat(noted)
    return datetime.fromtimestamp(max(written), UTC) if written else datetime.fromisoformat(str(kept["in_force_since"]))


def _contents(home: Path) -> dict[Path, bytes]:
    return read_all(home, [])


def _without_secrets(path: Path, raw: bytes, config: Config) -> str:
    """Return the text of a file without what may be a secret and stands in it: what is kept may be copied about."""
    text = raw.decode("utf-8")
    if path in config.harmless:
        return text
    for name, value in reversed(secrets.written(Document(text, path))):
        instead = NOWHERE.get(name, "(not kept)")
        text = f'{text[: value.start]}"{instead}"{text[value.end :]}'
    return text


def _write(folder: Path, kept: Mapping[str, object]) -> None:
    with contextlib.suppress(OSError):  # a full disk is told by the ledger, which needs it more
        _put(last_good_file(folder), json.dumps(kept, ensure_ascii=False))


def _put(path: Path, text: str) -> None:
    temporary = path.with_name(f"{path.name}.tmp")
    temporary.write_text(text, encoding="utf-8", newline="")
    temporary.replace(path)
