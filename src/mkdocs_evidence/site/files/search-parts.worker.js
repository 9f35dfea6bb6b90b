/* The index of a large knowledge base: its files, which the build wrote in parts, are loaded as they
   are asked for. Loaded by search.worker.js, whose words it uses. */
"use strict";

/* How much a word counts by where it stands, as the files number it. */
const WEIGHTS = [IN_TEXT, IN_CONTEXT, IN_TITLE, IN_NAME];
const NOTHING = { ids: [], weights: [], names: [] };

class PartedIndex {
  static async open(place, root) {
    const index = new PartedIndex();
    index.loader = makeLoader(new URL(place.parts, root), place);
    const table = await index.loader("table");
    index.lists = Object.entries(table.lists);
    index.size = table.size;
    index.steps = table.steps;
    index.texts = table.texts;
    index.shapes = table.pages.map((shape) => table.shapes[shape]);
    index.pages = new Int32Array(index.size);
    index.firsts = [];
    let id = 0;
    index.shapes.forEach(([, , , , entries], page) => {
      index.firsts.push(id);
      index.pages.fill(page, id, id + entries);
      id += entries;
    });
    return index;
  }

  docs = [];
  /* Fewer pages than from a whole index: each may need a file of its own. */
  mostPages = 15;
  isIncomplete = false;
  /* Where the entries of a word and of a name written as one word stand: file and place in it. */
  places = new Map();
  wholePlaces = new Map();
  read = new Map();
  readWholes = new Map();
  vocabularies = new Map();

  async file(name) {
    try {
      return await this.loader(name);
    } catch {
      this.isIncomplete = true;
      return null;
    }
  }

  async near(beginning) {
    const wanted = this.lists.filter(
      ([start]) => start.startsWith(beginning) || beginning.startsWith(start) || start === `${beginning} `
    );
    const found = await Promise.all(wanted.map(([, name]) => this.list(name)));
    return found.flatMap((words) => within(words, beginning));
  }

  async list(name) {
    if (!this.vocabularies.has(name)) {
      const parts = await this.file(name);
      if (!parts) return [];
      const words = [];
      for (const [part, [spoken, wholes]] of Object.entries(parts)) {
        const split = (text) => (text ? text.split(" ") : []);
        split(spoken).forEach((word, place) => {
          words.push(word);
          this.places.set(word, { part, place });
        });
        split(wholes).forEach((whole, place) => this.wholePlaces.set(whole, { part, place }));
      }
      this.vocabularies.set(name, words.sort());
    }
    return this.vocabularies.get(name);
  }

  async bring(words, wholes) {
    // A name as one word begins as its first word does: its list is here, or there is none.
    const known = [
      ...words.map((word) => [word, this.places.get(word), this.read]),
      ...wholes.map((whole) => [whole, this.wholePlaces.get(whole), this.readWholes]),
    ].filter(([word, place, read]) => place && !read.has(word));
    const names = [...new Set(known.map(([, { part }]) => part))];
    const loaded = await Promise.all(names.map((name) => this.file(name)));
    const parts = new Map(names.map((name, i) => [name, loaded[i]]));
    for (const [word, { part, place }, read] of known) {
      const file = parts.get(part);
      if (!file) continue;
      if (read === this.read) read.set(word, this.entriesOf(file, place));
      else read.set(word, this.wholesOf(file, place));
    }
  }

  entriesOf({ entries, names }, place) {
    const ids = [], weights = [], named = [];
    const [step, nameStep] = this.steps;
    walk(entries[place], step, (page, code) => {
      ids.push(this.firsts[page] + (code >> 2));
      weights.push(WEIGHTS[code & 3]);
    });
    walk(names[place], nameStep, (page, code) => {
      named.push(this.firsts[page], code >> 6, code & SHARES);
    });
    return { ids, weights, names: named };
  }

  wholesOf({ wholes }, place) {
    const found = [];
    walk(wholes[place], this.steps[1], (page, number) => found.push(this.firsts[page], number));
    return found;
  }

  /* Texts of some pages and of their parts. */
  async bringDocs(ids) {
    const wanted = ids.filter((id) => !this.docs[id]).map((id) => this.pages[id]);
    const starts = wanted.map((page) => Math.max(...this.texts.filter((first) => first <= page)));
    const load = async (start) => {
      const pages = (await this.file(`texts-${start}`)) || [];
      pages.forEach(([address, ...entries], i) => {
        entries.forEach(([place, title, text, names], part) => {
          const location = address + place;
          this.docs[this.firsts[start + i] + part] = { location, title, text, names };
        });
      });
    };
    await Promise.all([...new Set(starts)].map(load));
  }

  pageOf = (id) => this.firsts[this.pages[id]];
  postings = (word) => this.read.get(word) || NOTHING;
  whole = (whole) => this.readWholes.get(whole) || [];

  boostOf(id) {
    const shape = this.shapes[this.pages[id]];
    return shape[this.pageOf(id) === id ? 0 : 1];
  }

  /* Claims come before the other parts of a page. */
  kindOf(id) {
    const [, , kind, claims] = this.shapes[this.pages[id]];
    const part = id - this.pageOf(id);
    if (!part) return kind;
    return part <= claims ? "claim" : "section";
  }
}

/* Places stand as steps from one to the next; a place is a page and what is known there. */
function walk(steps, size, tell) {
  let place = 0;
  for (const step of steps) {
    place += step;
    tell(Math.floor(place / size), place % size);
  }
}

/* Loads a file once. In a folder, where nothing can be fetched, files are scripts. */
function makeLoader(folder, { version, ending }) {
  const loading = new Map();
  const told = new Map();
  self.evidenceSearchPart = (name, content) => told.set(name, content);
  const bring = async (name) => {
    const address = new URL(`${name}${ending}?${version}`, folder);
    if (ending === ".js") {
      await run(address);
      return told.get(name);
    }
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${name} is not there`);
    return response.json();
  };
  return (name) => {
    if (!loading.has(name)) {
      const promise = bring(name);
      promise.catch(() => loading.delete(name));
      loading.set(name, promise);
    }
    return loading.get(name);
  };
}
