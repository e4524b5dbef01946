"""What the tags cost: printing the flagship as we do, as a ratio to WeasyPrint's plain PDF of the same page, in turn.

python tests/bench/accessible.py [RUNS]
"""

import statistics
import sys
import time
from collections.abc import Callable

from flagship import rendered, set_on_paper

from policybrief import pdf
from policybrief.look import Look
from policybrief.paper import settle
from policybrief.shortcuts import shortened


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def print_plain(html: str, look: Look) -> bytes:
    """The same paper by the same shortcuts, without tags and without the colours and metadata of an archive."""
    import weasyprint

    sheet = weasyprint.HTML(string=html)
    set_on_paper(sheet.etree_element, look)
    settle(sheet.etree_element, look.properties())
    with shortened(weasyprint):
        made: bytes = sheet.write_pdf()
    return made


def main(runs: int) -> None:
    html, look = rendered()
    works = (lambda: pdf.print_pdf(html, look)), (lambda: print_plain(html, look))
    for work in works:
        work()
    pairs = [(seconds(works[0]), seconds(works[1])) for _ in range(runs)]
    ours, plain = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = statistics.median(ours / plain for ours, plain in pairs)
    print(f"accessible {ours:.2f} s, plain {plain:.2f} s, ratio {ratio:.2f} (median of {runs} pairs)")  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
