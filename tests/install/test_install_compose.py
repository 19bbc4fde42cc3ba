"""deploy/compose.yaml, as it is written: nothing here can run it, so its names, commands and settings are looked at."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import ruamel.yaml

from monitor.cli import COMMANDS
from monitor.config import load
from monitor.home_ledger import address_of, archive_of
from monitor.store import BucketArchive

ROOT = Path(__file__).parents[2]
FILE = ROOT / "deploy" / "compose.yaml"
TEXT = FILE.read_text("utf-8")
WHOLE: dict[str, Any] = ruamel.yaml.YAML(typ="safe", pure=True).load(TEXT)
SERVICES: dict[str, dict[str, Any]] = WHOLE["services"]
OURS = [name for name, service in SERVICES.items() if "build" in service]
DASK = [name for name in OURS if SERVICES[name].get("entrypoint") == ["dask"]]


def test_it_has_what_a_cluster_is_made_of() -> None:
    many = {name: SERVICES[name].get("deploy", {}).get("replicas", 1) for name in SERVICES}
    assert many == {"postgresql": 1, "objects": 1, "scheduler": 1, "reader": 2, "home": 1, "monitor": 3}
    assert set(OURS) == many.keys() - {"postgresql", "objects"}
    assert DASK == ["scheduler", "reader"]


def test_what_is_named_is_there() -> None:
    for name, service in SERVICES.items():
        assert set(service.get("depends_on", ())) <= SERVICES.keys(), name
        named = [one.split(":")[0] for one in service.get("volumes", ()) if not one.startswith(("$", ".", "/"))]
        assert set(named) <= WHOLE["volumes"].keys(), name


def test_our_image_is_that_of_the_containerfile_with_the_cluster_s_part() -> None:
    made = (ROOT / "deploy" / "Containerfile").read_text("utf-8")
    extras = (ROOT / "pyproject.toml").read_text("utf-8").partition("[project.optional-dependencies]")[2]
    for name in OURS:
        build = SERVICES[name]["build"]
        assert (FILE.parent / build["context"] / build["dockerfile"]).resolve() == ROOT / "deploy" / "Containerfile"
        for argument, value in build["args"].items():
            assert f"\nARG {argument}=" in made
            assert re.search(rf"^{value.strip('[]')} = ", extras, re.M)
        assert SERVICES[name]["read_only"]
        assert SERVICES[name]["cap_drop"] == ["ALL"]


def test_what_our_image_is_told_to_run_is_a_command() -> None:
    assert 'ENTRYPOINT ["monitor"]' in (ROOT / "deploy" / "Containerfile").read_text("utf-8")
    for name in set(OURS) - set(DASK):
        assert SERVICES[name]["command"][0] in COMMANDS


@pytest.mark.parametrize("name", DASK)
def test_dask_takes_the_options_that_it_is_given(name: str) -> None:
    verb, *options = SERVICES[name]["command"]
    help_of = [sys.executable, "-P", "-m", "dask", verb, "--help"]
    known = subprocess.run(help_of, capture_output=True, text=True, timeout=200, check=True).stdout
    given = [one.partition("=")[0] for one in options if one.startswith("--")]
    assert [one for one in given if not re.search(rf"{one}\b", known)] == []
    assert "--no-dashboard" in given


def test_the_settings_are_a_configuration(tmp_path: Path) -> None:
    text = (ROOT / "deploy" / "compose-settings.yaml").read_text("utf-8")
    for name in ("ca.pem", "own.pem", "own.key"):
        (tmp_path / name).touch()
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "pages.yaml").write_text("allow_empty: true\npages: []\n")
    (tmp_path / "config" / "monitor.yaml").write_text(text.replace("/certificates/", f"{tmp_path}/"))
    config, ledger = load(tmp_path, {}), address_of(tmp_path)
    assert config.cluster is not None
    assert ledger is not None
    assert config.cluster.url in SERVICES["reader"]["command"]
    assert re.search(r"@(\w+)/", ledger.url)[1] in SERVICES  # type: ignore[index]
    assert "-s3.port=8333" in SERVICES["objects"]["command"]
    assert re.findall(r"endpoint=http://(\w+):8333\b", text) == ["objects"]
    archive = archive_of(tmp_path)
    assert isinstance(archive, BucketArchive)
    assert f's3.bucket.create -name {archive.address.bucket}"' in (ROOT / "deploy" / "compose.yaml").read_text("utf-8")
    files = {one.partition("=")[2] for one in SERVICES["scheduler"]["command"] if one.startswith("--tls")}
    assert {f"/certificates/{Path(path).name}" for path in config.cluster.files.values()} == files
