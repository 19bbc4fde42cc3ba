"""What tests ask of a check that read something."""

from __future__ import annotations

from monitor.model import CheckResult, Derived
from monitor.model.examining import Examined


def derived(of: CheckResult | Examined) -> Derived:
    """Return what was derived of a version that was read."""
    assert of.derived is not None
    return of.derived
