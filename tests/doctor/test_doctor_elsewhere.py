"""What the doctor says of a cluster that is to read documents."""

from __future__ import annotations

import socket
from datetime import UTC, datetime
from pathlib import Path

from monitor.config import Config
from monitor.doctor import reading_elsewhere
from monitor.doctor.observation import Level, Observation, Place
from monitor.model.cluster_address import ClusterAddress

PLACE = Place(home=Path("/srv"), environ={}, now=datetime(2026, 3, 1, tzinfo=UTC))


def seen(address: ClusterAddress | None) -> list[Observation]:
    return list(reading_elsewhere.look(PLACE, Config(home=PLACE.home, cluster=address)))


def test_where_no_cluster_is_named_nothing_is_said() -> None:
    assert seen(None) == []


def test_a_cluster_that_is_not_there_is_wrong() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    (told,) = seen(ClusterAddress(url=f"tcp://127.0.0.1:{port}"))
    assert (told.about, told.level) == ("reading", Level.WRONG)
    assert f"Nothing is read at the cluster at tcp://127.0.0.1:{port}: ConnectionRefusedError" in told.found
