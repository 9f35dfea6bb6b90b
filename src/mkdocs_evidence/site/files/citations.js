/* Previews of citations: pointing at a citation, focusing it or tapping it opens a card that says
   what the study is and, inside a claim, what this claim takes from it (WCAG 2.2, 1.4.13).
   Without this script a citation is a plain link to the study. */
"use strict";
(() => {
  const LINKS = ".ev-mark a, .ev-link__study, .ev-chip";
  const TAKEN = ".ev-support, .ev-link__finding, .ev-link__effect, .ev-link__source";
  const TEXT_ID = "_preview-text";
  const OPEN_AFTER = 150; // ms: passing over a number on the way elsewhere opens nothing
  const CLOSE_AFTER = 300; // ms: time to move the pointer into the card
  const SCROLLS = new Map([["ArrowDown", 40], ["ArrowUp", -40]]);
  const GAP = 4;
  const MARGIN = 8;

  const previews = new Map();
  for (const template of document.querySelectorAll("template.ev-preview-of")) {
    const study = template.content.querySelector(".ev-preview__links a");
    previews.set(new URL(study.getAttribute("href"), document.baseURI).href, template);
  }
  if (!previews.size) return;

  const card = document.createElement("div");
  card.id = "_preview";
  card.className = "ev-preview md-typeset";
  card.hidden = true;
  card.setAttribute("role", "group");
  card.setAttribute("aria-label", gettext("Preview of the study"));
  (document.querySelector("main") || document.body).append(card);

  let current = null; // the citation whose card is open
  let opener = ""; // hover, focus or touch
  let title = null;
  let timer = 0;
  let touched = null; // the citation under the finger
  let wasOpen = false; // whether its card was open before the finger came down

  const citationAt = (target) => {
    const link = target instanceof Element ? target.closest(LINKS) : null;
    return link && previews.has(link.href) ? link : null;
  };

  function open(link, by) {
    clearTimeout(timer);
    if (current !== link) {
      close();
      current = link;
      card.replaceChildren(...contents(link));
      card.hidden = false;
      place(link);
      title = link.getAttribute("title"); // the browser's own hint would lie over the card
      link.removeAttribute("title");
      link.setAttribute("aria-describedby", TEXT_ID);
      link.classList.add("ev-previewed");
    }
    opener = by;
  }

  function close() {
    clearTimeout(timer);
    if (!current) return;
    card.hidden = true;
    current.removeAttribute("aria-describedby");
    current.classList.remove("ev-previewed");
    if (title !== null) current.setAttribute("title", title);
    current = null;
  }

  /* The focus stays where it was, and never in a card that is gone. */
  function dismiss() {
    if (card.contains(document.activeElement)) current.focus({ preventScroll: true });
    close();
  }

  /* What the card says */

  function contents(link) {
    const template = previews.get(link.href);
    const copy = template.content.cloneNode(true);
    const text = copy.querySelector(".ev-preview__text");
    // The tooltip holds words only; the links stand beside it in the card. They are for pointers:
    // the citation itself leads to the study, and a stop at each card would treble a walk by Tab.
    text.id = TEXT_ID;
    text.setAttribute("role", "tooltip");
    const reference = template.closest(".ev-references li");
    if (reference) text.firstElementChild.after(titleOf(reference));
    const items = evidenceOf(link);
    if (items.length) text.append(taken(items));
    for (const control of copy.querySelectorAll("a")) control.tabIndex = -1;
    copy.append(closeButton());
    return [...copy.childNodes];
  }

  function titleOf(reference) {
    const part = (role) => reference.querySelector(`.ev-ref__${role}`)?.textContent ?? "";
    const title = element("p", "ev-preview__title", `${part("title")} `);
    title.append(element("em", "", part("journal")));
    return title;
  }

  /* The lines in which a claim cites this study; a chip that says "contradicts" means that line. */
  function evidenceOf(link) {
    const own = link.closest(".ev-link");
    if (own) return [own];
    const claim = link.closest(".ev-claim") || claimOfRow(link.closest("tr"));
    const support = link.closest(".ev-tally__item")?.className.match(/ev-tally__item--(\S+)/);
    const lines = claim ? claim.querySelectorAll(support ? `.ev-link--${support[1]}` : ".ev-link") : [];
    return [...lines].filter((line) => line.querySelector(".ev-link__study")?.href === link.href);
  }

  /* A row of the summary of findings names its claim by a link on this page. */
  function claimOfRow(row) {
    const name = row?.querySelector('a[href^="#"]')?.getAttribute("href").slice(1);
    return name ? document.getElementById(decodeURIComponent(name))?.closest(".ev-claim") : null;
  }

  function taken(items) {
    const part = element("div", "ev-preview__claim");
    part.append(element("p", "ev-preview__label", gettext("What this claim takes from it")));
    for (const item of items) {
      for (const found of item.querySelectorAll(TAKEN)) part.append(found.cloneNode(true));
    }
    return part;
  }

  function closeButton() {
    const button = element("button", "ev-preview__close", "\u00d7");
    button.type = "button";
    button.tabIndex = -1;
    button.setAttribute("aria-label", gettext("Close preview"));
    button.addEventListener("click", dismiss);
    return button;
  }

  function element(name, className, text = "") {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  }

  /* Where it stands: below the citation or above it, wherever there is more room; the style sheet
     makes it a sheet at the foot or head of a narrow screen. Scrolls with the text. */
  function place(link) {
    card.removeAttribute("style");
    card.classList.remove("ev-preview--above");
    const at = link.getBoundingClientRect();
    const head = document.querySelector(".md-header")?.offsetHeight || 0;
    const below = innerHeight - at.bottom - GAP - MARGIN;
    const above = at.top - head - GAP - MARGIN;
    const isAbove = card.offsetHeight > below && above > below;
    card.classList.toggle("ev-preview--above", isAbove);
    card.style.maxHeight = `${Math.max(isAbove ? above : below, 120)}px`;
    card.tabIndex = card.scrollHeight > card.clientHeight ? 0 : -1; // what scrolls takes the focus
    if (getComputedStyle(card).position === "fixed") return;
    const page = card.offsetParent.getBoundingClientRect();
    const right = document.documentElement.clientWidth - card.offsetWidth - MARGIN;
    const top = isAbove ? at.top - card.offsetHeight - GAP : at.bottom + GAP;
    card.style.left = `${Math.max(MARGIN, Math.min(at.left - MARGIN, right)) - page.left}px`;
    card.style.top = `${top - page.top}px`;
  }

  /* Who reads by keyboard with large type moves a card that is longer than the screen by arrows;
     at its end they move the page again. */
  function scroll(distance) {
    const before = card.scrollTop;
    card.scrollTop += distance;
    return card.scrollTop !== before;
  }

  /* What opens and closes it */

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const link = citationAt(event.target);
    clearTimeout(timer);
    if (link && link !== current) timer = setTimeout(open, OPEN_AFTER, link, "hover");
    else if (current && opener === "hover" && !link && !card.contains(event.target))
      timer = setTimeout(close, CLOSE_AFTER);
  });

  document.addEventListener("focusin", (event) => {
    const link = citationAt(event.target);
    if (link && link.matches(":focus-visible")) open(link, "focus");
  });

  document.addEventListener("focusout", (event) => {
    if (opener !== "focus" || card.matches(":hover") || card.contains(event.relatedTarget)) return;
    if (event.target === current || card.contains(event.target)) close();
  });

  document.addEventListener("pointerdown", (event) => {
    const link = citationAt(event.target);
    touched = event.pointerType === "touch" ? link : null;
    wasOpen = touched !== null && touched === current;
    if (link !== current && !card.contains(event.target)) close();
  });

  document.addEventListener("click", (event) => {
    const link = citationAt(event.target);
    const isTap = link && link === touched && event.detail > 0; // a key press has no detail
    touched = null;
    if (!isTap || wasOpen) return;
    event.preventDefault();
    open(link, "touch");
  });

  document.addEventListener("keydown", (event) => {
    if (!current) return;
    if (event.key === "Escape") dismiss();
    else if (opener === "focus" && SCROLLS.has(event.key) && scroll(SCROLLS.get(event.key)))
      event.preventDefault();
  });
  addEventListener("resize", close);
  addEventListener("pagehide", close);
})();
