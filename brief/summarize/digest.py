"""One summary of several articles on one story: the passages that tell most together, in an order that reads.

Each sentence gets the share of it that an editor's summary would have, by a linear model of six traits
(`story_traits`, learned by `benchmarks/train_digest.py`); of the passages that can be read (`passages`) a beam search
takes those that tell most and repeat least (`covering`). Centroid and position alone (Radev et al. 2004) were 1.6
ROUGE-2 below it on 104 stories of the web.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC
from typing import TYPE_CHECKING

from brief.model import Article, Pick
from brief.summarize.selection import SAME, Length, repeats, scaled, size
from brief.summarize.vectors import cosine

if TYPE_CHECKING:
    from brief.summarize.covering import Pool
    from brief.summarize.story_traits import Survey

#: How much tells a story of several articles: five sentences alone are up to 200 words. On 104 stories of the web it
#: gives 116 words on average, and fewer than 50 only where so few of the sentences read.
USUAL = Length(5, 120)

# Two sentences of one digest: as similar as this, or with such a share of the shorter one's content words in common,
# they tell one fact twice. Shares of .5 to .7 gave the same ROUGE-2 within .2 on 104 stories of the web; on 514 of
# feeds .6 is better than .55 by .15; above it, facts come twice in other words.
MOST_SIMILAR = 0.55
MOST_SHARED = 0.6
# A figure and so many other words in common are one fact; 3 cost .25 ROUGE-2 on stories of feeds, as the figure that
# all tell is their news.
FIGURE_AND = 6
# A sentence of less than this share of the usual nearness to the middle belongs to the page, or to another story.
NEAREST = 0.4
# A sentence that has so much of another one's content words tells the like.
TELLS_THE_LIKE = 0.4

# Passages in the running: at least so many, and one more for so many words wanted, or several for a sentence. 12, 18
# and 30 gave the same ROUGE within .2 for digests of 100 words.
POOL, WORDS_EACH, FOR_A_SENTENCE, LARGEST_POOL = 18, 5, 4, 400

# Less than this in common with any sentence of the lead says nothing of where a sentence belongs.
BELONGS = 0.1

# A sentence among the first so many is early.
EARLY = 3


def digest(articles: Sequence[Article], length: Length, known: Sequence[frozenset[str]] = ()) -> tuple[Pick, ...]:
    """Pick the sentences that tell a story from all its articles.

    Arguments: the articles, the lead first; how much is wanted; the content stems of sentences that the reader knows
    from earlier editions. What they know is told only where there is room and nothing new is left.
    Returns picks in reading order: the article that opens with the news gives the order, a sentence of another comes
    where that one says the like, and what it says nothing of comes last, by time.
    """
    if not any(article.sentences for article in articles):
        return ()
    from brief.summarize.story_traits import densities, learned, survey  # loads numpy

    seen = survey(articles)
    return pick(articles, seen, densities(seen, learned()), length, known)


def pick(
    articles: Sequence[Article],
    seen: Survey,
    density: Sequence[float],
    length: Length,
    known: Sequence[frozenset[str]] = (),
) -> tuple[Pick, ...]:
    """Pick as `digest` does.

    Arguments: those of `digest`, and what was seen of the articles and is expected of each row.
    """
    told_before = _ToldBefore(known)
    chosen = _chosen(articles, seen, density, length, told_before) or _first(articles, seen, density, length)
    scores = scaled(density)
    return tuple(
        Pick(
            articles[seen.rows[row][0]].id,
            articles[seen.rows[row][0]].sentences[seen.rows[row][1]],
            round(scores[row], 6),
            _why(row, seen, len(articles), told_before(seen.told[row].content)),
        )
        for row in _news_first(_in_order(chosen, articles, seen), seen, told_before)
    )


class _ToldBefore:
    """Whether a sentence, given as its content stems, is one that the reader knows; each is looked up once."""

    def __init__(self, known: Sequence[frozenset[str]]) -> None:
        self._with: dict[str, list[int]] = {}
        for number, stems in enumerate(known):
            for stem in stems:
                self._with.setdefault(stem, []).append(number)

    def __call__(self, stems: frozenset[str]) -> bool:
        shared = Counter(number for stem in stems for number in self._with.get(stem, ()))
        return bool(shared) and max(shared.values()) >= SAME * len(stems)


def _chosen(
    articles: Sequence[Article], seen: Survey, density: Sequence[float], length: Length, told_before: _ToldBefore
) -> list[int]:
    """The rows of the sentences that tell most: of what is new first, then of what is known."""
    from brief.summarize.covering import best_set

    room = length.words // WORDS_EACH if length.words is not None else FOR_A_SENTENCE * (length.sentences or 0)
    most = min(max(POOL, room), LARGEST_POOL)
    new: list[tuple[int, ...]] = []
    old: list[tuple[int, ...]] = []
    for core, passage in _passages(articles, seen, density, length):
        kind = old if all(told_before(seen.told[row].content) for row in core) else new
        if len(kind) < most:
            kind.append(passage)
        if len(new) == most:
            break
    chosen: list[int] = []
    for passages in (new, old):
        rows = sorted({row for passage in passages for row in passage} | set(chosen))
        if passages:
            place = {row: number for number, row in enumerate(rows)}
            pool = _pool([[place[row] for row in passage] for passage in passages], rows, articles, seen, density)
            chosen = [rows[number] for number in best_set(pool, length, [place[row] for row in chosen])]
    return chosen


def _passages(
    articles: Sequence[Article], seen: Survey, density: Sequence[float], length: Length
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Passages that fit by themselves, the densest first, each as its own rows and those with what it leans on.

    What is the same as a better one of another place is left out, so that copies do not fill the pool.
    """
    from brief.summarize.covering import POWER
    from brief.summarize.story_traits import TO_STORY

    sizes = [size(articles[number].sentences[index]) for number, index in seen.rows]
    ranked: list[tuple[float, int, int, tuple[int, ...]]] = []
    for number, passages in enumerate(seen.passages):
        for run, members in enumerate(passages.runs):
            rows = tuple(seen.row_of[number, index] for index in members)
            words = sum(sizes[row] for row in rows)
            worth = sum(density[row] * sizes[row] for row in rows) / max(words, 1) ** POWER
            ranked.append((-round(worth, 6), number, run, rows))
    nearest = NEAREST * float(seen.traits[:, TO_STORY].mean())
    met: set[frozenset[str]] = set()
    for _, number, run, rows in sorted(ranked):
        content = frozenset().union(*(seen.told[row].content for row in rows))
        passages = seen.passages[number]
        near = max(float(seen.traits[row, TO_STORY]) for row in rows)
        if near < nearest or content in met or not (chain := passages.whole(run)):
            continue
        passage = tuple(seen.row_of[number, index] for one in chain for index in passages.runs[one])
        words = sum(sizes[row] for row in passage)
        if (length.words is None or words <= length.words) and len(passage) <= (length.sentences or len(passage)):
            met.add(content)
            yield rows, passage


