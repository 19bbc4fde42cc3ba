"""Changes of several files of a configuration that go together: tried as a whole, and written all or none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from monitor.config.atomic_files import Edit, read, replace_all
from monitor.config.channels import Fault
from monitor.config.loading import Config, load_edited
from monitor.config.new_pages import beginning


class Edits:
    """What is to become of the files of a home."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._edits: dict[Path, Edit] = {}

    def change(self, path: Path, edit: Callable[[str], str]) -> None:
        """Have a file hold what *edit* makes of what it holds.

        Raises:
            ConfigError: it cannot be read, or *edit* raises it.
        """
        before = self._edits.get(path) or _as_it_is(path)
        self._edits[path] = Edit(edit(before.text), before.was)

    def change_or_begin(self, path: Path, edit: Callable[[str], str]) -> None:
        """Do the same with a file of pages, which is begun where it is not there yet."""
        if path not in self._edits and not path.exists():
            self._edits[path] = Edit(beginning(self._home, path), None)
        self.change(path, edit)

    def tried(self, environ: Mapping[str, str], fault: Fault | None = None) -> Config:
        """Return the configuration as it would be; the arguments are those of `load`.

        Raises:
            ConfigError: it would have mistakes.
        """
        return load_edited(self._home, {path: edit.text for path, edit in self._edits.items()}, environ, fault)

    def write(self) -> None:
        """Write what differs from what is there.

        Raises:
            ConfigError: a file was changed meanwhile, or cannot be written; then none is.
        """
        replace_all({path: edit for path, edit in self._edits.items() if edit.text != edit.was})


def _as_it_is(path: Path) -> Edit:
    text = read(path)
    return Edit(text, text)
