// Why: what stands on the page is marked, and what is known of it told in the panel.
"use strict";

// The listeners of the marks that there are: taken off with them, else each save would add its own.
let marking = null;

const plain = (text) => text.replace(/\s+/g, " ").trim();

// The smallest element that holds a text, within another one.
function holding(root, text) {
  let found = null;
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_ELEMENT, (one) =>
    plain(one.textContent).includes(text) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT);
  while (walker.nextNode()) found = walker.currentNode;
  return found;
}

function mark(frame) {
  const page = frame.contentDocument;
  if (!isOn("why") || !reasons || edition() || page.body.classList.contains("fault")) return;
  marking ??= new AbortController();
  const bind = (element, what, description) => {
    if (!element || element.dataset.reason) return;
    element.dataset.reason = "yes";
    element.tabIndex = 0;
    element.setAttribute("aria-description", description);
    const tell = (event) => {
      event.stopPropagation();
      for (const one of page.querySelectorAll(".why-on")) one.classList.remove("why-on");
      element.classList.add("why-on");
      explain(what);
    };
    for (const kind of ["mouseover", "focus", "click"]) element.addEventListener(kind, tell, { signal: marking.signal });
  };
  for (const story of reasons.told || []) {
    const named = page.getElementById(story.place);
    if (!named) continue;
    const place = named.closest("article") || named;
    const title = place.querySelector("h1,h2,h3,h4") || holding(place, story.title) || place;
    bind(title, { story }, `Place ${story.rank} of ${reasons.count}, importance ${story.importance}`);
    for (const sentence of story.sentences)
      bind(holding(place, sentence.text), { story, sentence }, `Score ${sentence.score}. ${sentence.why}`);
  }
  for (const story of reasons.listed || [])
    bind(holding(page.body, story.title), { story }, `Listed only: ${story.listed}`);
}

function unmark(frame) {
  if (marking) marking.abort();
  marking = null;
  for (const one of frame.contentDocument.querySelectorAll("[data-reason]")) {
    one.removeAttribute("data-reason");
    one.removeAttribute("tabindex");
    one.removeAttribute("aria-description");
    one.classList.remove("why-on");
  }
}

function explain({ story, sentence }) {
  const parts = [];
  if (sentence) {
    parts.push(make("p", sentence.text, "says"));
    const score = make("p", `${sentence.score.toFixed(2)} `, "big");
    score.append(make("small", "score of the sentence"));
    const meter = make("div", undefined, "meter"), bar = make("i");
    bar.style.width = `${Math.round(100 * Math.min(1, sentence.score))}%`;
    meter.append(bar);
    parts.push(score, meter, make("p", sentence.why));
    parts.push(make("p", `${sentence.from}, paragraph ${sentence.paragraph}, sentence ${sentence.number} of ${sentence.of}`, "soft"));
    parts.push(make("h3", "Its story"));
  }
  parts.push(make("p", story.title, "title"));
  if (story.listed) parts.push(make("p", `Listed by its headline only: ${story.listed}`));
  if (story.edits.length) parts.push(make("p", `The editor's hand: ${story.edits.join(", ")}`));
  parts.push(make("h3", story.articles.length > 1 ? "Why these are one story" : "Its article"));
  if (story.why) parts.push(make("p", story.why));
  const list = make("ul", undefined, "rows");
  for (const one of story.articles) list.append(make("li", one));
  parts.push(list);
  parts.push(make("h3", `Why it stands at ${story.rank} of ${reasons.count}`));
  const sum = make("p", `${story.importance} `, "big");
  sum.append(make("small", "importance, the product of"));
  parts.push(sum);
  const table = make("div", undefined, "signals");
  for (const one of story.signals) table.append(make("b", one.name), make("span", String(one.value), "value"), make("span", one.why));
  parts.push(table);
  $("reason").replaceChildren(...parts);
}

// Where the keyboard is on a page: on a link or a mark, which has the same number on the page that follows.
const PLACES = "a[href], summary, [data-reason]";

function spotOf(page) {
  const at = page.activeElement;
  if (!at || at === page.body) return null;
  const kind = at.dataset.reason ? "[data-reason]" : PLACES;
  return { id: at.id, kind, number: [...page.querySelectorAll(kind)].indexOf(at) };
}

function backTo(page, spot) {
  if (!spot) return;
  const found = (spot.id && page.getElementById(spot.id)) || page.querySelectorAll(spot.kind)[spot.number];
  if (found && found !== page.activeElement) found.focus({ preventScroll: true });
}
