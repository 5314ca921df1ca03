"""How soon a saved file is seen in a browser, and what 500 saves leave behind.

python benchmarks/preview.py FOLDER CHECKERS [--saves 500]

FOLDER holds articles, one a file (200 of them for the figures of the documentation); CHECKERS is where
scripts/checkers.sh has installed playwright-core. Printed are, for 20 saves of a template that extends another one, of a
copy of a whole template (its 230 lines are compiled anew), of a style and of an article: the median and the worst, in
milliseconds from before the file is written to when the browser shows it; what each took of the server's processor; and
how much longer than on an idle machine any work took meanwhile (1 is idle). Then how long each way takes in which
editors save, in two browsers; the growth of the server's memory over so many saves, as fast as they are taken up; and
whether the last of them is shown. Everything is done on a copy.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

TARGETS = {"template": 300, "copy": 300, "style": 300, "article": 1000}

DRIVE = r"""
const { chromium } = require(process.argv[3] + "/node_modules/playwright-core");
const fs = require("fs"), path = require("path");
const [, , url, , home, article, saves, pid] = process.argv;
const times = (list) => { const s = [...list].sort((a, b) => a - b); return { median: s[s.length >> 1], worst: s.at(-1) }; };
const memory = () => +fs.readFileSync(`/proc/${pid}/status`, "utf8").match(/VmRSS:\s+(\d+)/)[1] / 1024;
// What the server takes of the processor, in milliseconds; and how much longer than that work takes on this machine now.
const taken = () => { const all = fs.readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" "); return 10 * (+all[11] + +all[12]); };
const slowness = () => {
  const wall = performance.now(), start = process.cpuUsage();
  while (performance.now() - wall < 400);
  const used = process.cpuUsage(start);
  return (performance.now() - wall) * 1000 / (used.user + used.system);
};
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
(async () => {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
  const open = async () => {
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
    await page.goto(url);
    await page.waitForFunction(() => document.body.dataset.page);
    return page;
  };
  const seen = (page, what, value) => page.waitForFunction(([what, value]) => {
    const frame = document.querySelector("#stage iframe:not(.coming)");
    if (!frame) return false;
    const inner = frame.contentDocument;
    if (what === "style") return getComputedStyle(inner.body).getPropertyValue("--mark").trim() === value;
    return inner.body.textContent.includes(value);
  }, [what, value], { polling: "raf", timeout: 15000 });
  const page = await open();
  const result = {};
  const template = path.join(home, "theme", "briefing.html.jinja"), style = path.join(home, "theme", "style.css");
  const start = { template: fs.readFileSync(template, "utf8"), style: fs.readFileSync(style, "utf8"), article: fs.readFileSync(article, "utf8") };
  const write = {
    template: (word) => [template, `{% extends "morning/briefing.html.jinja" %}{% block fonts %}${word}{% endblock %}`],
    copy: (word) => [template, start.template.replace("</footer>", `<p>${word}</p></footer>`)],
    style: (word) => [style, `${start.style}\nbody{--mark:${word}}\n`],
    article: (word) => [article, start.article.replace("@@", word)],
  };
  for (const what of ["template", "copy", "style", "article"]) {
    const found = [];
    const slow = slowness(), before = taken();
    for (let n = 0; n < 21; n++) {
      const word = `mark${what}${n}`, [file, content] = write[what](word);
      const before = performance.now();
      fs.writeFileSync(file, content);
      await seen(page, what, word);
      found.push(performance.now() - before);
      await pause(150);
    }
    result[what] = { ...times(found.slice(1)), processor: (taken() - before) / 21, slowness: (slow + slowness()) / 2 };
  }
  const second = await open();
  const patterns = {
    "truncate and write": (file, content) => fs.writeFileSync(file, content),
    "rename over": (file, content) => { fs.writeFileSync(`${file}.tmp~`, content); fs.renameSync(`${file}.tmp~`, file); },
    "swap file, backup": (file, content) => {
      fs.writeFileSync(path.join(path.dirname(file), `.${path.basename(file)}.swp`), "swap");
      fs.renameSync(file, `${file}~`); fs.writeFileSync(file, content); fs.unlinkSync(`${file}~`);
      fs.unlinkSync(path.join(path.dirname(file), `.${path.basename(file)}.swp`));
    },
    "gone, then written": async (file, content) => { fs.unlinkSync(file); await pause(80); fs.writeFileSync(file, content); },
    "in two writes": async (file, content) => {
      const out = fs.openSync(file, "w");
      fs.writeSync(out, content.slice(0, 900)); await pause(40); fs.writeSync(out, content.slice(900)); fs.closeSync(out);
    },
  };
  for (const [name, save] of Object.entries(patterns)) {
    const word = `pattern${name.replace(/\W/g, "")}`, before = performance.now();
    await save(...write.copy(word));
    await Promise.all([page, second].map((one) => seen(one, "template", word)));
    result[name] = Math.round(performance.now() - before);
  }
  const settle = async (from, to) => {
    for (let n = from; n < to; n++) {
      const what = ["template", "style", "article", "copy"][n % 4];
      fs.writeFileSync(...write[what](`save${n}`));
      await pause(15 + (n * 37) % 60);
    }
    const [file, content] = write.template(`last${to}`);
    fs.writeFileSync(file, content);
    await Promise.all([page, second].map((one) => seen(one, "template", `last${to}`)));
  };
  await settle(0, 60);
  const first = memory();
  await settle(60, 60 + +saves);
  await pause(500);
  result.memory = { before: first, after: memory(), growth: memory() - first };
  result.last = true;
  await browser.close();
  console.log(JSON.stringify(result));
})().catch((error) => { console.error(error.message, error.stack); process.exit(1); });
"""


def main() -> None:
    """Measure, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("checkers", type=Path)
    parser.add_argument("--saves", type=int, default=500)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        shutil.copytree(given.folder, home / "articles")
        theme = home / "theme"
        theme.mkdir()
        source = Path(__file__).parent.parent / "templates" / "morning"
        for name in ("briefing.html.jinja", "style.css"):
            shutil.copy(source / name, theme / name)
        # The newest article by far, which leads the page, so that a change of it is seen there.
        told = {
            "id": "measured",
            "title": "Ferry to the lighthouse sails again after @@",
            "text": "The ferry to the lighthouse sailed again on Thursday. It had lain in the harbor for nine weeks. "
            "The keeper paid for the repairs out of the pockets of his coat.",
            "published": "2026-11-25T12:00:00Z",
            "source": "The Harbor Post",
        }
        article = home / "articles" / "zz-measured.json"
        article.write_text(json.dumps(told), encoding="utf-8")
        edits = '[[edit]]\nmatch = "ferry lighthouse sails"\ndo = "lead"\n'
        (home / "brief.toml").write_text(f'[output]\ntheme = "theme"\n\n[[source]]\nlocation = "articles"\n\n{edits}')
        command = [sys.executable, "-m", "brief", "preview", "-a", "127.0.0.1:0", "--date", "2026-11-25"]
        root = str(Path(__file__).parent.parent)
        server = subprocess.Popen(
            command, cwd=home, env={**os.environ, "PYTHONPATH": root}, stderr=subprocess.PIPE, text=True
        )
        try:
            address = next(found for line in server.stderr if (found := re.search(r"http://\S+/", line)))[0]
            script = home / "drive.cjs"
            script.write_text(DRIVE, encoding="utf-8")
            words = [address, given.checkers, home, article, given.saves, server.pid]
            run = subprocess.run(
                ["node", script, *map(str, words)],
                env={**os.environ, "CHROMIUM": shutil.which("chromium") or ""},
                capture_output=True,
                text=True,
                check=False,
            )
        finally:
            server.send_signal(signal.SIGINT)
            server.wait()
    if run.returncode:
        sys.exit(run.stderr)
    found = json.loads(run.stdout)
    for name, value in found.items():
        told = {key: round(part, 1) for key, part in value.items()} if isinstance(value, dict) else value
        print(f"{name:20}", told)
    late = [name for name, target in TARGETS.items() if found[name]["median"] > target]
    if late or found["memory"]["growth"] > 20:
        sys.exit(f"missed: {', '.join(late) or 'memory'}")


if __name__ == "__main__":
    main()
