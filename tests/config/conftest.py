from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from monitor.config import Config, load
from monitor.errors import ConfigError

Load = Callable[..., Config]
Complain = Callable[..., list[str]]


@pytest.fixture
def home(tmp_path: Path) -> Callable[..., Path]:
    """Write files into a home: ``home(pages="...", monitor="...")``."""

    def make(**texts: str | bytes) -> Path:
        (tmp_path / "config").mkdir(exist_ok=True)
        for name, text in texts.items():
            raw = text if isinstance(text, bytes) else text.encode("utf-8")
            (tmp_path / "config" / f"{name}.yaml").write_bytes(raw)
        return tmp_path

    return make


@pytest.fixture
def loaded(home: Callable[..., Path]) -> Load:
    """Load a configuration written as texts."""

    def run(environ: Mapping[str, str] | None = None, **texts: str | bytes) -> Config:
        return load(home(**texts), environ or {})

    return run


@pytest.fixture
def complaints(loaded: Load) -> Complain:
    """Return the problems of a configuration, as ``file:line: message`` without the folder."""

    def run(environ: Mapping[str, str] | None = None, **texts: str | bytes) -> list[str]:
        with pytest.raises(ConfigError) as caught:
            loaded(environ, **texts)
        return [
            f"{problem.file.name}{f':{problem.line}' if problem.line else ''}: {problem.message}"
            for problem in caught.value.problems
        ]

    return run
