/* "Question this claim" beside each claim: the form learns which claim it is about, and so does who
   hears the link. Without this script one link for the whole page opens the empty form. */
"use strict";
(() => {
  const form = document.querySelector(".ev-question__claim");
  if (!form) return;
  // The published address: readers of a preview or of a copy on disk ask about the same claim.
  const canonical = document.querySelector("link[rel=canonical]");
  const page = (canonical ? canonical.href : location.href).split("#")[0];
  const record = document.querySelector("h1").firstChild.textContent.trim();

  for (const details of document.querySelectorAll(".ev-claim > .ev-details")) {
    const heading = details.parentElement.querySelector("h3");
    const name = heading.firstChild.textContent.trim();
    const address = new URL(form.href);
    address.searchParams.set("title", gettext("Claim: {record}, {name}").replace("{record}", () => record).replace("{name}", () => name));
    address.searchParams.set("claim", `${page}#${heading.id}`);

    const link = document.createElement("a");
    link.href = address.href;
    link.rel = "noopener";
    link.textContent = gettext("Question this claim");
    link.setAttribute("aria-label", gettext("Question this claim: {name}").replace("{name}", () => name));
    const line = document.createElement("p");
    line.className = "ev-question";
    line.append(link);
    details.append(line);
  }
})();
