/* Starts the service worker, and works the button that saves the whole site. */
"use strict";

(() => {
  const box = document.querySelector(".ev-offline");
  const status = box && box.querySelector(".ev-offline__status");
  if (box && location.protocol === "file:") {
    status.textContent = gettext(
      "You are reading a copy on your own disk; it needs no connection."
    );
  }
  const manifest = document.querySelector('link[rel="manifest"]');
  const workers = navigator.serviceWorker;
  if (!manifest || !workers) {
    if (box) box.querySelector(".ev-offline__save").hidden = true;
    return;
  }

  const root = new URL(".", manifest.href);
  const start = () => workers.register(new URL("service-worker.js", root), { updateViaCache: "none" });
  const started = new Promise((done) => {
    if (document.readyState === "complete") done();
    else addEventListener("load", done, { once: true });
  }).then(start);
  const isFirstPage = !workers.controller;
  started.then(() => workers.ready).then(
    ({ active }) => isFirstPage && active.postMessage("read"),
    () => null
  );
  if (box) started.then(show, () => null);

  async function show() {
    const registration = await workers.ready;
    const { bytes } = await (await fetch(new URL("offline.json", root))).json();
    const save = box.querySelector(".ev-offline__save");
    const remove = box.querySelector(".ev-offline__remove");
    const bar = box.querySelector("progress");
    save.textContent += ` (${Math.ceil(bytes / 1e6)} MB)`;

    const hear = ({ data }) => {
      if (data.total) {
        bar.max = data.total;
        bar.value = data.done;
        return;
      }
      bar.hidden = true;
      save.disabled = false;
      if (data.failed) {
        status.textContent = gettext("Not everything could be saved: {reason}.").replace(
          "{reason}",
          () => data.failed
        );
        return;
      }
      save.hidden = data.whole;
      remove.hidden = !data.whole;
      status.textContent = data.whole
        ? gettext("Everything is saved on this device, and is renewed when the site changes.")
        : "";
    };
    const say = (message) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = hear;
      registration.active.postMessage(message, [port2]);
    };
    save.addEventListener("click", () => {
      save.disabled = true;
      bar.hidden = false;
      bar.removeAttribute("value");
      status.textContent = gettext("Saving…");
      say("keep");
    });
    remove.addEventListener("click", () => say("drop"));
    say("ask");
  }
})();
