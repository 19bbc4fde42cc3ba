"""Record one new version after another until killed; a digest is printed once it is recorded. Run by a test."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from store_world import HOUR, NOW, camp, page, visit

from monitor.home_ledger import open_store


def main() -> None:
    uk = page("uk")
    with open_store(Path(sys.argv[1]), writer=True) as store:
        store.sync([uk], NOW)
        count = len(store.snapshots("uk"))
        while True:
            count += 1
            result = visit(store, uk, camp(f"{6000 + 10 * count:,}"), NOW + count * HOUR)
            print(result.body_digest, flush=True)


if __name__ == "__main__":
    main()
