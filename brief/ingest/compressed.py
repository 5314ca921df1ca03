"""Compressed files: gzip and Zstandard, with a cap on what they may unfold to."""

from __future__ import annotations

import gzip
import io
import zlib

from brief.errors import Unreadable

#: Endings of compressed files.
COMPRESSED: frozenset[str] = frozenset({".gz", ".zst"})

# So many bytes unfold to 32 MB at the most (a Zstandard block is 128 kB, and may be written in 4 bytes).
STEP = 1024


def decompress(path: str, ending: str, content: bytes, largest: int) -> bytes:
    """Return what is inside a compressed file.

    Arguments: its path for messages; its ending; its bytes; the most bytes it may unfold to.
    Raises Unreadable where it is broken, cut off or unfolds to more.
    """
    try:
        inside = _gunzip(content, largest) if ending == ".gz" else _unzstd(path, content, largest)
    except (OSError, EOFError, zlib.error) as error:
        raise Unreadable(path, f"is not a sound {ending} file: {error}") from error
    if len(inside) > largest:
        raise Unreadable(path, f"unfolds to more than {largest // 1024**2} MB; split it")
    return inside


def _gunzip(content: bytes, largest: int) -> bytes:
    with gzip.GzipFile(fileobj=io.BytesIO(content)) as stream:
        return stream.read(largest + 1)


def _unzstd(path: str, content: bytes, largest: int) -> bytes:
    import zstandard

    found, at = bytearray(), 0
    try:
        while at < len(content) and len(found) <= largest:
            frame = zstandard.ZstdDecompressor().decompressobj()
            while not frame.eof and len(found) <= largest:
                piece = content[at : at + STEP]
                if not piece:
                    raise Unreadable(path, "is not a sound .zst file: cut off")
                found += frame.decompress(piece)
                at += len(piece)
            at -= len(frame.unused_data)
    except zstandard.ZstdError as error:
        raise Unreadable(path, f"is not a sound .zst file: {error}") from error
    return bytes(found)
