"""Every theme against the checkers: PDF/UA-1, what a PDF says out loud, sound files, valid pages, axe in a browser.

The checkers are development tools. Where one is missing its tests are skipped, with the line that installs it.
"""

import io
import json
import os
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import PIL.Image
import pytest

from brief.model import (
    Article,
    Briefing,
    Edit,
    Entry,
    Figure,
    Image,
    Moment,
    Pick,
    Problem,
    Published,
    Quote,
    Section,
    Sentence,
    Shown,
    Source,
    Story,
)
from brief.render import fonts, pdf, render
from brief.render.site import Site, index
from brief.render.theme import Options, known_themes, load_theme

pytestmark = pytest.mark.slow

DAY = date(2026, 11, 23)
THEMES = known_themes()
ROOT = Path(__file__).parent.parent
#: Where the checkers lie that scripts/checkers.sh has installed: an environment of Python's, and packages of Node's.
CHECKERS = Path(os.environ.get("BRIEF_CHECKERS", ROOT))
INSTALL = "sh scripts/checkers.sh FOLDER, and BRIEF_CHECKERS=FOLDER"
#: Titles, sentences and sections of news that nobody reported, by language.
NEWS = {
    "en": (
        "Trams cross the new bridge over the Lune",
        (
            "The bridge over the Lune opened on Monday to trams, bicycles and people on foot, eleven years after it was planned.",
            "Cars keep to the tunnel, which will close for repairs in spring.",
            "The city paid 41 million for it, four more than it had planned.",
            "“We waited eleven years for this,” said the ferryman.",
        ),
        "World",
    ),
    "ru": (
        "Первые трамваи прошли по новому мосту через Луну",
        (
            "Мост через реку Луну открылся в понедельник для трамваев, велосипедистов и пешеходов.",
            "Автомобили по-прежнему ездят через туннель, который весной закроют на ремонт.",
            "Город заплатил за него 41 миллион, на четыре больше, чем собирался.",
            "«Мы ждали этого одиннадцать лет», — сказал паромщик.",
        ),
        "Мир",
    ),
    "el": (
        "Τα πρώτα τραμ πέρασαν τη νέα γέφυρα του Λουν",
        (
            "Η γέφυρα πάνω από τον ποταμό άνοιξε τη Δευτέρα για τραμ, ποδήλατα και πεζούς.",
            "Τα αυτοκίνητα περνούν ακόμη από τη σήραγγα, που θα κλείσει την άνοιξη για επισκευές.",
            "Η πόλη πλήρωσε 41 εκατομμύρια, τέσσερα περισσότερα απ’ όσα σχεδίαζε.",
            "«Περιμέναμε έντεκα χρόνια», είπε ο πορθμέας.",
        ),
        "Κόσμος",
    ),
    "ar": (
        "أول ترام يعبر الجسر الجديد فوق النهر",
        (
            "افتتح الجسر فوق النهر يوم الاثنين أمام الترام والدراجات والمشاة بعد أحد عشر عاما من التخطيط.",
            "تبقى السيارات في النفق الذي سيغلق في الربيع للإصلاح.",
            "دفعت المدينة 41 مليونا ثمنا له، أي أكثر بأربعة ملايين مما خططت.",
            "قال صاحب العبارة: «انتظرنا هذا أحد عشر عاما».",
        ),
        "العالم",
    ),
    "he": (
        "הרכבות הקלות הראשונות חצו את הגשר החדש",
        (
            "הגשר מעל הנהר נפתח ביום שני לרכבת הקלה, לאופניים ולהולכי רגל, אחת עשרה שנה אחרי שתוכנן.",
            "המכוניות נשארות במנהרה, שתיסגר באביב לתיקונים.",
            "העיר שילמה עליו 41 מיליון, ארבעה יותר ממה שתכננה.",
            "„חיכינו לזה אחת עשרה שנה”, אמר בעל המעבורת.",
        ),
        "העולם",
    ),
    "zh": (
        "首列有轨电车驶过新桥",
        (
            "跨河大桥于星期一向有轨电车、自行车和行人开放,距规划已有十一年。",
            "汽车仍走隧道,隧道将于春季关闭维修。",
            "该市为此支付了4100万,比原计划多四百万。",
            "“我们等了十一年,”渡船夫说。",
        ),
        "国际",
    ),
}


