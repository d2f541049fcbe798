// The search, loaded when somebody searches: index.json names the episodes, a file of words is
// asked for when its first two letters are typed. See search_index.py for how both are written.

const passages = 5; // results whose page is asked for, to show what was said

// As folding.py does; the same list stands in site.js, which a search does not wait for.
const plain = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ł: "l", ı: "i" };
const fold = (text) =>
  text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/[ßæœøđłı]/g, (letter) => plain[letter]);
const unspaced = /[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+/g;

export function wordsOf(text) {
  const found = [];
  for (const word of fold(text).match(/[\p{L}\p{N}]+/gu) ?? []) {
    const runs = word.match(unspaced);
    if (!runs) found.push(word);
    else {
      found.push(...word.split(unspaced).filter(Boolean));
      for (const run of runs) {
        if (run.length === 1) found.push(run);
        for (let at = 0; at + 1 < run.length; at += 1) found.push(run.slice(at, at + 2));
      }
    }
  }
  return found;
}

class Index {
  constructor(root) {
    this.root = root;
    this.files = new Map();
  }

  async fetch(path) {
    const answer = await fetch(`${this.root}search/${path}`);
    if (!answer.ok) throw new Error(answer.status);
    return answer;
  }

  async open() {
    Object.assign(this, await (await this.fetch("index.json")).json());
  }

  /** The lines of the file that holds a word. */
  part(word) {
    const [first, second] = [...word].slice(0, 2).map((letter) => letter.codePointAt(0));
    const number = (first * 31 + (second ?? 0)) & (this.parts - 1);
    if (!this.files.has(number)) {
      this.files.set(number, this.fetch(`${number}.txt`).then((answer) => answer.text()).then((text) => text.split("\n")));
    }
    return this.files.get(number);
  }

  /** Episode → points of those that have a word, or one that begins with it if it is long enough. */
  async having(word, open) {
    const found = new Map();
    const begins = open && [...word].length > 1;
    for (const line of await this.part(word)) {
      if (!line.startsWith(word)) continue;
      const whole = line[word.length] === " ";
      if (!whole && !begins) continue;
      let number = 0;
      for (const difference of line.slice(line.indexOf(" ") + 1).split(",")) {
        number += parseInt(difference, 36);
        const points = [1, 2, 4, 8][number & 3] * (whole ? 2 : 1);
        found.set(number >> 2, Math.max(points, found.get(number >> 2) ?? 0));
      }
    }
    return found;
  }

  /** The episodes that have all the words, the best first, the newer of equals before. */
  async find(words) {
    const each = await Promise.all(words.map((word, at) => this.having(word, at === words.length - 1)));
    const points = new Map();
    for (const [episode] of each[0]) {
      if (each.every((found) => found.has(episode))) {
        points.set(episode, each.reduce((sum, found) => sum + found.get(episode), 0));
      }
    }
    return [...points].sort((a, b) => b[1] - a[1] || b[0] - a[0]).map(([episode]) => this.episodes[episode]);
  }
}

function element(name, text = "", className = "") {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

/** A text with the words marked, each where it begins a word. */
function marked(text, words) {
  const made = element("span");
  for (const [piece] of text.matchAll(/[\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}]+/gu)) {
    const hit = words.some((word) => fold(piece).startsWith(word));
    made.append(hit ? element("mark", piece) : piece);
  }
  return made;
}

/** What is said where the words are, with a link to that moment, read from the episode's own page. */
async function passage(address, words, spoken) {
  const answer = await fetch(address);
  if (!answer.ok) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const lines = [...page.querySelectorAll(".spoken span[data-t], .spoken p:not(.who):not(:has(> .at))")];
  const has = (line, count) => {
    const there = new Set(wordsOf(line.textContent));
    return words.filter((word) => [...there].some((other) => other.startsWith(word))).length >= count;
  };
  const line = lines.find((candidate) => has(candidate, words.length)) ?? lines.find((candidate) => has(candidate, 1));
  if (!line) return null;
  const made = element("p", "", "passage");
  const at = line.dataset.t;
  const link = element("a", at ? line.closest("p").querySelector(".at").textContent : spoken, "at");
  link.href = at ? `${address}#t=${at}` : `${address}#transcript`;
  const text = line.textContent.trim();
  const first = Math.max(0, fold(text).indexOf(words[0]) - 80);
  const shown = `${first ? "… " : ""}${text.slice(first, first + 200)}${text.length > first + 200 ? " …" : ""}`;
  made.append(link, " ", marked(shown, words));
  return made;
}

function result([path, title, facts], root, words) {
  const item = element("li", "", "entry");
  const whole = element("div");
  const heading = element("h3");
  const link = element("a");
  link.href = `${root}${path}`;
  link.append(marked(title, words));
  heading.append(link);
  whole.append(heading, element("p", facts, "facts"));
  item.append(whole);
  return item;
}

export function begin(box) {
  const [field, status, list] = ["input", "[data-status]", "[data-results]"].map((selector) => box.querySelector(selector));
  const { root, busy, none, failed, spoken } = box.dataset;
  const forms = JSON.parse(box.dataset.found);
  const plural = new Intl.PluralRules(document.documentElement.lang);
  const index = new Index(root);
  const ready = index.open();
  let asked = 0;
  let timer;

  const search = async () => {
    const mine = (asked += 1);
    const words = wordsOf(field.value);
    if (!words.length || field.value.trim().length < 2) {
      status.textContent = "";
      list.replaceChildren();
      return;
    }
    status.textContent = busy;
    try {
      await ready;
      const found = await index.find(words);
      if (mine !== asked) return;
      const form = forms[plural.select(found.length)] ?? forms.other;
      status.textContent = found.length ? form.replace("{n}", found.length) : none.replace("{text}", field.value.trim());
      const items = found.slice(0, 50).map((episode) => result(episode, root, words));
      list.replaceChildren(...items);
      await Promise.all(items.slice(0, passages).map(async (item, at) => {
        const made = await passage(`${root}${found[at][0]}`, words, spoken);
        if (made && mine === asked) item.firstChild.append(made);
      }));
    } catch {
      if (mine === asked) status.textContent = failed;
    }
  };
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, 150);
  });
  if (field.value) search();
}
