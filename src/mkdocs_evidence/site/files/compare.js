// The compare page: columns that are picked, narrowed to one record. Without it every column shows.
(() => {
  "use strict";
  const compare = document.querySelector(".ev-compare");
  const form = compare && compare.querySelector("form");
  if (!form) return;
  const find = (selector) => compare.querySelector(selector);
  /** More columns than this cannot be read side by side. */
  const MOST = Number(form.dataset.most);
  /** Claims of a cell that show at once, as the page was built. */
  const AT_ONCE = Number(form.dataset.atOnce);
  const boxes = [...form.querySelectorAll("[name=pick]")];
  const first = boxes.filter((box) => box.defaultChecked).map((box) => box.value);
  const name = (box) => box.parentElement.textContent.trim();

  const readCell = (cell) => ({
    cell,
    pick: cell.dataset.pick,
    claims: [...cell.querySelectorAll("li")],
    list: cell.querySelector("ul"),
    rest: cell.querySelector("details"),
  });
  const cells = [...compare.querySelectorAll("td[data-pick]")].map(readCell);

  // Columns that stand on pages of their own

  const loading = new Map();

  /** The table of another page, its links made to lead where they led from there. */
  async function fetchTable(address) {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address} is not there`);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const table = page.querySelector("table.ev-side");
    for (const link of table.querySelectorAll("a"))
      link.href = new URL(link.getAttribute("href"), address).href;
    return table;
  }

  async function bring(box) {
    const address = new URL(box.dataset.part, document.baseURI).href;
    if (!loading.has(address)) loading.set(address, fetchTable(address));
    const table = await loading.get(address);
    if (isHere(box)) return;
    const column = `[data-pick="${CSS.escape(box.value)}"]`;
    const title = (row) => row.cells[0].textContent.trim();
    const found = new Map([...table.tBodies[0].rows].map((row) => [title(row), row]));
    find(".ev-side thead tr").append(table.querySelector(`thead ${column}`));
    for (const row of find(".ev-side tbody").rows) {
      const own = found.get(title(row))?.querySelector(`td${column}`);
      const cell = own || empty(box);
      row.append(cell);
      cells.push(readCell(cell));
    }
  }

  function empty(box) {
    const cell = document.createElement("td");
    cell.className = "is-empty";
    cell.dataset.pick = box.value;
    cell.dataset.name = name(box);
    const none = document.createElement("p");
    none.className = "ev-no-claim";
    none.textContent = gettext("No claim");
    cell.append(none);
    return cell;
  }

  const isHere = (box) =>
    !box.dataset.part || Boolean(find(`th[data-pick="${CSS.escape(box.value)}"]`));

  /** Show what is picked, as soon as it is here. */
  function show() {
    const missing = boxes.filter((box) => box.checked && !isHere(box));
    if (!missing.length) {
      draw();
      return;
    }
    compare.setAttribute("aria-busy", "true");
    Promise.all(missing.map(bring)).then(
      () => {
        compare.removeAttribute("aria-busy");
        show();
      },
      () => {
        compare.removeAttribute("aria-busy");
        find(".ev-found").textContent = gettext("This could not be loaded. The pages below the table have it.");
      }
    );
  }

  /** Keep the claims of a cell that are asked for, and give them back. */
  function narrow({ cell, claims, list, rest }, slug) {
    const kept = claims.filter((claim) => !slug || claim.dataset.for.split(" ").includes(slug));
    if (list) list.replaceChildren(...kept.slice(0, rest ? AT_ONCE : undefined));
    if (rest) {
      const more = kept.slice(AT_ONCE);
      rest.querySelector("ul").replaceChildren(...more);
      rest.querySelector("summary").textContent = gettext("{n} more").replace("{n}", more.length);
      rest.hidden = !more.length;
    }
    cell.querySelector(".ev-no-claim").hidden = kept.length > 0;
    cell.classList.toggle("is-empty", !kept.length);
    return kept;
  }

  function draw() {
    const picked = boxes.filter((box) => box.checked);
    const slugs = new Set(picked.map((box) => box.value));
    const slug = form.elements.for ? form.elements.for.value : "";
    const filled = new Set();
    const claims = new Set();
    for (const one of cells) {
      const kept = narrow(one, slug);
      if (!slugs.has(one.pick) || !kept.length) continue;
      for (const claim of kept) claims.add(claim.querySelector("a").href);
      filled.add(one.cell.parentElement);
    }
    for (const cell of compare.querySelectorAll("[data-pick]")) {
      cell.classList.toggle("is-picked", slugs.has(cell.dataset.pick));
    }
    for (const row of find("tbody").rows) row.hidden = !filled.has(row);
    for (const box of boxes) box.disabled = !box.checked && picked.length >= MOST;
    find(".ev-fold__count").textContent = 
      " " +
      gettext("({n} of at most {most} chosen)").replace("{n}", picked.length).replace("{most}", MOST);
    find(".ev-found").textContent = spoken(picked.map(name), claims.size);
  }

  function spoken(names, count) {
    if (!names.length) return gettext("Nothing is chosen yet. Choose two or more.");
    const claims = ngettext("{n} claim", "{n} claims", count).replace("{n}", count);
    if (names.length === 1) return `${names[0]}: ${claims}. ${gettext("Choose another one to compare with.")}`;
    const most = names.length === MOST ? ` ${gettext("No more fit side by side.")}` : "";
    return `${names.join(gettext(" and "))}: ${claims}.${most}`;
  }

  // The address keeps what is chosen; without a choice the page opens with its first one.

  function readAddress() {
    const asked = new URLSearchParams(location.search);
    const known = asked.getAll("pick").filter((slug) => boxes.some((box) => box.value === slug));
    const slugs = asked.has("pick") ? known.slice(0, MOST) : first;
    for (const box of boxes) box.checked = slugs.includes(box.value);
    const select = form.elements.for;
    if (select) {
      select.value = asked.get("for") || "";
      if (select.selectedIndex === -1) select.value = "";
    }
    show();
  }

  function writeAddress() {
    const asked = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    if (!asked.has("pick")) asked.set("pick", "");
    history.pushState(null, "", `?${asked}`);
  }

  const sought = find(".ev-find input");
  if (sought) {
    const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    const labels = boxes.map((box) => [box.parentElement, plain(name(box))]);
    sought.addEventListener("input", () => {
      for (const [label, own] of labels) label.hidden = !own.includes(plain(sought.value));
    });
  }

  form.addEventListener("change", () => {
    writeAddress();
    show();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("popstate", readAddress);

  const wide = window.matchMedia("(min-width: 72em)");
  // Where the style sheet cannot keep a short choice open on a wide screen, the attribute does.
  const fold = find(".ev-fold");
  const unfold = () => {
    if (wide.matches && !fold.classList.contains("ev-fold--long")) fold.open = true;
  };
  wide.addEventListener("change", unfold);
  unfold();
  readAddress();
})();
