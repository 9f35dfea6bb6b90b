/* Keeps the site at hand without a connection. VERSION names this edition of the site and SHELL is
   what every reader needs; the build fills them in. Pages come from the network while there is one,
   so that nobody reads an old edition unknowingly; the kept copy answers when the network does not. */
"use strict";

const VERSION = "";
const SHELL = [];
const SCOPE = self.registration.scope;
/* Other sites may share our origin, and with it the names of caches. */
const OURS = `evidence ${SCOPE} `;
const CACHE = OURS + VERSION;
/* Stands in the cache of a reader who keeps the whole site. */
const WHOLE = new URL("whole-site-is-kept", SCOPE).href;
const PATIENCE = 4000;
const AT_ONCE = 6;

addEventListener("install", (event) => event.waitUntil(moveIn()));
addEventListener("activate", (event) => event.waitUntil(takeOver()));
addEventListener("fetch", (event) => {
  const { method, url, headers } = event.request;
  if (method === "GET" && url.startsWith(SCOPE) && !headers.has("range")) {
    event.respondWith(answer(event));
  }
});
addEventListener("message", (event) => {
  const tell = (message) => event.ports[0] && event.ports[0].postMessage(message);
  const task = { ask, keep, drop, read }[event.data];
  if (task) event.waitUntil(task(tell, event).catch((error) => tell({ failed: error.message })));
});

/* A new edition fetches what the old one kept, and takes over only when it has everything: until
   then, and if the network fails meanwhile, the old one stays. */
async function moveIn() {
  const all = await isWhole();
  const kept = all ? (await wholeSite()).map(whole) : await keptAnywhere();
  const shell = SHELL.map(whole);
  await save(shell);
  await save(kept.filter((address) => !shell.includes(address)), { mayBeGone: true });
  if (all) await markWhole();
  await self.skipWaiting();
}

async function takeOver() {
  const names = await ourCaches();
  await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
  await self.clients.claim();
}

/* From the network; from the kept copy where the network fails or keeps the reader waiting. */
async function answer(event) {
  const { request } = event;
  const address = bare(request.url);
  let storing = null;
  const fresh = fetch(request).then((response) => {
    if (response.ok && response.type === "basic" && !response.redirected) {
      storing = put(address, response.clone());
    }
    return response;
  });
  event.waitUntil(fresh.then(() => storing).catch(() => null));
  const copy = await caches.match(address, { cacheName: CACHE });
  if (copy) return Promise.race([fresh.catch(() => copy), later(copy)]);
  return fresh.catch(() => (request.mode === "navigate" ? notKept() : Response.error()));
}

/* The page that a reader met before there was a worker to see it. */
async function read(tell, { source }) {
  await save([bare(source.url)], { mayBeGone: true });
}

async function ask(tell) {
  tell({ version: VERSION, whole: await isWhole() });
}

async function keep(tell) {
  const addresses = (await wholeSite()).map(whole);
  await save(addresses, { onEach: (done) => tell({ done, total: addresses.length }) });
  await markWhole();
  tell({ whole: true });
}

async function drop(tell) {
  const cache = await caches.open(CACHE);
  const shell = new Set(SHELL.map(whole));
  const requests = (await cache.keys()).filter((request) => !shell.has(request.url));
  await Promise.all(requests.map((request) => cache.delete(request)));
  tell({ whole: false });
}

async function save(addresses, { mayBeGone = false, onEach = () => {} } = {}) {
  const waiting = [...new Set(addresses)];
  let done = 0;
  const take = async () => {
    for (let address; (address = waiting.shift()) !== undefined; ) {
      const response = await fetch(address, { cache: "no-cache" });
      if (response.ok) await put(address, response);
      else if (!mayBeGone) throw new Error(`${address} is not there`);
      onEach((done += 1));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, take));
}

/* Everything that the site publishes, as long as it is still this edition. */
async function wholeSite() {
  const response = await fetch(whole("offline.json"), { cache: "no-cache" });
  const { version, files } = await response.json();
  if (version === VERSION) return files;
  await self.registration.update();
  throw new Error(gettext("the site has just changed; please try once more"));
}

const whole = (address) => new URL(address, SCOPE).href;
const bare = (url) => url.split(/[?#]/)[0];
const later = (copy) => new Promise((give) => setTimeout(give, PATIENCE, copy));
const put = async (address, response) => (await caches.open(CACHE)).put(address, response);
const markWhole = () => put(WHOLE, new Response(VERSION));
const isWhole = async () => (await keptAnywhere()).includes(WHOLE);
const ourCaches = async () => (await caches.keys()).filter((name) => name.startsWith(OURS));

async function keptAnywhere() {
  const found = (await ourCaches()).map(async (name) => (await caches.open(name)).keys());
  return (await Promise.all(found)).flat().map((request) => request.url);
}

function notKept() {
  const html = `<!doctype html><html lang="${LANGUAGE_OF_WORDS}"><meta charset="utf-8"><title>${gettext("Not kept")}</title>
<meta name="viewport" content="width=device-width"><h1>${gettext("No connection")}</h1>
<p>${gettext("This page is not kept on this device.")} <a href="${SCOPE}">${gettext("To the first page")}</a>.</p></html>`;
  return new Response(html, { status: 503, headers: { "Content-Type": "text/html" } });
}
