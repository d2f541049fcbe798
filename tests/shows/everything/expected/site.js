// The pages' one script: the player, chapters and transcript that follow it, sharing, the search.
// Without it everything can be read, and the browser's own player plays.

const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const one = (selector, within = document) => within.querySelector(selector);
const calm = matchMedia("(prefers-reduced-motion: reduce)");

/** `1:02:03`, as the page writes times. */
export function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds || 0));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (number) => String(number).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** Start and end in `#t=90`, `#t=1:30` or `#t=90,120` (W3C Media Fragments); NaN where none. */
export function moment(hash) {
  const found = /(?:^#?|&)t=(?:npt:)?([\d:.]*)(?:,([\d:.]+))?/.exec(hash);
  const seconds = (text) => (text ? text.split(":").reduce((sum, part) => sum * 60 + Number(part), 0) : NaN);
  return found ? [found[1] ? seconds(found[1]) : 0, seconds(found[2])] : [NaN, NaN];
}

// What a listener lets no site keep is not kept: then storage throws.
const memory = {
  get: (key) => { try { return localStorage.getItem(`showfeed ${key}`); } catch { return null; } },
  set: (key, value) => { try { localStorage.setItem(`showfeed ${key}`, value); } catch { /* not kept */ } },
  drop: (key) => { try { localStorage.removeItem(`showfeed ${key}`); } catch { /* nor dropped */ } },
};

class Player {
  constructor(section) {
    this.section = section;
    this.audio = one("audio", section);
    this.words = section.dataset;
    this.key = this.words.key;
    this.end = NaN; // of the passage that plays, if it has one
    this.wanted = NaN; // where to begin, until the audio knows its length
    this.listeners = [];
    this.bar = one("[data-seek]", section);
    this.audio.removeAttribute("controls");
    one(".controls", section).hidden = false;
    this.listen();
    this.choose(Number(memory.get("speed")) || 1);
    const [start] = moment(location.hash);
    const kept = Number(memory.get(`at ${this.key}`));
    if (Number.isNaN(start) && kept) this.seek(kept);
    this.show();
  }

  get length() {
    return Number.isFinite(this.audio.duration) ? this.audio.duration : Number(this.words.seconds) || 0;
  }

  get now() {
    return Number.isNaN(this.wanted) ? this.audio.currentTime : this.wanted;
  }

  listen() {
    const { audio, bar, section } = this;
    audio.addEventListener("loadedmetadata", () => this.arrive());
    audio.addEventListener("timeupdate", () => this.tick());
    audio.addEventListener("seeked", () => this.show());
    audio.addEventListener("durationchange", () => this.show());
    for (const change of ["play", "pause", "ended"]) audio.addEventListener(change, () => this.changed());
    bar.addEventListener("input", () => this.seek(Number(bar.value)));
    one("[data-speed]", section).addEventListener("change", (event) => this.choose(Number(event.target.value)));
    const deeds = { play: () => this.toggle(), back: () => this.step(-15), forward: () => this.step(30) };
    for (const button of all("[data-do]", section)) button.addEventListener("click", deeds[button.dataset.do]);
    section.addEventListener("keydown", (event) => this.press(event));
    addEventListener("hashchange", () => this.open(location.hash, true));
    addEventListener("pagehide", () => this.keep());
    this.announce(deeds);
  }

  /** Keys work while the player has the focus, so that none is taken from a screen reader. */
  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("select")) return;
    const range = event.target === this.bar;
    const deeds = {
      ArrowLeft: () => this.step(-15), ArrowRight: () => this.step(30), j: () => this.step(-15), l: () => this.step(30),
      k: () => this.toggle(), m: () => { this.audio.muted = !this.audio.muted; },
      n: () => this.leap(1), p: () => this.leap(-1),
    };
    if (range) deeds[" "] = deeds.k;
    const deed = deeds[event.key];
    if (!deed) return;
    event.preventDefault();
    deed();
  }

  toggle() {
    if (this.audio.paused) this.play();
    else this.audio.pause();
  }

  play() {
    this.audio.play().catch(() => this.changed());
  }

  step(seconds) {
    this.end = NaN;
    this.seek(this.now + seconds);
  }

  /** To the next or previous chapter. */
  leap(by) {
    const starts = this.starts || [];
    const at = starts.findLastIndex((start) => start <= this.now + (by < 0 ? -3 : 0.01));
    if (by > 0 && starts[at + 1] !== undefined) this.seek(starts[at + 1]);
    if (by < 0) this.seek(starts[at] || 0);
  }

  seek(seconds) {
    const to = Math.max(0, this.length ? Math.min(seconds, this.length) : seconds);
    if (this.audio.readyState) {
      this.wanted = NaN;
      this.audio.currentTime = to;
    } else {
      this.wanted = to;
    }
    this.show();
  }

  arrive() {
    if (!Number.isNaN(this.wanted)) this.audio.currentTime = this.wanted;
    this.wanted = NaN;
    this.show();
  }

  /** Go where an address points; false where it points to no moment. */
  open(hash, playing) {
    const [start, end] = moment(hash);
    if (Number.isNaN(start)) return false;
    this.end = end;
    this.seek(start);
    if (playing) this.play();
    return true;
  }

  choose(speed) {
    this.audio.defaultPlaybackRate = speed;
    this.audio.playbackRate = speed;
    const select = one("[data-speed]", this.section);
    if (![...select.options].some((option) => Number(option.value) === speed)) select.add(new Option(`${speed}×`, speed));
    select.value = String(speed);
    memory.set("speed", speed);
  }

  tick() {
    if (this.audio.currentTime >= this.end) {
      this.end = NaN;
      this.audio.pause();
    }
    if (Math.abs(this.audio.currentTime - (this.kept || 0)) > 5) this.keep();
    this.show();
  }

  /** Remember the place, but for the first seconds and the last. */
  keep() {
    const { now, length } = this;
    this.kept = now;
    if (now > 10 && !(length && now > length - 15)) memory.set(`at ${this.key}`, now.toFixed(1));
    else if (this.audio.readyState) memory.drop(`at ${this.key}`);
  }

  changed() {
    const playing = !this.audio.paused;
    this.section.classList.toggle("playing", playing);
    one("[data-do=play]", this.section).setAttribute("aria-label", playing ? this.words.pause : this.words.play);
    if ("mediaSession" in navigator) navigator.mediaSession.playbackState = playing ? "playing" : "paused";
    if (!playing) this.keep();
    this.show();
  }

  show() {
    const { now, length, bar } = this;
    bar.max = Math.ceil(length) || 1;
    if (document.activeElement !== bar || Math.abs(bar.value - now) > 1) bar.value = now;
    bar.style.setProperty("--done", `${length ? (100 * now) / length : 0}%`);
    bar.setAttribute("aria-valuetext", this.words.position.replace("{now}", clock(now)).replace("{all}", clock(length)));
    one("[data-time]", this.section).textContent = clock(now);
    one("[data-all]", this.section).textContent = clock(length);
    for (const listener of this.listeners) listener(now);
  }

  /** Tell the system what plays: lock screen, headphones, keyboard. */
  announce(deeds) {
    if (!("mediaSession" in navigator)) return;
    const { title, show, cover } = this.words;
    const artwork = cover ? [{ src: new URL(cover, location.href).href }] : [];
    navigator.mediaSession.metadata = new MediaMetadata({ title, artist: show, artwork });
    const actions = {
      play: () => this.play(), pause: () => this.audio.pause(), seekbackward: deeds.back, seekforward: deeds.forward,
      seekto: (detail) => this.seek(detail.seekTime), nexttrack: () => this.leap(1), previoustrack: () => this.leap(-1),
    };
    for (const [action, deed] of Object.entries(actions)) {
      try { navigator.mediaSession.setActionHandler(action, deed); } catch { /* not known here */ }
    }
  }
}

