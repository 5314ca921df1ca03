/* Search over the headlines of all editions: what the page carries is looked through, nothing is fetched. */
(() => {
  "use strict";
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const box = document.querySelector(".search"), field = document.getElementById("q");
  const said = document.getElementById("found"), most = 12;
  const editions = JSON.parse(document.getElementById("editions").textContent);
  const shown = editions.map((one) => {
    const place = document.querySelector(`[data-day="${one.day}"]`);
    const page = place.querySelector("h3 a").getAttribute("href");
    return {
      place, page, list: place.querySelector(".heads"), month: place.closest(".month"),
      html: one.formats.includes("html"), headlines: one.headlines, words: one.headlines.map(plain),
      name: plain(`${one.day} ${one.title}`), usual: null,
    };
  });
  const item = (one, at) => {
    const row = document.createElement("li"), link = document.createElement("a");
    link.href = one.html ? `${one.page}#story-${at + 1}` : one.page;
    link.dir = "auto";
    link.textContent = one.headlines[at];
    row.append(link);
    return row;
  };
  const search = () => {
    const asked = plain(field.value).split(/\s+/).filter(Boolean);
    let stories = 0, days = 0;
    for (const one of shown) {
      if (one.list && !one.usual) one.usual = [...one.list.children];
      const all = asked.every((word) => one.name.includes(word));
      const hits = asked.length === 0 || all ? [] :
        one.words.flatMap((text, at) => asked.every((word) => text.includes(word)) ? [at] : []);
      const stays = asked.length === 0 || all || hits.length > 0;
      one.place.hidden = !stays;
      if (one.list) one.list.replaceChildren(...(hits.length ? hits.slice(0, most).map((at) => item(one, at)) : one.usual));
      stories += hits.length;
      days += stays;
    }
    for (const month of document.querySelectorAll(".month")) month.hidden = !month.querySelector(".ed:not([hidden])");
    document.body.classList.toggle("searching", asked.length > 0);
    const of = (number, name, many) => `${number} ${number === 1 ? name : many}`;
    said.textContent = asked.length === 0 ? "" :
      days === 0 ? "Nothing found: no headline has these words" :
      `${stories ? of(stories, "story", "stories") + " in " : ""}${of(days, "edition", "editions")}`;
  };
  box.hidden = false;
  let waiting = 0;
  field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(search, 80); });
  field.addEventListener("keydown", (key) => { if (key.key === "Escape") { field.value = ""; search(); } });
  if (field.value) search();
})();
