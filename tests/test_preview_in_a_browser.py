"""The preview in a browser: load, edit, keep the place, a fault and its mend, why, themes, light, PDF, and by keyboard alone.

The browser and what drives it are development tools. Where one is missing the tests are skipped, with the line that
installs it.
"""

import json
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
#: Where scripts/checkers.sh has installed the packages of Node.
CHECKERS = Path(os.environ.get("BRIEF_CHECKERS", ROOT))
INSTALL = "sh scripts/checkers.sh FOLDER, and BRIEF_CHECKERS=FOLDER"

DRIVE = """
const [, , core, axe, browser, base, home] = process.argv;
const { chromium } = require(core);
const fs = require("fs"), path = require("path");
const save = (name, text) => fs.writeFileSync(path.join(home, name), text);
const read = (name) => fs.readFileSync(path.join(home, name), "utf8");
(async () => {
  const flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
                 "--disable-sync", "--no-first-run"];
  const chrome = await chromium.launch({ executablePath: browser, args: flags });
  const faults = [];
  const open = async (query = "", options = {}) => {
    const context = await chrome.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (line) => { if (line.type() === "error" && !line.text().includes("500")) faults.push(line.text()); });
    await page.goto(base + query);
    await page.waitForSelector("#stage iframe:not(.coming)", { state: "attached" });
    return page;
  };
  // Runs in the tools' page: `inner` is the document that is shown.
  const inside = (page, what, ...words) => page.evaluate(([what, words]) => {
    const frame = document.querySelector("#stage iframe:not(.coming)");
    return new Function("inner", "view", "...words", `return (${what})`)(frame.contentDocument, frame.contentWindow, ...words);
  }, [what, words]);
  const until = async (page, what, ...words) => {
    for (const end = Date.now() + 20000; Date.now() < end; await new Promise((done) => setTimeout(done, 20)))
      if (await inside(page, what, ...words).catch(() => false)) return;
    throw new Error(`never: ${what} ${words}`);
  };
  const shows = (page, text) => until(page, "inner.body.textContent.includes(words[0])", text);
  const violations = async (page) => {
    await page.addScriptTag({ path: axe });
    const found = await page.evaluate(() => axe.run(document, { iframes: false }));
    return found.violations.map((one) => [one.id, one.nodes.map((node) => node.html.slice(0, 150))]);
  };
  const result = await (async () => { SCENE })();
  await chrome.close();
  console.log(JSON.stringify([result ?? null, faults]));
})().catch((error) => { console.error(error); process.exit(1); });
"""


def needed(found, install):
    """What was looked for, or a test that is skipped with the line that installs it."""
    if not found:
        pytest.skip(f"missing: {install}")
    return found


def node(name):
    """A package of Node's."""
    folder = CHECKERS / "node_modules" / name
    return needed(folder.is_dir() and folder, f"{INSTALL} (npm: {name})")


ARTICLES = {
    "ferry": "Ferry to Lindmoor sails again\n\nThe ferry to Lindmoor sailed again on Thursday after nine weeks in the "
    "harbor. Its captain, Ada Holm, rang the bell twice on the way out. The repairs cost 41,000 crowns, which the "
    "town had saved for a fountain.\n",
    "baker": "Baker of Sandvig wins the golden whisk\n\nThe baker of Sandvig won the golden whisk on Friday. Her rye "
    "bread rested for two days before the jury saw it. The jury wept, and asked for butter.\n",
} | {
    f"town-{number}": f"{word} of the north opens a library\n\nThe town of {word} opened a library on Monday. It holds "
    f"{number}00 books about {word} and one about the sea. Children may borrow {number} at a time.\n"
    for number, word in enumerate(["Aldmoor", "Birkby", "Corran", "Dunmere", "Eskdale", "Farnley", "Garth", "Holme"], 2)
}  # fmt: skip


@pytest.fixture
def home(inside):
    (inside / "articles").mkdir()
    for name, text in ARTICLES.items():
        (inside / "articles" / f"{name}.txt").write_text(text)
    (inside / "ours").mkdir()
    for name in ("briefing.html.jinja", "style.css"):
        shutil.copy(ROOT / "templates" / "morning" / name, inside / "ours" / name)
    (inside / "brief.toml").write_text('[output]\ntheme = "ours"\n[[source]]\nlocation = "articles"\n')
    return inside


