"""Pages that stand in the way of an article are told for what they are, and articles about them are read."""

import pytest

from brief.errors import Empty
from brief.extract import extract
from brief.model import Document, Source

STORY = [
    "The harbour of Melby was closed on Friday after a crane fell into the water, and ships wait outside the bay.",
    "Nobody was hurt, the port said in a statement to the press, and all who work on the quay have been counted.",
    "Work will begin again on Monday, said Ann Lund, who runs the port and who was on the quay when the crane fell.",
    "The crane was built in 1962 and was to be replaced next year, together with the two older ones beside it.",
    "Divers will look at the wreck before it is lifted by a ship from Tollen, which needs two days to get there.",
    "The town council meets on Tuesday to hear what the port has to say about the age of all its other cranes.",
    "Fishermen said they had warned of the crane for years, and that the bolts of its foot were red with rust.",
    "The port said it had looked at every bolt in March, and that the report is open to all who want to read it.",
]
FULL = "".join(f"<p>{sentence}</p>" for sentence in STORY)
TEASER = "".join(f"<p>{sentence}</p>" for sentence in STORY[:3])


def page(title, body, head=""):
    return f'<!DOCTYPE html><html lang="en"><head><title>{title}</title>{head}</head><body>{body}</body></html>'


def read(html):
    return extract(Document(Source("web", "https://melby.example/a"), "a.html", "text/html", html.encode()))


def described(**fields):
    said = ", ".join(f'"{key}": {value}' for key, value in fields.items())
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", {said}}}</script>'


ERROR = "is an error page, not an article"
PAYWALL = "shows a paywall instead of the article"
LOGIN = "asks to sign in instead of showing the article"
CONSENT = "shows a consent wall instead of the article"
SCRIPT = "needs JavaScript to show its text"
CHECK = "checks for bots instead of showing the article"

SEARCH = "<p>Try the search above, or go to our front page, where the news of the day can be found at any time.</p>"
REFUSED = {
    "404": (ERROR, page("404", f"<h1>Oh dear</h1>{SEARCH}")),
    "404 and outlet": (ERROR, page("404 | Melby Post", f"<main>{SEARCH}</main>")),
    "page not found": (ERROR, page("Page not found - Melby Post", f"<article>{SEARCH * 2}</article>")),
    "heading": (ERROR, page("Melby Post", f"<main><h1>Sorry, this page could not be found</h1>{SEARCH}</main>")),
    "404 not found": (ERROR, page("404 Not Found", "<center><h1>404 Not Found</h1></center><hr><center>web</center>")),
    "500": (ERROR, page("500 Internal Server Error", "<h1>Internal Server Error</h1><p>The server met a fault.</p>")),
    "503": (ERROR, page("Error 503: backend fetch failed", "<p>Guru of the cache is thinking about it.</p>")),
    "gateway": (ERROR, page("Bad Gateway", f"<h1>Bad gateway</h1>{SEARCH}")),
    "maintenance": (ERROR, page("We will be back soon", "<h1>We'll be right back</h1><p>We are at work on it.</p>")),
    "forbidden": (ERROR, page("Access denied", "<h1>Access Denied</h1><p>You do not have leave to see this.</p>")),
    "gone": (ERROR, page("Melby Post", "<main><p>The page you requested is no longer available.</p></main>")),
    "german": (ERROR, page("Seite nicht gefunden | Melby Blatt", "<p>Die Adresse gibt es bei uns nicht mehr.</p>")),
    "french": (ERROR, page("Page introuvable", "<p>La page que vous cherchez a changé d'adresse.</p>")),
    "region": (ERROR, page("Melby Post", "<p>Sorry, this content is not available in your region.</p>")),
    "json-ld": (PAYWALL, page("Crane falls", f"<article>{TEASER}</article>", described(isAccessibleForFree="false"))),
    "json-ld text": (
        PAYWALL,
        page("Crane falls", f"<article>{TEASER}</article>", described(isAccessibleForFree='"False"', wordCount="900")),
    ),
    "subscribe": (
        PAYWALL,
        page("Crane falls", f"<article>{TEASER}<div><p>Subscribe to continue reading</p></div></article>"),
    ),
    "subscribers only": (
        PAYWALL,
        page("Crane falls", f"<article>{TEASER}<h3>This article is for subscribers only.</h3></article>"),
    ),
    "limit": (PAYWALL, page("Crane falls", f"<article>{TEASER}<p>You have read your last free article.</p></article>")),
    "trial": (
        PAYWALL,
        page("Crane falls", f"<article>{TEASER}<p>Start your free trial to keep reading this story</p></article>"),
    ),
    "german paywall": (PAYWALL, page("Kran fällt", f"<article>{TEASER}<h2>Weiterlesen mit Blatt Plus</h2></article>")),
    "french paywall": (
        PAYWALL,
        page("La grue", f"<article>{TEASER}<p>Cet article est réservé aux abonnés.</p></article>"),
    ),
    "consent": (
        CONSENT,
        page(
            "We value your privacy",
            "<div><h1>We value your privacy</h1><p>We and our 834 partners store and use what your device says to"
            " show you advertising that fits you. You may accept or refuse, and change your mind at any time.</p></div>",
        ),
    ),
    "before you continue": (CONSENT, page("Before you continue to Melby Search", f"<div>{SEARCH}</div>")),
    "cookies": (
        CONSENT,
        page("Melby Post", "<div><p>Please accept our cookies to continue</p><button>Accept</button></div>"),
    ),
    "script": (SCRIPT, page("Melby Post", "<div>You need to enable JavaScript to run this app.</div>")),
    "script off": (SCRIPT, page("Melby Post", "<p>JavaScript is disabled in your browser.</p><p>Turn it on.</p>")),
    "noscript": (
        SCRIPT,
        page("Melby Post", "<noscript>Please enable JavaScript to view this page.</noscript><div id='root'></div>"),
    ),
    "just a moment": (CHECK, page("Just a moment...", "<h1>melby.example</h1><p>This may take some seconds.</p>")),
    "browser": (CHECK, page("Melby Post", "<p>Checking your browser before accessing melby.example.</p>")),
    "robot": (CHECK, page("Are you a robot?", "<p>Press the box below to go on to what you came for.</p>")),
    "captcha": (CHECK, page("Melby Post", "<h2>Please verify you are a human</h2><p>Box 1 of 9</p>")),
    "traffic": (CHECK, page("Melby Post", "<p>Our systems have detected unusual traffic from your network.</p>")),
    "sign in": (LOGIN, page("Sign in | Melby Post", "<form><label>Name</label><input></form>")),
    "sign in to read": (LOGIN, page("Crane falls", "<main><p>Please log in to continue reading</p></main>")),
    "register": (
        LOGIN,
        page("Crane falls", f"<article><p>{STORY[0]}</p><p>Create a free account to keep reading</p></article>"),
    ),
}