def article(name, language, title, facts, url=True):
    text = "\n".join(facts)
    starts = [text.index(fact) for fact in facts]
    sentences = tuple(
        Sentence(at, at, fact, start, start + len(fact))
        for at, (fact, start) in enumerate(zip(facts, starts, strict=True))
    )
    return Article(
        name,
        Source("files", "in"),
        f"in/{name}.txt",
        f"https://{name}.example/news" if url else None,
        title,
        text,
        sentences,
        site=f"Post {name}",
        published=Published(DAY - timedelta(3000 if name.endswith("7x0") else 0)),
        language=language,
    )


def story(number, language, section):
    """A story; those of every third number have quotations, figures and a timeline, those of every fifth no address."""
    title, facts, _ = NEWS[language]
    title = f"{title} {number}"
    told = tuple(article(f"a{number}x{n}", language, title, facts, url=number % 5 > 0) for n in range(1 + number % 3))
    picks = [Pick(told[n % len(told)].id, told[0].sentences[n], 0.5) for n in range(len(facts))]
    found = Story(f"s{number}", title, "", 0, section, told, keywords=("bridge", "Lune"), digest=tuple(picks[:3]))
    found = replace(found, importance=100.0 - number)
    if number % 3:
        return found
    two = (picks[2], Pick(told[-1].id, picks[2].sentence, 0.5))
    return replace(
        found,
        quotes=(Quote("Ada Holm", picks[3]),),
        figures=(Figure("million", ("41", "44"), two, False), Figure("trams", ("41 million", "41 million"), two, True)),
        timeline=tuple(Moment(DAY - timedelta(2 - n), picks[n]) for n in range(2)),
        update_of=DAY - timedelta(1) if number % 2 else None,
        edits=(Edit("x", "note", "The figures are the city’s own."), Edit("x", "pin")),
    )


