/* Statements heard: show those with chosen verdicts, keep the choice in the address, and copy the
   link of a statement. Without this script every statement is there, each with its link. */
"use strict";
(() => {
  const group = document.querySelector(".ev-verdicts");
  if (!group) return;
  const buttons = [...group.querySelectorAll("button")];
  const statements = [...document.querySelectorAll(".ev-statement")];
  const sections = [...document.querySelectorAll(".ev-heard-page__source")];
  const shown = document.querySelector(".ev-verdicts__shown");
  const known = new Set(buttons.map((button) => button.value).filter(Boolean));
  const asked = new URLSearchParams(location.search).get("verdict") || "";
  const chosen = new Set(asked.split(",").filter((verdict) => known.has(verdict)));

  function draw() {
    for (const button of buttons) {
      const isPressed = button.value ? chosen.has(button.value) : !chosen.size;
      button.setAttribute("aria-pressed", String(isPressed));
    }
    for (const one of statements) one.hidden = chosen.size > 0 && !chosen.has(one.dataset.verdict);
    for (const section of sections) {
      section.hidden = !section.querySelector(".ev-statement:not([hidden])");
    }
    const left = statements.filter((one) => !one.hidden).length;
    const total = statements.length;
    const all = ngettext("{n} statement", "{n} statements", total).replace("{n}", total);
    const some = gettext("{some} of {all}").replace("{some}", left).replace("{all}", all);
    shown.textContent = left === total ? all : some;
  }

  function remember() {
    const address = new URL(location.href);
    address.searchParams.delete("verdict");
    // Commas stay readable in the address.
    const others = address.searchParams.toString();
    const verdicts = chosen.size ? `verdict=${[...chosen].join(",")}` : "";
    address.search = [others, verdicts].filter(Boolean).join("&");
    history.replaceState(history.state, "", address);
  }

  /* Whoever follows a link to a statement sees it, whatever was chosen. */
  function showTarget() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target?.closest("[hidden]")) return;
    chosen.clear();
    remember();
    draw();
    target.scrollIntoView();
  }

  group.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (!button.value) chosen.clear();
    else if (!chosen.delete(button.value)) chosen.add(button.value);
    draw();
    remember();
  });

  function offerCopies() {
    const says = document.createElement("p");
    says.className = "ev-only-read";
    says.setAttribute("role", "status");
    shown.after(says);
    for (const button of document.querySelectorAll(".ev-statement__copy")) {
      if (navigator.clipboard) button.addEventListener("click", () => copy(button, says));
      else button.hidden = true;
    }
  }

  async function copy(button, says) {
    const word = button.querySelector(".ev-statement__word");
    const address = new URL(button.parentElement.querySelector("a").hash, location.href);
    address.search = "";
    try {
      await navigator.clipboard.writeText(address.href);
      word.textContent = gettext("Copied");
    } catch {
      word.textContent = gettext("Not copied"); // the browser does not let us; the link beside it works
    }
    says.textContent = word.textContent;
    setTimeout(() => {
      word.textContent = gettext("Copy link");
      says.textContent = "";
    }, 2000);
  }

  draw();
  offerCopies();
  showTarget();
  addEventListener("hashchange", showTarget);
})();
