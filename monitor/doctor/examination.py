"""The whole of what is looked at, in its order: each subject on its own, so that what is broken hides nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from monitor.config import Config, files_of_secrets, paths
from monitor.doctor import archive, configuration, home_folder, life, machine, network, reading_elsewhere, system_clock
from monitor.doctor.observation import Observation, Place, wrong
from monitor.errors import MonitorError
from monitor.store import Diagnosis


class Examination:
    """Looks at a place once."""

    def __init__(self, place: Place, *, with_network: bool) -> None:
        """Prepare.

        Args:
            place: where the doctor was called to.
            with_network: whether hosts are connected to.
        """
        self._place, self._with_network = place, with_network
        self._config: Config | None = None  #: None while it cannot be used
        self._ledger: Diagnosis | None = None  #: None while it cannot be asked

    def observations(self) -> Iterator[Observation]:
        """Yield what is found; whatever is broken, the rest is looked at too."""
        subjects: dict[str, Callable[[], Iterable[Observation]]] = {
            "clock": lambda: system_clock.look(self._place, is_kept=system_clock.kept()),
            "home": lambda: home_folder.look(self._place),
            "configuration": self._look_at_configuration,
            "secrets": self._look_at_secrets,
            "limits": lambda: machine.limits(self._settings),
            "disk": lambda: machine.disk(self._place, self._settings),
            "ledger": self._look_at_ledger,
            "service": lambda: archive.running(self._place),
            "pages": self._look_at_pages,
            "channels": self._look_at_channels,
            "network": self._look_at_network,
            "reading": lambda: reading_elsewhere.look(self._place, self._settings) if self._with_network else (),
        }
        for about, look in subjects.items():
            yield from _safely(about, look)
            if about == "home" and not (self._place.home / home_folder.CONFIG).is_dir():
                return

    @property
    def _settings(self) -> Config:
        """Return the configuration; while it has mistakes, one that says nothing."""
        return self._config or Config(home=self._place.home)

    def _look_at_configuration(self) -> Iterator[Observation]:
        self._config, found = configuration.read(self._place)
        yield from found

    def _look_at_secrets(self) -> Iterator[Observation]:
        files = self._config.files if self._config else paths(self._place.home)
        return home_folder.secrets(self._place, files_of_secrets(files, self._place.home / home_folder.CONFIG))

    def _look_at_ledger(self) -> Iterator[Observation]:
        self._ledger, found = archive.read(self._place)
        yield from found
        if self._ledger:
            yield from system_clock.against(self._place, self._ledger.checked_at)

    def _look_at_pages(self) -> Iterable[Observation]:
        return life.pages(self._place, self._config, self._ledger) if self._config and self._ledger else ()

    def _look_at_channels(self) -> Iterable[Observation]:
        return life.channels(self._place, self._config, can_ask=self._ledger is not None) if self._config else ()

    def _look_at_network(self) -> Iterable[Observation]:
        return network.look(self._place, self._config) if self._config and self._with_network else ()


def _safely(about: str, look: Callable[[], Iterable[Observation]]) -> Iterator[Observation]:
    """Yield what *look* finds; what it meets that nobody foresaw is an observation, too."""
    try:
        yield from look()
    except (MonitorError, OSError) as error:
        yield wrong(about, f"This could not be looked at: {error}")
    except Exception as error:  # noqa: BLE001 (whatever it is, the rest is looked at)
        advice = "This is a defect of the program: please report it, with what this prints."
        yield wrong(about, f"This could not be looked at: {error!r}", advice)
