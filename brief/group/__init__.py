"""Articles become stories: which articles tell the same event, what it is called, where it belongs, what it weighs."""

from brief.group.continuity import printed, recall
from brief.group.importance import Weighing, weighed
from brief.group.notices import killed
from brief.group.own_sections import OwnSection
from brief.group.sections import section_titles, sections_named
from brief.group.stories import as_one, group

__all__ = [
    "OwnSection",
    "Weighing",
    "as_one",
    "group",
    "killed",
    "printed",
    "recall",
    "section_titles",
    "sections_named",
    "weighed",
]
