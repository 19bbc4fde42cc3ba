"""Python and the packages: whether they are there, of versions that fit, and can be loaded."""

from __future__ import annotations

import importlib
import platform
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import metadata

from monitor.doctor.observation import Observation, note, well, wrong

DISTRIBUTION = "policy-monitor"
AGAIN = "Install the program and its packages anew, in an environment of their own."
_INSTALL = f"{sys.executable} -m pip install --require-hashes -r requirements.lock"


def look(modules: Iterable[str]) -> Iterator[Observation]:
    """Yield how Python and the packages are.

    Args:
        modules: of the program, which need all that it cannot begin without.
    """
    yield well("python", f"Python {platform.python_version()}, {sys.executable}.")
    try:
        asked = metadata.requires(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        yield note("packages", "The program is not installed, only run from its files.", AGAIN, "pip install .")
        asked = []
    unfit = [said for said in map(_unfit, asked) if said]
    unfit += [said for said in map(unloaded, (*imported_by(asked), *modules)) if said]
    for said in unfit:
        yield wrong("packages", said, f"{AGAIN} In the checkout:", _INSTALL)
    if asked and not unfit:
        yield well("packages", f"All {len(asked)} requirements are met.")


def imported_by(asked: Iterable[str]) -> list[str]:
    """Return the modules that the packages bring which are *asked* for, as far as these are here."""
    names = {_plain(re.split(r"[^\w.-]", one, maxsplit=1)[0]) for one in asked}
    brought = _brought().items()
    return sorted(module for module, packages in brought if module[0] != "_" and names & set(map(_plain, packages)))


@cache
def _brought() -> Mapping[str, list[str]]:
    """Return the packages that bring each module: a tenth of a second, for what a process that runs does not change."""
    return metadata.packages_distributions()


def _plain(name: str) -> str:
    """Return *name* of a package as it is compared (PEP 503); the library for it may be what is missing."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _unfit(asked: str) -> str:
    """Return why a requirement is not met, a sentence; "" when it is, or is none here."""
    try:
        from packaging.requirements import Requirement  # noqa: PLC0415 (it may be what is missing)
    except ImportError:
        return "The package packaging is not installed."
    wanted = Requirement(asked)
    if wanted.marker is not None and not wanted.marker.evaluate({"extra": ""}):
        return ""
    try:
        found = metadata.version(wanted.name)
    except metadata.PackageNotFoundError:
        return f"The package {wanted.name} is not installed."
    if wanted.specifier.contains(found, prereleases=True):
        return ""
    return f"The package {wanted.name} is of version {found}, and {wanted.specifier} is needed."


def unloaded(module: str) -> str:
    """Return why *module* cannot be loaded, a sentence; "" when it can."""
    try:
        importlib.import_module(module)
    except Exception as error:  # noqa: BLE001 (a package for another Python fails as it likes)
        return f"{module} cannot be loaded ({type(error).__name__}: {error})."
    return ""
