"""The whole briefing for programs: one JSON object, UTF-8, keys in fixed order, a line feed at the end.

Schema `brief/1`. Later versions of `brief/1` may add keys and change none; a breaking change gets a new number.

    schema          "brief/1"
    title           the edition's title
    day             "2026-11-23": the day that names the edition
    zone            "Europe/Berlin": IANA name of its time zone
    language        "en"
    generated       ISO 8601 with offset: the edition's own time stamp, not the clock's
    sections        in order, each:
      slug, title
      stories       those that are told, most important first, each:
        id, title, label, topic, section
        keywords    up to three
        importance  number >= 0: the product of the values of its signals
        signals     what gave it its place, each: name, value, why
        why         what made it one story
        first_seen  "2026-11-19": the day of the edition that printed it first (or null: this one)
        update_of   the day of the edition that this one has news to (or null)
        listed      why it is only listed; empty for a story that is told
        edits       what the editor asked for, each: match, do, text
        articles    the lead first, near-duplicates included, each:
          id, title, url (or null), outlet, published (or null: "2026-11-22" or "2026-11-22T06:10:00+00:00"),
          byline (or null), language, location, kind ("news", "opinion", "analysis"),
          picture (or null): url (an address, or a path from the article's file), alt, credit
        duplicates  ids of the near-duplicates among the articles
        digest      the sentences that tell it, in reading order, each:
          text      verbatim: the article's text from start to end, with its line breaks
          article   id of the article
          start, end  offsets into the article's text, in characters (code points)
          score     0..1
          why       why it was chosen
        quotes      who said what, most telling first, each:
          speaker   the name in full
          pick      the sentence, as in digest
        figures     quantities that two outlets or more give, each:
          what      what is counted, in the words of the first sentence; may be empty
          agree     whether all give the same
          values    each:
            value   as the sentence prints it
            pick    the sentence, as in digest
        timeline    the days of the story in order, each:
          day       "2026-11-22"
          pick      the sentence, as in digest
      others        stories that are listed by their title only; as above
    problems        each: stage, where, why, empty (true where it could be read and held no article), slight (true for
                    one item of a feed or its page)
    sources         live sources, each: source (its address), name (or null), found and new (articles when it last
                    answered), failures (in a row), succeeded ("2026-11-22" or null), disabled (gone for good), why
    left_out        articles that are not printed, each: id, title, url, outlet, published as above; reason, why
                    (neither title nor url of what is under embargo or withdrawn)
    number          which edition it is, from 1 (or null, where editions are not remembered)
    statistics      counts of articles, sources, stories and what became of them; `left_out` by reason

A lone half of a surrogate pair, which UTF-8 cannot hold, is written as U+FFFD.
"""

from __future__ import annotations

import dataclasses
import json
import re
from typing import TYPE_CHECKING, Any

from brief.model import Article, Briefing, Figure, Health, LeftOut, Pick, Picture, Section, Story
from brief.render.links import safe_href

if TYPE_CHECKING:
    from brief.render.theme import Theme

SCHEMA = "brief/1"

#: Reasons for which nothing of an article is shown.
WITHHELD = ("embargoed", "withdrawn")

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|//")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def render(briefing: Briefing, theme: Theme) -> bytes:  # noqa: ARG001  data has no look
    """Return the briefing as JSON."""
    text = json.dumps(as_object(briefing), ensure_ascii=False, indent=1)
    return (_SURROGATE.sub("\ufffd", text) + "\n").encode("utf-8")


def as_object(briefing: Briefing) -> dict[str, Any]:
    """Return the briefing as the plain object that the schema describes."""
    return {
        "schema": SCHEMA,
        "title": briefing.title,
        "day": briefing.day.isoformat(),
        "zone": briefing.zone,
        "language": briefing.language,
        "generated": briefing.generated.isoformat(),
        "sections": [_section(section) for section in briefing.sections],
        "problems": [dataclasses.asdict(problem) for problem in briefing.problems],
        "sources": [_source(one) for one in briefing.health],
        "left_out": [_left_out(one) for one in briefing.left_out],
        "number": briefing.number,
        "statistics": dataclasses.asdict(briefing.statistics),
    }


def _source(one: Health) -> dict[str, Any]:
    """How a live source has done; without times of day and delays, which differ from one run to the next."""
    return {
        "source": one.source,
        "name": one.name,
        "found": one.found,
        "new": one.new,
        "failures": one.failures,
        "succeeded": one.succeeded.date().isoformat() if one.succeeded else None,
        "disabled": one.disabled,
        "why": one.why,
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "slug": section.slug,
        "title": section.title,
        "stories": [_story(story) for story in section.stories],
        "others": [_story(story) for story in section.others],
    }


def _story(story: Story) -> dict[str, Any]:
    return {
        "id": story.id,
        "title": story.title,
        "label": story.label,
        "topic": story.topic,
        "section": story.section,
        "keywords": list(story.keywords),
        "importance": story.importance,
        "signals": [dataclasses.asdict(signal) for signal in story.signals],
        "why": story.why,
        "first_seen": story.first_seen.isoformat() if story.first_seen else None,
        "update_of": story.update_of.isoformat() if story.update_of else None,
        "listed": story.listed,
        "edits": [dataclasses.asdict(edit) for edit in story.edits],
        "articles": [_article(article) for article in story.articles],
        "duplicates": [article.id for article in story.duplicates],
        "digest": [_pick(pick) for pick in story.digest],
        "quotes": [{"speaker": quote.speaker, "pick": _pick(quote.pick)} for quote in story.quotes],
        "figures": [_figure(figure) for figure in story.figures],
        "timeline": [{"day": moment.day.isoformat(), "pick": _pick(moment.pick)} for moment in story.timeline],
    }


def _figure(figure: Figure) -> dict[str, Any]:
    given = zip(figure.values, figure.picks, strict=True)
    return {
        "what": figure.what,
        "agree": figure.agree,
        "values": [{"value": value, "pick": _pick(pick)} for value, pick in given],
    }


def _article(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "title": article.title,
        "url": article.url,
        "outlet": article.outlet,
        "published": article.published.isoformat() if article.published else None,
        "byline": article.byline,
        "language": article.language,
        "location": article.location,
        "kind": article.kind,
        "picture": _picture(article.picture) if article.picture else None,
    }


def _picture(picture: Picture) -> dict[str, str] | None:
    """The picture that an article names, whether or not the edition shows it; None where no link may lead to it."""
    url = safe_href(picture.url) if _ADDRESS.match(picture.url) else picture.url
    return {"url": url, "alt": picture.alt, "credit": picture.credit} if url else None


def _left_out(one: LeftOut) -> dict[str, Any]:
    found = _article(one.article)
    kept = {key: found[key] for key in ("id", "title", "url", "outlet", "published")}
    if one.reason in WITHHELD:  # not even its headline may be read anywhere
        kept |= {"title": "", "url": None}
    return kept | {"reason": one.reason, "why": one.why}


def _pick(pick: Pick) -> dict[str, Any]:
    return {
        "text": pick.sentence.text,
        "article": pick.article,
        "start": pick.sentence.start,
        "end": pick.sentence.end,
        "score": pick.score,
        "why": pick.why,
    }
