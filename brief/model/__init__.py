"""The values that travel between the rooms: frozen, plain, standard library only.

The promise of the product is kept here: for every sentence of every article
`article.text[sentence.start:sentence.end] == sentence.text`. `Article.text` is the given text of a
record, or the decoded or extracted text of a file, and is never repaired; what is not part of the
story (heads, datelines, captions, web furniture) is left out by belonging to no sentence.
"""

from __future__ import annotations

from brief.model.article import (
    Article,
    Document,
    Image,
    Pick,
    Picture,
    Published,
    Sentence,
    Shown,
    Source,
    Summary,
)
from brief.model.delivery import Delivery
from brief.model.edition import Briefing, Entry, LeftOut, Past, Printed, Problem, Recall, Section, Statistics
from brief.model.story import Edit, Figure, Moment, Quote, Signal, Story
from brief.model.web import Health, Kept, Pruned, Validators, Visit

__all__ = [
    "Article",
    "Briefing",
    "Delivery",
    "Document",
    "Edit",
    "Entry",
    "Figure",
    "Health",
    "Image",
    "Kept",
    "LeftOut",
    "Moment",
    "Past",
    "Pick",
    "Picture",
    "Printed",
    "Problem",
    "Pruned",
    "Published",
    "Quote",
    "Recall",
    "Section",
    "Sentence",
    "Shown",
    "Signal",
    "Source",
    "Statistics",
    "Story",
    "Summary",
    "Validators",
    "Visit",
]
