"""What a template may ask about a briefing. Facts only: all markup stands in the templates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from babel import Locale

from brief.model import Article, Briefing, Edit, Health, Image, Pick, Problem, Section, Story
from brief.render import dates
from brief.render.links import passage, safe_href
from brief.render.prose import prose
from brief.text.words import WORDS_A_MINUTE

#: An article older than this, in days, carries its year and says how old it is.
_OLD = 30
#: A page of an earlier edition, as seen from the folder of results.
_EDITION = re.compile(r"\d{4}-\d\d-\d\d/briefing\.html(?:#[\w-]+)?", re.ASCII)
#: Titles in the contents. A dozen fit beside the lead story on the first page.
_CONTENTS = 12
#: A picture of fewer pixels is shown as small as it is: stretched over the column it would be mush.
_TINY = 480
#: What stands for the words of a picture where there are none.
_UNTITLED = "Picture"
#: Problems that a page does not tell: it has one picture less.
_UNTOLD = ("picture",)
#: Why articles are left out, in words.
_REASONS = {
    "too new": "of a later day",
    "too old": "older than this edition reaches back",
    "embargoed": "under embargo",
    "muted": "with a muted word",
    "dropped": "by the editor",
    "printed before": "in an earlier edition",
}


@dataclass(frozen=True, slots=True)
class When:
    """The day of an article: as printed, for machines, and for an old one how long ago."""

    text: str
    iso: str
    ago: str | None


@dataclass(frozen=True, slots=True)
class Cite:
    """Where a sentence stands: who says it, the link to the passage or None, the number of the paragraph from 1.

    `kind` is `"opinion"` or `"analysis"` where the article is that, else empty.
    """

    name: str
    href: str | None
    paragraph: int
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Credit:
    """An article named as a source: who tells it, and its address or None."""

    name: str
    href: str | None


@dataclass(frozen=True, slots=True)
class Pic:
    """The picture of a story.

    Attributes:
        name: of its file: `"picture-1.jpg"`.
        width, height: in pixels.
        shape: `"wide"`; `"tall"` for one that is higher than wide; `"tiny"` for one of too few pixels for the column;
            `"drawn"` for a drawing, of which nothing is cut off.
        alt: what it shows, else the headline; never empty.
        credit: whose it is, else who tells the article.
        href: the address of the article, or None.
        article: the article that it is of.
    """

    name: str
    width: int
    height: int
    shape: str
    alt: str
    credit: str
    href: str | None
    article: Article


@dataclass(frozen=True, slots=True)
class Group:
    """Articles of one day (`when` is None where they are undated)."""

    when: When | None
    credits: tuple[Credit, ...]


@dataclass(frozen=True, slots=True)
class View:
    """A briefing as its templates see it; made by `view_of`.

    Attributes:
        small: fewer than three stories, so no contents.
        told: the stories that are told, in order.
        listed: the stories that are listed by their title only.
        articles: every article of the edition, by its id.
        places: the name of the place within the page of every story that is told, by its id.
        troubles: what went wrong with sources, files and records.
        skipped: what went wrong with single items of feeds, and the pages behind them.
        working: how the live sources have done that answered.
    """

    briefing: Briefing
    locale: Locale
    zone: ZoneInfo
    small: bool
    told: tuple[Story, ...]
    listed: tuple[Story, ...]
    articles: dict[str, Article]
    places: dict[str, str]
    troubles: tuple[Problem, ...] = ()
    skipped: tuple[Problem, ...] = ()
    working: tuple[Health, ...] = ()

    def lead(self) -> Story | None:
        """Return the first story of the edition, or None where it tells none."""
        return self.told[0] if self.told else None

    def anchor(self, item: Story | Section) -> str:
        """Return the name of a story's or a section's place within the page."""
        if isinstance(item, Section):
            return f"part-{[section.slug for section in self.briefing.sections].index(item.slug) + 1}"
        return self.places[item.id]

    def contents(self) -> tuple[tuple[Section, tuple[Story, ...]], ...]:
        """Return the sections with the stories that the contents name: all of up to twelve, else the top two of each.

        Where even those are more than twelve, the second ones give way, from the last section on.
        """
        parts = [(section, section.stories) for section in self.briefing.sections if section.stories]
        if len(self.told) > _CONTENTS:
            seconds = max(0, _CONTENTS - len(parts))
            parts = [(part, stories[: 2 if at < seconds else 1]) for at, (part, stories) in enumerate(parts)]
        return tuple(parts[:_CONTENTS])

    def direction(self) -> str:
        """Return the direction that the edition's language is written in, `"ltr"` or `"rtl"`."""
        return dates.direction(self.briefing.language)

    def edition(self) -> str:
        """Return the edition's day in full."""
        return dates.long_date(self.briefing.day, self.locale)

    def generated(self) -> str:
        """Return the edition's own time stamp, in its zone, to the minute; empty where it only says the day again."""
        moment = self.briefing.generated.astimezone(self.zone)
        if moment == datetime.combine(self.briefing.day, time(), self.zone):
            return ""
        return f"{moment:%Y-%m-%d %H:%M} {moment.tzname()}"

    def reason(self, reason: str) -> str:
        """Return why articles are left out, in words."""
        return _REASONS.get(reason, reason)

    def name_of(self, where: str) -> str:
        """Return what the user calls the live source at an address; empty where it has no name."""
        return next((one.name for one in self.briefing.health if one.source == where and one.name), "")

    def created(self) -> str:
        """Return the edition's own time stamp in UTC, as the metadata of pages have it."""
        return f"{self.briefing.generated.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"

    def when(self, article: Article) -> When | None:
        """Return the day of an article for a reader in the edition's zone, or None for an undated one."""
        return self.day(article.published.day_in(self.zone)) if article.published else None

    def day(self, day: date) -> When:
        """Return a day as it is printed beside the edition's."""
        today = self.briefing.day
        old = (today - day).days > _OLD
        text = dates.short_date(day, self.locale, year=old or day.year != today.year)
        return When(text, day.isoformat(), self._ago(day) if old else None)

    def _ago(self, day: date) -> str:
        return dates.ago(day, self.briefing.day, self.locale)

    def outlet(self, article: Article) -> str:
        """Return who tells an article."""
        return prose(article.outlet)

    def href(self, article: Article) -> str | None:
        """Return the address of an article where it may be linked, else of its copy where this page knows the way."""
        copy = self.briefing.copies.get(article.id)
        beside = f"{self.briefing.home}{copy}" if copy and self.briefing.home is not None else None
        return safe_href(article.url) or beside

    def picture(self, story: Story) -> Pic | None:
        """Return the picture that a story shows, or None."""
        shown = self.briefing.pictures.get(story.id)
        if shown is None:
            return None
        image, article = shown.image, self.articles[shown.article]
        number = list(self.places).index(story.id) + 1
        return Pic(
            name=f"picture-{number}.{'png' if image.media_type == 'image/png' else 'jpg'}",
            width=image.width,
            height=image.height,
            shape=_shape(image),
            alt=prose(shown.alt) or prose(story.title) or _UNTITLED,
            credit=prose(shown.credit) or self.outlet(article),
            href=self.href(article),
            article=article,
        )

    def cite(self, pick: Pick) -> Cite:
        """Return the name after a sentence: linked to the very passage where the article has an address."""
        article = self.articles[pick.article]
        href = self.href(article)
        link = passage(href, pick.sentence.text) if href else None
        return Cite(self.outlet(article), link, pick.sentence.paragraph + 1, self.kind(article))

    def kind(self, article: Article) -> str:
        """Return `"opinion"` or `"analysis"` for an article that is no news, else an empty text."""
        return "" if article.kind == "news" else article.kind

    def kinds(self, story: Story) -> str:
        """Return the kind of a story whose articles are all of one that is no news, else an empty text."""
        kinds = {self.kind(article) for article in story.articles}
        return kinds.pop() if len(kinds) == 1 else ""

    def before(self, story: Story) -> str | None:
        """Return the address of the story in the edition that it goes on from, where this page knows the way."""
        if self.briefing.home is None or not story.before or not _EDITION.fullmatch(story.before):
            return None
        return f"{self.briefing.home}{story.before}"

    def address(self) -> str | None:
        """The web address of the page, where it is known."""
        return safe_href(self.briefing.address)

    def front(self) -> str | None:
        """Return the address of the list of all editions, where this page knows the way."""
        known = self.briefing.home is not None and self.briefing.front is not None
        return f"{self.briefing.home}{self.briefing.front}" if known else None

    def asked(self, story: Story, *what: str) -> tuple[Edit, ...]:
        """Return what the editor did to a story, of some kinds of edits."""
        return tuple(edit for edit in story.edits if edit.do in what)

    def quoting(self, story: Story) -> dict[str, Article]:
        """Return the articles whose sentences are printed of a story, by their ids, the lead first."""
        agreeing = (pick for figure in story.figures for pick in figure.picks)
        ids = (story.lead.id, *(pick.article for pick in (*story.picks, *agreeing)))
        return {one: self.articles[one] for one in ids}

    def quoted(self, story: Story) -> tuple[Group, ...]:
        """Return the articles that a story quotes, its lead among them, by day; no name stands twice in a day."""
        chosen = self.quoting(story)
        return self._groups((article for article in story.all_articles if article.id in chosen), number=False)

    def also(self, story: Story) -> tuple[Group, ...]:
        """Return the other articles of a story, near-duplicates among them, by day.

        An outlet with several of them is numbered (`Post (2)`), so that each link has a name of its own.
        """
        chosen = self.quoting(story)
        names = {self.outlet(article) for article in story.articles if article.id in chosen}
        rest = (article for article in story.all_articles if article.id not in chosen)
        return self._groups((a for a in rest if self.href(a) or self.outlet(a) not in names), number=True)

    def sources(self, story: Story) -> int:
        """Return how many outlets tell a story."""
        return len({self.outlet(article) for article in story.all_articles})

    def language(self, article: Article) -> tuple[str, str] | None:
        """Return language and direction of an article in another language than the edition's, else None."""
        if article.language == self.briefing.language or not article.language:
            return None
        return article.language, dates.direction(article.language)

    def minutes(self, stories: Iterable[Story]) -> int:
        """Return how long the printed words of some stories take to read, at least one minute."""
        return max(1, round(sum(story.length for story in stories) / WORDS_A_MINUTE))

    def _groups(self, articles: Iterable[Article], *, number: bool) -> tuple[Group, ...]:
        """Return the articles as credits by day, in order of first appearance; unlinked names stand once in a day."""
        days: dict[When | None, list[Credit]] = {}
        seen: dict[str, int] = {}
        for article in articles:
            name, href, day = self.outlet(article), self.href(article), days.setdefault(self.when(article), [])
            if any(credit.name == name for credit in day) and not (number and href):
                continue
            seen[name] = seen.get(name, 0) + 1
            label = f"{name} ({seen[name]})" if number and href and seen[name] > 1 else name
            day.append(Credit(label, href))
        return tuple(Group(when, tuple(found)) for when, found in days.items())


