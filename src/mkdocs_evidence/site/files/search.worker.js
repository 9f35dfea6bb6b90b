/* The search. Runs beside the page as a worker and speaks the theme's messages, in place of the
   theme's own worker. Readers type names (abbreviations, trials, registry ids) and short questions:
   so a whole name counts most, little words count nothing, word endings and spellings do not
   matter, and a misspelt word finds its neighbour. A large knowledge base keeps its index in parts,
   which search-parts.worker.js loads as they are asked for; what is found and how it ranks is the same. */
"use strict";

const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3;
/* How much a word counts by where it stands. */
const IN_NAME = 1, IN_TITLE = 0.7, IN_CONTEXT = 0.5, IN_PAGE_NAME = 0.45, IN_TEXT = 0.35;
/* How much a word counts by how well it fits what was typed. */
const SAME_STEM = 0.85, BEGINS = 0.6, MISSPELT = 0.5, NAME_BONUS = 1.5, EXACT_NAME = 1.25;
/* How near a name a query asks for the page; how rare a word is worth missing. */
const NAMED = 0.8, COMMON = 1.2;
/* How much is shown: results beside the best, parts beside the page, letters of a text. */
const LEAST_SCORE = 0.1, LEAST_PART = 0.3;
const MAX_PARTS = 8, SHOWN_PARTS = 3, LONG = 320, LONG_NAME = 60;
/* A beginning of a word stands for this many words at most, the shortest; a name has so many words;
   how a word shares in a name is kept in so many steps; a code this long is no word of its own. */
