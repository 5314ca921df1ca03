"""Which articles may be printed at all; every other one is left out with a reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from brief.compose.edition import Edition
from brief.compose.hand import by_the_editor, drops
from brief.model import Article, LeftOut, Published
from brief.text import language
from brief.text.phrases import stands_in, stemmed


@dataclass(frozen=True, slots=True)
class Admitted:
    """The articles that may be in an edition, and those that may not."""

    articles: tuple[Article, ...]
    left_out: tuple[LeftOut, ...] = ()


def admit(articles: Sequence[Article], edition: Edition, killed: Mapping[str, str] | None = None) -> Admitted:
    """Return which articles may be printed.

    Arguments: the articles; the edition; the withdrawn ones, as the id of an article and the id of the notice.
    Left out are articles that are withdrawn, under embargo when the edition's day begins, dated after that day or
    before `since`, muted, or dropped by the editor. Undated ones stay.
    """
    kept: list[Article] = []
    left_out: list[LeftOut] = []
    for article in articles:
        found = _refusal(article, edition, killed or {})
        left_out.append(LeftOut(article, *found)) if found else kept.append(article)
    return Admitted(tuple(kept), tuple(left_out))


def _refusal(article: Article, edition: Edition, killed: Mapping[str, str]) -> tuple[str, str] | None:
    """Why an article may not be printed: the reason, and its evidence."""
    if article.withdrawn or article.id in killed:
        notice = killed.get(article.id, article.id)
        return "withdrawn", "a notice of withdrawal" if notice == article.id else f"by the notice {notice}"
    if untimely := _untimely(article, edition):
        return untimely
    if muted := _muted(article, edition.mute):
        return "muted", f"has {muted!r} in its headline"
    if edit := drops(article, edition.edits):
        return "dropped", by_the_editor(edit)
    return None


def _untimely(article: Article, edition: Edition) -> tuple[str, str] | None:
    """Why an article is not of the edition's time."""
    zone = ZoneInfo(edition.zone)
    # An edition may be read from the first minute of its day on.
    if article.embargo and _moment(article.embargo, zone) > datetime.combine(edition.day, time(), zone):
        readable = article.embargo.day < date.max
        return (
            "embargoed",
            f"embargo until {article.embargo.isoformat()}" if readable else "embargo without a clear end",
        )
    if article.published and article.published.day_in(zone) > edition.day:
        return "too new", f"dated {article.published.isoformat()}, after {edition.day}"
    if article.published and edition.since and _is_before(article.published, edition.since, zone):
        return "too old", f"dated {article.published.isoformat()}, before {edition.since:%Y-%m-%d %H:%M}"
    return None


def _moment(published: Published, zone: ZoneInfo) -> datetime:
    try:
        return published.instant(zone)
    except OverflowError:  # the last day of the calendar, west of Greenwich: an embargo without an end
        return datetime.max.replace(tzinfo=UTC)


def _is_before(published: Published, since: datetime, zone: ZoneInfo) -> bool:
    """Whether an article is older; one that gives no time may be of the last minute of its day."""
    if published.time is None:
        return published.day < since.astimezone(zone).date()
    return published.instant(zone) < since


def _muted(article: Article, phrases: Sequence[str]) -> str | None:
    if not phrases:
        return None
    tongue = language(article.language)
    title = stemmed(article.title, tongue)
    return next((phrase for phrase in phrases if stands_in(stemmed(phrase, tongue), title)), None)
