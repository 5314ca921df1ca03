"""What a theme costs on paper: layout and PDF, beside the same page under a plain sheet of one column.

python benchmarks/pages_speed.py [--rounds 5] [--stories 10 70] [--themes morning dispatch reader]

Each round times both sides, one after the other, in processor time; the figure is the median of the rounds' ratios.
The stories are those of examples/, told again under other names where more are wanted.
"""

from __future__ import annotations

import argparse
import statistics
import time
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from brief import pipeline
from brief.compose import Edition
from brief.model import Source
from brief.render import pdf
from brief.render.html import page
from brief.render.theme import Theme, known_themes, load_theme

ROOT = Path(__file__).parent.parent
DAY = date(2026, 11, 20)
#: One column over the whole page, in the theme's paper and size of type; no fonts of its own, no running heads.
PLAIN = """@page{size:%s;margin:%smm} html{font:%s serif} body,h1,h2,h3,p,ul,ol,figure{margin:0 0 1.5mm;padding:0}
h1{font-size:24pt} h2{font-size:16pt} h3{font-size:13pt} .skip{display:none}"""
SIZES = {
    "morning": ("A4", 17, "9.4pt/13pt"),
    "dispatch": ("A4", 16, "8.5pt/11.5pt"),
    "reader": ("A5", 12, "12pt/17.4pt"),
}
#: The most that a theme may cost beside the plain sheet.
CEILING = 1.2


def example():
    """The edition of examples/."""
    found = pipeline.gather([Source("files", str(ROOT / "examples" / "articles"))])
    edition = Edition("The Morning Brief", DAY, "UTC", "en", datetime(2026, 11, 20, tzinfo=UTC))
    return pipeline.edit(found, edition, pipeline.Telling())


def of(briefing, number):
    """The briefing with so many stories in its sections."""
    parts = {section.slug: [] for section in briefing.sections}
    stories = [story for section in briefing.sections for story in section.stories]
    for at in range(number):
        one = stories[at % len(stories)]
        parts[one.section].append(replace(one, id=f"{one.id}-{at}"))
    return replace(
        briefing,
        sections=tuple(
            replace(section, stories=tuple(parts[section.slug])) for section in briefing.sections if parts[section.slug]
        ),
    )


def seconds(sheet):
    """Processor time of layout and writing, and the PDF."""
    with pdf._collecting_rarely():
        start = time.process_time()
        content = pdf.laid_out(sheet).write_pdf(pdf_variant=pdf._VARIANT)
        return time.process_time() - start, content


def compared(briefing, theme: Theme, rounds):
    """The ratio of each round, the median seconds of the theme, and its PDF."""
    plain = pdf.Sheet(page(briefing, theme, PLAIN % SIZES[theme.name], None, {}), {})
    ratios, took, content = [], [], b""
    for _ in range(rounds):
        start = time.process_time()
        made = pdf.printed(briefing, theme)
        making = time.process_time() - start
        start = time.process_time()
        page(briefing, theme, PLAIN % SIZES[theme.name], None, {})
        # Of making the page, what it costs more than the plain one's.
        making -= time.process_time() - start
        mine, content = seconds(made)
        other, _ = seconds(plain)
        ratios.append((mine + making) / other)
        took.append(mine + making)
    return ratios, statistics.median(took), content


def main():
    """Print a row for each theme and size; exit 1 where one costs more than it may."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--stories", type=int, nargs="*", default=[10, 70])
    parser.add_argument("--themes", nargs="*", default=list(known_themes()))
    wanted = parser.parse_args()
    pdf.load()
    briefing = example()
    dear = []
    for name in wanted.themes:
        for number in wanted.stories:
            ratios, took, content = compared(of(briefing, number), load_theme(name), wanted.rounds)
            ratio = statistics.median(ratios)
            dear += [name] if ratio > CEILING else []
            print(
                f"{name:<9} {number:>3} stories  {ratio:.2f}x a plain sheet ({min(ratios):.2f} to {max(ratios):.2f}), "
                f"{took:.2f} s, {len(content) / 1000:.0f} KB"
            )
    return 1 if dear else 0


if __name__ == "__main__":
    raise SystemExit(main())
