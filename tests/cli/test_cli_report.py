"""What `monitor report` shows of the same changes, as much of it as is asked for, and what `check` said of them."""

from __future__ import annotations

from collections.abc import Callable

from loopback import Asked, Site, Step, page

Run = Callable[..., tuple[int, str, str]]
WARDS = {f"Ward {place}": (10 + place, 10 + 2 * place) for place in range(1, 13)}
SAID = (("In March", 310, 12), ("In April", 325, 9), ("In May", 340, 9))


def _served(visit: int) -> bytes:
    when, nurses, ill = SAID[visit]
    whom = "everybody" if visit < 2 else "the sick"
    rows = "".join(f"<tr><th>{ward}</th><td>{beds[min(visit, 1)]}</td></tr>" for ward, beds in WARDS.items())
    return f"""<!doctype html><html lang="en"><title>The hospital</title><main><h1>The hospital</h1>
        <p>{when} the hospital had {nurses} nurses, of whom {ill} were ill.</p>
        <p>It stands beside the river and is open to {whom} at all hours of the day.</p>
        <table><tr><th>Ward</th><th>Beds</th></tr>{rows}</table></main>""".encode()


def test_a_report_is_as_long_as_it_is_asked_for(run: Run) -> None:
    visit = 0

    def answer(_: Asked) -> list[Step]:
        return page(_served(visit))

    with Site(answer) as site:
        run("add", f"{site.url}/hospital", "--allow-private", "--id", "hospital")
        run("check")
        visit = 1
        said = run("check")[1]
        visit = 2
        run("check")
    table = "Table “Beds”: 12 cells changed"
    assert f"{table}: Ward 12 22 → 34 (+12, +55\u00a0%), Ward 11" in said
    assert said.count("nurses") == 2

    whole, brief, bare, proof = (run("report", *words)[1] for words in ((), ("--brief",), ("--no-text",), ("--proof",)))
    sentence = "In [April → May] the hospital had [325 → 340] nurses, of whom 9 were ill."
    assert (sentence in whole, sentence in brief, sentence in bare) == (True, False, True)
    assert all("nurses: rose from 310 to 340" in " ".join(one.split()) for one in (whole, brief, bare))
    assert ("▁▅█" in whole, "▁▅█" in brief) == (True, False)
    text = "open to [everybody → the sick] at all hours"
    assert (text in whole, text in brief, text in bare) == (True, False, False)
    assert "What else changed in the text, besides the 13 lines told above" in " ".join(whole.split())
    assert (".html.gz" in whole, ".html.gz" in proof) == (False, True)
    assert table in " ".join(brief.split())
    assert "Ward 1 11 → 12" in " ".join(whole.replace("\u00a0", " ").split())
