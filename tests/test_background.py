"""The background: common stems weigh little, rare and unknown ones most, in each language that was counted."""

import math

import pytest

from brief.group.background import SCALE, idf, share, table
from brief.text import language, stem


@pytest.mark.parametrize(("code", "common"), [("en", "government"), ("fr", "ministre"), ("de", "prozent")])
def test_a_common_word_weighs_less_than_a_name(code, common):
    tongue = language(code)
    assert share(stem(common, tongue), code) > 0.02
    assert idf(stem(common, tongue), code) < idf("zyxwvq", code) == math.log(1 + SCALE)


def test_a_language_without_a_table_knows_no_common_word():
    assert table("xx") == {}
    assert idf("the", "xx") == math.log(1 + SCALE)


@pytest.mark.parametrize("code", ["en", "fr", "de"])
def test_shares_are_shares(code):
    found = table(code)
    assert len(found) > 1000
    assert all(0 < count <= SCALE for count in found.values())
    assert all(stems == stems.lower() for stems in found)
