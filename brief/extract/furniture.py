"""What stands on a news page beside the story, as data: heads, datelines, captions, web furniture.

Each rule is a name and a pattern. A new convention is a new row here and a new case in the tests. Patterns were
written after reading BBC, CNN, Daily Mail and agency texts, RSS teasers and pages saved as plain text.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Rule(NamedTuple):
    """A convention: its name, and the pattern that finds it; named groups become fields of the article.

    `needs` are texts of which one stands in all that the pattern finds, in lower case: a slow pattern is tried only
    where one is there.
    """

    name: str
    pattern: re.Pattern[str]
    needs: tuple[str, ...] = ()

    def may_match(self, lower: str) -> bool:
        """Whether the pattern can match a text, given in lower case."""
        return not self.needs or any(text in lower for text in self.needs)


def rules_of(*rows: tuple[str, str] | tuple[str, str, tuple[str, ...]]) -> tuple[Rule, ...]:
    """Return the rules of a table: the name of each, its pattern, and perhaps what it needs."""
    return tuple(Rule(name, re.compile(pattern), *needs) for name, pattern, *needs in rows)


# A name is capitalized, but for its particles. Words and what joins them share no character, so that there is one way
# to match a line: a name such as "A van de van de …" took seconds.
_WORD = r"[A-ZÀ-Þ][\w.'’-]*"
_NAME = rf"{_WORD}(?:(?: and| de| da| van| von| der| den| del| la| bin| al| of| the|,| &)* {_WORD}){{0,7}}"

#: Agencies and channels that stand in datelines without a dash after them.
_AGENCIES = r"CNN|AP|Reuters|REUTERS|AFP|PTI|UPI|ANI|IANS|UNI|Xinhua|TASS|dpa|DPA|Bloomberg|BBC|CBS|NBC|ABC|FOX|Fox News|HT|Mint|Associated Press|The Associated Press"

_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
_DATE = rf"(?:\w+day,?\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTHS},?\s+\d{{4}}|{_MONTHS}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{4}}-\d\d-\d\d)"
_PLACE = r"(?:[A-ZÀ-Þ][\w.'’]*(?:[ /-](?=[A-ZÀ-Þ])|, |,| ))(?:[A-ZÀ-Þ\d][\w.'’]*(?:[ /-](?=[A-ZÀ-Þ\d(])|, | )){0,5}"
_TIME = r"\d{1,2}[:.]\d\d(?:\s*[AaPp]\.?[Mm]\.?)?(?:\s+[A-Z]{2,4}\b)?,?"

#: Lines of the head, looked for among the first lines only. Groups: published, byline, section, site, kind.
HEAD_LINES = rules_of(
    ("published", r"(?i:published|posted|updated|last updated|first published|date)(?i: on| at)?(?: ?: ?| )(?P<published>.{0,60}\d{4}.{0,30})$"),
    ("section and byline", rf"(?P<section>[^|.!?]{{2,40}}?) ?\| ?(?i:by) (?P<byline>{_NAME})$"),
    ("byline and date", rf"(?i:by) (?P<byline>{_NAME}?) ?(?:[|·•–—-]|,) ?(?P<published>{_DATE}.{{0,30}})$"),
    ("byline and outlet", rf"(?i:by) (?P<byline>{_NAME}?)(?: ?[|·•] ?|, (?=BBC|CNN|AP\b|Reuters|The ))(?P<site>[^|.]{{2,40}})$"),
    ("byline", rf"(?:By|BY|by) (?P<byline>{_NAME})$"),
    ("date", rf"(?P<published>{_DATE}(?:[ ,|]+(?:at )?\d{{1,2}}[:.]\d\d.{{0,20}})?)$"),
    ("section", r"(?i:section|category|filed under|topic)\s*:\s*(?P<section>.{2,40})$"),
    ("source", r"(?i:source)\s*:\s*(?P<site>.{2,60})$"),
    ("kind", r"(?P<kind>(?i:opinion|op-ed|editorial|commentary|analysis|news analysis|column|kommentar|leitartikel|tribune))$"),
    ("reading time", r"(?i:\d+\s+min(?:ute)?s?\s+read)$"),
    ("buttons", r"(?i:(?:share|tweet|print|e-?mail|save|facebook|twitter|whatsapp|comments?|close|exclusive|text size -?|\d+ comments?|\d+ shares?)(?:[\s|,/]+|$))+$"),
)  # fmt: skip

#: What may stand in front of the first sentence, in the same paragraph. Groups: agency, byline, published.
OPENINGS = rules_of(
    ("embargo run together", r"(?i:(?:strictly )?embargoed (?:for \w+ )?until|(?:strictly )?under embargo until|not for \w+ (?:or \w+ )?before) [^.!?]{4,80}? (?:--|[-–—]) (?=\S)"),
    ("head run together", rf"By \. (?P<byline>{_NAME}) \. (?:and \. {_NAME} \. )?"),
    ("published run together", r"(?:PUBLISHED|Last updated at|Last updated|Published)(?: ?: \. | )(?P<published>[^.]{4,60}) \. (?:\| \. )?"),
    ("updated run together", r"(?:UPDATED|Updated)(?: ?: \. | )[^.]{4,60} \. (?:\| \. )?"),
    ("originally published", rf"(?:ORIGINALLY )?PUBLISHED (?:{_MONTHS.upper()}|[A-Z]{{3,9}}) (?:\d{{1,2}}, )?\d{{4}}: "),
    ("dateline with agency", rf"(?:{_PLACE})?\((?P<agency>{_AGENCIES})\)\s*(?:--|[-–—:])?\s*(?=[\"“'‘(]?\w)"),
    ("dateline with dash", rf"(?:{_PLACE})?\((?P<agency>[A-Z][\w .'’&/-]{{1,40}})\)\s*(?:--|[-–—])\s*(?=[\"“'‘(]?\w)"),
    ("outlet run together", r"\((?P<agency>[A-Z][\w.'’&]*(?: [A-Z][\w.'’&]*){0,3})\)(?=[\"“'‘]?[A-Z])"),
    ("dateline in capitals", r"[A-Z][A-Z.'’]{2,}(?:(?:, |[ ,/-])(?:[A-Z][A-Z.'’]+|[A-Z][a-z.]+)){0,5} ?(?:--|[–—]| - ) ?(?=[\"“'‘(]?[A-Z])"),
    ("updated, date first", rf"(?i:(?:last )?updated|posted|published) ?:? (?:\w+day,? )?(?P<published>(?i:{_DATE}),? (?:at )?{_TIME}) ?"),
    ("updated, time first", rf"(?i:(?:last )?updated|posted|published) ?:? (?P<published>(?:at )?{_TIME},? (?:[A-Z][a-z]{{2,8}},? )?(?i:{_DATE})) ?"),
    ("date and updated", rf"(?P<published>{_DATE})(?: (?i:last updated at) {_TIME}|, {_TIME})? (?=[\"“'‘(]?[A-Z])"),
    ("picture credit run together", r"(?:Image|Media|Photo) (?:copyright|credit) [^.]{2,60}? (?:Image|Media) caption "),
    ("playback", r"Media playback is (?:not |un)?supported on (?:your|this) device\s*"),
)  # fmt: skip

#: Whole paragraphs that are never part of a story, wherever they stand.
NEVER = rules_of(
    ("advertisement", r"(?i:advertisement|photo advertisement.*|story continues below.*|article continues (?:below|after).*|sponsored(?: content)?|promoted)$"),
    ("rule", r"[\W_]+$"),
    ("row of a table", r"\|.*\|$"),
    ("scroll", r"(?i:scroll down for (?:video|more)s?\W*)$"),
    ("continue", r"(?i:continue reading(?: the main story| below)?\W*|read more\W*|watch(?: more)?\W*|click here\b.{0,80}|click to .{0,80})$"),
    ("related inline", r"(?:READ MORE|SEE ALSO|RELATED|WATCH|MORE|Read more|Read also|See also|Related|\[Related)\s*:\s*.{0,160}$"),
    ("picture", r"(?i:(?:image|photo|picture|media|video) (?:copyright|caption|credit|source|by)s?\b(?!.{0,80} caption .*[.!?]$)[^.!?]{0,240}[.!?]?)$"),
    ("caption of a player", r"Media playback is (?:not |un)?supported on (?:your|this) device Media caption [^.!?]{0,240}[.!?]?$"),
    ("watched", r"(?:JUST WATCHED|MUST WATCH)\b.{0,240}$"),
    ("highlights", r"(?i:story highlights|highlights|key points)$"),
    ("teaser of another story", r"[^.!?]{10,140} (?:Read more|READ MORE|Watch now)$", ("read more", "watch now")),
    ("file picture", r"FILE ?[-–—].{0,400}$"),
    ("agency picture", r"[^.!?]{0,300}(?:\.{3}|[.!?])? ?\((?:AP Photo|Photo|Photo by|Photo:|Picture|Image|Getty|Reuters/|REUTERS/|AFP/|Associated Press)[^()]{0,80}\)\W*$", ("(ap photo", "(photo", "(picture", "(image", "(getty", "(reuters/", "(afp/", "(associated press")),
    ("tweet", r"(?i:tweet with a location|you can add location information to your tweets\b.*)$"),
    ("player", r"(?i:please enable javascript.{0,80}|the interactive transcript could not be loaded.{0,80}|rating is available when.{0,80}|this feature is not available right now.{0,80}|media playback is (?:not |un)?supported.{0,60})$"),
    ("loading", r"(?i:loading\W*)$"),
)  # fmt: skip

#: Whole paragraphs that are furniture when they stand in the last part of a text.
TAIL = rules_of(
    ("like this", r"(?i:like this|share this|share|tweet|print|e-?mail|comments?|related(?: stories| articles| posts| topics| content)?|tags|topics|more (?:stories|news|on this story|from .{2,40})|most read|trending|see also|you may also like|recommended|read next|up next|what to read next|don't miss|editor'?s picks)\s*:?$"),
    ("pointer", r"(?i:read (?:more|or share this story|the (?:full|original) (?:story|article))|related|see also|more|also read|also see|watch|listen|tags?|topics?|filed under|category|source|sources|via|photo|image|credit)\s*:.{0,200}$"),
    ("newsletter", r"(?i:(?:sign up|subscribe|get|join|download|follow|like|register)\b.{0,120}\b(?:newsletter|newsletters|inbox|facebook|twitter|instagram|app|podcast|e-?mail alerts?|email updates|subscribers?)\b.{0,120})$"),
    ("write to us", r"(?i:(?:send|e-?mail|contact|write to|tell) .{0,80}\S@\S.{0,80})$"),
    ("follow", r"(?i:follow (?:us|.{2,40}) on .{2,120}|like us on .{2,80})$"),
    ("contributed", r"[^.!?]{0,200}\b(?i:contributed to this (?:report|story|article)|contributed reporting|contributed from)\b[^.!?]{0,120}\.?$", ("contributed",)),
    ("reporting by", r"[(\[]?(?i:additional )?(?:Reporting|Writing|Editing|Compiled|reporting|editing) (?:and (?:writing|editing) )?by .{2,240}$"),
    ("author note", r"[^,.!?]{2,60} is an? (?:[\w-]+ ){0,3}(?i:columnist|reporter|correspondent|staff writer|contributor|commentator)(?: (?:for|at|with|on|in|based|of)\b.{0,160})?\.?$", (" is a",)),
    ("reach", r"(?i:.{0,40}(?:can be reached|reach (?:him|her|them|the (?:reporter|author)))\b.{0,120}|write to .{2,60} at \S+@\S+)$", ("reach", "write to")),
    ("copyright", r"(?i:.{0,80}(?:all rights reserved|©|\(c\) \d{4}|copyright \d{4}|copyright ©).{0,160})$", ("rights reserved", "©", "(c)", "copyright")),
    ("appeared", r"(?i:(?:this|an expanded version of this) (?:article|story|report)(?: first)?(?: was| also)?(?: originally)? (?:appeared|published|appears)\b.{0,160}|a version of this (?:article|story)\b.{0,200})$"),
    ("disclosure", r"(?i:\(?(?:this story has been updated|editor'?s note)\b.{0,240})$"),
    ("teaser", r"(?i:continue reading\b.{0,80}|read (?:more|on|the rest|the full story|full article)\b.{0,80}|the post .{2,160} appeared first on .{2,80})$"),
    ("end mark", r"(?i:ends?|-30-|more|\d+|[-–—_* ]+)$"),
)  # fmt: skip

#: What may stand after the last sentence, in the same paragraph.
ENDINGS = rules_of(
    ("the post", r"\s?The post [^.]{2,160} appeared first on [^.]{2,80}\.?\s*$", ("the post ",)),
    ("excerpt", r"\s?\[(?:…|\.\.\.|&#8230;|&hellip;)\]\s*$", ("]",)),
    ("continue reading", r"\s?(?:\[?(?:…|\.\.\.)\]?\s?)?(?:Continue reading|Read more|Read the (?:full|whole|rest of the) (?:story|article)|Read on|Learn more|Keep reading)\b[^.!?]{0,60}(?:…|\.\.\.|\.|→|»|>+)?\s*$", ("read", "more")),
    ("characters left", r"\s*\[\+\d+ chars\]\s*$", ("chars]",)),
    ("follow", r"(?<=[.!?”\"])\s+(?:Follow us on|Follow @|Like us on) [^!?]{2,240}$", ("follow", "like us")),
    ("agency credit", r"(?<=[.!?”\"])\s+\((?:Additional )?(?:Reporting|Writing|Editing|Compiled) (?:and \w+ )?by [^()]{2,200}\)\s*$", ("by ",)),
    ("contributed run together", r"(?<=[.!?”\"]) (?:CNN's |AP writers? |Associated Press writers? )?[^.!?]{2,160} contributed to this (?:report|story)(?: from [^.]{2,60})?\.?\s*$", ("contributed to this",)),
)  # fmt: skip

#: An outlet's name after a page title: `Headline - Outlet`, `Headline | Outlet`.
OUTLET_SUFFIX = re.compile(r" [-|–—·•] (?P<site>(?:[^|–—·• -]|(?<=\w)-(?=\w)| (?![-|–—·•] )){2,40})$")
