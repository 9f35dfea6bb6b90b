/* The search. Runs beside the page as a worker and speaks the theme's messages, in place of the
   theme's own worker. Readers type names (abbreviations, trials, registry ids) and short questions:
   so a whole name counts most, little words count nothing, word endings and spellings do not
   matter, and a misspelt word finds its neighbour. */
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
const MAX_PAGES = 30, MAX_PARTS = 8, SHOWN_PARTS = 3, LONG = 320, LONG_NAME = 60;
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
const IRREGULAR = { children: "child", women: "woman", men: "man" };
const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"' };

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
    if (parts.length > 1) words.push(spell(parts.join("")));
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

/* Index */

class Index {
  constructor(docs) {
    this.entries = [];
    this.postings = new Map();
    this.wholes = new Map();
    this.stems = new Map();
    this.rarities = new Map();
    const pages = new Map();
    for (const doc of docs) {
      const path = doc.location.split("#")[0];
      const entry = { doc, id: this.entries.length, names: [], page: pages.get(path) };
      if (!entry.page) pages.set(path, (entry.page = entry));
      this.entries.push(entry);
      this.read(entry);
    }
    for (const word of this.postings.keys()) {
      const root = stem(word);
      if (!this.stems.has(root)) this.stems.set(root, []);
      this.stems.get(root).push(word);
    }
  }

  read(entry) {
    const { doc } = entry;
    const isPage = entry.page === entry;
    const [title, ...notes] = doc.title.split("<small");
    this.note(entry, wordsOf(asText(title)), isPage ? IN_NAME : IN_TITLE);
    this.note(entry, wordsOf(asText("<small" + notes.join(""))), IN_TEXT);
    this.note(entry, wordsOf(asText(doc.text)), IN_TEXT);
    const names = [...(doc.names || []), ...(doc.tags || [])];
    for (const name of isPage ? [asText(title), ...names] : names) {
      const words = wordsOf(name);
      const whole = words.length < 8 ? join(runs(name).flat()) : "";
      if (isPage) entry.names.push({ text: name, words: new Set(words), whole });
      this.note(entry, words, isPage ? IN_NAME : IN_CONTEXT);
      if (isPage && whole) this.wholes.set(whole, [...(this.wholes.get(whole) || []), entry.id]);
    }
  }

  note(entry, words, weight) {
    for (const word of words) {
      if (!this.postings.has(word)) this.postings.set(word, new Map());
      const found = this.postings.get(word);
      if (!(found.get(entry.id) >= weight)) found.set(entry.id, weight);
    }
  }

  /* Words of the index that fit a typed word, and how well. */
  fitting(word, isLast) {
    const found = new Map();
    const isNumber = /^\d+$/.test(word);
    if (word.length >= (isNumber ? 4 : isLast ? 2 : 3))
      for (const other of this.postings.keys())
        if (other.startsWith(word))
          found.set(other, BEGINS * (isLast ? 1 : 0.7) * (word.length / other.length));
    if (!found.size && !isNumber)
      for (const other of this.postings.keys())
        if (isMisspelling(word, other)) found.set(other, MISSPELT);
    for (const end of [1, 2])
      if (word.length - end > 4 && this.postings.has(word.slice(0, -end)))
        found.set(word.slice(0, -end), BEGINS);
    for (const other of this.stems.get(stem(word)) || []) found.set(other, SAME_STEM);
    if (this.postings.has(word)) found.set(word, 1);
    return found;
  }

  rarityOf(word) {
    if (!this.rarities.has(word)) this.rarities.set(word, this.rarity([word]));
    return this.rarities.get(word);
  }

  /* How telling words are: the fewer entries hold one of them, the more. */
  rarity(words) {
    const holders = new Set();
    for (const word of words) for (const id of this.postings.get(word).keys()) holders.add(id);
    return Math.log(1 + this.entries.length / (1 + holders.size));
  }
}

/* Query */

function readQuery(text, index) {
  const typed = withoutLittle(runs(text.replace(/\b(doi|pmid|pmcid)\b:?/gi, " ")).flat());
  const concepts = typed.map((raw, position) => {
    const fits = index.fitting(spell(raw), position === typed.length - 1);
    const close = [...fits].filter(([, fit]) => fit >= SAME_STEM).map(([word]) => word);
    return { raw, fits, weight: index.rarity(close.length ? close : [...fits.keys()]) };
  });
  const wholes = [];
  for (let size = 2; size <= Math.min(6, typed.length); size++)
    for (let start = 0; start + size <= typed.length; start++) {
      const whole = join(typed.slice(start, start + size));
      if (index.wholes.has(whole)) wholes.push({ whole, start, end: start + size });
    }
  const total = concepts.reduce((sum, concept) => sum + concept.weight, 0);
  return { concepts, wholes, whole: join(typed), total };
}

/* What each entry gives to each concept. */
function collect({ concepts, wholes }, index) {
  const found = new Map();
  const give = (id, position, value, word) => {
    if (!found.has(id)) found.set(id, { gains: concepts.map(() => 0), words: new Set() });
    const entry = found.get(id);
    entry.gains[position] = Math.max(entry.gains[position], value);
    entry.words.add(word);
  };
  concepts.forEach(({ fits }, position) => {
    for (const [word, fit] of fits)
      for (const [id, weight] of index.postings.get(word)) give(id, position, fit * weight, word);
  });
  for (const { whole, start, end } of wholes)
    for (const id of index.wholes.get(whole))
      for (let position = start; position < end; position++) give(id, position, IN_NAME, whole);
  return found;
}

