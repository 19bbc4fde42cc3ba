"""Every package that the program asks for is loaded by the doctor, and one that cannot be is named."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

import pytest

from monitor.doctor import environment
from monitor.doctor.observation import Level


def test_no_package_is_passed_over() -> None:
    asked = [one for one in metadata.requires(environment.DISTRIBUTION) or [] if "extra ==" not in one]
    modules = environment.imported_by(asked)
    assert {"ruamel", "prometheus_client", "lxml", "structlog", "css_inline"} <= set(modules)
    assert len(modules) >= len(asked) - 1  # ruamel.yaml and its parser written in C share a module


@pytest.mark.parametrize("text", ["raise ImportError('for another Python')", "raise SystemError('torn')", "a mistake"])
def test_a_module_that_cannot_be_loaded_is_named(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a_torn_module.py").write_text(text)
    monkeypatch.syspath_prepend(tmp_path)
    found = [one for one in environment.look(["a_torn_module"]) if one.level is not Level.OK]
    assert [one.about for one in found] == ["packages"]
    assert found[0].found.startswith("a_torn_module cannot be loaded (")
    assert "pip install --require-hashes -r requirements.lock" in found[0].command
