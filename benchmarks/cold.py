"""What `brief build` costs from a cold start, beside the least that sumy, jinja2 and weasyprint make a briefing with.

python benchmarks/cold.py [--python PYTHON] [--records FILE.jsonl] [--rounds 5]

Each round runs both as processes, one after the other, and takes the time of the processor of all that they ran; the
figure is the median of the rounds' ratios. One article is a note of examples/; --records adds a file of many.
nltk, which sumy imports, imports scipy.stats where that is installed, and brief's own environment has it: name by
--python an environment with sumy, jinja2, weasyprint and numpy alone, so that the script is not slowed by it.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
ONE = ROOT / "examples" / "articles" / "notes" / "later-school-bell.md"
#: The most that `brief build` may cost beside the script: of one article, of many.
CEILINGS = {"one article": 1.3, "records": 0.8}


def seconds(*command):
    """Processor time of a process and of all its children that have ended."""
    before = os.times()
    subprocess.run(list(map(str, command)), check=True, capture_output=True, cwd=ROOT)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def compared(source, python, rounds):
    """Seconds of the script and of brief, in each round."""
    with tempfile.TemporaryDirectory() as folder:
        page, paper = f"{folder}/out.html", f"{folder}/out.pdf"
        least = [python, ROOT / "benchmarks" / "least.py", source, page, paper]
        build = [sys.executable, "-m", "brief", "build", source, "--date", "2026-11-20", "-o", page, "-o", paper]
        for command in (least, build):  # compiled modules, and the disk's cache
            seconds(*command)
        return [(seconds(*least), seconds(*build)) for _ in range(rounds)]


def main():
    """Print a row for each source; exit 1 where brief costs more than it may."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--records", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    wanted = parser.parse_args()
    sources = {"one article": ONE} | ({"records": wanted.records} if wanted.records else {})
    dear = False
    for name, source in sources.items():
        rounds = compared(source, wanted.python, wanted.rounds)
        ratio = statistics.median(build / least for least, build in rounds)
        dear |= ratio > CEILINGS[name]
        least, build = (statistics.median(column) for column in zip(*rounds, strict=True))
        print(f"{name}: {ratio:.2f}x the script (at most {CEILINGS[name]}); {build:.2f} s, the script {least:.2f} s")
    return dear


if __name__ == "__main__":
    raise SystemExit(main())
