"""Whether the cluster that is to read documents does so, where the configuration names one."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.config import Config
from monitor.doctor.observation import Observation, Place, note, well, wrong
from monitor.model.phrasing import counted


def look(place: Place, config: Config) -> Iterator[Observation]:
    """Yield how the cluster is: it is asked, and given nothing to read."""
    if config.cluster is None:
        return
    from monitor.cluster.carrier_process import asked  # noqa: PLC0415 (most homes have no cluster)

    threads, trouble = asked(config.cluster)
    where = f"the cluster at {config.cluster.url}"
    advice = "Until then documents are read here. Its line in monitor.yaml:"
    if not threads:
        yield wrong("reading", f"Nothing is read at {where}: {trouble}.", advice, place.command("edit monitor"))
    elif trouble:
        yield note("reading", f"{counted(threads, 'thread reads', 'threads read')} at {where}, but {trouble}.")
    else:
        yield well("reading", f"{counted(threads, 'thread reads', 'threads read')} at {where}.")
