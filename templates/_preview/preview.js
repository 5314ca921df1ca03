// The tools of the preview. The page stands in a frame of the same origin and runs no script of its own; what the tools
// do to it (light, marks for reasons) is done from here, by style sheets that the page does not hold.
"use strict";

const $ = (id) => document.getElementById(id);
const stage = $("stage");
const options = new URLSearchParams(location.search);
const shown = { frame: null, page: "", kind: "", style: "", content: "", sheet: null, told: "", why: "", pdf: "" };
let state = null, events = null, coming = null, reasons = null, place = { wanted: 0, had: 0 };

const theme = () => $("theme").value;
const edition = () => $("edition").value;
const isOn = (id) => $(id).getAttribute("aria-pressed") === "true";
const chosen = (name) => document.querySelector(`input[name=${name}]:checked`).value;

function make(tag, text, name) {
  const found = document.createElement(tag);
  if (text !== undefined) found.textContent = text;
  if (name) found.className = name;
  return found;
}

// ---- the page

function address() {
  const day = edition();
  return day ? `/${day}/briefing.html` : `/page?theme=${encodeURIComponent(theme())}&at=${state ? state.page : ""}`;
}

// Where the reader is. A page that is shorter for a while, as one of a template half saved, does not lose the place.
function keepPlace(view) {
  if (view.scrollY !== place.had) place.wanted = view.scrollY;
}

function takePlace(view) {
  view.scrollTo({ top: place.wanted, behavior: "instant" });
  place.had = view.scrollY;
}

// A new page is loaded behind the one that is shown, and takes its place when it is whole.
function load(where, done) {
  if (coming) coming.remove();
  const frame = coming = document.createElement("iframe");
  frame.title = "The briefing";
  frame.className = "coming";
  frame.addEventListener("load", () => {
    if (frame !== coming) return;
    const before = shown.frame;
    const isFault = frame.contentDocument.body.classList.contains("fault");
    if (before && !before.contentDocument.body.classList.contains("fault")) keepPlace(before.contentWindow);
    const hadFocus = before && document.activeElement === before;
    coming = null;
    Object.assign(shown, { frame, sheet: null, content: frame.contentDocument.body.outerHTML });
    prepare(frame);
    frame.className = "";
    if (before) before.remove();
    if (!isFault) takePlace(frame.contentWindow);
    if (hadFocus) frame.focus();
    done();
  });
  frame.src = where;
  stage.append(frame);
}

function prepare(frame) {
  const page = frame.contentDocument;
  page.addEventListener("click", follow);
  frame.contentWindow.addEventListener("keydown", keys);
  dress(frame);
  mark(frame);
}

// Links within the page and to earlier editions stay here, others open beside.
function follow(event) {
  const link = event.target.closest("a[href]");
  if (!link) return;
  const to = new URL(link.href);
  const here = new URL(shown.frame.contentWindow.location.href);
  if (to.origin === here.origin && to.pathname === here.pathname) return;
  event.preventDefault();
  const day = to.origin === here.origin && to.pathname.match(/^\/(\d{4}-\d\d-\d\d)\/briefing\.html$/);
  if (day && isOffered(day[1])) {
    $("edition").value = day[1];
    changed();
  } else window.open(to.href, "_blank", "noopener");
}

// What kind of page is wanted: one of these is made another page of the same kind without being loaded.
const wanted = () => edition() || (state.fault ? "fault" : `page ${theme()}`);

function show(next) {
  state = next;
  if (edition() || (shown.frame && next.page === shown.page)) return said();
  const page = next.page, kind = wanted();
  if (shown.frame && shown.kind === kind && !next.fault) return change(page);
  load(address(), () => { Object.assign(shown, { page, kind, style: styled(shown.frame.contentDocument) }); said(); told(); });
}

const styled = (page) => [...page.querySelectorAll("style")].map((one) => one.textContent).join("\n");

// A page as a document, and its style apart: read here, that would fall under the policy of the tools.
function taken(text) {
  const styles = [];
  const rest = text.replace(/<style\b[^>]*>([^]*?)<\/style>/gi, (_, style) => { styles.push(style); return ""; });
  return [new DOMParser().parseFromString(rest, "text/html"), styles.join("\n")];
}