@contextmanager
def served(home, environment, *words):
    command = [sys.executable, "-m", "brief", "preview", "-a", "127.0.0.1:0", "--date", "2026-11-20", *words]
    environment = environment | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=home, env=environment, stderr=subprocess.PIPE, text=True) as process:
        try:
            said = next(line for line in process.stderr if line.startswith("http://"))
            yield said.split()[0].rstrip("/")
        finally:
            process.terminate()


@pytest.fixture
def scene(home, plain_environment, tmp_path_factory):
    """Play a scene in the browser: what it returns, where nothing was complained of on the way."""

    def play(text, *words):
        tool = needed(shutil.which("node"), "apt-get install nodejs")
        browser = needed(shutil.which("chromium"), "apt-get install chromium")
        core, axe = node("playwright-core"), node("axe-core") / "axe.min.js"
        script = tmp_path_factory.mktemp("scene") / "scene.cjs"
        script.write_text(DRIVE.replace("SCENE", text), encoding="utf-8")
        with served(home, plain_environment, *words) as base:
            run = subprocess.run(
                [tool, script, core, axe, browser, base, home], capture_output=True, text=True, check=False, timeout=240
            )
        assert run.returncode == 0, run.stderr
        result, faults = json.loads(run.stdout)
        assert faults == []
        return result

    return play


def test_a_saved_template_is_shown_and_the_reader_keeps_his_place(scene):
    before, after, frames = scene("""
        const page = await open("/");
        await shows(page, "golden whisk");
        await inside(page, "view.scrollTo(0, 700)");
        const template = read("ours/briefing.html.jinja");
        save("ours/briefing.html.jinja", template.replace("</footer>", "<p>Printed by Ada Holm</p></footer>"));
        await shows(page, "Printed by Ada Holm");
        return [700, await inside(page, "view.scrollY"), await page.locator("#stage iframe").count()];
    """)
    assert (before, frames) == (after, 1)


def test_a_saved_style_is_worn_without_a_new_page(scene):
    assert scene("""
        const page = await open("/");
        await inside(page, "inner.body.dataset.same = 'yes'");
        save("ours/style.css", read("ours/style.css") + "\\nh1{color:rgb(1, 2, 3)!important}");
        await until(page, "view.getComputedStyle(inner.querySelector('h1')).color === 'rgb(1, 2, 3)'");
        save("ours/style.css", read("ours/style.css").replace("rgb(1, 2, 3)", "rgb(4, 5, 6)"));
        await until(page, "view.getComputedStyle(inner.querySelector('h1')).color === 'rgb(4, 5, 6)'");
        return inside(page, "inner.body.dataset.same");
    """) == "yes"  # fmt: skip


def test_a_saved_article_is_shown_in_two_browsers_at_once(scene):
    scene("""
        const pages = [await open("/"), await open("/?theme=dispatch")];
        save("articles/ferry.txt", read("articles/ferry.txt").replaceAll("nine weeks", "eleven long weeks"));
        for (const page of pages) await shows(page, "eleven long weeks");
    """)


def test_a_fault_is_shown_with_its_line_and_the_page_comes_back_where_it_was(scene):
    told, place, title = scene("""
        const page = await open("/");
        await shows(page, "golden whisk");
        await inside(page, "view.scrollTo(0, 500)");
        const template = read("ours/briefing.html.jinja");
        save("ours/briefing.html.jinja", template.replace("</footer>", "{{ briefing.nothing }}</footer>"));
        await shows(page, "The theme is wrong");
        const told = await inside(page, "inner.querySelector('.here').textContent");
        const title = await page.title();
        save("ours/briefing.html.jinja", template);
        await shows(page, "golden whisk");
        return [told, await inside(page, "view.scrollY"), title];
    """)
    assert told.strip().endswith("{{ briefing.nothing }}</footer>")
    assert (place, title) == (500, "Wrong: Preview: The Morning Brief")


