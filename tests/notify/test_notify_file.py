"""A file: one line a message, never twice, and nothing of the user's own is ever cut off."""

from __future__ import annotations

import errno
import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from notify_world import Ways

from monitor.errors import NotifyError
from monitor.model import Channel
from monitor.notify import Message, send


def _message(key: str) -> Message:
    return Message(key=key, json=json.dumps({"version": 1, "key": key, "counts": "people “in” tents"}))


def _send(path: Path, *keys: str) -> None:
    for key in keys:
        send(Channel(name="log", kind="file", target=str(path)), _message(key), Ways())


def _keys(path: Path) -> list[str]:
    return [json.loads(line)["key"] for line in path.read_text(encoding="utf-8").splitlines()]


def test_each_message_is_a_line_and_none_comes_twice(tmp_path: Path) -> None:
    path = tmp_path / "told.jsonl"
    _send(path, "a1", "b2", "a1", "c3", "b2")
    assert _keys(path) == ["a1", "b2", "c3"]
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("left", [1, 5, 20, 60])
def test_what_a_crash_left_of_a_line_is_written_anew(tmp_path: Path, left: int) -> None:
    path = tmp_path / "told.jsonl"
    _send(path, "a1", "b2")
    whole = path.read_bytes()
    path.write_bytes(whole + _message("c3").json.encode()[:left])
    _send(path, "c3")
    assert _keys(path) == ["a1", "b2", "c3"]
    assert path.read_bytes().startswith(whole)


def test_a_last_line_that_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("my notes\n\nwithout an end")
    _send(path, "a1")
    assert path.read_text().splitlines()[:3] == ["my notes", "", "without an end"]
    assert json.loads(path.read_text().splitlines()[3])["key"] == "a1"


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(NotifyError) as caught:
        _send(tmp_path / "gone" / "told.jsonl", "a1")
    assert (caught.value.detail, caught.value.refused) == (
        f"The file cannot be written: {os.strerror(errno.ENOENT)}.", False,
    )  # fmt: skip


FULL = """
import resource, signal, sys
sys.path.insert(0, sys.argv[2])
from pathlib import Path
from test_notify_file import _send
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
path = Path(sys.argv[1])
_send(path, "a1")
size = path.stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 30, resource.RLIM_INFINITY))
try:
    _send(path, "b2")
except Exception as error:
    print(type(error).__name__, path.stat().st_size == size)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
_send(path, "b2")
"""


def test_a_full_disk_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    assert resource.RLIM_INFINITY
    path = tmp_path / "told.jsonl"
    command = [sys.executable, "-c", FULL, str(path), str(Path(__file__).parent)]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert told.stdout == "NotifyError True\n"
    assert _keys(path) == ["a1", "b2"]
