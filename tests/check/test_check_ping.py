"""The dead-man's switch is asked in its own time, and failing says so once."""

from __future__ import annotations

from check_fakes import Script, failure, fetched, page
from heard import Heard

from monitor.ping import Switch


def test_it_is_asked_once_a_minute_while_ticks_run() -> None:
    clock, said = [0.0], Heard()
    script = Script({"ping": [fetched("OK"), failure("connect"), failure("connect"), fetched("OK")]})
    switch = Switch(script, said.say, lambda: clock[0])
    switch.ticked()
    switch.page = page("ping")
    asked = []
    for second in range(0, 240, 20):
        clock[0] = second
        switch.ticked()
        switch.wait()
        asked.append(len(script.sent["ping"]))
    assert asked == [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]
    assert [line.partition(") ")[2] for line in said] == [
        "cannot be told that the service lives: connect.",
        "answers well again.",
    ]