/** The last of rising numbers that is not above *now*; -1 where all are. */
function last(starts, now) {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle] <= now + 0.05) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function chapters(player) {
  const items = all("ol.chapters > [data-start]");
  if (!items.length) return;
  const starts = items.map((item) => Number(item.dataset.start));
  player.starts = starts;
  const cover = one("[data-cover].cover");
  const usual = cover?.getAttribute("src");
  let current = -2;
  player.listeners.push((now) => {
    const at = last(starts, now);
    if (at === current) return;
    items[current]?.classList.remove("current");
    items[current]?.querySelector("a.seek")?.removeAttribute("aria-current");
    current = at;
    items[at]?.classList.add("current");
    items[at]?.querySelector("a.seek")?.setAttribute("aria-current", "true");
    one("[data-now]", player.section).textContent = items[at]?.querySelector(".seek > span:last-child")?.textContent ?? "";
    const picture = items[at]?.dataset.picture || usual;
    if (cover && picture && cover.getAttribute("src") !== picture) cover.src = picture;
  });
  const draw = () => {
    if (!player.length) return;
    const marks = starts.filter((start) => start > 0 && start < player.length).map((start) => {
      const at = (100 * start) / player.length;
      return `linear-gradient(to right, transparent calc(${at}% - 1px), var(--card) calc(${at}% - 1px) calc(${at}% + 1px), transparent calc(${at}% + 1px))`;
    });
    if (marks.length) player.bar.style.setProperty("--marks", marks.join(","));
  };
  player.audio.addEventListener("durationchange", draw);
  draw();
}