def test_why_tells_the_score_of_a_sentence_and_the_reasons_for_a_story(scene):
    sentence, story, described, again = scene("""
        const page = await open("/");
        await page.click("#why");
        await until(page, "inner.querySelectorAll('[data-reason]').length > 10");
        const frame = page.frameLocator("#stage iframe");
        await frame.getByText("The ferry to Lindmoor sailed again").last().hover();
        await page.waitForSelector("#reason .meter");
        const sentence = await page.textContent("#reason");
        await frame.locator("h3[data-reason]").first().focus();
        await page.waitForFunction(() => !document.querySelector("#reason .meter"));
        const story = await page.textContent("#reason");
        const described = await inside(page, "inner.querySelector('h3[data-reason]').getAttribute('aria-description')");
        save("articles/ferry.txt", read("articles/ferry.txt").replaceAll("nine weeks", "eleven long weeks"));
        await shows(page, "eleven long weeks");
        await until(page, "inner.querySelectorAll('[data-reason]').length > 10");
        return [sentence, story, described, await inside(page, "inner.querySelectorAll('[data-reason]').length > 10")];
    """)
    assert "score of the sentence" in sentence
    assert "ferry.txt, paragraph" in sentence
    assert "importance, the product of" in story
    assert "sources" in story
    assert described.startswith("Place ")
    assert again


def test_why_is_taken_off_the_page_again(scene):
    assert scene("""
        const page = await open("/?why=1");
        await until(page, "inner.querySelectorAll('[data-reason]').length > 10");
        await page.keyboard.press("Escape");
        await until(page, "!inner.querySelector('[data-reason], [tabindex], [aria-description]')");
        return [await page.isHidden("#reasons"), await page.evaluate(() => document.activeElement.id), page.url().split("/").pop()];
    """) == [True, "why", ""]  # fmt: skip


def test_themes_are_switched_and_the_choice_stands_in_the_address(scene):
    before, after, usual, url = scene("""
        const page = await open("/");
        const rows = "inner.querySelectorAll('article.row').length";
        const before = await inside(page, rows);
        await page.selectOption("#theme", "dispatch");
        await until(page, `${rows} > 1`);
        const after = await inside(page, rows), url = page.url().split("/").pop();
        await page.reload();
        await until(page, `${rows} > 1`);
        await page.selectOption("#theme", "");
        await until(page, `${rows} === 0`);
        return [before, after > 1, await inside(page, rows), url];
    """)
    assert (before, after, usual, url) == (0, True, 0, "?theme=dispatch")


def test_day_and_night_are_chosen_whatever_the_system_wants(scene):
    assert scene("""
        const page = await open("/", { colorScheme: "dark" });
        const paper = "view.getComputedStyle(inner.documentElement).backgroundColor";
        await shows(page, "golden whisk");
        const found = [await inside(page, paper)];
        for (const light of ["light", "dark", "auto"]) {
          await page.check(`input[name=light][value=${light}]`, { force: true });
          found.push(await inside(page, paper));
        }
        return found;
    """) == ["rgb(22, 20, 18)", "rgb(253, 251, 246)", "rgb(22, 20, 18)", "rgb(22, 20, 18)"]  # fmt: skip


def test_widths_are_those_of_a_phone_and_of_paper(scene):
    assert scene("""
        const page = await open("/");
        const found = [];
        for (const width of ["phone", "paper", "page"]) {
          await page.check(`input[name=width][value=${width}]`, { force: true });
          found.push(await inside(page, "view.innerWidth"));
        }
        return found;
    """) == [390, 794, 1280]  # fmt: skip


def test_the_pdf_is_shown_beside_the_page_with_its_pages_and_time_and_made_again(scene):
    told, first, second = scene("""
        const page = await open("/?pdf=1");
        const sheet = () => page.waitForSelector("#sheets iframe", { state: "attached", timeout: 90000 });
        const first = await (await sheet()).getAttribute("src");
        const told = await page.textContent("#printed");
        save("articles/ferry.txt", read("articles/ferry.txt").replaceAll("nine weeks", "eleven long weeks"));
        await page.waitForFunction((first) => document.querySelector("#sheets iframe").getAttribute("src") !== first, first, { timeout: 90000 });
        return [told, first, await (await sheet()).getAttribute("src")];
    """)
    assert told.split(", made in ")[0] in {"1 page", "2 pages", "3 pages"}
    assert first.startswith("/pdf?theme=&at=")
    assert first != second