def _shape(image: Image) -> str:
    """How a picture is fitted into its column."""
    if max(image.width, image.height) < _TINY:
        return "tiny"
    if image.height > image.width:
        return "tall"
    return "drawn" if image.media_type == "image/png" else "wide"


def view_of(briefing: Briefing) -> View:
    """Return the view of a briefing."""
    told = tuple(story for section in briefing.sections for story in section.stories)
    listed = tuple(story for section in briefing.sections for story in section.others)
    small = len(told) + len(listed) < 3  # noqa: PLR2004  a briefing of one or two stories needs no contents
    articles = {article.id: article for story in told + listed for article in story.all_articles}
    zone = ZoneInfo(briefing.zone)
    return View(
        briefing,
        dates.locale_of(briefing.language),
        zone,
        small,
        told,
        listed,
        articles,
        places(briefing),
        troubles=tuple(problem for problem in briefing.problems if not problem.slight),
        skipped=tuple(problem for problem in briefing.problems if problem.slight and problem.stage not in _UNTOLD),
        working=tuple(one for one in briefing.health if not one.failures and not one.disabled),
    )


def places(briefing: Briefing) -> dict[str, str]:
    """Return the name of the place within the page of every story that is told, by its id."""
    told = (story for section in briefing.sections for story in section.stories)
    return {story.id: f"story-{number}" for number, story in enumerate(told, 1)}
