"""What a live source has, one by one: between the document that was fetched and the article that is kept."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from brief import ingest
from brief.extract import stored
from brief.http import without_password
from brief.ingest.items import MEDIA_TYPE
from brief.model import Article, Document, Kept, Source

#: Media types of what is kept: an item as its feed gives it, and an article that was taken from its page.
ITEM = MEDIA_TYPE
STORED = stored.MEDIA_TYPE
#: The kind of source that an article has which is one of a feed's items.
FEED = "feed"


@dataclass(frozen=True, slots=True)
class Item:
    """An article of a live source.

    Attributes:
        source: where it comes from; of kind `"feed"` where it is one of a feed's items, `"web"` for a page.
        kept: what the store keeps of it.
        is_teaser: whether its page is likely to hold more than is known of it.
    """

    source: Source
    kept: Kept
    is_teaser: bool = False

    @property
    def identity(self) -> tuple[str, str]:
        """What it is known by, now and later."""
        return self.kept.source, self.kept.key

    @property
    def is_page(self) -> bool:
        """Whether it is a page that the user named, and no item of a feed."""
        return self.source.kind != FEED

    @property
    def document(self) -> Document:
        """The item as a document."""
        return document_of(self.source, self.kept)

    @property
    def has_page(self) -> bool:
        """Whether its page is to be fetched."""
        wanted = {"always": True, "never": False}.get(self.source.full_text, self.is_teaser)
        return wanted and not self.is_page and self.kept.url is not None


def item_of(document: Document, root: str, now: datetime) -> Item:
    """Return the item that a document of a feed is.

    Arguments: the document; the source that it is kept under; the moment of the run (aware UTC).
    """
    told = json.loads(document.content)
    kept = Kept(
        source=root,
        key=told["key"],
        url=told.get("url"),
        published=_moment(told.get("moment"), now),
        first_seen=now,
        content=_packed(ITEM, document.content),
    )
    return Item(replace(document.source, kind=FEED), kept, bool(told.get("teaser")))


def page_of(article: Article, root: str, now: datetime, *, alone: bool = True) -> Item:
    """Return the item that a page is which the user named.

    Arguments: its article; the source that it is kept under; the moment of the run (aware UTC); whether the page is
    all that the source is, and so known by its address, wherever that leads.
    """
    url = ingest.canonical(article.url) if article.url else None
    published = article.published.instant(UTC) if article.published else None
    key = page_key(root) if alone else url or article.id
    return Item(article.source, Kept(root, key, url, published, now, _packed(STORED, stored.write(article))))


def page_key(root: str) -> str:
    """Return what a source that is a page keeps this by. Arguments: the place of the source."""
    return ingest.canonical(root)


def with_whole_text(item: Item, article: Article, page: Article) -> Item:
    """Return an item with the text of its page, under what its feed says of it.

    Arguments: the item; the article that the item itself is; that of its page.
    """
    whole = replace(
        page,
        id=article.id,
        source=article.source,
        location=article.location,
        url=article.url or page.url,
        title=article.title or page.title,
        byline=article.byline or page.byline,
        site=article.site or page.site,
        published=article.published if _is_dated(article) else page.published,
        section=article.section or page.section,
        position=article.position,
        picture=page.picture or article.picture,
    )
    published = whole.published.instant(UTC) if whole.published and not item.kept.published else item.kept.published
    kept = replace(item.kept, published=published, content=_packed(STORED, stored.write(whole)))
    return replace(item, kept=kept, is_teaser=False)


def _is_dated(article: Article) -> bool:
    return article.published is not None and article.published.origin != "first seen"


def document_of(source: Source, kept: Kept) -> Document:
    """Return what is kept as a document again. Arguments: the source that it is kept under; what is kept."""
    name, _, content = kept.content.partition(b"\n")
    media_type = name.decode("ascii")
    is_page = media_type == STORED and kept.key == page_key(without_password(source.location))
    return Document(
        source=source if is_page else replace(source, kind=FEED),
        location=kept.url or f"{without_password(source.location)}#{kept.key}",
        media_type=media_type,
        content=content,
        fetched=kept.first_seen,
        url=kept.url,
    )


def each_once(documents: Iterable[Document]) -> list[Document]:
    """Return documents without those of an address that came before, as when two feeds of an outlet share an article.

    Of several the first one with its whole text is taken, else the first one.
    """
    taken: dict[str, int] = {}
    found: list[Document] = []
    for document in documents:
        at = taken.get(document.url) if document.url else None
        if at is None:
            if document.url:
                taken[document.url] = len(found)
            found.append(document)
        elif document.media_type == STORED != found[at].media_type:
            found[at] = document
    return found


def newest(items: Iterable[Item], count: int) -> list[Item]:
    """Return so many of some items: the latest by their dates, else by their place in the feed."""
    dated = sorted(items, key=lambda item: item.kept.moment, reverse=True)
    return dated[:count]


def _packed(media_type: str, content: bytes) -> bytes:
    return media_type.encode("ascii") + b"\n" + content


def _moment(text: str | None, now: datetime) -> datetime | None:
    """The moment of a date in ISO 8601, or None; what is dated more than a day after now is not dated at all."""
    moment = datetime.fromisoformat(text) if text else None
    return moment if moment and moment - now <= timedelta(days=1) else None