def test_an_earlier_edition_is_shown_as_it_was_published(scene, home):
    (home / "output" / "2026-11-19").mkdir(parents=True)
    (home / "output" / "2026-11-19" / "briefing.html").write_text("<!doctype html><title>x</title><p>Yesterday's news")
    assert scene("""
        const page = await open("/");
        await page.selectOption("#edition", "2026-11-19");
        await shows(page, "Yesterday's news");
        const told = await page.textContent("#state");
        await page.selectOption("#edition", "");
        await shows(page, "golden whisk");
        return told;
    """) == "As it was published"  # fmt: skip


def test_problems_with_sources_are_counted_and_told(scene, home):
    with (home / "brief.toml").open("a") as file:
        file.write('[[source]]\nlocation = "gone.txt"\n')
    assert scene("""
        const page = await open("/?sources=1");
        await page.waitForSelector("#told li");
        return [await page.textContent("#troubles"), await page.textContent("#told li")];
    """) == ["1", "gone.txt no such file or folder"]  # fmt: skip


def test_the_tools_are_accessible_in_every_view_on_phones_and_desks_by_day_and_by_night(scene, home):
    (home / "brief.toml").write_text((home / "brief.toml").read_text() + '[[source]]\nlocation = "gone.txt"\n')
    assert scene("""
        const found = [];
        for (const width of [390, 1280]) for (const colorScheme of ["light", "dark"])
          for (const view of ["", "?why=1", "?sources=1", "?pdf=1", "?width=phone"]) {
            const page = await open("/" + view, { viewport: { width, height: 844 }, colorScheme, bypassCSP: true });
            await page.waitForTimeout(300);
            if (view === "?why=1") await inside(page, "inner.querySelector('[data-reason]').focus()");
            if (width === 390) await page.click("#open");
            for (const one of await violations(page)) found.push([width, colorScheme, view, one]);
            if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) found.push([width, view, "runs over the edge"]);
            await page.context().close();
          }
        return found;
    """) == []  # fmt: skip


def test_the_page_of_a_fault_is_accessible(scene, home):
    (home / "ours" / "briefing.html.jinja").write_text("one\n{{ nothing }}\n")
    assert scene("""
        const found = [];
        for (const colorScheme of ["light", "dark"]) {
          const context = await chrome.newContext({ colorScheme, bypassCSP: true });
          const page = await context.newPage();
          await page.goto(base + "/page");
          found.push(...await violations(page));
        }
        return found;
    """) == []  # fmt: skip


def test_everything_is_reached_by_keyboard(scene):
    reached = scene("""
        const page = await open("/");
        const reached = [];
        for (let at = 0; at < 14; at++) {
          await page.keyboard.press("Tab");
          reached.push(await page.evaluate(() => document.activeElement.id || document.activeElement.name || document.activeElement.tagName));
        }
        return reached;
    """)
    assert reached[:8] == ["width", "light", "why", "pdf", "sources", "theme", "edition", "IFRAME"]


def test_each_reason_is_told_once_however_often_the_page_was_marked(scene):
    assert scene("""
        const page = await open("/?why=1");
        for (const word of ["ten", "eleven", "twelve"]) {
          save("articles/ferry.txt", read("articles/ferry.txt").replace(/\\S+ weeks/, `${word} weeks`));
          await shows(page, `${word} weeks`);
          await page.waitForTimeout(300);
        }
        for (let at = 0; at < 4; at++) await page.click("#why");
        await until(page, "inner.querySelectorAll('[data-reason]').length > 10");
        await page.evaluate(() => {
          window.told = 0;
          const panel = document.getElementById("reason"), replace = panel.replaceChildren.bind(panel);
          panel.replaceChildren = (...parts) => { window.told += 1; replace(...parts); };
        });
        await inside(page, "inner.querySelector('h3[data-reason]').click()");
        return page.evaluate(() => window.told);
    """) == 1  # fmt: skip


