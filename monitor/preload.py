"""Imported by the server that worker processes are forked from: what they will run and need is there when they begin.

What is shared with the workers stays shared: the collector does not write into it.
"""

from __future__ import annotations

from monitor.lasting import imported_for_good

with imported_for_good():
    from monitor import warming, worker_process, worker_reading

    warming.warm()

__all__ = ["warming", "worker_process", "worker_reading"]