@pytest.mark.parametrize(("why", "html"), REFUSED.values(), ids=REFUSED)
def test_a_page_that_is_no_article_is_told_for_what_it_is(why, html):
    with pytest.raises(Empty) as refused:
        read(html)
    assert refused.value.why == why


BANNERS = (
    "<header><a>Subscribe to continue reading</a> <a>Sign in to continue</a></header>"
    "<noscript>Please enable JavaScript to view this page.</noscript>"
    "<div class='cookies'><p>We value your privacy</p><p>Please accept our cookies to continue</p></div>"
)
READ = {
    "a paywalled article in full": page(
        "Crane falls", f"<article>{FULL}{FULL}</article>", described(isAccessibleForFree="false")
    ),
    "one whose length is said": page(
        "Crane falls", f"<article>{TEASER}</article>", described(isAccessibleForFree="false", wordCount="70")
    ),
    "a full article with the rest of a wall": page(
        "Crane falls", f"<article>{FULL}{FULL}<p>Subscribe to continue reading</p></article>"
    ),
    "free to read": page("Crane falls", f"<article>{TEASER}</article>", described(isAccessibleForFree="true")),
    "a short article among banners": page("Crane falls", f"{BANNERS}<article>{TEASER}</article>"),
    "a number in the headline": page("500 homes destroyed in Melby", f"<article>{TEASER}</article>"),
    "a year in the headline": page("404 years of Melby harbour", f"<article>{TEASER}</article>"),
    "about a lost page": page("Page not found: how a letter of 1912 came home", f"<article>{FULL}{FULL}</article>"),
    "about captchas": page(
        "Why captchas get harder",
        f"<article>{TEASER}<p>“Please verify you are a human,” the page says, and Ann Lund looks for boats.</p></article>",
    ),
    "about paywalls": page(
        "Melby Post puts up a paywall",
        f"<article><p>The Post asks readers to subscribe to continue reading, it said on Friday.</p>{TEASER}</article>",
    ),
    "about sign-in": page("Sign in the sky: a comet over Melby", f"<article>{TEASER}</article>"),
}


@pytest.mark.parametrize("html", READ.values(), ids=READ)
def test_an_article_is_read_whatever_stands_beside_it(html):
    assert STORY[0] in [sentence.text for sentence in read(html).sentences]
