"""The least that sumy, jinja2 and weasyprint make a briefing with: three sentences of each article, on plain pages.

python benchmarks/least.py FILE.txt|FILE.jsonl OUT.html OUT.pdf; it is what `benchmarks/cold.py` sets `brief build` beside.
"""

import json
import re
import sys
from pathlib import Path

from jinja2 import Template
from sumy.nlp.stemmers import Stemmer
from sumy.parsers.plaintext import PlaintextParser
from sumy.summarizers.lex_rank import LexRankSummarizer
from weasyprint import HTML

PAGE = Template("""<!doctype html><html lang="en"><title>Briefing</title><h1>Briefing</h1>{% for title, sentences in stories %}
<h2>{{ title|e }}</h2><ul>{% for one in sentences %}<li>{{ one|e }}</li>{% endfor %}</ul>{% endfor %}</html>""")


class Tokenizer:
    """Sentences end at a full stop before a capital; nltk's own model would have to be downloaded."""

    to_sentences = staticmethod(re.compile(r"(?<=[.!?]) +(?=[A-Z])").split)
    to_words = staticmethod(re.compile(r"\w+").findall)


source, page, paper = map(Path, sys.argv[1:])
lines = source.read_text(encoding="utf-8").splitlines()
records = [json.loads(line) for line in lines] if source.suffix == ".jsonl" else [{"text": "\n".join(lines)}]
summarizer = LexRankSummarizer(Stemmer("english"))
stories = []
for record in records:
    document = PlaintextParser.from_string(record["text"], Tokenizer()).document
    stories.append((record.get("title") or "Story", [str(one) for one in summarizer(document, 3)]))
page.write_text(PAGE.render(stories=stories), encoding="utf-8")
HTML(string=page.read_text(encoding="utf-8")).write_pdf(paper)
