/* The evidence map in parts: a field that finds conditions by any of their names. */
"use strict";
(() => {
  const field = document.querySelector(".ev-map-page .ev-find input");
  if (!field) return;
  const page = field.closest(".ev-map-page");
  const said = page.querySelector(".ev-find__said");
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const parts = [...page.querySelectorAll(".ev-map__names")].map((part) => ({
    part,
    items: [...part.querySelectorAll("li")].map((item) => ({
      item,
      words: plain(`${item.textContent} ${item.dataset.names || ""}`),
    })),
  }));
  field.addEventListener("input", () => {
    const words = plain(field.value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const { part, items } of parts) {
      let here = 0;
      for (const { item, words: own } of items) {
        item.hidden = !words.every((word) => own.includes(word));
        here += !item.hidden;
      }
      part.hidden = !here;
      part.open = words.length > 0;
      count += here;
    }
    const conditions = ngettext("{n} condition", "{n} conditions", count).replace("{n}", count);
    said.textContent = words.length ? conditions : "";
  });
})();