def _pool(
    passages: Sequence[Sequence[int]],
    rows: Sequence[int],
    articles: Sequence[Article],
    seen: Survey,
    density: Sequence[float],
) -> Pool:
    """What the search needs to know of some passages, given as places among some rows."""
    import numpy as np

    from brief.summarize.covering import Pool

    told = [seen.told[row] for row in rows]
    similarity = np.zeros((len(rows), len(rows)))
    alike = np.zeros((len(rows), len(rows)), np.bool_)
    for place, one in enumerate(told):
        for before, other in enumerate(told[:place]):
            near = cosine(one.vector, other.vector)
            similarity[place, before] = similarity[before, place] = near
            alike[place, before] = alike[before, place] = _says_the_same(one.content, other.content, near)
    member = np.zeros((len(passages), len(rows)), np.bool_)
    for number, passage in enumerate(passages):
        member[number, list(passage)] = True
    sizes = [size(articles[seen.rows[row][0]].sentences[seen.rows[row][1]]) for row in rows]
    return Pool(member, np.array([density[row] for row in rows]), np.array(sizes, np.int64), similarity, alike)


def _says_the_same(one: frozenset[str], other: frozenset[str], near: float) -> bool:
    """Whether two sentences tell one fact, given their content words and how near they are."""
    shared = one & other
    if len(shared) > FIGURE_AND and any(len(stem) > 1 and stem[0].isdigit() for stem in shared):
        return True
    return near >= MOST_SIMILAR or repeats(one, other, MOST_SHARED)


