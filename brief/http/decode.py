"""The body of an answer, decoded as it comes in, never past its cap."""

from __future__ import annotations

import zlib

from brief.http.messages import GivenUp

_GZIP = b"\x1f\x8b"
_CODINGS = {"": False, "identity": False, "gzip": True, "x-gzip": True}
#: A file of several gzip members one after the other is valid (RFC 1952, 2.2); a million empty ones are an attack.
_MEMBERS = 32


class Body:
    """What has come in so far.

    Arguments: the Content-Encoding of the answer, the bytes that it may have (as sent and decoded), and whether what is
    longer is cut there instead of refused.
    """

    def __init__(self, coding: str, largest: int, *, cut: bool = False) -> None:
        coding = coding.strip().lower()
        if coding not in _CODINGS:
            # gzip alone was asked for: 1.6 KB of brotli can be 2 GB of text, and a list can be nested without end.
            raise GivenUp(f"refused: compressed in a way that was not asked for ({coding[:40]})")
        self._zip = zlib.decompressobj(16 + zlib.MAX_WBITS) if _CODINGS[coding] else None
        self._members, self._rest = 1, b""
        self._largest, self._cut = largest, cut
        self._raw = 0
        self._parts: list[bytes] = []
        self._length = 0

    @property
    def cut(self) -> bool:
        """Whether all is there that is taken of what may be cut."""
        return self._cut and (self._length >= self._largest or self._raw >= self._largest)

    def feed(self, data: bytes) -> None:
        """Take what came in. Raises GivenUp past the cap, and where it cannot be decoded."""
        self._raw += len(data)
        if self._raw > self._largest and not self._cut:
            raise GivenUp(f"larger than {_size(self._largest)}")
        if self._zip is None:
            self._take(data)
            return
        try:
            self._unzip(data)
        except zlib.error:
            raise GivenUp("broken gzip") from None

    def end(self) -> bytes:
        """Return the whole. Raises GivenUp where it is not whole, or is empty."""
        if self._zip is not None and not self._zip.eof and self._raw and not self.cut:
            raise GivenUp("ends before its gzip does")
        body = b"".join(self._parts)
        if self._zip is not None and body.startswith(_GZIP):
            raise GivenUp("refused: compressed more than once")
        return body

    def _unzip(self, data: bytes) -> None:
        data, self._rest = self._rest + data, b""
        while data and self._zip is not None and not self.cut:
            if self._zip.eof:
                if data == _GZIP[:1]:
                    self._rest = data
                    return
                if not data.startswith(_GZIP):
                    return  # zeros that fill a block, or what else browsers pass over
                self._members += 1
                if self._members > _MEMBERS:
                    raise GivenUp("refused: compressed in too many pieces")
                self._zip = zlib.decompressobj(16 + zlib.MAX_WBITS)
            # One byte more than may be: to see that there is more.
            self._take(self._zip.decompress(data, self._largest - self._length + 1))
            data = self._zip.unused_data if self._zip.eof else self._zip.unconsumed_tail

    def _take(self, data: bytes) -> None:
        self._length += len(data)
        if self._length > self._largest:
            if not self._cut:
                raise GivenUp(f"larger than {_size(self._largest)}")
            data = data[: len(data) - (self._length - self._largest)]
            self._length = self._largest
        if data:
            self._parts.append(data)


def _size(number: int) -> str:
    """A number of bytes as people say it."""
    return f"{number / 1e6:g} MB" if number >= 1e6 else f"{number / 1e3:g} KB"  # noqa: PLR2004 - a million
