"""What reading a PDF costs: 200 pages of 1,000 words in two columns with a table each, in a process of its own.

Prints processor seconds and peak memory, of pages to text and of text to figures; exits with 1 past the promise
(docs/reliability.md, C9): 3 s and 300 MiB for the text.
"""

from __future__ import annotations

import gc
import io
import resource
import sys
import time
from itertools import cycle, islice

from reportlab.lib import pagesizes
from reportlab.pdfgen.canvas import Canvas

from monitor import figures
from monitor.extract import read

PAGES, WORDS = 200, 1000
SECONDS, MEBIBYTES = 3.0, 300
TEXT = (  # noqa: SIM905 (a sentence reads better than a list)
    "the board counted 1,482 patients in the wards of the northern district on Sunday and sent 96 of them home after "
    "a day while nurses from the coast opened two more tents near the harbour for people who had walked for hours"
).split(" ")


def document() -> bytes:
    """Return a PDF of `PAGES` pages of `WORDS` words."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=pagesizes.A4, invariant=1)
    words = cycle(TEXT)
    for page in range(1, PAGES + 1):
        canvas.setFont("Helvetica", 7)
        canvas.drawString(50, 815, "Annual report of the board")
        canvas.drawCentredString(297, 25, str(page))
        for column in range(2):
            for line in range(45):
                canvas.drawString(50 + 255 * column, 790 - 13 * line, " ".join(islice(words, 10)))
        for row in range(20):
            for place, text in ((50, f"District number {row}"), (250, str(row * 37)), (350, str(row * 51 + page))):
                canvas.drawString(place, 195 - 8 * row, text)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def main() -> int:
    """Measure, print, and return the exit status."""
    body = document()
    gc.set_threshold(50_000)  # as in the processes that read (monitor/worker_pool.py)
    begun, before = time.process_time(), _peak()
    text = read(body)
    seconds, memory = time.process_time() - begun, _peak()
    begun = time.process_time()
    found, _ = figures.find(text)
    reading = time.process_time() - begun
    words = len(text.content.split())
    print(f"{PAGES} pages, {words:,} words: text in {seconds:.2f} s, peak {memory:.0f} MiB")
    print(f"{memory - before:.0f} MiB of these more than before; {len(found):,} figures in {reading:.2f} s")
    return int(seconds > SECONDS or memory > MEBIBYTES)


def _peak() -> float:
    """Return the most memory that this process has held, in MiB; Linux counts kibibytes, macOS bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


if __name__ == "__main__":
    sys.exit(main())