def test_the_keyboard_stays_where_it_is_when_a_file_is_saved(scene):
    before, after, link = scene("""
        const page = await open("/?why=1");
        await until(page, "inner.querySelectorAll('[data-reason]').length > 10");
        const at = "[...inner.querySelectorAll('[data-reason]')].indexOf(inner.activeElement)";
        await inside(page, "inner.querySelectorAll('[data-reason]')[7].focus()");
        const before = await inside(page, at);
        save("articles/ferry.txt", read("articles/ferry.txt").replaceAll("nine weeks", "eleven long weeks"));
        await shows(page, "eleven long weeks");
        await page.waitForTimeout(500);
        const after = await inside(page, at);
        await page.click("#why");
        await inside(page, "inner.querySelectorAll('a[href]')[2].focus()");
        save("articles/ferry.txt", read("articles/ferry.txt").replaceAll("eleven long weeks", "ten weeks"));
        await shows(page, "ten weeks");
        await page.waitForTimeout(300);
        return [before, after, await inside(page, "[...inner.querySelectorAll('a[href]')].indexOf(inner.activeElement)")];
    """)
    assert (before, after, link) == (7, 7, 2)


@pytest.fixture
def editions(home):
    """Two editions in the folder of results, of which the later one has a PDF, and the list of all."""
    for day in ("2026-11-18", "2026-11-19"):
        folder = home / "output" / day
        folder.mkdir(parents=True)
        (folder / "briefing.html").write_text(
            f"<!doctype html><p>News of {day}, <a href='../index.html'>All editions</a>"
        )
    (home / "output" / "2026-11-19" / "briefing.pdf").write_bytes(b"%PDF-1.7")
    (home / "output" / "index.html").write_text("<!doctype html><p>All of them")


def test_of_earlier_editions_is_shown_what_there_is_of_them(scene, editions):
    has, lacks, hidden, sources, why = scene("""
        const page = await open("/?why=1");
        await page.selectOption("#edition", "2026-11-19");
        await shows(page, "News of 2026-11-19");
        const why = await page.isVisible("#reasons");
        await page.click("#pdf");
        const has = await page.textContent("#printed");
        await page.selectOption("#edition", "2026-11-18");
        await shows(page, "News of 2026-11-18");
        const lacks = await page.textContent("#printed"), hidden = await page.isHidden("#sheet");
        await page.click("#sources");
        await page.waitForSelector("#told h3");
        return [has, lacks, hidden, await page.textContent("#told h3"), why];
    """)
    assert (has, lacks, hidden) == ("The PDF of that edition", "That edition has no PDF", True)
    assert sources == "How each one did"
    assert not why


def test_a_link_to_all_editions_opens_them_beside(scene, editions):
    assert scene("""
        const page = await open("/?edition=2026-11-19");
        await shows(page, "News of 2026-11-19");
        const [beside] = await Promise.all([page.context().waitForEvent("page"), page.frameLocator("#stage iframe").getByText("All editions").click()]);
        await beside.waitForSelector("p");
        return [await beside.textContent("p"), new URL(beside.url()).pathname, page.url().split("/").pop()];
    """) == ["All of them", "/index.html", "?edition=2026-11-19"]  # fmt: skip


def test_an_edition_that_is_not_there_gives_way_to_the_one_of_now(scene, editions):
    assert scene("""
        const page = await open("/?edition=1999-01-01");
        await shows(page, "golden whisk");
        return page.evaluate(() => document.getElementById("edition").selectedIndex);
    """) == 0  # fmt: skip


def test_on_a_phone_the_tools_close_over_what_was_chosen(scene):
    assert scene("""
        const page = await open("/", { viewport: { width: 390, height: 844 } });
        await page.click("#open");
        await page.click("#why");
        return [await page.isHidden("#tools"), await page.getAttribute("#open", "aria-expanded"),
                await page.evaluate(() => document.activeElement.id), await page.isVisible("#reasons")];
    """) == [True, "false", "open", True]  # fmt: skip
