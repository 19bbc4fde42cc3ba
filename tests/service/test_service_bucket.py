"""A service whose snapshots lie in an object store, which goes away and comes back."""

from __future__ import annotations

import re
from pathlib import Path
from uuid import uuid4

import pytest
from empty_ledger import STORE
from loopback import Site
from object_store import ObjectStore
from service_world import Changing, make_home, service, statuses

from monitor.home_ledger import archive_of
from monitor.store import verify

pytestmark = pytest.mark.skipif(not STORE, reason="needs an object store (make bucket-test)")


def test_a_store_that_goes_away_loses_nothing_and_is_tried_again(tmp_path: Path, bucket_server: ObjectStore) -> None:
    changing = Changing()
    with Site(changing) as site:
        home = make_home(
            tmp_path,
            {"camp": f"{site.url}/"},
            more=f"snapshots: {bucket_server.address(uuid4().hex)}\ndisk_reserve: 0\n",
        )
        with service(home) as running:
            running.wait_for("camp: 1 change")
            bucket_server.kill()
            running.wait_for("Fetching is paused")
            said = len(running.said)
            last = int(re.findall(r" to ([\d,]+) ", " ".join(running.said))[-1].replace(",", ""))
            bucket_server.start()
            running.wait_for("Snapshots can be written again", since=said)
            running.wait_for(f"from {last:,} to {last + 1:,} ", since=said)  # none that the page has said is left out
            running.wait_for("camp: 1 change")
            assert running.end() == 0
        assert statuses(home)["camp"]["state"] == "ok"
        assert verify(home, lambda *_: None, None, archive_of(home)).flaws == ()


def test_one_that_answers_nothing_for_a_while_ends_no_service(tmp_path: Path, bucket_server: ObjectStore) -> None:
    changing = Changing()
    with Site(changing) as site:
        home = make_home(
            tmp_path,
            {"camp": f"{site.url}/"},
            more=f"snapshots: {bucket_server.address(uuid4().hex)}\ndisk_reserve: 0\n",
        )
        with service(home) as running:
            running.wait_for("camp: 1 change")
            bucket_server.freeze()
            try:
                running.wait_for("Fetching is paused", within=120)
                assert running.process.poll() is None
            finally:
                bucket_server.thaw()
            running.wait_for("Snapshots can be written again")
            running.wait_for("camp: 1 change")
            assert running.end() == 0
        assert verify(home, lambda *_: None, None, archive_of(home)).flaws == ()