/** Links to a moment become links within the page: a click plays, and copying one gives a link to share. */
function moments(player) {
  for (const link of all("a[data-t]")) {
    link.href = `#t=${link.dataset.t}`;
    link.target = "_self";
  }
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target.closest('a[href^="#t="]');
    if (!link) return;
    event.preventDefault();
    history.replaceState(null, "", link.getAttribute("href"));
    player.open(link.getAttribute("href"), true);
  });
}

class Spoken {
  constructor(block, player) {
    this.block = block;
    this.box = one(".spoken", block);
    this.player = player;
    block.classList.add("live");
    one(".tools", block).hidden = false;
    this.lines = all(".spoken [data-t]", block);
    if (this.lines.length && player) this.accompany();
    this.findable();
  }

  /** Mark the line that is heard, keep it in sight, seek where one clicks. */
  accompany() {
    const starts = this.lines.map((line) => Number(line.dataset.t));
    const follow = one("[data-follow]", this.block);
    let current = -1;
    this.player.listeners.push((now) => {
      const at = last(starts, now);
      if (at === current) return;
      this.lines[current]?.classList.remove("current");
      current = at;
      const line = this.lines[at];
      line?.classList.add("current");
      if (line && follow?.checked && !(this.player.audio.paused && now === 0)) this.reveal(line);
    });
    this.box.addEventListener("click", (event) => {
      const line = event.target.closest("span[data-t]");
      if (line && !String(getSelection())) this.player.open(`#t=${line.dataset.t}`, true);
    });
    this.copying();
  }

  reveal(line) {
    const [box, at] = [this.box.getBoundingClientRect(), line.getBoundingClientRect()];
    if (at.top > box.top + 40 && at.bottom < box.bottom - 60) return;
    const top = this.box.scrollTop + at.top - box.top - box.height / 3;
    this.box.scrollTo({ top, behavior: calm.matches ? "instant" : "smooth" });
  }

  /** One button that copies a link: it comes to the paragraph that is pointed at or focused. */
  copying() {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "moment";
    const { copy, done } = this.box.dataset;
    const come = (event) => {
      const paragraph = event.target.closest?.(".turn p:has(> .at)");
      if (!paragraph || button.parentElement === paragraph) return;
      button.textContent = copy;
      paragraph.append(button);
    };
    this.box.addEventListener("mouseover", come);
    this.box.addEventListener("focusin", come);
    this.box.addEventListener("click", (event) => event.target.closest("span[data-t]") && come(event));
    button.addEventListener("click", (event) => {
      event.stopPropagation();
      const here = button.parentElement.querySelector(".current") ?? button.parentElement.querySelector("[data-t]");
      give(linkTo(here.dataset.t), button, done);
    });
  }