// The page stays, with its fonts and where it is scrolled to, and takes what is in the new one, all at once.
async function change(key) {
  const answer = await fetch(address());
  const [page, style] = taken(await answer.text());
  if (state.page !== key || !shown.frame || shown.kind !== wanted() || !answer.ok) return;
  const frame = shown.frame, here = frame.contentDocument, root = here.documentElement;
  if (style !== shown.style) {
    shown.sheet = new frame.contentWindow.CSSStyleSheet();
    shown.sheet.replaceSync(style);
    for (const one of here.querySelectorAll("style")) one.sheet.disabled = true;
    shown.style = style;
  }
  for (const name of root.getAttributeNames()) if (!page.documentElement.hasAttribute(name)) root.removeAttribute(name);
  for (const one of page.documentElement.attributes) root.setAttribute(one.name, one.value);
  const content = page.body.outerHTML;
  const spot = spotOf(here);
  keepPlace(frame.contentWindow);
  if (content !== shown.content) here.body.replaceWith(here.adoptNode(page.body));
  shown.content = content;
  shown.page = answer.headers.get("X-Page");
  dress(frame);
  takePlace(frame.contentWindow);
  mark(frame);
  backTo(here, spot);
  said();
  told(spot);
}

// ---- light and width

function dress(frame) {
  const page = frame.contentDocument, light = chosen("light");
  const extra = new frame.contentWindow.CSSStyleSheet();
  extra.replaceSync(
    (light === "auto" ? "" : `:root{color-scheme:${light}!important}`) +
    (isOn("why") ? ":is([data-reason]){cursor:help;border-radius:2px}[data-reason]:hover,[data-reason]:focus,[data-reason].why-on" +
      "{outline:2px solid color-mix(in srgb,currentcolor 55%,transparent);outline-offset:3px}" : ""));
  page.adoptedStyleSheets = [...(shown.sheet ? [shown.sheet] : []), extra];
  for (const sheet of [...page.styleSheets, ...page.adoptedStyleSheets]) if (!sheet.disabled) lit(sheet.cssRules, light);
}

// What asks for the light of the system gets the one that is chosen here.
function lit(rules, light) {
  for (const rule of rules) {
    if (rule.media) {
      rule.asked ??= rule.media.mediaText;
      const wanted = rule.asked.replace(/\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)/g,
        (whole, one) => light === "auto" ? whole : one === light ? "(min-width:0)" : "(max-width:0)");
      if (rule.media.mediaText !== wanted) rule.media.mediaText = wanted;
    }
    if (rule.cssRules) lit(rule.cssRules, light);
  }
}

// Where the keyboard was is given where the page has just been changed: with the reasons of before not all of it is marked.
async function told(from) {
  if (!state) return;
  if (isOn("why") && !edition() && shown.page === state.page && shown.why !== state.told + state.page) {
    const key = state.told + state.page;
    reasons = await (await fetch("/why")).json();
    shown.why = key;
    if (shown.frame) {
      const page = shown.frame.contentDocument, spot = from || spotOf(page);
      unmark(shown.frame);
      mark(shown.frame);
      dress(shown.frame);
      backTo(page, spot);
    }
  }
  if (isOn("sources") && shown.told !== state.told) {
    shown.told = state.told;
    $("told").innerHTML = await (await fetch("/sources")).text();
  }
}

// ---- PDF

function paper() {
  const day = edition(), made = state && state.paper;
  const place = day ? `/${day}/briefing.pdf` : `/pdf?theme=${encodeURIComponent(theme())}`;
  $("sheet").href = place;
  if (!isOn("pdf")) return;
  const has = day && state && state.editions.some(([one, , pdf]) => one === day && pdf);
  let key = has ? day : "", text = has ? "The PDF of that edition" : "That edition has no PDF";
  if (!day) {
    if (!made) return;
    key = made.key && `${theme()} ${made.key}`;
    text = made.pages ? `${made.pages} ${made.pages === 1 ? "page" : "pages"}, made in ${made.seconds.toFixed(1)} s` : "";
    if (made.fault) text = made.fault;
    if (made.working) text = text && !made.fault ? `${text}; being made again` : "Being made";
  }
  $("printed").textContent = text;
  $("sheet").hidden = !key;
  if (!key) $("sheets").replaceChildren();
  if (key && key !== shown.pdf) {
    shown.pdf = key;
    const frame = make("iframe");
    frame.title = "The PDF";
    frame.src = `${place}${day ? "" : `&at=${made.key}`}#navpanes=0&view=FitH`;
    $("sheets").replaceChildren(frame);
  }
}

// ---- what is said, and what is chosen

const spent = (seconds) => seconds < 0.95 ? `${Math.max(1, Math.round(seconds * 1000))} ms` : `${seconds.toFixed(1)} s`;

function said() {
  const line = $("state");
  if (!state) return;
  line.className = edition() ? "" : state.working ? "wait" : state.fault ? "bad" : "";
  line.textContent = edition() ? "As it was published" : state.working ? "Being made" : state.fault ? "Wrong" : `Made in ${spent(state.seconds)}`;
  $("title").textContent = state.title || "The briefing";
  $("theme").options[0].textContent = state.theme;
  offer();
  $("troubles").textContent = state.troubles || "";
  document.title = `${state.fault ? "Wrong: " : ""}Preview: ${state.title || "The briefing"}`;
  document.body.dataset.page = shown.page;
  paper();
}

