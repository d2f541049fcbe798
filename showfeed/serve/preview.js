// Only `showfeed serve` sends this: it reloads the page and shows what `showfeed check` says.
(() => {
  "use strict";
  const script = document.currentScript;
  const base = new URL(".", script.src);
  let shown = Number(script.dataset.version);
  let source = null;
  // What stops the site is always open at first; the rest is folded until it is asked for.
  const folded = { true: sessionStorage.getItem("showfeed-folded") !== "no", false: false };
  let tree = null;

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  function place() {
    if (!tree) {
      const host = element("showfeed-preview");
      Object.assign(host, { dir: "ltr", lang: "en" }); // what it says is English, whatever the page is
      tree = host.attachShadow({ mode: "open" });
      const style = element("link");
      style.rel = "stylesheet";
      host.hidden = true; // until it has its style
      style.onload = () => { host.hidden = false; };
      style.href = new URL("preview.css", base).href;
      tree.append(style, element("div", "all"));
      document.body.append(host);
    }
    return tree.querySelector(".all");
  }

  function problems(state) {
    const box = element("section", state.sound ? "problems" : "problems broken");
    box.setAttribute("role", "status");
    box.setAttribute("aria-label", "showfeed check");
    const head = element("button", "head", state.summary);
    head.type = "button";
    head.setAttribute("aria-expanded", String(!folded[state.sound]));
    head.addEventListener("click", () => {
      folded[state.sound] = !folded[state.sound];
      if (state.sound) sessionStorage.setItem("showfeed-folded", folded.true ? "yes" : "no");
      draw(state);
    });
    box.append(head);
    if (!state.sound) box.append(element("p", "kept", state.kept));
    if (folded[state.sound]) return box;
    const list = element("ul");
    for (const problem of state.problems) {
      const item = element("li", problem.level);
      item.append(element("code", "place", problem.place), element("b", "level", problem.level));
      item.append(element("p", "message", problem.message));
      if (problem.hint) item.append(element("p", "hint", problem.hint));
      item.append(element("small", "rule", problem.rule));
      list.append(item);
    }
    box.append(list);
    return box;
  }

  function words(mark) {
    if (mark.state === "draft") return "Draft";
    const when = new Date(mark.when).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
    return `Planned for ${when}`;
  }

  // An episode that listeners don't see yet: a ribbon on its page, a badge on every link to it.
  function marks(state, all) {
    document.querySelectorAll("[data-showfeed-mark]").forEach((old) => old.remove());
    const here = location.pathname.replace(/index\.html$/, "");
    for (const mark of state.marks) {
      const page = new URL(`../${mark.page}`, base).pathname;
      if (here === page) all.append(element("p", "ribbon", `${words(mark)} – not published`));
      for (const link of document.querySelectorAll("main a[href], body > a[href]")) {
        const to = new URL(link.href, location.href);
        if (to.origin !== location.origin || to.hash || to.pathname !== page) continue;
        if (here === page || !link.textContent.trim()) continue;
        const badge = element("small", "", ` ${words(mark)} `);
        badge.dataset.showfeedMark = mark.state;
        Object.assign(badge.style, {
          background: "#ffe08a", color: "#332600", borderRadius: "0.25em",
          padding: "0.05em 0.35em", marginInlineStart: "0.4em", whiteSpace: "nowrap",
        });
        link.after(badge);
      }
    }
  }

  function draw(state) {
    if (window !== window.top) return; // within an embed there is no room
    const all = place();
    all.replaceChildren();
    marks(state, all);
    if (state.problems.length) all.append(problems(state));
  }

  function listen() {
    if (source) return;
    source = new EventSource(new URL("events", base));
    source.onmessage = (event) => {
      const state = JSON.parse(event.data);
      if (state.version !== shown) {
        shown = state.version;
        location.reload();
        return;
      }
      draw(state);
    };
  }

  function hush() {
    if (source) source.close();
    source = null;
  }

  // A browser holds six connections to a server: hidden pages give theirs back.
  document.addEventListener("visibilitychange", () => (document.hidden ? hush() : listen()));
  addEventListener("pagehide", hush);
  addEventListener("pageshow", listen);
  listen();
})();
