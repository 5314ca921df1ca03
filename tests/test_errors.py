"""Errors travel between processes: what was pickled says the same."""

import copy
import pickle

import pytest

from brief.errors import BriefError, ConfigError, Empty, ItemError, ThemeError, UnknownName, Unreadable, UsageError

MADE = [
    UnknownName("method", "lexrank", ["lex-rank", "lead"]),
    UnknownName("method", "x", []),
    ConfigError("brief.toml", ["line 3: unknown key", "line 9: no such zone"]),
    ItemError("a.txt", "is empty"),
    Unreadable("a.jsonl:2", "no JSON"),
    Empty("a.txt", "holds no article"),
    UsageError("--words must be at least 1"),
    ThemeError("theme: page.jinja, line 3: no such filter", "themes/page.jinja", 3),
]


@pytest.mark.parametrize("error", MADE, ids=repr)
@pytest.mark.parametrize("again", [lambda error: pickle.loads(pickle.dumps(error)), copy.copy])  # noqa: S301 - our own
def test_an_error_comes_through_whole(error, again):
    found = again(error)
    assert type(found) is type(error)
    assert (str(found), vars(found), found.exit_code) == (str(error), vars(error), error.exit_code)


def test_every_error_with_a_constructor_of_its_own_is_among_them():
    def family(kind):
        return {kind}.union(*(family(child) for child in kind.__subclasses__()))

    own = {kind for kind in family(BriefError) if "__init__" in vars(kind) and kind.__module__ == "brief.errors"}
    assert own <= {type(error) for error in MADE}