// The editions that there are; the one that is shown stays among them.
function offer() {
  const list = $("edition"), at = edition(), key = JSON.stringify([state.day, state.editions]);
  if (shown.editions === key) return;
  shown.editions = key;
  const editions = state.editions.some(([day]) => day === at) || !at ? state.editions : [[at, true, false], ...state.editions];
  const options = [["", true], ...editions].map(([day, there]) => {
    const one = make("option", day ? `${day}${there ? "" : " (no page)"}` : `${state.day}, as it is now`);
    one.value = day;
    one.disabled = !there && day !== at;
    return one;
  });
  list.replaceChildren(...options);
  list.value = at;
}

const isOffered = (day) => [...$("edition").options].some((one) => one.value === day && !one.disabled);

function listen() {
  if (events) events.close();
  events = new EventSource(`/events?theme=${encodeURIComponent(theme())}${isOn("pdf") ? "&paper" : ""}`);
  events.onmessage = (event) => { show(JSON.parse(event.data)); told(); paper(); };
  events.onerror = () => { $("state").className = "wait"; $("state").textContent = "The preview has ended"; };
}

function press(id, on) {
  $(id).setAttribute("aria-pressed", String(on));
  $({ why: "reasons", pdf: "paper", sources: "health" }[id]).hidden = !on;
}

function remember() {
  const query = new URLSearchParams();
  const told = [["width", chosen("width"), "page"], ["light", chosen("light"), "auto"], ["edition", edition(), ""],
    ["theme", theme(), ""], ["why", isOn("why") ? "1" : "", ""],
    ["pdf", isOn("pdf") ? "1" : "0", document.body.dataset.paper === "yes" ? "1" : "0"], ["sources", isOn("sources") ? "1" : "", ""]];
  for (const [name, value, usual] of told) if (value !== usual) query.set(name, value);
  history.replaceState(null, "", query.size ? `?${query}` : "/");
}

// Another page is wanted: of another day, or in another theme.
function changed() {
  const day = edition();
  $("theme").disabled = $("why").disabled = Boolean(day);
  shown.pdf = "";
  remember();
  shown.page = "";
  if (day && isOn("why")) toggle("why");
  if (day) {
    place = { wanted: 0, had: 0 };
    load(address(), () => { shown.kind = day; said(); });
  } else listen();
}

function keys(event) {
  if (event.key !== "Escape") return;
  const open = ["why", "pdf", "sources"].find(isOn);
  if (!open) return;
  toggle(open);
  $(open).focus();
}

function toggle(id) {
  const on = !isOn(id);
  for (const one of ["why", "pdf", "sources"]) if (one !== id) press(one, false);
  press(id, on);
  if (on && $("tools").classList.contains("shown")) {  // on a phone they would lie over what is to be seen
    $("tools").classList.remove("shown");
    $("open").setAttribute("aria-expanded", "false");
    $("open").focus();
  }
  remember();
  if (shown.frame) { unmark(shown.frame); if (on && id === "why") mark(shown.frame); dress(shown.frame); }
  if (id === "pdf") listen(); else told();
  paper();
}

function begin() {
  for (const name of ["width", "light"]) {
    const found = document.querySelector(`input[name=${name}][value="${CSS.escape(options.get(name) || "")}"]`);
    if (found) found.checked = true;
  }
  stage.className = chosen("width");
  if (isOffered(options.get("edition"))) $("edition").value = options.get("edition");
  const start = options.get("pdf") ?? (document.body.dataset.paper === "yes" ? "1" : "0");
  if (options.get("why")) press("why", true);
  else if (options.get("sources")) press("sources", true);
  else if (start === "1") press("pdf", true);

  $("width").addEventListener("change", () => { stage.className = chosen("width"); remember(); });
  $("light").addEventListener("change", () => { if (shown.frame) dress(shown.frame); remember(); });
  for (const id of ["why", "pdf", "sources"]) $(id).addEventListener("click", () => toggle(id));
  for (const id of ["theme", "edition"]) $(id).addEventListener("change", changed);
  $("open").addEventListener("click", () => {
    const on = $("tools").classList.toggle("shown");
    $("open").setAttribute("aria-expanded", String(on));
  });
  document.addEventListener("keydown", keys);
  // A browser has six connections to a server, and each of its tabs would hold one.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) { events.close(); events = null; } else if (!events) listen();
  });
  if (edition()) changed();
  listen();
}

begin();
