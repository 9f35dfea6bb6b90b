// The claims explorer: filters, sorting, "show more" and CSV. Without it the table is all there.
(() => {
  "use strict";
  const explorer = document.querySelector(".ev-explorer");
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
  const number = (text) => (text ? Number(text.replaceAll(",", "")) : undefined);

  const rows = [...body.rows].map((element, order) => {
    const text = [...element.cells].map((cell) => cell.textContent.trim());
    const cell = Object.fromEntries(columns.map((name, place) => [name, text[place]]));
    const lists = Object.fromEntries(LISTS.map((name) => [name, element.dataset[name].split(" ")]));
    const [home] = lists.about;
    const aliases = [home, ...lists.treatment].map((slug) => names[slug] || "");
    const words = plain([...text, element.dataset.words, ...aliases].join(" "));
    const keys = { ...cell, people: number(cell.people), year: number(cell.year) };
    for (const name in ranks) keys[name] = ranks[name][lists[name][0]];
    return { element, order, cell, lists, words, keys };
  });

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

  const inOrder = new Intl.Collator(document.documentElement.lang || "en", { numeric: true });

  /** Rows in the order asked for; a row without a value comes last either way. */
  function sorted(found) {
    const name = form.elements.sort.value.replace("-", "");
    const sign = form.elements.sort.value.startsWith("-") ? -1 : 1;
    if (!columns.includes(name)) return found;
    const missing = (key) => key === undefined || key === "";
    return found.sort((one, other) => {
      const [a, b] = [one.keys[name], other.keys[name]];
      if (missing(a) || missing(b)) return missing(a) - missing(b) || one.order - other.order;
      const difference = typeof a === "number" ? a - b : inOrder.compare(a, b);
      return sign * difference || one.order - other.order;
    });
  }

  // Showing it

  const count = (many) => `${many.toLocaleString("en")} claim${many === 1 ? "" : "s"}`;
  let found = [];
  let limit = STEP;

  function draw() {
    body.replaceChildren(...found.slice(0, limit).map((row) => row.element));
    const left = Math.max(0, found.length - limit);
    find(".ev-more").hidden = !left;
    find("[data-action=more]").textContent = `Show ${Math.min(left, STEP)} more of ${left}`;
  }

  function show() {
    found = sorted(matching());
    limit = STEP;
    draw();
    const all = found.length === rows.length;
    find(".ev-found").textContent = all
      ? count(rows.length)
      : `${found.length.toLocaleString("en")} of ${count(rows.length)}`;
    find(".ev-nothing").hidden = found.length > 0;
    const folded = new Set([...new FormData(form)].filter(([, value]) => value).map(([key]) => key));
    const active = [...folded].filter((name) => name !== "words" && name !== "sort").length;
    find(".ev-fold__count").textContent = active ? ` (${active} set)` : "";
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
    const titles = headers.map((header) => header.textContent.trim());
    const lines = found.map((row) => {
      const written = { ...row.cell, people: String(row.keys.people ?? "") };
      for (const name in labels) written[name] = labels[name][row.lists[name][0]];
      const address = row.element.querySelector("a").href;
      return [...columns.map((name) => written[name]), address];
    });
    return [[...titles, "Address"], ...lines]
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
  readAddress();
})();
