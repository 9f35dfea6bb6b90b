/* "Cite this page", "Cite this claim" and "Copy reference": the words are put together here from
   what the page says already, so that a page with many claims weighs no more. Without this script
   the page's address and the files of references remain.
   Sources: Citing Medicine (NLM, 2nd ed., chapter 25, parts of web sites); AMA Manual of Style
   (11th ed., 3.15.3); Publication Manual of the APA (7th ed., 10.16, group author). */
"use strict";
(() => {
  const place = document.querySelector("p.ev-cite");
  if (!place || document.querySelector(".ev-references > .ev-reference-list")) return;
  const said = (selector) => document.querySelector(selector)?.content ?? "";
  const site = said('meta[property="og:site_name"]');
  const canonical = document.querySelector("link[rel=canonical]");
  const address = (canonical ? canonical.href : location.href).split("#")[0];
  const MONTHS = "January February March April May June July August September October November December".split(" ");

  /* Styles: each takes a title, perhaps a claim on that page, and an address. */

  const STYLES = {
    NLM({ title, claim, url }) {
      const part = claim ? `${title}: ${claim}` : title;
      const dates = [updated && `updated ${shortDate(updated)}`, `cited ${shortDate(today())}`];
      return `${site} [Internet]. ${part}; [${dates.filter(Boolean).join("; ")}]. Available from: ${url}`;
    },
    AMA({ title, claim, url }) {
      const part = claim ? `${claim}. In: ${title}` : title;
      const dates = [updated && `Updated ${longDate(updated)}. `, `Accessed ${longDate(today())}. `];
      return `${part}. ${site}. ${dates.filter(Boolean).join("")}${url}`;
    },
    APA({ title, claim, url }) {
      const date = updated ? `${updated[0]}, ${MONTHS[updated[1] - 1]} ${updated[2]}` : "n.d.";
      const part = claim ? `${claim}. In ${title}` : title;
      return `${site}. (${date}). ${part}. ${url}`;
    },
  };

  const updated = numbers(said('meta[name="citation_publication_date"]'));

  function numbers(date) {
    const parts = date.split("/").map(Number);
    return parts.length === 3 ? parts : null;
  }

  function today() {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  }

  const shortDate = ([year, month, day]) => `${year} ${MONTHS[month - 1].slice(0, 3)} ${day}`;
  const longDate = ([year, month, day]) => `${MONTHS[month - 1]} ${day}, ${year}`;

  /* What a reader presses, and what comes of it: the text itself, copied where the browser lets us. */

  function line(words, texts) {
    const made = document.createElement("p");
    made.className = "ev-cite";
    made.append(`${words}: `);
    const shown = document.createElement("output");
    shown.className = "ev-cite__text";
    for (const [name, text] of Object.entries(texts)) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "ev-cite__button";
      button.textContent = name;
      button.setAttribute("aria-label", gettext("{words}, {style}: copy").replace("{words}", words).replace("{style}", name));
      button.addEventListener("click", () => copy(text(), shown));
      made.append(button, " ");
    }
    made.append(shown);
    return made;
  }

  async function copy(text, shown) {
    let word = gettext("Copied");
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      word = gettext("Please copy"); // the browser does not let us: the text is there to be marked
    }
    shown.textContent = `${word}: ${text}`;
  }

  const words = (element) => {
    const copied = element.cloneNode(true);
    for (const link of copied.querySelectorAll(".headerlink, .ev-only-read")) link.remove();
    return copied.textContent.replace(/\s+/g, " ").trim();
  };
  const styles = (cited) =>
    Object.fromEntries(Object.entries(STYLES).map(([name, style]) => [name, () => style(cited)]));

  const study = document.querySelector(".ev-study > .ev-ref");
  if (study) {
    place.after(line(gettext("Copy this reference"), { NLM: () => words(study) }));
    return;
  }
  const title = words(document.querySelector("h1"));
  place.after(line(gettext("Cite this page"), styles({ title, url: address })));

  /* A claim's line is made when its details are opened: most never are. */
  for (const details of document.querySelectorAll(".ev-claim > .ev-details")) {
    details.addEventListener(
      "toggle",
      () => {
        const article = details.parentElement;
        const claim = words(article.querySelector(".ev-claim__statement")).replace(/\.$/, "");
        const url = `${address}#${article.querySelector("h3").id}`;
        details.append(line(gettext("Cite this claim"), styles({ title, claim, url })));
      },
      { once: true },
    );
  }
})();
