"""requirements.lock is what environments are made of: whole, of digests, and what pyproject.toml asks for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def _parts(text: str) -> list[str]:
    """Return the requirements of *text*, each as one line with its options."""
    joined = text.replace("\\\n", " ")
    return [line for line in joined.splitlines() if line.strip() and not line.startswith("#")]


def _versions(lines: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return version and marker by name."""
    found = [Requirement(line.partition(" --hash")[0]) for line in lines]
    return {canonicalize_name(one.name): (str(one.specifier), str(one.marker or "")) for one in found}


LOCKED = _versions(_parts(LOCK))
SITE = (ROOT / "docs" / "site" / "requirements.lock").read_text("utf-8")


@pytest.mark.parametrize(("lock", "least"), [(LOCK, 40), (SITE, 20)], ids=["requirements.lock", "docs/site"])
def test_every_line_is_a_version_and_its_digests(lock: str, least: int) -> None:
    form = re.compile(r"[a-z0-9-]+==[^ ;]+( ;[^\\-]+)?( +--hash=sha256:[0-9a-f]{64})+")
    assert [line for line in _parts(lock) if not form.fullmatch(line)] == []
    assert len(_parts(lock)) == len(_versions(_parts(lock))) > least


def test_the_versions_without_digests_are_the_same() -> None:
    assert _versions(_parts((ROOT / "constraints.txt").read_text("utf-8"))) == LOCKED


def test_all_that_is_asked_for_is_locked() -> None:
    project = PROJECT["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["dev"], *PROJECT["build-system"]["requires"]]
    wanted = [(one, LOCKED) for one in asked]
    wanted += [(one, _versions(_parts(SITE))) for one in PROJECT["dependency-groups"]["site"]]
    for one, locked in ((Requirement(text), locked) for text, locked in wanted):
        version, _ = locked[canonicalize_name(one.name)]
        assert one.specifier.contains(version.removeprefix("=="), prereleases=True), one


def test_this_environment_is_what_is_locked() -> None:
    installed: dict[str, str] = {canonicalize_name(one.name): f"=={one.version}" for one in metadata.distributions()}
    expected = {
        name: version
        for name, (version, marker) in LOCKED.items()
        if not marker or Requirement(f"x; {marker}").marker.evaluate()  # type: ignore[union-attr]
    }
    assert {name: installed.get(name) for name in expected} == expected