  /** Search within: every paragraph or line with the words is marked, Enter goes on to the next. */
  findable() {
    const [field, next, told] = [one("[data-find]", this.block), one("[data-next]", this.block), one("[data-found]", this.block)];
    const places = this.lines.length ? this.lines : all(".turn p:not(.who)", this.block);
    let hits = [];
    let at = -1;
    const go = () => {
      hits[at]?.classList.remove("here");
      at = (at + 1) % hits.length;
      hits[at].classList.add("here");
      this.reveal(hits[at]);
      told.textContent = told.dataset.some.replace("{n}", at + 1).replace("{all}", hits.length);
    };
    field.addEventListener("input", () => {
      for (const hit of hits) hit.classList.remove("hit", "here");
      const words = fold(field.value.trim());
      hits = words.length > 1 ? places.filter((place) => fold(place.textContent).includes(words)) : [];
      for (const hit of hits) hit.classList.add("hit");
      at = -1;
      next.hidden = hits.length < 2;
      told.textContent = words.length > 1 ? told.dataset.none : "";
      if (hits.length) go();
    });
    field.addEventListener("keydown", (event) => { if (event.key === "Enter" && hits.length) go(); });
    next.addEventListener("click", go);
  }
}

/** Text without capitals and accents, as the index has it. */
export function fold(text) {
  const plain = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ł: "l", ı: "i" };
  return text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/[ßæœøđłı]/g, (letter) => plain[letter]);
}

function linkTo(seconds) {
  const field = one("[data-share]");
  return `${field ? field.defaultValue : location.href.split("#")[0]}#t=${seconds}`;
}

/** Copy a text, and say so on the button for a while. */
async function give(text, button, done) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = document.createElement("textarea"); // where a page without https may not use the clipboard
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  const before = button.dataset.before ?? button.textContent;
  button.dataset.before = before;
  button.textContent = done;
  setTimeout(() => { button.textContent = before; }, 2000);
}

function copies() {
  for (const button of all("[data-copy][data-done]:is(button)")) {
    button.hidden = false;
    const field = document.getElementById(button.dataset.copy);
    field.addEventListener("focus", () => field.select());
    button.addEventListener("click", () => give(field.value, button, button.dataset.done));
  }
}

function sharing(player) {
  const [field, at] = [one("[data-share]"), one("[data-share-at]")];
  if (!field) return;
  const tick = at && one("input", at);
  let shown = -1;
  const write = (now) => {
    const second = Math.floor(now);
    if (second === shown) return;
    shown = second;
    one("[data-share-time]").textContent = clock(second);
    if (tick.checked) field.value = linkTo(second);
  };
  if (player && tick) {
    at.hidden = false;
    player.listeners.push(write);
    tick.addEventListener("change", () => {
      field.value = tick.checked ? linkTo(Math.floor(player.now)) : field.defaultValue;
    });
  }
  const button = one("[data-share-with] button");
  if (button && navigator.share) {
    button.parentElement.hidden = false;
    button.addEventListener("click", () => navigator.share({ title: button.dataset.title, url: field.value }).catch(() => {}));
  }
}

function searching() {
  const box = one("[data-search]");
  if (!box) return;
  box.hidden = false;
  const field = one("input", box);
  let begun;
  const begin = () => { begun ??= import(new URL(box.dataset.search, location.href)).then((search) => search.begin(box)); };
  field.addEventListener("focus", begin, { once: true });
  field.addEventListener("input", begin, { once: true });
}

const section = one("[data-player]");
const player = section && new Player(section);
if (player) {
  chapters(player);
  moments(player);
}
for (const block of all("[data-transcript]")) new Spoken(block, player);
copies();
sharing(player);
searching();
if (player) {
  player.open(location.hash, false);
  player.show();
}
