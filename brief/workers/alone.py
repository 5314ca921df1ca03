"""One piece of work in a process of its own, for who wants to end it at any moment.

`python -m brief.workers.alone` reads a pickled function from standard input, calls it, and writes what it returned, or
the BriefError that it raised, to standard output.
"""

from __future__ import annotations

import os
import pickle
import sys

from brief.errors import BriefError


def main() -> None:
    """Do the work that comes in, and write what came of it."""
    out = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library says is no result
    work = pickle.load(sys.stdin.buffer)  # noqa: S301 - our own process wrote it
    try:
        result = work()
    except BriefError as error:
        result = error
    content = pickle.dumps(result)
    while content:
        content = content[os.write(out, content) :]


if __name__ == "__main__":
    main()
