"""`brief explain story` and `brief explain missing`: what a written edition says of itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import click

from brief.cli.console import emit, emit_json, moment, wrapped
from brief.cli.options import answers, chatter
from brief.cli.options import config as with_config
from brief.cli.settings import configuration
from brief.errors import UsageError, nearest

Record = Mapping[str, Any]

#: What became of an article that is not printed, for a reader who looks for it.
REASONS = {
    "too new": "left out: dated after the edition",
    "too old": "left out: dated before what the edition reaches back to",
    "embargoed": "left out: under embargo",
    "withdrawn": "left out: withdrawn",
    "muted": "left out: muted",
    "dropped": "left out: dropped",
    "printed before": "left out: nothing new since an earlier edition",
}


@dataclass(frozen=True)
class Place:
    """A story of an edition, and where it stands.

    Attributes:
        told: whether it is told; else it is listed.
        number: its place by importance among all that are told, or all that are listed, from 1.
        before, after: the stories of that order around it.
    """

    story: Record
    section: str
    told: bool
    number: int
    of: int
    before: Record | None
    after: Record | None


def _edition(function: Any) -> Any:
    """Add -c and --briefing."""
    function = click.option(
        "--briefing", metavar="FILE", help="A briefing.json; default: latest.json in the folder of results."
    )(function)
    return with_config(function)


@click.command(short_help="Why a story is one, and why it stands where it does.")
@click.argument("name", metavar="ID|WORDS")
@_edition
@answers("text", "json")
@chatter
def story(name: str, config: str | None, briefing: str | None, output: str) -> None:
    """Say of a story of a written edition what made it one, and what gave it its place.

    A story is named by its id, by the beginning of one, or by words of its title or keywords.

    \b
    Example: brief explain story "budget vote"
    """
    edition = _read(config, briefing)
    found = _found(_places(edition), name, edition)
    if output == "json":
        emit_json({"section": found.section, "told": found.told, "number": found.number, "story": found.story})
    else:
        emit(_story_text(found))


@click.command(short_help="Why something is not in.")
@click.argument("words", metavar="WORDS...", nargs=-1, required=True)
@_edition
@answers("text", "json")
@chatter
def missing(words: tuple[str, ...], config: str | None, briefing: str | None, output: str) -> None:
    """Say what became of the articles with some words in their headline or outlet.

    \b
    Example: brief explain missing harbour strike
    """
    edition = _read(config, briefing)
    fates = [fate for fate in _fates(edition) if _has(" ".join(words), fate["title"], fate["outlet"], edition)]
    if output == "json":
        emit_json(fates)
    elif fates:
        emit("\n".join(_fate_text(fate) for fate in fates))
    else:
        known = {word for fate in _fates(edition) for word in fate["title"].lower().split()}
        withheld = sum(not fate["title"] and fate["fate"].startswith("left out") for fate in _fates(edition))
        kept = f" The headlines of {withheld} that are withheld stand nowhere." if withheld else ""
        near = nearest(" ".join(words), sorted(known))
        emit(f"No article with these words came in{near}.{kept} What could not be read is said when it is built.\n")


def _read(config: str | None, briefing: str | None) -> Record:
    from brief.publish import LATEST, read_edition

    settings = configuration(config)
    return read_edition(briefing or settings.path(f"{settings.output.folder}/{LATEST}"))


def _places(edition: Record) -> list[Place]:
    """The stories by importance, those that are told first."""
    found = []
    for told, key in ((True, "stories"), (False, "others")):
        stories = [(one, section["title"]) for section in edition["sections"] for one in section[key]]
        stories.sort(key=lambda pair: -pair[0]["importance"])
        around = [None, *(one for one, _ in stories), None]
        found += [
            Place(one, section, told, at + 1, len(stories), around[at], around[at + 2])
            for at, (one, section) in enumerate(stories)
        ]
    return found


def _found(places: Sequence[Place], name: str, edition: Record) -> Place:
    """The one story that is meant. Raises UsageError where there is none, or more than one."""
    found = [place for place in places if place.story["id"] == name]
    found = found or [place for place in places if name.strip() and place.story["id"].startswith(name)]
    found = found or [place for place in places if _has(name, place.story["title"], "", edition)]
    found = found or [place for place in places if _has(name, " ".join(place.story["keywords"]), "", edition)]
    if len(found) == 1:
        return found[0]
    named = [f"{place.story['id']} ({place.story['title']})" for place in found]
    if named:
        raise UsageError(f"{name!r} is more than one story: {'; '.join(named)}")
    known = {word for place in places for word in (place.story["id"], *place.story["title"].lower().split())}
    near = nearest(name, sorted(known))
    raise UsageError(
        f"no story of {edition['day']} has the id or the words {name!r}{near}; see `brief explain missing`"
    )


def _has(wanted: str, title: str, outlet: str, edition: Record) -> bool:
    from brief.text import language
    from brief.text.phrases import stemmed

    tongue = language(edition["language"])
    words = set(stemmed(wanted, tongue))
    return bool(words) and words <= set(stemmed(f"{title} {outlet}", tongue))


def _story_text(found: Place) -> str:
    one = found.story
    where = f"number {found.number} of {found.of} {'told' if found.told else 'listed'}"
    copies = set(one["duplicates"])
    lines = [wrapped(one["title"], "", ""), wrapped(f"[id {one['id']}; {found.section}; {where}]"), ""]
    lines.append(wrapped(f"One story: {one['why']}."))
    product = " x ".join(f"{signal['name']} {signal['value']:.2f}" for signal in one["signals"])
    lines.append(wrapped(f"Importance {one['importance']:.2f}{f' = {product}' if product else ''}:"))
    lines += [wrapped(f"{signal['name']}: {signal['why']}", "  - ", "    ") for signal in one["signals"]]
    lines += [
        wrapped(f"{word} it: {other['title']} ({other['importance']:.2f})")
        for word, other in (("Before", found.before), ("After", found.after))
        if other
    ]
    if one["listed"]:
        lines.append(wrapped(f"Only listed: {one['listed']}."))
    if one["first_seen"]:
        lines.append(wrapped(f"First printed on {one['first_seen']}; an update of {one['update_of']}."))
    lines += [
        wrapped(f"The editor, by {e['match']!r}: {' '.join(filter(None, (e['do'], e['text'])))}.") for e in one["edits"]
    ]
    lines.append("  Articles, the lead first:")
    for article in one["articles"]:
        facts = [article["outlet"], moment(article["published"]), "a copy" if article["id"] in copies else ""]
        lines.append(wrapped(f"{article['title']} [{', '.join(filter(None, facts))}]", "  - ", "    "))
    outlets = {article["id"]: article["outlet"] for article in one["articles"]}
    if one["digest"]:
        lines.append("  Sentences:")
    for pick in one["digest"]:
        why = f"; {pick['why']}" if pick["why"] else ""
        lines.append(wrapped(f"{pick['text']} [{outlets[pick['article']]}{why}]", "  - ", "    "))
    return "\n".join(lines) + "\n"


def _fates(edition: Record) -> Iterator[dict[str, Any]]:
    """What became of each article that came in."""
    for place in _places(edition):
        one, copies = place.story, set(place.story["duplicates"])
        kept = f"told in the story {one['title']!r}" if place.told else f"listed as {one['title']!r}"
        why = f"number {place.number} of {place.of} {'told' if place.told else 'listed'}"
        why += f", importance {one['importance']:.2f}" + (f"; {one['listed']}" if one["listed"] else "")
        for article in one["articles"]:
            fate = f"a copy; {kept}" if article["id"] in copies else kept
            yield _fate(article, fate, f"{why} ({one['id']})")
    for left in edition["left_out"]:
        yield _fate(left, REASONS.get(left["reason"], left["reason"]), left["why"])


def _fate(article: Record, fate: str, why: str) -> dict[str, Any]:
    kept = {key: article[key] for key in ("id", "title", "url", "outlet", "published")}
    return kept | {"fate": fate, "why": why}


def _fate_text(fate: Record) -> str:
    head = f"{fate['title'] or '(no headline)'} [{fate['outlet']}, {moment(fate['published'])}]"
    return "\n".join([wrapped(head, "", ""), wrapped(f"{fate['fate']}: {fate['why']}")]) + "\n"