/* How well a query and a name cover each other, from 0 to 1, and more for the very name. */
function likeness(name, query, index) {
  let matched = 0;
  const covered = new Set();
  query.concepts.forEach((concept) => {
    let best = 0;
    for (const [word, fit] of concept.fits)
      if (name.words.has(word)) {
        best = Math.max(best, fit);
        covered.add(word);
      }
    matched += best * concept.weight;
  });
  if (name.whole && name.whole === query.whole) return EXACT_NAME;
  if (!matched) return 0;
  let size = 0, got = 0;
  for (const word of name.words) {
    if (LITTLE.has(word)) continue;
    const weight = index.rarityOf(word);
    size += weight;
    if (covered.has(word)) got += weight;
  }
  return size ? (matched / query.total) ** 2 * (got / size) : 0;
}

/* A part of a page answers for the page's name as well. */
function inherit(gains, page) {
  if (page) gains.forEach((gain, i) => (gains[i] = Math.max(gain, IN_PAGE_NAME * page.gains[i])));
}

function judge(entry, { gains, words }, query, index) {
  const sumOver = (value) =>
    query.concepts.reduce((sum, { weight }, i) => sum + weight * value(gains[i]), 0);
  const coverage = sumOver((gain) => (gain ? 1 : 0)) / query.total;
  let name = null, like = 0;
  for (const one of entry.names) {
    const value = likeness(one, query, index);
    if (value > like) [name, like] = [one, value];
  }
  const found = sumOver((gain) => gain) * coverage + NAME_BONUS * query.total * like;
  return { entry, gains, words, coverage, name, like, score: found * (entry.doc.boost || 1) };
}

function search(text, index) {
  const query = readQuery(text, index);
  const found = collect(query, index);
  const pages = new Map();
  for (const [id, hit] of found) {
    const entry = index.entries[id];
    inherit(hit.gains, entry.page !== entry && found.get(entry.page.id));
    if (!pages.has(entry.page)) pages.set(entry.page, []);
    pages.get(entry.page).push(judge(entry, hit, query, index));
  }
  const groups = [...pages].map(([page, hits]) => arrange(page, hits));
  groups.sort((a, b) => b.score - a.score);
  const worthwhile = groups.filter(({ score }) => score > LEAST_SCORE * groups[0].score);
  return worthwhile.slice(0, MAX_PAGES).map((group) => draw(group, query));
}

/* A page and its parts. Who asks for the page by name sees its bottom line; who asks a question
   sees the parts that answer as much of it as the page does, or more. */
function arrange(page, hits) {
  hits.sort((a, b) => b.score - a.score);
  const own = hits.find((hit) => hit.entry === page);
  const widest = Math.max(...hits.map((hit) => hit.coverage));
  const isWide = (hit) => hit.coverage > widest - 0.01;
  const parts = hits.filter((hit) => hit !== own);
  const answers = parts.filter(isWide).slice(0, SHOWN_PARTS);
  const least = LEAST_PART * hits[0].score;
  const others = parts.filter((hit) => !answers.includes(hit) && hit.score > least);
  const isNamed = own && (own.like > NAMED || !answers.length);
  const extra = hits.slice(1, 6).reduce((sum, hit) => sum + hit.score, 0);
  return { page, own, answers, others, isNamed, score: hits[0].score + 0.05 * extra };
}

/* The theme shows the page's text where the page comes first and its parts score less; and every
   part that scores as much as the first. The others wait behind "more on this page". */
function draw({ page, own, answers, others, isNamed, score }, { concepts }) {
  const item = (hit, rank) => ({
    location: hit.entry.doc.location,
    title: mark(hit.entry.doc.title, hit.words) + called(hit),
    text: mark(excerpt(hit.entry.doc.text, hit.words), hit.words),
    score: rank,
    terms: Object.fromEntries(
      concepts.flatMap(({ raw, weight }, i) => (weight > COMMON ? [[raw, hit.gains[i] > 0]] : []))
    ),
  });
  const head = own ? item(own, isNamed ? score : 0) : { ...page.doc, score: 0, terms: {} };
  const first = answers.map((hit) => item(hit, isNamed ? score / 2 : score));
  const rest = others.slice(0, MAX_PARTS - first.length).map((hit) => item(hit, score / 2));
  return isNamed ? [head, ...first, ...rest] : [first[0], head, ...first.slice(1), ...rest];
}

/* The name by which a page was found, where nothing else on show says it. */
function called({ entry, name, words }) {
  if (!name) return "";
  const shown = asText(`${entry.doc.title} ${entry.doc.text}`);
  const onShow = new Set(wordsOf(shown));
  const isNew = (word) => words.has(spell(fold(word))) && !onShow.has(spell(fold(word)));
  const parts = name.text.match(WORD).filter(isNew);
  if (!parts.length || (name.whole && join(runs(shown).flat()).includes(name.whole))) return "";
  const text = name.text.length > LONG_NAME ? parts.join(" ") : name.text;
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

let index;

function answer({ type, data }) {
  if (type === SETUP) {
    index = new Index(data.docs);
    return { type: READY };
  }
  if (type === QUERY) return { type: RESULT, data: { items: search(data, index) } };
  throw new TypeError("Invalid message type");
}

addEventListener("message", (event) => postMessage(answer(event.data)));
