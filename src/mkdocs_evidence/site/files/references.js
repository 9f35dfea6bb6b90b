/* A link to a reference of a list that now stands in parts leads to the study itself. */
"use strict";
(() => {
  const list = document.querySelector(".ev-references[data-studies]");
  const follow = () => {
    const key = decodeURIComponent(location.hash.slice(1));
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(key)) return;
    const page = /\.html$/.test(location.pathname) ? `${key}.html` : `${key}/`;
    location.replace(new URL(page, new URL(list.dataset.studies, location.href)));
  };
  if (!list) return;
  addEventListener("hashchange", follow);
  follow();
})();