def _first(articles: Sequence[Article], seen: Survey, density: Sequence[float], length: Length) -> list[int]:
    """The best sentence that fits, where no passage can be read alone: one that leans before one that is broken."""
    fitting = []
    for number, passages in enumerate(seen.passages):
        for run, members in enumerate(passages.runs):
            for index in members:
                row = seen.row_of[number, index]
                if length.takes(0, 0, articles[number].sentences[index]):
                    fitting.append((passages.broken(run), -density[row], row))
    return [row for *_, row in sorted(fitting)[:1]]


def _in_order(chosen: Sequence[int], articles: Sequence[Article], seen: Survey) -> list[int]:
    """The chosen sentences in an order that reads.

    The first article of which an early sentence was chosen gives the order, or that of the earliest one. Each sentence
    of another stands where that says the like, but no article is told backwards, and what belongs to the sentence
    before it stays behind that one.
    """
    if not chosen:
        return []
    lead, opening = min((seen.rows[row] for row in chosen), key=lambda at: (max(at[1], EARLY - 1), *at))
    places: dict[int, float] = {}
    reached: dict[int, float] = {}
    for row in sorted(chosen):
        number, index = seen.rows[row]
        before = seen.row_of.get((number, index - 1), -1)
        if before in places and _belongs(seen, number, index):
            place = places[before]
        elif number == lead:
            place = float(index)
        else:
            place = max(_place(row, lead, seen), float(opening), reached.get(number, 0.0))
        places[row] = reached[number] = place
    when = {number: _moment(article) for number, article in enumerate(articles)}

    def key(row: int) -> tuple[float, bool, float, int, int]:
        number, index = seen.rows[row]
        return places[row], number != lead, when[number], number, index

    return sorted(chosen, key=key)


def _news_first(rows: Sequence[int], seen: Survey, told_before: _ToldBefore) -> list[int]:
    """Rows in the order of a reader who knows some of them: what is new, and what it leans on, before the rest."""
    groups: list[list[int]] = []
    for row in rows:
        number, index = seen.rows[row]
        if groups and seen.rows[groups[-1][-1]] == (number, index - 1) and _belongs(seen, number, index):
            groups[-1].append(row)
        else:
            groups.append([row])
    groups.sort(key=lambda group: all(told_before(seen.told[row].content) for row in group))
    return [row for group in groups for row in group]


def _belongs(seen: Survey, number: int, index: int) -> bool:
    """Whether a sentence goes on with a quotation, or leans on the one before it."""
    passages = seen.passages[number]
    run = next(run for run, members in enumerate(passages.runs) if index in members)
    return index > passages.runs[run][0] or passages.prop(run) == run - 1


def _place(row: int, lead: int, seen: Survey) -> float:
    """Where the lead says most nearly what a sentence says; behind all where it says nothing like it."""
    own = [other for other, (number, _) in enumerate(seen.rows) if number == lead]
    near, place = max((round(cosine(seen.told[row].vector, seen.told[o].vector), 6), -seen.rows[o][1]) for o in own)
    return float(-place) if near >= BELONGS else math.inf


def _moment(article: Article) -> float:
    return article.published.instant(UTC).timestamp() if article.published else math.inf


def _why(row: int, seen: Survey, articles: int, before: bool) -> str:
    """What counted for a sentence, in a few words."""
    number, index = seen.rows[row]
    mine = seen.told[row].content
    telling = {
        other
        for (other, _), told in zip(seen.rows, seen.told, strict=True)
        if other != number and mine and len(mine & told.content) >= TELLS_THE_LIKE * len(mine)
    }
    passages = seen.passages[number]
    run = next(run for run, members in enumerate(passages.runs) if index in members)
    reasons = [f"told by {len(telling) + 1} of {articles} articles" if articles > 1 and telling else ""]
    reasons.append("early in its article" if index < EARLY else "")
    reasons.append("a quotation" if passages.quoted(run) > TELLS_THE_LIKE else "")
    reasons.append("told before" if before else "")
    return ", ".join(filter(None, reasons)) or "central to the story"
