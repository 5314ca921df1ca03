"""Addresses of articles: made absolute, and without what only tracks the reader."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

#: The kind of source that lies on the web, and how its address begins.
WEB = "web"
SCHEMES = ("http://", "https://")
#: Parameters that only tell who sent the reader: what comes before the first `*` is how their names begin.
#: Google's and Microsoft's ads, Facebook, X, Mailchimp, HubSpot, Marketo, Matomo, AT Internet (BBC, French papers),
#: Yandex, Adobe, and what the feeds of newspapers add. A name that also names content somewhere (`id`, `p`, `ref`,
#: `source`, `page`) is not here.
TRACKING = (
    "utm_*", "at_*", "mc_*", "pk_*", "mtm_*", "matomo_*", "piwik_*", "hsa_*", "oly_*", "vero_*", "wt_*", "stm_*",
    "fb_*", "fbclid", "gclid", "gclsrc", "gbraid", "wbraid", "dclid", "msclkid", "yclid", "ysclid", "twclid", "ttclid",
    "igshid", "igsh", "li_fat_id", "mkt_tok", "_hsenc", "_hsmi", "hsctatracking", "s_cid", "cmpid", "cmp", "icid",
    "ncid", "ocid", "xtor", "xt_sf", "ito", "partner", "smid", "smtyp", "feedtype", "feedname", "rss_id", "_ga", "_gl",
    "__twitter_impression", "soc_src", "soc_trk", "guccounter", "guce_referrer", "guce_referrer_sig", "sr_share",
    "ns_campaign", "ns_mchannel", "ns_source", "ns_linkname", "ns_fee", "spm", "wickedid", "rb_clickid", "trk_contact",
)  # fmt: skip
_NAMES = frozenset(name for name in TRACKING if not name.endswith("*"))
_STARTS = tuple(name[:-1] for name in TRACKING if name.endswith("*"))
# Some of the beginnings are those of other words too: `at_risk`, `wt_version`. These are what AT Internet sends.
_AT_INTERNET = frozenset(
    ["at_medium", "at_campaign", "at_link_id", "at_link_type", "at_link_origin", "at_ptr_name", "at_ptr_type",
     "at_format", "at_bbc_team", "at_custom1", "at_custom2", "at_custom3", "at_custom4", "at_campaign_type",
     "at_creation", "at_variant", "at_channel"]
)  # fmt: skip
#: Parameters that name content elsewhere, and track where their value begins with `rss` or `feed`: Medium, Slashdot.
_FROM_FEEDS = frozenset(["source", "from", "ref", "src", "traffic_source", "campaign", "referrer"])
_FEED_VALUES = ("rss", "feed")
_PORTS = {"http": 80, "https": 443}
# Characters that a browser drops or that end an address.
_CONTROLS = re.compile(r"[\x00-\x20\x7f]")
LONGEST = 2_000


def web_address(given: str) -> str:
    """Return an address without the blanks around it; `feed:`, as some programs write for `http:`, is understood."""
    address = given.strip()
    lower = address.lower()
    if lower.startswith("feed://"):
        return f"http://{address[len('feed://') :]}"
    return address[len("feed:") :] if lower.startswith("feed:http") else address


def absolute(base: str, address: str) -> str | None:
    """Return an address as it stands seen from `base`, or None where it is none of the web.

    Arguments: the address of the page or feed; what is written there: relative, absolute or broken.
    A name and password in it are left out: what is printed or asked for a reader holds neither.
    """
    try:
        parts = urlsplit(urljoin(base, address.strip()))
        if parts.scheme.lower() not in _PORTS or not parts.hostname or "\\" in parts.netloc:
            return None
        found = urlunsplit(parts._replace(scheme=parts.scheme.lower(), netloc=_host(parts)))
    except ValueError:  # a broken host or port
        return None
    return _CONTROLS.sub(lambda bad: f"%{ord(bad.group()):02X}", found) if len(found) <= LONGEST else None


def canonical(address: str, *, fragment: bool = False) -> str:
    """Return the address of an article in the one form that all who link to it share.

    Parameters that only track are left out, and so are the fragment (unless it is a `#!` route, which names a page of
    its own), the default port, and the dot at the end of a host; scheme and host are in lower case. Nothing else is
    touched: order and other parameters may matter. AMP's own forms are resolved only where the form tells the page,
    as in `…/amp/s/example.org/page`.

    Arguments: an absolute address of the web; whether its fragment is kept in any case, as where it alone tells the
    articles of a feed apart. What cannot be taken apart comes back as it is.
    """
    try:
        parts = urlsplit(_without_cache(address))
        host = _host(parts)
    except ValueError:
        return address
    kept = parts.fragment if fragment or parts.fragment.startswith("!") else ""
    # A port that only says what the scheme says already; `_host` left it out.
    return urlunsplit((parts.scheme.lower(), host, parts.path or "/", _query(parts.query), kept))


def _host(parts: SplitResult) -> str:
    """Host and port in their shortest form, without name and password."""
    host = (parts.hostname or "").lower().rstrip(".")
    host = f"[{host}]" if ":" in host else host
    port = parts.port
    return host if port is None or port == _PORTS.get(parts.scheme.lower()) else f"{host}:{port}"


def _query(query: str) -> str:
    """A query without the parameters that track, the others as they are and in their order."""
    if not query:
        return ""
    return "&".join(piece for piece in query.split("&") if piece and not _tracks(piece.lower()))


def _tracks(piece: str) -> bool:
    name, _, value = piece.partition("=")
    if name in _FROM_FEEDS:
        return value.startswith(_FEED_VALUES)
    if name.startswith("at_"):
        return name in _AT_INTERNET
    return name in _NAMES or name.startswith(_STARTS)


# Google's copies name the page behind their own address: `https://www.google.com/amp/s/example.org/page`.
_CACHED = re.compile(
    r"https?://(?:www\.)?google\.[a-z.]{2,6}/amp/(?P<secure>s/)?(?P<page>[^?#]+\.[^?#]+)", re.IGNORECASE
)


def _without_cache(address: str) -> str:
    """The page behind Google's AMP viewer; any other address as it is."""
    found = _CACHED.fullmatch(address)
    return f"http{'s' if found['secure'] else ''}://{found['page']}" if found else address
