"""Files are replaced whole or not at all, and never over somebody else's change."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
import trustme

from monitor.config import load, read, replace
from monitor.errors import ConfigError

BEFORE, AFTER = "\ufeffa: 1\r\n", "\ufeffa: 2\r\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "pages.yaml"
    path.write_bytes(BEFORE.encode())
    path.chmod(0o640)
    return path


def test_a_file_is_replaced_and_keeps_its_mode(file: Path) -> None:
    replace(file, AFTER, was=read(file))
    assert file.read_bytes() == AFTER.encode()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert [path.name for path in file.parent.iterdir()] == ["pages.yaml"]


def test_a_link_stays_a_link(file: Path) -> None:
    link = file.parent / "link.yaml"
    link.symlink_to(file.name)
    replace(link, AFTER, was=BEFORE)
    assert link.is_symlink()
    assert read(file) == AFTER


def test_a_file_that_has_changed_is_left_alone(file: Path) -> None:
    file.write_text("theirs\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="changed by someone else"):
        replace(file, AFTER, was=BEFORE)
    assert read(file) == "theirs\n"
    assert [path.name for path in file.parent.iterdir()] == ["pages.yaml"]


def test_a_file_that_is_not_there_or_not_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        read(tmp_path / "none.yaml")
    with pytest.raises(ConfigError, match="cannot be read"):
        read(tmp_path)
    (tmp_path / "odd.yaml").write_bytes(b"\xff")
    with pytest.raises(ConfigError, match="not UTF-8"):
        read(tmp_path / "odd.yaml")


def test_certificates_are_looked_for_beside_the_configuration(tmp_path: Path) -> None:
    folder = tmp_path / "config"
    folder.mkdir()
    trustme.CA().cert_pem.write_to_path(str(folder / "own.pem"))
    (folder / "empty.pem").write_text("no certificate\n")
    entry = "  - {{id: {name}, url: 'https://{name}.example/', ca_file: {name}.pem}}\n"
    (folder / "pages.yaml").write_text("pages:\n" + entry.format(name="own"))
    assert [page.ca_file for page in load(tmp_path, {}).pages] == [str(folder / "own.pem")]
    (folder / "pages.yaml").write_text("pages:\n" + "".join(entry.format(name=name) for name in ("gone", "empty")))
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, {})
    strange = ["ca_file: '~nosuchuser/x'", 'ca_file: "x\\0y"']
    for value in strange:
        (folder / "pages.yaml").write_text(f"pages:\n  - {{url: 'https://a.example/', {value}}}\n")
        with pytest.raises(ConfigError):
            load(tmp_path, {})
    told = [(one.line, one.message.rpartition(": ")[2].rpartition("empty.pem ")[2]) for one in caught.value.problems]
    assert told == [(2, "No such file or directory"), (3, "holds no certificate (PEM)")]
