"""What tests ask of a check that read something."""

from __future__ import annotations

from monitor.examine import Examined
from monitor.model import CheckResult, Derived


def derived(of: CheckResult | Examined) -> Derived:
    """Return what was derived of a version that was read."""
    assert of.derived is not None
    return of.derived
