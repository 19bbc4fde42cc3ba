"""What a new home is given: files that teach by example, and the schemas that editors complete from."""

from __future__ import annotations

import json
from importlib.resources import files

from monitor.config.file_shapes import FILES, schema


def starter() -> dict[str, str]:
    """Return the files of a new home, text by path below the home folder."""
    folder = files("monitor.config") / "starter"
    texts = {f"config/{name}": (folder / name).read_text(encoding="utf-8") for name in FILES}
    return texts | schema_files()


def schema_files() -> dict[str, str]:
    """Return the schemas as the files whose places the first lines of the configuration name."""
    return {
        f"config/schema/{name}": json.dumps(body, indent=2, ensure_ascii=False) + "\n"
        for name, body in schema().items()
    }
