"""Articles become stories: which articles tell the same event, what it is called, where it belongs, what it weighs."""

from brief.group.continuity import printed, recall
from brief.group.importance import Weighing, weighed
from brief.group.stories import as_one, group

__all__ = ["Weighing", "as_one", "group", "printed", "recall", "weighed"]
