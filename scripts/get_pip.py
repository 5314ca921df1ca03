"""Puts pip into the environment it is run in, where the system's Python comes without ensurepip.

The version and its hash are those of requirements-build.lock. Standard library only.
"""

import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path
from urllib.parse import urljoin

LOCK = Path(__file__).parent.parent / "requirements-build.lock"
INDEX = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple").rstrip("/") + "/pip/"
TIMEOUT = 60
PIN = re.compile(r"^pip==(\S+)((?:\s*\\\n\s*--hash=sha256:[0-9a-f]{64})+)", re.MULTILINE)


def locked() -> tuple[str, set[str]]:
    """The file name of pip's wheel, and the hashes it may have."""
    entry = PIN.search(LOCK.read_text(encoding="utf-8"))
    if entry is None:
        sys.exit(f"{LOCK.name} names no pip")
    return f"pip-{entry[1]}-py3-none-any.whl", set(re.findall(r"[0-9a-f]{64}", entry[2]))


def fetch(url: str, accept: str = "*/*") -> bytes:
    """The bytes at an address."""
    if not url.startswith("https://"):
        sys.exit(f"not an https address: {url}")
    request = urllib.request.Request(url, headers={"Accept": accept})  # noqa: S310, looked at above
    with urllib.request.urlopen(request, timeout=TIMEOUT) as response:  # noqa: S310
        content: bytes = response.read()
    return content


def main() -> None:
    """Find the wheel in the index, compare its hash, let it install itself."""
    name, hashes = locked()
    page = json.loads(fetch(INDEX, "application/vnd.pypi.simple.v1+json"))
    url = next((file["url"] for file in page["files"] if file["filename"] == name), None)
    if url is None:
        sys.exit(f"{INDEX} has no {name}")
    wheel = fetch(urljoin(INDEX, url))
    if hashlib.sha256(wheel).hexdigest() not in hashes:
        sys.exit(f"{name} is not the file that {LOCK.name} names")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(wheel)
        install = [sys.executable, f"{path}/pip", "install", "--quiet", "--no-index", str(path)]
        subprocess.run(install, check=True)  # noqa: S603, nothing in it comes from outside


if __name__ == "__main__":
    try:
        main()
    except (OSError, ValueError, subprocess.CalledProcessError) as error:
        sys.exit(f"pip cannot be fetched: {error}")
