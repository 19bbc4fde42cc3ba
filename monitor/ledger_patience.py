"""How often another program may hold the ledger while we want it, before that is a failure of ours."""

from __future__ import annotations

from monitor.errors import StoreError

REFUSALS = 30  # in a row; each after as long as the store waits for a lock


class Patience:
    """Counts refusals in a row."""

    def __init__(self) -> None:
        self._refused = 0

    def bear(self, error: StoreError) -> None:
        """Bear *error* if the ledger is only held by another program, as it may be for minutes.

        Raises:
            StoreError: it is another error, or it has come too often.
        """
        self._refused += 1
        if error.reason != "locked" or self._refused > REFUSALS:
            raise error

    def forget(self) -> None:
        """The ledger was ours again."""
        self._refused = 0
