"""Pages that stand in the way of an article: error pages, walls and checks, as data.

Each rule is a name, what is told of the page, where its pattern is looked for, and the pattern. A page is refused only
where its text is short: an article about captchas has the words, and an article behind an opened wall has the wall's
leftovers. Patterns for text must fit a whole line, as buttons, headings and notices stand, so that a sentence that
quotes one does not refuse its article. A new kind is a new row here and a new page in the tests.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from brief.extract.values import plain
from brief.text.characters import CJK


class Refusal(NamedTuple):
    """A kind of page that is no article.

    Attributes:
        name: what the rule is called.
        why: what is told of the page.
        place: `"title"`: the title or a main heading; `"line"`: a line of what the page shows.
        pattern: must fit it from its first character to its last.
        most: words of the text beside which a line of the page still refuses it. In the text itself, and as a title,
            it refuses up to the length of a teaser.
    """

    name: str
    why: str
    place: str
    pattern: re.Pattern[str]
    most: int


# The shortest articles of 103 news pages have 67 (behind a paywall), 83, 90 and 102 words; teasers before a wall up to
# 120, and the words around an error up to 150 where the site offers a search and its headlines.
_SHORT = 150
# What also stands in the margins of good pages (a banner about cookies, "log in to comment") refuses a page only where
# next to nothing else was found in it, or where it was found in the very text.
_BARE = 40

_ERROR = "is an error page, not an article"
_PAYWALL = "shows a paywall instead of the article"
_LOGIN = "asks to sign in instead of showing the article"
_CONSENT = "shows a consent wall instead of the article"
_SCRIPT = "needs JavaScript to show its text"
_CHECK = "checks for bots instead of showing the article"

_REST = r"[^.!?]{0,80}"


def _rules(*rows: tuple[str, str, str, str, int]) -> tuple[Refusal, ...]:
    return tuple(
        Refusal(name, why, place, re.compile(rf"\W*(?:{pattern})\W*", re.IGNORECASE), most)
        for name, why, place, pattern, most in rows
    )


REFUSALS = _rules(
    # Errors that are served as if they were pages. Titles are whole, but for the outlet's name after a mark.
    ("number", _ERROR, "title", rf"(?:(?:http )?(?:error|fehler|erreur|errore|oops)[ :!-]*(?:40\d|410|429|451|50\d|52\d)(?:\W.{{0,80}})?|(?:40[0134]|410|429|451|50[0-4]|52\d)(?:\W+(?:the )?(?:page|file|article|resource)?\W*(?:error|not found|no longer|forbidden|gone|bad gateway|service unavailable|internal server|gateway time|too many requests|unavailable|unauthori[sz]ed|fehler|seite|page non|página|pagina){_REST}| ?[|·•–—:-] ?{_REST})?)", _SHORT),
    ("not found", _ERROR, "title", rf"(?:(?:the |this |sorry,? |oops\W+|uh[- ]oh\W+)*(?:page|article|story|content|file|url|document) (?:you (?:requested|are looking for|were looking for) )?(?:was |is |could |can)?(?:not |n['’]t )?(?:be )?(?:not |no longer )?(?:found|available|exists?|missing)|not found|nothing (?:was )?found|no longer available)(?: ?[|·•–—:-] ?{_REST}|\W+error{_REST})?", _SHORT),
    ("not found, in other languages", _ERROR, "title", rf"(?:(?:die )?seite (?:wurde )?(?:leider )?nicht gefunden|page (?:non trouvée|introuvable)|página no encontrada|página não encontrada|pagina (?:non trovata|niet gevonden)|sidan (?:kunde inte hittas|hittades inte)|siden (?:ble ikke funnet|blev ikke fundet|finnes ikke)|nie znaleziono strony|страница не найдена|ページが見つかりません|页面不存在|找不到(?:此|该)?(?:页面|网页))(?: ?[|·•–—:-] ?{_REST})?", _SHORT),
    ("not found, in a line", _ERROR, "line", r"(?:sorry,? |oops\W+)?(?:we (?:can['’]?t|cannot|could ?n[o'’]t) find (?:the|that) (?:page|article|story)|(?:the|this) (?:page|article|story|url|link)(?: that)? (?:you(?:['’]re| are| were) looking for|you (?:have )?requested) (?:(?:may|might) (?:have been|be)|does|was|is|could|can|no|has|isn|doesn|wasn|couldn)[^.!?]{0,120}|the requested url[^.!?]{0,160} was not found on this server)", _BARE),
    ("server", _ERROR, "title", rf"(?:internal server error|bad gateway|gateway time-?out|service (?:temporarily )?unavailable|(?:web ?server|site|website) is (?:down|(?:currently )?unavailable)(?: for maintenance)?|(?:we(?:['’]ll| will) be (?:right )?back(?: soon)?|down for maintenance|under maintenance)|something went wrong|an error (?:has )?occurred|application error|database error|error establishing a database connection|error)(?: ?[|·•–—:-] ?{_REST})?", _SHORT),
    ("forbidden", _ERROR, "title", rf"(?:forbidden|access (?:to this page )?(?:has been )?denied|unauthori[sz]ed|(?:this )?(?:content|page|site) is not available in your (?:country|region|location)|unavailable for legal reasons)(?: ?[|·•–—:-] ?{_REST})?", _SHORT),
    ("region", _ERROR, "line", r"(?:(?:we(?:['’]re| are) sorry\W+|sorry\W+|unfortunately\W+)*(?:this|our) (?:content|website|site|page|video) is (?:currently )?(?:not |un)available (?:in|to|from|for) (?:\w+ ){0,3}(?:country|region|location|european|eu|eea)\b[^.!?]{0,160}|451: unavailable (?:for|due to) legal reasons)", _BARE),
    # Checks for bots.
    ("check, by its title", _CHECK, "title", rf"(?:just a moment|attention required\W.{{0,20}}cloudflare|one more step|checking your browser{_REST}|are you (?:a robot|human|a human)|robot check|bot (?:check|verification|detection)|captcha|human verification|(?:security|verify|verification) (?:check|required|you are human)|please verify (?:that )?you are (?:a )?human|pardon our interruption|ddos protection\b{_REST}|access to this page has been denied)(?: ?[|·•–—:-] ?{_REST})?", _SHORT),
    ("check", _CHECK, "line", r"(?:(?:we are |please wait[^.!?,“”]{0,30} )?(?:checking|verifying) (?:if |that )?(?:your browser|the site connection|you are (?:a )?human)(?:[^.!?,“”]|\.(?=\w)){0,100}|please (?:verify|confirm|prove|show)[^.!?,“”]{0,30} (?:human|not a (?:ro)?bot)[^.!?,“”]{0,80}|(?:let['’]s |to continue, please )?(?:confirm|verify) (?:that )?you(?:['’]re| are) (?:a )?(?:human|not a (?:ro)?bot)[^.!?,“”]{0,80}|(?:please )?(?:complete|solve|enter) (?:the|this) (?:captcha|security check|challenge)[^.!?,“”]{0,100}|why do i have to complete a captcha|our systems have detected unusual (?:traffic|activity)[^.!?,“”]{0,120}|(?:something about your browser|your (?:browser|behaviou?r)) made us think you (?:were|are|might be) a (?:ro)?bot|press (?:&|and) hold to confirm[^.!?,“”]{0,60}|unusual traffic from your (?:computer )?network[^.!?,“”]{0,60})", _BARE),
    # Scripts.
    ("script, by its title", _SCRIPT, "title", rf"(?:java ?script (?:is )?(?:required|disabled|not (?:enabled|available))|please enable java ?script|enable java ?script{_REST})(?: ?[|·•–—:-] ?{_REST})?", _SHORT),
    ("script", _SCRIPT, "line", r"(?:(?:please |you need to |you must )*(?:enable|activate|turn on|switch on|allow) java ?script\b[^.!?,“”]{0,120}|[^.!?,“”]{0,80}(?:requires?|needs?|relies on|works? best with|without|have) java ?script\b[^.!?,“”]{0,120}(?:enabled|to (?:work|run|function|be enabled|view|continue)|turned on|activated|work properly)[^.!?,“”]{0,80}|(?:it (?:looks|seems) like )?java ?script (?:is|seems to be|appears to be) (?:currently )?(?:disabled|not (?:enabled|available|supported)|turned off|required)\b[^.!?,“”]{0,120}|[^.!?,“”]{0,60}aktivieren sie (?:bitte )?java ?script\b[^.!?,“”]{0,80}|[^.!?,“”]{0,60}activer java ?script\b[^.!?,“”]{0,80})", _BARE),
    # Consent.
    ("consent, by its title", _CONSENT, "title", rf"(?:before you continue(?: to .{{2,40}})?|(?:your |cookie |privacy |manage |give )*(?:cookie|privacy|consent) (?:consent|choices|settings|preferences|wall)|we value your privacy|your privacy (?:choices|is important to us|matters)|cookie[- ]einwilligung|datenschutz-?einstellungen|vos choix concernant les cookies|einwilligung|zustimmung)(?: ?[|·•–—:-] ?{_REST})?", 2 * _SHORT),
    ("consent", _CONSENT, "line", r"(?:we value your privacy|(?:before you continue to|to continue to) [\w .]{2,40}\W (?:we need your consent|please accept[^.!?]{0,60})|(?:please )?(?:accept|agree to|consent to) (?:our |the |all |use of )*cookies to (?:continue|read|access|view|see)\b[^.!?]{0,80}|(?:we and our|with our) (?:\d+ )?(?:third[- ]party )?partners (?:store|use|process|ask)\b[^.!?]{0,200}|(?:bitte )?stimmen sie (?:der|den) [^.!?]{0,80}cookies[^.!?]{0,60} zu|mit werbung (?:und tracking )?(?:weiter)?lesen|accepter et continuer|continuer sans accepter)", _BARE),
    # Paywalls, and walls that ask who is reading.
    ("subscribe", _PAYWALL, "line", rf"(?:(?:please |sign up |join |subscribe |log in |or |now |today |register |for free |to )*(?:subscribe|become a (?:paid )?(?:subscriber|member)|start your (?:free )?(?:trial|subscription)|unlock|get (?:unlimited |full |digital )*access)\b{_REST}(?:to|and) (?:continue|keep|finish|read|unlock|access|view|see)\b{_REST}|subscribe (?:to read(?: more)?|for full access|to unlock{_REST})|(?:to (?:continue|keep|finish) reading|want to (?:read more|keep reading|continue reading)|continue reading with)\b{_REST}(?:subscribe|subscription|subscriber|trial|membership|a plan){_REST})", _SHORT),
    ("for subscribers", _PAYWALL, "line", rf"(?:(?:this|the|our) (?:article|story|content|page|post|video|premium content)\b[^.!?]{{0,20}} (?:is|are) (?:only |exclusively |reserved |available )*(?:for|to) (?:our |paying |paid |registered |digital |premium )*(?:subscribers?|members?|customers)\b{_REST}|(?:subscriber|member|premium)s?[- ](?:only|exclusive)(?: (?:article|content|story))?|exclusive (?:content )?(?:for|to) (?:our )?(?:subscribers|members)|you(?:['’]ve| have) (?:read|reached|used|viewed)[^.!?]{{0,40}}(?:free|limit|complimentary)[^.!?]{{0,60}}|your free (?:articles?|trial)[^.!?]{{0,60}}|\d+% of (?:this|the) article (?:remains|is left)[^.!?]{{0,60}})", _SHORT),
    ("subscribe, in other languages", _PAYWALL, "line", rf"(?:(?:jetzt )?weiterlesen mit\b{_REST}|(?:dieser|der) (?:artikel|beitrag|text) ist (?:nur |exklusiv )*für (?:unsere )?(?:abonnent|mitglieder|plus|premium){_REST}|cet article est réservé aux abonnés|(?:il vous reste|la suite est réservée){_REST}|abonnez-vous pour (?:lire|continuer){_REST}|suscríbete para (?:seguir|leer|continuar){_REST}|contenido exclusivo para suscriptores|artículo solo para suscriptores|conteúdo exclusivo para assinantes|assine para (?:ler|continuar){_REST}|abbonati per (?:continuare|leggere){_REST}|artikel (?:is )?alleen voor abonnees)", _SHORT),
    ("sign in, by its title", _LOGIN, "title", rf"(?:(?:please )?(?:log|sign)[- ]?in(?: (?:to continue|required|or (?:register|sign up)|to (?:your|read) .{{2,40}}))?|login|create (?:a|an|your) (?:free )?account|register(?: to (?:continue|read){_REST})?|anmelden|einloggen|connexion|iniciar sesión)(?: ?[|·•–—:-] ?{_REST})?", _SHORT),
    ("sign in", _LOGIN, "line", rf"(?:(?:please |you (?:must|need to|have to) (?:be )?)*(?:log(?:ged)?|sign(?:ed)?)[- ]?in (?:or (?:register|subscribe|sign up|create (?:a|an) (?:free )?account) )?to (?:continue|keep|read|view|see|access)\b{_REST}|(?:create (?:a|an|your) (?:free )?account|register(?: (?:now|for free|free))?|sign up(?: (?:now|for free|free))?)\b{_REST} to (?:continue|keep|read|view|access|unlock)\b{_REST}|(?:please )?(?:log in|sign in) (?:or|and) (?:register|sign up|create (?:a|an) account){_REST})", _BARE),
)  # fmt: skip

#: Behind its own paywall a page shows a teaser; an article that has been let through is longer.
_TEASER = 150
# An outlet may say how long its article is: a text of so much of that is there in full.
_WHOLE = 0.6
_WORDS = re.compile(rf"{CJK.pattern}|\w+")
_LONGEST_LINE = 300
_MOST_LINES = 400


def refusal(titles: Iterable[str], text: str, lines: Iterable[str], news: dict[str, Any]) -> str | None:
    """Return why a page is no article, in words that follow its name; None for one that may be one.

    Arguments: its title and main headings; the text of the article as far as one was found; the lines that the page
    shows; its description of its article.
    """
    length = words(text)
    if length <= _TEASER and _is_closed(news) and length < _WHOLE * _stated_words(news):
        return _PAYWALL
    if length > 2 * _SHORT:
        return None
    shown = [line for line in list(lines)[:_MOST_LINES] if len(line) <= _LONGEST_LINE]
    told = [line for line in map(_single, text.split("\n")) if line and len(line) <= _LONGEST_LINE]
    named = [_single(title)[:_LONGEST_LINE] for title in titles]
    for rule in REFUSALS:
        places = named if rule.place == "title" else told
        if length <= max(rule.most, _SHORT) and any(map(rule.pattern.fullmatch, places)):
            return rule.why
        if rule.place == "line" and length <= rule.most and any(map(rule.pattern.fullmatch, shown)):
            return rule.why
    return None


def _single(line: str) -> str:
    return " ".join(line.split())


def words(text: str) -> float:
    """Return how many words a text has; of Chinese, Japanese and Korean every other character counts as one."""
    found = _WORDS.findall(text)
    return len(found) - sum(1 for word in found if CJK.match(word)) / 2


def _is_closed(news: dict[str, Any]) -> bool:
    """Whether a page says that its article is not free to read."""
    said = plain(news.get("isAccessibleForFree"))
    return news.get("isAccessibleForFree") is False or (said or "").lower() in ("false", "no", "0")


def _stated_words(news: dict[str, Any]) -> float:
    """How many words the article has by the page's description; without end where it does not say."""
    said = news.get("wordCount")
    if isinstance(said, str) and said.isdecimal():
        said = int(said[:9])
    return said if isinstance(said, int) and not isinstance(said, bool) and said > 0 else float("inf")
