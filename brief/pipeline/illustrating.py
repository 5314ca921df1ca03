"""The pictures of an edition: found, made small, and kept, so that the same edition can be made again.

    choose: the stories that show one -> the first of their articles that has a picture
    have:   kept in the store | a file beside the article | the web -> its bytes
    make:   bytes -> an image for the page, by the guard where they come from the web

A picture that cannot be had is left out: a slight problem, which the page does not tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from brief import http
from brief.errors import ItemError
from brief.extract.images import image_of
from brief.http import without_password
from brief.ingest.addresses import SCHEMES
from brief.ingest.pictures import names_its_picture, read_picture
from brief.model import Article, Briefing, Document, Image, Picture, Problem, Shown, Story
from brief.pipeline.live import Live
from brief.pipeline.problems import problem_of
from brief.pipeline.settings import Arriving, Watch, unwatched

#: The stage of a problem with a picture.
STAGE = "picture"
# The most bytes of a picture on the web; pages show some hundred thousand.
LARGEST = 5_000_000
_ACCEPT = "image/jpeg, image/png, image/webp, image/avif, image/gif;q=0.8"


def illustrate(briefing: Briefing, which: str, live: Live, watch: Watch = unwatched) -> Briefing:
    """Return a briefing with the pictures of its stories, and what was wrong with those that cannot be had.

    Arguments: the briefing; which stories show theirs, `"lead"`, `"all"` or `"none"`; how the web is asked, and where
    pictures are kept; what follows the work.
    """
    told = [story for section in briefing.sections for story in section.stories]
    chosen = {story.id: one for story in _showing(told, which) if (one := _picture(story))}
    problems: list[Problem] = []
    images = _local(chosen, problems)
    images |= _from_the_web({at: one for at, one in chosen.items() if at not in images}, live, watch, problems)
    shown = {
        at: Shown(images[at], article.id, picture.alt, picture.credit)
        for at, (article, picture) in chosen.items()
        if at in images
    }
    return replace(briefing, pictures=shown, problems=(*briefing.problems, *problems))


def _showing(told: list[Story], which: str) -> list[Story]:
    return {"none": [], "lead": told[:1], "all": told}[which]


def _picture(story: Story) -> tuple[Article, Picture] | None:
    """The picture of a story: of its lead, else of the next of its articles that has one."""
    return next(((article, one) for article in story.articles if (one := article.picture) and _may_have(article)), None)


def _may_have(article: Article) -> bool:
    return article.picture is not None and (not _is_web(article.picture) or names_its_picture(article))


def _is_web(picture: Picture) -> bool:
    return picture.url.strip().lower().startswith(SCHEMES)


def _local(chosen: Mapping[str, tuple[Article, Picture]], problems: list[Problem]) -> dict[str, Image]:
    """The images of pictures that lie in files, by story."""
    found = {}
    for at, (article, picture) in chosen.items():
        if not _is_web(picture):
            try:
                found[at] = image_of(read_picture(article, picture.url))
            except ItemError as error:
                problems.append(problem_of(STAGE, error, slight=True))
    return found


def _from_the_web(
    chosen: Mapping[str, tuple[Article, Picture]], live: Live, watch: Watch, problems: list[Problem]
) -> dict[str, Image]:
    """The images of pictures on the web, by story; what is kept is not asked for again."""
    wanted: dict[str, Article] = {}
    addresses = {at: picture.url.strip() for at, (_, picture) in chosen.items() if _is_web(picture)}
    images: dict[str, Image] = {}
    for at, address in addresses.items():
        kept = live.store.picture(without_password(address)) if live.store else None
        if kept:
            images[address] = kept
        else:
            wanted.setdefault(address, chosen[at][0])
    if live.offline:
        problems += [
            Problem(STAGE, without_password(one), "is a picture that was not fetched before", slight=True)
            for one in wanted
        ]
    else:
        images |= _fetched(wanted, live, watch, problems)
    return {at: images[address] for at, address in addresses.items() if address in images}


def _fetched(wanted: Mapping[str, Article], live: Live, watch: Watch, problems: list[Problem]) -> dict[str, Image]:
    """The images at some addresses, each of them made where it can do no harm, and kept."""
    asked = {http.Request(one, LARGEST, robots=True, accept=_ACCEPT): article for one, article in wanted.items()}
    pages: dict[str, Document] = {}
    faults: list[Problem] = []
    answers = watch(Arriving(len(asked), http.fetch(asked, live.manners)), "fetching pictures") if asked else ()
    for answer in answers:
        place = without_password(answer.request.url)
        if isinstance(answer, http.Failure):
            faults.append(Problem(STAGE, place, answer.why, slight=True))
        else:
            pages[answer.request.url] = Document(asked[answer.request].source, place, "image/*", answer.body)
    images: dict[str, Image] = {}
    ordered = {one: pages[one] for one in wanted if one in pages}
    for address, made in zip(ordered, live.guard(_image, tuple(ordered.values())), strict=True):
        if isinstance(made, ItemError):
            faults.append(problem_of(STAGE, made, slight=True))
        else:
            images[address] = made
    if live.store:
        for address, image in images.items():
            live.store.keep_picture(without_password(address), image, live.now)
    problems += sorted(faults, key=lambda problem: problem.where)
    return images


def _image(document: Document) -> Image | ItemError:
    """The image in a document, or what is wrong with it; runs in any process."""
    try:
        return image_of(document)
    except ItemError as error:
        return error