const MAX_FITS = 100, NAME_WORDS = 7, SHARES = 63, LONG_CODE = /^\d.{11}/;
/* Typed first, `studies: smith` searches studies alone: in the words of the site, or in English. */
const KINDS = {
  __proto__: null,
  conditions: ["condition"], treatments: ["treatment"], harms: ["harm"], topics: ["topic"],
  claims: ["claim"], studies: ["study"], heard: ["statement"],
  [gettext("conditions")]: ["condition"], [gettext("treatments")]: ["treatment"],
  [gettext("harms")]: ["harm"], [gettext("topics")]: ["topic"], [gettext("claims")]: ["claim"],
  [gettext("studies")]: ["study"], [gettext("heard")]: ["statement"],
};
const KIND = /^\s*([\p{L}\w]+)\s*:/u;
const WORD = /[\p{L}\p{N}]+/gu;
const RUN = /[\p{L}\p{N}]+(?:(?:[-\u2010-\u2013./_'’:]|,(?=\p{N}))[\p{L}\p{N}]+)*/gu;
const LITTLE = new Set(
  ("a an and any are as at be by can could did do does for from get give given had has have how i " +
    "if in into is it its may me much my of on or our patient patients people should than that " +
    "the their them there these this to us use used using versus vs was we were what when where " +
    "which who why will with would you your").split(" ")
);
/* A root of three letters and the longest ending that leaves it. */
const ENDINGS = new RegExp(
  "^(.{3,}?)(?:ational|ations|ation|ality|ities|ments|ional|ings|ions|ives|ally|ment|ness|able|" +
    "ing|ion|ive|ity|ies|ial|ful|ed|es|al|ly|ic|y|e|s)$"
);
const IRREGULAR = { __proto__: null, children: "child", women: "woman", men: "man" };
const ENTITIES = { __proto__: null, amp: "&", lt: "<", gt: ">", quot: '"' };

/* Words */

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/* British and American spellings become one. */
const spell = (word) =>
  word
    .replace(/[ao]e/g, "e")
    .replace(/our/g, "or")
    .replace(/[iy]s(?=(?:e|ed|es|ing|ation|ations)$)/, "iz");

function stem(word) {
  if (IRREGULAR[word]) return IRREGULAR[word];
  const parts = ENDINGS.exec(word);
  return parts ? parts[1] : word;
}

/* Each run of joined words: `TRANSFORM-2` is "transform", "2" and, whole, "transform2". */
function runs(text) {
  return (fold(text).match(RUN) || []).map((run) => run.split(/[^\p{L}\p{N}]+/u));
}

function withoutLittle(words) {
  const telling = words.filter((word) => !LITTLE.has(word));
  return telling.length ? telling : words;
}

/* A name as one word: however it is spaced or joined, it is the same name. */
const join = (words) => spell(withoutLittle(words).join(""));

function wordsOf(text) {
  const words = [];
  for (const parts of runs(text)) {
    words.push(...parts.map(spell));
    const joined = spell(parts.join(""));
    if (parts.length > 1 && !LONG_CODE.test(joined)) words.push(joined);
  }
  return words;
}

const asHtml = (text) => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const asText = (html) =>
  html
    .replace(/<[^>]*>/g, " ")
    .replace(/&#(\d+);/g, (all, code) => String.fromCodePoint(code))
    .replace(/&([a-z]+);/g, (all, name) => ENTITIES[name] || " ");

/* One edit apart, or two in a long word (optimal string alignment). */
function isMisspelling(a, b) {
  const allowed = a.length < 4 ? 0 : a.length < 8 ? 1 : 2;
  if (a[0] !== b[0] || Math.abs(a.length - b.length) > allowed) return false;
  let before = [], last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    [before, last] = [last, row];
  }
  return last[b.length] <= allowed;
}

/* Index

   Both forms of the index answer in the same words. `near` gives the words that begin in some way;
   after `bring`, `postings` gives the entries that hold a word, how much it counts there, and the
   names it stands in; `whole` gives the names that are, written as one word, what was asked; after
   `bringDocs`, `docs` has what is shown. An entry is a number, and so is its page, its first entry. */

class WholeIndex {
  constructor(docs) {
    this.docs = docs;
    this.size = docs.length;
    this.pages = new Int32Array(docs.length);
    this.words = new Map();
    this.wholes = new Map();
    this.isIncomplete = false;
    const pages = new Map();
    docs.forEach((doc, id) => {
      const path = doc.location.split("#")[0];
      if (!pages.has(path)) pages.set(path, id);
      this.pages[id] = pages.get(path);
      this.read(doc, id);
    });
    for (const named of this.named) this.share(named);
    this.named = [];
    this.vocabulary = [...this.words.keys()].sort();
  }

  named = [];
  /* Pages that are shown. */
  mostPages = 30;

  read(doc, id) {
    const isPage = this.pages[id] === id;
    const [title, ...notes] = doc.title.split("<small");
    this.note(id, wordsOf(asText(title)), isPage ? IN_NAME : IN_TITLE);
    this.note(id, wordsOf(asText("<small" + notes.join(""))), IN_TEXT);
    this.note(id, wordsOf(asText(doc.text)), IN_TEXT);
    const names = otherNames(doc);
    if (!isPage) return names.forEach((name) => this.note(id, wordsOf(name), IN_CONTEXT));
    [asText(title), ...names].forEach((name, number) => {
      const words = wordsOf(name);
      this.note(id, words, IN_NAME);
      this.named.push({ id, number, words: new Set(words) });
      const whole = words.length <= NAME_WORDS ? join(runs(name).flat()) : "";
      if (whole) this.wholes.set(whole, [...(this.wholes.get(whole) || []), id, number]);
    });
  }

  note(id, words, weight) {
    for (const word of words) {
      if (!this.words.has(word)) this.words.set(word, { ids: [], weights: [], names: [] });
      const { ids, weights } = this.words.get(word);
      if (ids.at(-1) !== id) ids.push(id), weights.push(weight);
      else weights[ids.length - 1] = Math.max(weights[ids.length - 1], weight);
    }
  }

  /* How much of a name each of its words is, by how rare it is. */
  share({ id, number, words }) {
    const telling = [...words].filter((word) => !LITTLE.has(word));
    const rarities = telling.map((word) => rarity(this.words.get(word).ids.length, this.size));
    const size = rarities.reduce((sum, value) => sum + value, 0);
    for (const word of words) {
      const place = telling.indexOf(word);
      const share = place < 0 ? 0 : Math.floor((SHARES * rarities[place]) / size + 0.5);
      this.words.get(word).names.push(id, number, share);
    }
  }

  async near(beginning) {
    return within(this.vocabulary, beginning);
  }
  async bring() {}
  async bringDocs() {}
  pageOf = (id) => this.pages[id];
  boostOf = (id) => this.docs[id].boost || 1;
  kindOf = (id) => this.docs[id].kind || "page";
  postings = (word) => this.words.get(word);
  whole = (whole) => this.wholes.get(whole) || [];
}

const otherNames = (doc) => [...(doc.names || []), ...(doc.tags || [])];

/* How telling words are: the fewer entries hold one of them, the more. */
const rarity = (holders, size) => Math.log(1 + size / (1 + holders));

/* Those of some sorted words that begin in one way. */
function within(words, beginning) {
  const first = (isPast) => {
    let from = 0, until = words.length;
    while (from < until) {
      const middle = (from + until) >> 1;
      if (isPast(words[middle])) until = middle;
      else from = middle + 1;
    }
    return from;
  };
  const start = first((word) => word >= beginning);
  const end = first((word) => word >= beginning && !word.startsWith(beginning));
  return words.slice(start, end);
}

/* Query */

/* Words of the index that fit a typed word, and how well. */
async function fitting(word, isLast, index) {
  const found = new Map();
  const isNumber = /^\d+$/.test(word);
  const root = stem(word);
  const isOwn = (other) => other === word;
  if (word.length >= (isNumber ? 4 : isLast ? 2 : 3)) {
    const longer = await index.near(word);
    const shortest = [...longer].sort((a, b) => a.length - b.length).slice(0, MAX_FITS);
    for (const other of shortest)
      found.set(other, BEGINS * (isLast ? 1 : 0.7) * (word.length / other.length));
  }
  if (!found.size && word.length > 3 && !/^\d/.test(word))
    for (const other of await index.near(word[0]))
      if (isMisspelling(word, other)) found.set(other, MISSPELT);
  for (const end of [1, 2]) {
    const shorter = word.slice(0, -end);
    if (shorter.length > 4 && (await index.near(shorter)).includes(shorter))
      found.set(shorter, BEGINS);
  }
  if (root.length > 2 && !isNumber) {
    for (const other of await index.near(root))
      if (stem(other) === root) found.set(other, SAME_STEM);
    for (const other of Object.keys(IRREGULAR).filter((plural) => IRREGULAR[plural] === root))
      if ((await index.near(other)).includes(other)) found.set(other, SAME_STEM);
  }
  if ((await index.near(word)).some(isOwn)) found.set(word, 1);
  return found;
}

async function readQuery(text, index) {
  const [prefix, kind] = KIND.exec(text) || ["", ""];
  const kinds = KINDS[kind.toLowerCase()] || null;
  const asked = (kinds ? text.slice(prefix.length) : text).replace(/\b(doi|pmid|pmcid)\b:?/gi, " ");
  const typed = withoutLittle(runs(asked).flat());
  const read = (raw, position) => fitting(spell(raw), position === typed.length - 1, index);
  const fits = await Promise.all(typed.map(read));
  const spans = [];
  for (let size = 1; size <= Math.min(6, typed.length); size++)
    for (let start = 0; start + size <= typed.length; start++)
      spans.push({ whole: join(typed.slice(start, start + size)), start, end: start + size });
  const whole = join(typed);
  const words = new Set(fits.flatMap((found) => [...found.keys()]));
  await index.bring([...words], [whole, ...spans.map((span) => span.whole)]);
  const concepts = typed.map((raw, i) => {
    const close = [...fits[i]].filter(([, fit]) => fit >= SAME_STEM).map(([word]) => word);
    const holders = holding(close.length ? close : [...fits[i].keys()], index);
    return { raw, fits: fits[i], weight: rarity(holders, index.size) };
  });
  const wholes = spans.filter((span) => index.whole(span.whole).length);
  const total = concepts.reduce((sum, concept) => sum + concept.weight, 0);
  for (const span of wholes) words.add(span.whole);
  return { concepts, wholes, whole, total, words, kinds };
}

/* How many entries hold one of some words. */
function holding(words, index) {
  const seen = new Uint8Array(index.size);
  let count = 0;
  for (const word of words)
    for (const id of index.postings(word).ids) if (!seen[id]) (seen[id] = 1), count++;
  return count;
}

/* What each entry gives to each concept. */
function collect({ concepts, wholes }, index) {
  const gains = concepts.map(() => new Float64Array(index.size));
  concepts.forEach(({ fits }, i) => {
    for (const [word, fit] of fits) {
      const { ids, weights } = index.postings(word);
      for (let n = 0; n < ids.length; n++)
        gains[i][ids[n]] = Math.max(gains[i][ids[n]], fit * weights[n]);
    }
  });
  for (const { whole, start, end } of wholes)
    for (const [id] of pairs(index.whole(whole)))
      for (let i = start; i < end; i++) gains[i][id] = Math.max(gains[i][id], IN_NAME);
  return gains;
}

function* pairs(flat) {
  for (let n = 0; n < flat.length; n += 2) yield [flat[n], flat[n + 1]];
}

/* For each page, the name that is likest to what was asked, and how well the two cover each other:
   from 0 to 1, and more for the very name. */
function likenesses({ concepts, whole, total, words }, index) {
  const names = new Map();
  const nameAt = (id, number) => {
    if (!names.has(id)) names.set(id, new Map());
    const ofPage = names.get(id);
    if (!ofPage.has(number)) ofPage.set(number, { best: concepts.map(() => 0), share: 0 });
    return ofPage.get(number);
  };
  const fitOf = new Map([...words].map((word) => [word, concepts.map(({ fits }) => fits.get(word) || 0)]));
  for (const [word, fits] of fitOf) {
    if (!fits.some(Boolean)) continue;
    const found = index.postings(word).names;
    for (let n = 0; n < found.length; n += 3) {
      const name = nameAt(found[n], found[n + 1]);
      name.share += found[n + 2];
      fits.forEach((fit, i) => (name.best[i] = Math.max(name.best[i], fit)));
    }
  }
  for (const [id, number] of pairs(index.whole(whole))) nameAt(id, number).isWhole = true;
  const likest = new Map();
  for (const [id, ofPage] of names)
    for (const [number, { best, share, isWhole }] of [...ofPage].sort(([a], [b]) => a - b)) {
      const matched = best.reduce((sum, fit, i) => sum + fit * concepts[i].weight, 0);
      const like = isWhole ? EXACT_NAME : (matched / total) ** 2 * (share / SHARES);
      if (like > (likest.get(id)?.like || 0)) likest.set(id, { number, like });
    }
  return likest;
}

/* How well an entry answers; thousands are judged, so nothing is made here but what ranks them. */
function judge(id, page, gains, likest, { concepts, total }, index) {
  let covered = 0, found = 0;
  for (let i = 0; i < concepts.length; i++) {
    const { weight } = concepts[i];
    const gain = gainOf(id, page, gains[i]);
    if (gain) covered += weight;
    found += weight * gain;
  }
  const coverage = covered / total;
  const { number, like } = (id === page && likest.get(id)) || UNLIKE;
  const score = (found * coverage + NAME_BONUS * total * like) * index.boostOf(id);
  return { id, coverage, number, like, score };
}

const UNLIKE = { number: null, like: 0 };

/* A part of a page answers for the page's name as well. */
const gainOf = (id, page, gain) =>
  id === page ? gain[id] : Math.max(gain[id], IN_PAGE_NAME * gain[page]);

async function search(text, index) {
  const query = await readQuery(text, index);
  if (!query.concepts.length) return [];
  const gains = collect(query, index);
  const likest = likenesses(query, index);
  const pages = new Map();
  for (let id = 0; id < index.size; id++) {
    if (!gains.some((gain) => gain[id])) continue;
    const page = index.pageOf(id);
    if (query.kinds && ![index.kindOf(id), index.kindOf(page)].some((k) => query.kinds.includes(k)))
      continue;
    if (!pages.has(page)) pages.set(page, []);
    pages.get(page).push(judge(id, page, gains, likest, query, index));
  }
  const groups = [...pages].map(([page, hits]) => rank(page, hits));
  groups.sort((a, b) => b.score - a.score || a.page - b.page);
  const worthwhile = groups.filter(({ score }) => score > LEAST_SCORE * groups[0].score);
  const shown = worthwhile.slice(0, index.mostPages);
  await index.bringDocs(shown.map(({ page }) => page));
  return shown
    .filter(({ page }) => index.docs[page])
    .map((group) => draw(arrange(group), gains, query, index));
}

/* A page with its parts, the best first, and how it ranks among pages. */
function rank(page, hits) {
  hits.sort((a, b) => b.score - a.score);
  let extra = 0;
  for (let i = 1; i < Math.min(hits.length, 6); i++) extra += hits[i].score;
  return { page, hits, score: hits[0].score + 0.05 * extra };
}

/* A page and its parts. Who asks for the page by name sees its bottom line; who asks a question
   sees the parts that answer as much of it as the page does, or more. */
function arrange({ page, hits, score }) {
  const own = hits.find((hit) => hit.id === page);
  const widest = Math.max(...hits.map((hit) => hit.coverage));
  const isWide = (hit) => hit.coverage > widest - 0.01;
  const parts = hits.filter((hit) => hit !== own);
  const answers = parts.filter(isWide).slice(0, SHOWN_PARTS);
  const least = LEAST_PART * hits[0].score;
  const others = parts.filter((hit) => !answers.includes(hit) && hit.score > least);
  const isNamed = own && (own.like > NAMED || !answers.length);
  return { page, own, answers, others, isNamed, score };
}

/* The theme shows the page's text where the page comes first and its parts score less; and every
   part that scores as much as the first. The others wait behind "more on this page". */
function draw({ page, own, answers, others, isNamed, score }, gains, { concepts, words }, index) {
  const has = (hit, i) => gainOf(hit.id, page, gains[i]) > 0;
  const item = (hit, rank) => {
    const { location, title, text } = index.docs[hit.id];
    return {
      location,
      title: mark(title, words) + called(hit, words, index),
      text: mark(excerpt(text, words), words),
      score: rank,
      terms: Object.fromEntries(
        concepts.flatMap(({ raw, weight }, i) => (weight > COMMON ? [[raw, has(hit, i)]] : []))
      ),
    };
  };
  const { location, title, text } = index.docs[page];
  const head = own ? item(own, isNamed ? score : 0) : { location, title, text, score: 0, terms: {} };
  const first = answers.map((hit) => item(hit, isNamed ? score / 2 : score));
  const rest = others.slice(0, MAX_PARTS - first.length).map((hit) => item(hit, score / 2));
  return isNamed ? [head, ...first, ...rest] : [first[0], head, ...first.slice(1), ...rest];
}

/* The name by which a page was found, where nothing else on show says it. */
function called({ id, number }, words, index) {
  const doc = index.docs[id];
  const name = number ? otherNames(doc)[number - 1] : "";
  if (!name) return "";
  const shown = asText(`${doc.title} ${doc.text}`);
  const onShow = new Set(wordsOf(shown));
  const isNew = (word) => words.has(spell(fold(word))) && !onShow.has(spell(fold(word)));
  const parts = (name.match(WORD) || []).filter(isNew);
  const whole = join(runs(name).flat());
  if (!parts.length || (whole && join(runs(shown).flat()).includes(whole))) return "";
  const text = name.length > LONG_NAME ? parts.join(" ") : name;
  return ` <small class="ev-called">${mark(asHtml(text), words)}</small>`;
}

/* A long text from a little before the first word found. */
function excerpt(html, words) {
  if (html.length <= LONG) return html;
  const text = asText(html).replace(/\s+/g, " ").trim();
  let from = 0;
  for (const { 0: word, index } of text.matchAll(WORD))
    if (words.has(spell(fold(word)))) {
      from = Math.max(0, text.lastIndexOf(" ", Math.max(0, index - LONG / 4)));
      break;
    }
  const cut = text.slice(from, from + LONG);
  const until = from + LONG < text.length ? cut.lastIndexOf(" ") : cut.length;
  return (from ? "\u2026" : "") + asHtml(cut.slice(0, until)) + (until < cut.length ? " \u2026" : "");
}

/* Mark the words found, outside tags and entities. */
function mark(html, words) {
  return html.replace(/<[^>]*>|&[a-z]+;|&#\d+;|[\p{L}\p{N}]+(?:,\p{N}+)*/gu, (all) =>
    !/^[<&]/.test(all) && words.has(spell(fold(all))) ? `<mark>${all}</mark>` : all
  );
}

/* Messages */

/* Where this script stands; in a hidden frame, which stands in for a worker, it is a script's. */
const HERE = typeof document === "undefined" ? self.location.href : document.currentScript.src;
/* What is said where the index cannot be read to its end. */
const INCOMPLETE = {
  location: "",
  title: gettext("The search is not complete"),
  text: gettext("A part of its index could not be loaded. With a connection, please try once more."),
  score: 0,
  terms: {},
};
let index;

function run(script) {
  const address = new URL(script, HERE).href;
  if (typeof document === "undefined") return importScripts(address), null;
  const element = Object.assign(document.createElement("script"), { src: address });
  return new Promise((done, failed) => {
    element.addEventListener("load", done);
    element.addEventListener("error", failed);
    document.body.append(element);
  });
}

async function setUp({ docs }) {
  if (!docs[0]?.parts) return new WholeIndex(docs);
  await run("search-parts.worker.js");
  return PartedIndex.open(docs[0], new URL("../../", HERE));
}

async function answer({ type, data }) {
  if (type === SETUP) {
    index = await setUp(data);
    return { type: READY };
  }
  if (type !== QUERY) throw new TypeError("Invalid message type");
  index.isIncomplete = false;
  const items = await search(data, index);
  return { type: RESULT, data: { items: index.isIncomplete ? [...items, [INCOMPLETE]] : items } };
}

/* One answer after the other: the theme takes each for that of its last question. A question that was
   typed over before its turn came is left: the reader waits for the last one. */
let turn = Promise.resolve(), last;
addEventListener("message", ({ data }) => {
  last = data;
  const isWanted = () => data.type !== QUERY || data === last;
  turn = turn.then(() => isWanted() && answer(data)).then((message) => message && postMessage(message), (error) => {
    // Said to whoever looks; the next question is answered all the same.
    setTimeout(() => { throw error; });
  });
});
