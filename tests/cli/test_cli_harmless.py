"""What a page says reaches a terminal only as `monitor.model.sanitize` lets it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from monitor.cli import main
from monitor.model.sanitize import is_hiding

OLD = "The ministry reached 300 people in Norhaven\u2066, \x1b[31m the governor\x9b said\u200b on Monday\ufeff.\n"


@pytest.mark.parametrize("verb", ["explain", "compare"])
def test_no_hidden_code_point_reaches_the_terminal(
    verb: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = tmp_path / "old\u202e.txt", tmp_path / "new.txt"
    old.write_text(OLD)
    new.write_text(OLD.replace("300", "460"))
    with pytest.raises(SystemExit) as ended:
        main([verb, str(old), str(new), str(tmp_path / "missing\x1b[2J")])
    printed = capsys.readouterr()
    assert ended.value.code == 1
    assert "460" in printed.out
    assert "⟨U+202E⟩" in printed.out
    assert "missing⟨U+001B⟩[2J" in printed.err
    assert not is_hiding(re.sub(r"\n", "", printed.out + printed.err))


def test_an_error_of_the_program_hides_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "pages.yaml").write_text('pages:\n  - {url: "https://a\\u202e.example/"}\n  - {id: 1}\n')
    with pytest.raises(SystemExit):
        main(["--home", str(tmp_path), "config", "check"])
    told = capsys.readouterr().err
    assert len(told.splitlines()) > 1
    assert not is_hiding(told.replace("\n", ""))
