// The claims explorer: filters, sorting, "show more" and CSV. Without it the table is all there, or
// its first rows and links to pages with the others; these pages are also where the script gets them.
(() => {
  "use strict";
  const explorer = document.querySelector(".ev-explorer:has(.ev-filters)");
  if (!explorer) return;
  const find = (selector) => explorer.querySelector(selector);
  const form = find(".ev-filters");
  const body = find(".ev-claims tbody");
  const headers = [...explorer.querySelectorAll("th[data-sort]")];
  const columns = headers.map((header) => header.dataset.sort);

  /** Rows drawn at once: more would make each keystroke wait for the layout. */
  const STEP = 100;
  /** Filters whose value must be among a row's values. */
  const LISTS = ["about", "treatment", "kind", "direction", "certainty", "design", "funding"];
  /** Columns that a reader wants largest first. */
  const LARGEST_FIRST = ["people", "year"];

  // The index: what a row says, read once

  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const options = (name) => [...form.querySelectorAll(`[name=${name}] option, input[name=${name}]`)];
  const otherNames = (name) =>
    Object.fromEntries(options(name).map((option) => [option.value, option.dataset.names || ""]));
  /** Place of each term in its vocabulary, which the filter's options follow. */
  const ranks = Object.fromEntries(
    ["kind", "direction", "certainty", "design"].map((name) => [
      name,
      Object.fromEntries(options(name).map((option, place) => [option.value, place])),
    ]),
  );
  const names = { ...otherNames("about"), ...otherNames("treatment") };
  const number = (text) => (text ? Number(text.replace(/\D/g, "")) : undefined);

  function readRow(element) {
    const text = [...element.cells].map((cell) => cell.textContent.trim());
    const cell = Object.fromEntries(columns.map((name, place) => [name, text[place]]));
    const lists = Object.fromEntries(LISTS.map((name) => [name, element.dataset[name].split(" ")]));
    const [home] = lists.about;
    const aliases = [home, ...lists.treatment].map((slug) => names[slug] || "");
    const words = plain([...text, element.dataset.words, ...aliases].join(" "));
    const keys = { ...cell, people: number(cell.people), year: number(cell.year) };
    for (const name in ranks) keys[name] = ranks[name][lists[name][0]];
    return { element, cell, lists, words, keys };
  }

  let rows = [];
  /** Whether rows are still to come, or could not be fetched. */
  let state = "";
  const total = Number(form.dataset.count);

  function take(elements) {
    rows = elements.map(readRow);
    rows.forEach((row, order) => (row.order = order));
    places.clear();
  }

  /** Rows of one part, their links made to lead where they led from its own page. */
  async function fetchPart(address) {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address} is not there`);
    const part = new DOMParser().parseFromString(await response.text(), "text/html");
    const found = [...part.querySelectorAll(".ev-claims tbody tr")];
    for (const link of found.flatMap((row) => [...row.querySelectorAll("a")]))
      link.href = new URL(link.getAttribute("href"), address).href;
    return found;
  }

  async function fetchAll(parts) {
    state = "…";
    explorer.setAttribute("aria-busy", "true");
    try {
      const found = await Promise.all(parts.map((link) => fetchPart(link.href)));
      take(found.flat());
      state = "";
      find(".ev-parts").hidden = true;
    } catch {
      state = gettext(", not all could be loaded");
    }
    explorer.removeAttribute("aria-busy");
    show();
  }

  // What the reader asked for

  function matching() {
    const asked = new FormData(form);
    const words = plain(asked.get("words")).split(/\s+/).filter(Boolean);
    const since = Number(asked.get("since"));
    const lists = LISTS.map((name) => [name, asked.getAll(name).filter(Boolean)]).filter(
      ([, values]) => values.length,
    );
    return rows.filter(
      (row) =>
        lists.every(([name, values]) => values.some((value) => row.lists[name].includes(value))) &&
        (!since || row.keys.year >= since) &&
        words.every((word) => row.words.includes(word)),
    );
  }

  const inOrder = new Intl.Collator(document.documentElement.lang || LANGUAGE_OF_WORDS, { numeric: true });

  /** Place of each row in each order; rows that say the same share one. */
  const places = new Map();

  function placesBy(name) {
    if (!places.has(name)) {
      const all = [...new Set(rows.map((row) => row.keys[name]))].filter((key) => !missing(key));
      all.sort((a, b) => (typeof a === "number" ? a - b : inOrder.compare(a, b)));
      places.set(name, new Map(all.map((key, place) => [key, place])));
    }
    return places.get(name);
  }

  const missing = (key) => key === undefined || key === "";

  /** Rows in the order asked for; a row without a value comes last either way. */
  function sorted(found) {
    const name = form.elements.sort.value.replace("-", "");
    const sign = form.elements.sort.value.startsWith("-") ? -1 : 1;
    if (!columns.includes(name)) return found;
    const place = placesBy(name);
    const keyed = found.map((row) => [row, place.get(row.keys[name])]);
    keyed.sort(([one, a], [other, b]) => {
      if (a === undefined || b === undefined)
        return (a === undefined) - (b === undefined) || one.order - other.order;
      return sign * (a - b) || one.order - other.order;
    });
    return keyed.map(([row]) => row);
  }

  // Showing it

  const spelled = (many) => many.toLocaleString(LANGUAGE_OF_WORDS);
  const count = (many) => ngettext("{n} claim", "{n} claims", many).replace("{n}", spelled(many));
  let found = [];
  let limit = STEP;

  function draw() {
    body.replaceChildren(...found.slice(0, limit).map((row) => row.element));
    const left = Math.max(0, found.length - limit);
    find(".ev-more").hidden = !left;
    find("[data-action=more]").textContent = gettext("Show {n} more of {left}")
      .replace("{n}", Math.min(left, STEP))
      .replace("{left}", left);
  }

  function show() {
    found = sorted(matching());
    limit = STEP;
    draw();
    const all = found.length === rows.length;
    const some = gettext("{some} of {all}").replace("{some}", spelled(found.length));
    const said = all && !state ? count(total) : some.replace("{all}", count(total));
    find(".ev-found").textContent = said + state;
    find(".ev-nothing").hidden = found.length > 0;
    const folded = new Set([...new FormData(form)].filter(([, value]) => value).map(([key]) => key));
    const active = [...folded].filter((name) => name !== "words" && name !== "sort").length;
    find(".ev-fold__count").textContent = active
      ? ` ${gettext("({n} set)").replace("{n}", active)}`
      : "";
    for (const header of headers) {
      const [, down, name] = /^(-?)(.*)$/.exec(form.elements.sort.value);
      const state = down ? "descending" : "ascending";
      header.setAttribute("aria-sort", header.dataset.sort === name ? state : "none");
    }
  }

  function showMore() {
    const next = found[limit];
    limit += STEP;
    draw();
    next.element.querySelector("a").focus();
  }

  // The address keeps what was asked for

  function readAddress() {
    const asked = new URLSearchParams(location.search);
    for (const field of form.elements) {
      if (field.type === "checkbox") field.checked = asked.getAll(field.name).includes(field.value);
      else if (field.name) field.value = asked.get(field.name) || "";
      // An option that an old link names and that is no more.
      if (field.selectedIndex === -1) field.value = "";
    }
    show();
  }

  function writeAddress(replace) {
    const asked = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    const query = String(asked);
    const address = query ? `?${query}` : location.pathname;
    history[replace ? "replaceState" : "pushState"](null, "", address);
  }

  function ask() {
    writeAddress(false);
    show();
  }

  // Saving what is shown

  /** One field of RFC 4180; text that a spreadsheet would run as a formula is disarmed. */
  function field(value) {
    const isNumber = /^[+-]?\d+(\.\d+)?$/.test(value);
    const safe = /^[=+\-@\t\r]/.test(value) && !isNumber ? `'${value}` : value;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  }

  function csv() {
    const labels = Object.fromEntries(
      ["direction", "certainty"].map((name) => [
        name,
        Object.fromEntries(options(name).map((option) => [option.value, option.dataset.label])),
      ]),
    );
    // Without the places at which a narrow column may break a word.
    const titles = headers.map((header) => header.textContent.trim().replaceAll("\u00ad", ""));
    const lines = found.map((row) => {
      const written = { ...row.cell, people: String(row.keys.people ?? "") };
      for (const name in labels) written[name] = labels[name][row.lists[name][0]];
      const address = row.element.querySelector("a").href;
      return [...columns.map((name) => written[name]), address];
    });
    return [[...titles, gettext("Address")], ...lines]
      .map((line) => `${line.map(field).join(",")}\r\n`)
      .join("");
  }

  function download() {
    // The mark at the start tells spreadsheets that the text is UTF-8.
    const file = new Blob(["\ufeff", csv()], { type: "text/csv;charset=utf-8" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = "claims.csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  // Listening

  for (const header of headers) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "ev-sort";
    button.textContent = header.textContent;
    header.replaceChildren(button);
    button.addEventListener("click", () => {
      const name = header.dataset.sort;
      const [first, second] = LARGEST_FIRST.includes(name) ? [`-${name}`, name] : [name, `-${name}`];
      form.elements.sort.value = form.elements.sort.value === first ? second : first;
      ask();
    });
  }

  let typing = 0;
  let typed = false;
  form.elements.words.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => {
      // One step back undoes a whole search, not its last letter.
      writeAddress(typed);
      typed = true;
      show();
    }, 120);
  });
  form.addEventListener("change", (event) => {
    if (event.target.name === "words") typed = false;
    else ask();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  explorer.addEventListener("click", (event) => {
    const action = event.target.dataset.action;
    if (action === "more") showMore();
    if (action === "csv") download();
    if (action === "reset") {
      for (const field of form.elements) {
        if (field.type === "checkbox") field.checked = false;
        else if (field.name) field.value = "";
      }
      ask();
    }
  });
  window.addEventListener("popstate", readAddress);
  window.addEventListener("beforeprint", () => {
    limit = found.length;
    draw();
  });

  const wide = window.matchMedia("(min-width: 72em)");
  // Where the style sheet cannot keep the filters open on a wide screen, the attribute does.
  const unfold = () => {
    if (wide.matches) find(".ev-fold").open = true;
  };
  wide.addEventListener("change", unfold);
  unfold();
  take([...body.rows]);
  const parts = [...explorer.querySelectorAll(".ev-parts a")];
  if (parts.length) fetchAll(parts);
  readAddress();
})();