def edition(language, number):
    """So many stories in four sections, and half as many again that are only listed."""
    parts = [[story(n, language, f"p{part}") for n in range(part, number, 4)] for part in range(4)]
    listed = [story(n, language, "p0") for n in range(1000, 1000 + number // 2)]
    name = NEWS[language][2]
    return Briefing(
        "The Morning Brief",
        DAY,
        "UTC",
        language,
        datetime(2026, 11, 23, 4, 30, tzinfo=UTC),
        tuple(
            Section(f"p{part}", f"{name} {part}", tuple(told), tuple(listed[part::4]))
            for part, told in enumerate(parts)
            if told
        ),
        (Problem("read", "in/c.bin", "not text"),),
        number=326,
    )


def pictured(briefing):
    """The edition with a landscape, a portrait, a tiny picture and a drawing, some with words and some without."""
    shapes = ((900, 500, "jpeg"), (400, 600, "jpeg"), (120, 90, "jpeg"), (800, 500, "png"))
    stories = [story for section in briefing.sections for story in section.stories]
    shown = {}
    for number, one in enumerate(stories):
        width, height, kind = shapes[number % 4]
        stream = io.BytesIO()
        PIL.Image.linear_gradient("L").resize((width, height)).save(stream, kind)
        image = Image(stream.getvalue(), f"image/{kind}", width, height)
        words = ("A tram on the bridge", "Ada Holm") if number % 2 else ("", "")
        shown[one.id] = Shown(image, one.lead.id, *words)
    return replace(briefing, pictures=shown)


#: Those that show pictures.
PICTURED = ("one story", "five stories", "Arabic", "Greek")
EDITIONS = {
    "one story": ("en", 1),
    "five stories": ("en", 5),
    "seventy stories": ("en", 70),
    "Cyrillic": ("ru", 6),
    "Greek": ("el", 6),
    "Arabic": ("ar", 6),
    "Hebrew": ("he", 6),
    "Chinese": ("zh", 6),
}
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><title>Two bars</title><path d="M0 0h40v8H0zM0 12h40v8H0z"/></svg>'


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    """Where every edition lies in every theme as `<theme> <edition>.html` and `.pdf`, made on first use."""
    folder = tmp_path_factory.mktemp("editions")
    (folder / "logo.svg").write_text(LOGO, encoding="utf-8")

    def get(theme, name, ending):
        path = folder / f"{theme} {name}.{ending}"
        if not path.exists():
            options = Options()
            if name == "five stories":
                options = Options("#006644", "letter", "Morgen", str(folder / "logo.svg"), attach=True)
            if name == "one story":
                options = Options(paper="a5")
            briefing = edition(*EDITIONS[name])
            briefing = pictured(briefing) if name in PICTURED else briefing
            path.write_bytes(render(briefing, ending, load_theme(theme, options)))
        return path

    return get


@pytest.fixture(scope="module")
def fronts(tmp_path_factory):
    """The list of editions in every theme, of many editions and of a single one without headlines, in two languages."""
    folder = tmp_path_factory.mktemp("fronts")

    def get(theme):
        pages = []
        for language, count in (("en", 40), ("en", 1), ("ar", 40)):
            entries = [entry(language, ago) for ago in range(count)]
            page = folder / f"{theme} {language} {count}.html"
            if not page.exists():
                about = Site(f"{NEWS[language][2]} & more", language, "Europe/Zurich", "https://news.example/")
                page.write_bytes(index(entries if count > 1 else [Entry(DAY, ("html",))], about, load_theme(theme)))
            pages.append(str(page))
        return pages

    return get


def entry(language, ago):
    """An edition of some days ago; every fourth was made again, every fifth has no headline."""
    headlines = () if ago % 5 == 4 else tuple(f"{NEWS[language][0]} {number}" for number in range(8))
    return Entry(
        DAY - timedelta(ago),
        ("html", "json", "pdf"),
        title="The Evening Brief" if ago % 7 == 3 else "",
        number=100 - ago,
        generated="2026-11-23T04:30:00+00:00",
        headlines=headlines,
        text="0",
        updated="2026-11-23T06:30:00Z" if ago % 4 == 2 else "",
    )


def everything(test):
    """Run a test on every edition in every theme."""
    test = pytest.mark.parametrize("name", EDITIONS)(test)
    return pytest.mark.parametrize("theme", THEMES)(test)


def needed(found, line):
    """What a checker needs, or a skipped test that says how to install it."""
    if not found:
        pytest.skip(f"missing; {line}")
    return found


def printed(shelf, theme, name):
    needed(all(there for _, there, _ in pdf.check()), "apt-get install libpango-1.0-0 libpangoft2-1.0-0")
    unknown = fonts.boxes(edition(*EDITIONS[name]))
    needed(not unknown, f"apt-get install {' '.join(script.package for script in unknown)}")
    return shelf(theme, name, "pdf")


def node(package):
    """The folder of a package of Node's."""
    home = CHECKERS / "node_modules"
    return needed((home / package).is_dir() and home / package, f"{INSTALL} (npm: {package})")


def command(name):
    """A command of a package of Python's."""
    beside = CHECKERS / "bin" / name
    return needed(beside if beside.exists() else shutil.which(name), f"{INSTALL} (pip: {name})")


VALIDATE = """
import json, sys
import page
report = page.validate_pdf_bytes(open(sys.argv[1], "rb").read(), profile=page.ValidationProfile.PDF_UA_1)
print(json.dumps([report.is_compliant, [[failure.rule_id, failure.message] for failure in report.failures]]))
"""


@everything
def test_pdfs_are_accessible_to_the_letter_of_pdf_ua_1(shelf, theme, name):
    run = [command("python"), "-c", VALIDATE, str(printed(shelf, theme, name))]
    told = subprocess.run(run, capture_output=True, text=True, check=False, timeout=300)
    needed("No module named 'page'" not in told.stderr, f"{INSTALL} (pip: page-validation)")
    assert told.returncode == 0, told.stderr
    assert json.loads(told.stdout) == [True, []]


@pytest.mark.parametrize("theme", THEMES)
def test_pdfs_are_read_aloud_as_they_should_be(shelf, theme):
    tool = command("outloud")
    legible = [name for name in EDITIONS if not fonts.boxes(edition(*EDITIONS[name]))]
    run = [tool, "--json", "-", *(str(printed(shelf, theme, name)) for name in legible)]
    said = subprocess.run(run, capture_output=True, text=True, check=False, timeout=900)
    assert said.returncode == 0, said.stdout[-3000:] + said.stderr[-1000:]


@everything
def test_pdfs_are_sound_files(shelf, theme, name):
    tool = needed(shutil.which("qpdf"), "apt-get install qpdf")
    run = subprocess.run(
        [tool, "--check", printed(shelf, theme, name)], capture_output=True, text=True, check=False, timeout=120
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_pages_are_valid(shelf, fronts):
    jar = node("vnu-jar") / "build" / "dist" / "vnu.jar"
    java = needed(shutil.which("java"), "apt-get install default-jre-headless")
    pages = [str(shelf(theme, name, "html")) for theme in THEMES for name in EDITIONS]
    pages += [page for theme in THEMES for page in fronts(theme)]
    run = subprocess.run(
        [java, "-Xss8m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", str(jar), "--format", "json", *pages],
        capture_output=True, text=True, check=False, timeout=600,
    )  # fmt: skip
    assert run.stderr, run.stdout
    told = json.loads(run.stderr)["messages"]
    assert [(one["url"], one["message"]) for one in told if one["type"] == "error"] == []


AXE = """
const [tool, core, source, browser, profile, ...pages] = process.argv;
const { chromium } = require(core);
(async () => {
  const flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
                 "--disable-sync", "--no-first-run"];
  const context = await chromium.launchPersistentContext(profile, { executablePath: browser, args: flags, bypassCSP: true });
  const found = [];
  for (const page of pages)
    for (const width of [390, 1280])
      for (const colorScheme of ["light", "dark"]) {
        const tab = await context.newPage();
        await tab.emulateMedia({ colorScheme });
        await tab.setViewportSize({ width, height: 900 });
        await tab.goto("file://" + encodeURI(page));
        const wide = await tab.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
        if (wide) found.push([page, width, colorScheme, "runs over the edge"]);
        await tab.addScriptTag({ path: source });
        const { violations } = await tab.evaluate(() => axe.run());
        for (const one of violations) found.push([page, width, colorScheme, one.id, one.nodes[0].html.slice(0, 200)]);
        await tab.close();
      }
  await context.close();
  console.log(JSON.stringify(found));
})();
"""


@pytest.mark.parametrize("theme", THEMES)
def test_pages_are_accessible_on_phones_and_desks_by_day_and_by_night(shelf, fronts, theme, tmp_path):
    source, core = node("axe-core") / "axe.min.js", node("playwright-core")
    browser = needed(shutil.which("chromium"), "apt-get install chromium")
    tool = needed(shutil.which("node"), "apt-get install nodejs")
    names = ["one story", "five stories", "Arabic"]
    pages = [str(shelf(theme, name, "html")) for name in names] + fronts(theme)
    script = tmp_path / "axe.js"
    script.write_text(AXE.replace("[tool, core", "[tool, script, core"), encoding="utf-8")
    run = subprocess.run(
        [tool, script, str(core), str(source), browser, str(tmp_path / "profile"), *pages],
        capture_output=True, text=True, check=False, timeout=600,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout) == []
