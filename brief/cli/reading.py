"""The commands that read and answer: summarize, group, digest, read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from brief.cli.console import emit, emit_json, emit_records, moment, wrapped
from brief.cli.options import amount, answers, chatter, given, share, sources, wanted
from brief.cli.settings import asking, configuration, configured_sources, gathered, own_sections, tell_faults

if TYPE_CHECKING:
    from brief.config import Config
    from brief.model import Article, Pick, Sentence, Source, Story
    from brief.summarize import Length


@click.command()
@sources
@amount
@share
@click.option("--method", metavar="NAME", help="Summarizer; see `brief methods`. Default: brief.")
@answers("text", "json", "jsonl")
@chatter
def summarize(
    source: tuple[str, ...],
    config: str | None,
    jobs: int,
    sentences: int | None,
    words: int | None,
    ratio: float | None,
    method: str | None,
    output: str,
) -> None:
    """Print the sentences that tell each article, in reading order.

    \b
    Example: brief summarize story.txt -n 2 --method lex-rank
    """
    from brief.pipeline import Telling
    from brief.registry import load
    from brief.summarize import RANKERS

    settings = configuration(config)
    name = method or settings.summary.method
    load("method", RANKERS, name)
    telling = Telling(name, wanted(settings.summary.sentences, sentences, words, ratio))
    found = gathered(_sources(source, settings), settings, jobs, telling)
    summaries = list(zip(found.articles, found.summaries, strict=True))
    if output == "text":
        emit("\n".join(_headed(article, [pick.sentence for pick in summary.picks]) for article, summary in summaries))
        return
    records = [
        {
            "id": article.id,
            "title": article.title,
            "method": summary.method,
            "language": article.language,
            "sentences": [
                _sentence(pick.sentence) | {"index": pick.sentence.index, "score": pick.score} for pick in summary.picks
            ],
        }
        for article, summary in summaries
    ]
    emit_records(records, output)


@click.command()
@sources
@click.option(
    "--granularity", type=float, default=1.0, metavar="X", help="0.25 (broad) to 4 (fine); default: 1, as fits the day."
)
@answers("text", "json", "jsonl")
@chatter
def group(source: tuple[str, ...], config: str | None, jobs: int, granularity: float, output: str) -> None:
    """Print which articles tell the same story; each article is in exactly one.

    \b
    Example: brief group articles/ --format json
    """
    from brief.group import group as stories_of

    settings = configuration(config)
    articles = gathered(_sources(source, settings), settings, jobs).articles
    stories = stories_of(articles, granularity, own_sections(settings))
    if output == "text":
        emit("\n".join(_listed(story) for story in stories))
    elif output == "json":
        emit_json({"stories": [_story(story) for story in stories]})
    else:
        emit_records([_story(story) for story in stories], output)


@click.command()
@sources
@amount
@click.option("--each", is_flag=True, help="One digest for each SOURCE, instead of one for all.")
@answers("text", "json", "jsonl")
@chatter
def digest(
    source: tuple[str, ...],
    config: str | None,
    jobs: int,
    sentences: int | None,
    words: int | None,
    each: bool,
    output: str,
) -> None:
    """Print one summary of several articles on one story; every sentence names its article.

    \b
    Example: brief digest strike/*.txt --words 100
    """
    from brief.pipeline import Gathered, Reading, gather
    from brief.summarize.digest import USUAL
    from brief.workers import Workers

    settings = configuration(config)
    length = USUAL if sentences is None and words is None else wanted(1, sentences, words)
    places = _sources(source, settings)
    if each:
        results = settings.path(settings.output.folder)
        with Workers(jobs) as workers, asking(settings) as live:
            how = Reading(settings.edition.language, results, workers.map, live=live)
            found = [gather([one], how) for one in places]
        whole = Gathered(
            tuple(a for part in found for a in part.articles), tuple(p for part in found for p in part.problems)
        )
        tell_faults(whole)
        if not whole.articles:
            whole.require_articles()
    else:
        found = [gathered(places, settings, jobs)]
    names = [one.location for one in places] if each else [", ".join(one.location for one in places)]
    told = [(name, part.articles, _digest_of(part.articles, length)) for name, part in zip(names, found, strict=True)]
    if output == "text":
        emit("\n".join(_digest_text(name if each else "", articles, picks) for name, articles, picks in told))
        return
    records = [
        {
            "source": name,
            "sentences": [
                {"text": p.sentence.text, "article": p.article, "start": p.sentence.start, "end": p.sentence.end}
                for p in picks
            ],
        }
        for name, _, picks in told
    ]
    if output == "json" and not each:
        emit_json(records[0])
    else:
        emit_records(records, output)


@click.command()
@sources
@answers("text", "json", "jsonl")
@chatter
def read(source: tuple[str, ...], config: str | None, jobs: int, output: str) -> None:
    """Print what was made of the input: one article a record, with all its sentences.

    \b
    Example: brief read page.html --format jsonl
    """
    settings = configuration(config)
    articles = gathered(_sources(source, settings), settings, jobs).articles
    if output == "text":
        emit("\n".join(_headed(article, article.sentences) for article in articles))
    else:
        emit_records([_article(article) for article in articles], output)


def _sources(locations: tuple[str, ...], config: Config) -> list[Source]:
    return given(locations, configured_sources(config))


def _digest_of(articles: Sequence[Article], length: Length) -> Sequence[Pick]:
    """The digest of articles that are one story, the lead and the copies among them found first."""
    from brief.group import as_one
    from brief.summarize import digest as digest_of

    told = [article for article in articles if article.sentences]
    if not told:
        return ()
    story = as_one(told)
    copies = {article.id for article in story.duplicates}
    return digest_of([article for article in story.articles if article.id not in copies], length)


def _sentence(sentence: Sentence) -> dict[str, Any]:
    return {"text": sentence.text, "start": sentence.start, "end": sentence.end}


def _article(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "location": article.location,
        "url": article.url,
        "title": article.title,
        "text": article.text,
        "byline": article.byline,
        "site": article.site,
        "section": article.section,
        "kind": article.kind,
        "position": article.position,
        "published": article.published.isoformat() if article.published else None,
        "embargo": article.embargo.isoformat() if article.embargo else None,
        "withdrawn": article.withdrawn,
        "language": article.language,
        "sentences": [_sentence(sentence) | {"paragraph": sentence.paragraph} for sentence in article.sentences],
    }


def _story(story: Story) -> dict[str, Any]:
    return {
        "id": story.id,
        "title": story.title,
        "label": story.label,
        "section": story.section,
        "topic": story.topic,
        "keywords": list(story.keywords),
        "articles": [article.id for article in story.articles],
        "duplicates": [article.id for article in story.duplicates],
        "why": story.why,
    }


def _headed(article: Article, told: Sequence[Sentence]) -> str:
    """A title with what is known of the article, and some of its sentences."""
    date = moment(article.published.isoformat() if article.published else None)
    facts = ", ".join(
        filter(
            None, [article.outlet, article.byline if article.byline != article.outlet else None, article.section, date]
        )
    )
    lines = [wrapped(article.title or "(no headline)", "", ""), wrapped(f"[{facts}]", "  ", "  ")]
    return "\n".join([*lines, *(wrapped(sentence.text, "  - ", "    ") for sentence in told)]) + "\n"


def _listed(story: Story) -> str:
    copies = {article.id for article in story.duplicates}
    lines = [wrapped(story.title, "", ""), wrapped(f"[{story.section}; {story.why}]")]
    for article in story.articles:
        also = " (copy)" if article.id in copies else ""
        lines.append(wrapped(f"{article.outlet}: {article.title or article.location}{also}", "  - ", "    "))
    return "\n".join(lines) + "\n"


def _digest_text(name: str, articles: Sequence[Article], picks: Sequence[Pick]) -> str:
    outlet: Mapping[str, str] = {article.id: article.outlet for article in articles}
    lines = [wrapped(f"{pick.sentence.text} [{outlet[pick.article]}]", "  - ", "    ") for pick in picks]
    return "\n".join([*([name] if name else []), *lines]) + "\n"
