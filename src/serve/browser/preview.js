// Follows a site that is being edited: loads the page again when it is not what it was, and shows what is wrong with the
// site. The server adds this script to every page of a preview; no page that is built has it.
(() => {
  const { base, page, tag } = document.currentScript.dataset;
  const WORDS = {
    fr: {
      region: "Prévisualisation",
      findings: "Ce qui ne va pas",
      counts: [["erreur", "erreurs"], ["avertissement", "avertissements"], ["conseil", "conseils"]],
      stopped: "La prévisualisation est arrêtée : relancez « vademecum serve ».",
    },
    en: {
      region: "Preview",
      findings: "What is wrong",
      counts: [["error", "errors"], ["warning", "warnings"], ["hint", "hints"]],
      stopped: "The preview has stopped: start “vademecum serve” again.",
    },
  };
  /** How long the server may be away before it is said to be, and how often it is looked for, in milliseconds. */
  const [AWAY, AGAIN] = [4000, 1000];
  /** How long to wait for an index that is still being made, in milliseconds, and how often. */
  const [INDEXING, TIMES] = [300, 200];
  const endpoint = (name) => `${base}_vademecum/${name}`;
  let lang = document.documentElement.lang === "en" ? "en" : "fr";

  /** What outlives the page, in this tab. A browser that keeps nothing for a site refuses it. */
  const memory = {
    take(key) {
      try {
        const kept = JSON.parse(sessionStorage.getItem(`vademecum-${key}`));
        sessionStorage.removeItem(`vademecum-${key}`);
        return kept;
      } catch {
        return null;
      }
    },
    keep(key, value) {
      try {
        sessionStorage.setItem(`vademecum-${key}`, JSON.stringify(value));
      } catch {
        // The page is then shown from its start.
      }
    },
  };

  /** Answers searches in the place of the engine: the index of the server is the newest, the built one is not yet made. */
  globalThis.vademecumSearchBackend = async () => async (request) => {
    const asked = encodeURIComponent(JSON.stringify(request));
    for (let time = 0; time < TIMES; time += 1) {
      const answer = await fetch(`${base}_search?request=${asked}`);
      const found = answer.ok ? await answer.json() : null;
      if (found?.failure) throw new Error(found.failure);
      if (found) return found;
      await new Promise((resolve) => { setTimeout(resolve, INDEXING); });
    }
    throw new Error("the index is still being made");
  };

  /** Where the reader is on the page. */
  const place = {
    key: `scroll ${location.pathname}`,
    now: () => [scrollX, scrollY],
    /** Whether nobody has scrolled since the place was found again. */
    isKept() {
      return this.wanted && String(this.now()) === String(this.reached);
    },
    /** A page that is too short for the place, as one that cannot be shown, is no reason to forget it. */
    keep() {
      memory.keep(this.key, this.isKept() ? this.wanted : this.now());
      // The browser would go to where the reader was on the page that was too short.
      history.scrollRestoration = "manual";
    },
    find() {
      this.wanted = memory.take(this.key);
      if (!this.wanted) return;
      const go = () => {
        scrollTo({ left: this.wanted[0], top: this.wanted[1], behavior: "instant" });
        this.reached = this.now();
      };
      go();
      // Pictures make the page longer as they come.
      addEventListener("load", () => { if (this.isKept()) go(); }, { once: true });
      // Whoever comes back to this page finds their place as on any other.
      addEventListener("pagehide", () => { if (!isReloading) history.scrollRestoration = "auto"; });
    },
  };

  let isReloading = false;

  /** Loads the page again where the reader is. */
  function reload() {
    isReloading = true;
    place.keep();
    memory.keep("open", panel.open || panel.waits);
    location.reload();
  }

  /** Stylesheets that others have taken the place of, by those others. */
  const replaced = new WeakMap();

  function drop(link) {
    if (replaced.has(link)) drop(replaced.get(link));
    link.remove();
  }

  /** Takes other stylesheets; the old ones go once the new ones are there, so that nothing flickers. */
  function swap(styles) {
    for (const [before, now] of styles) {
      for (const link of document.querySelectorAll("link[rel=stylesheet]")) {
        if (!link.href.endsWith(before)) continue;
        const next = link.cloneNode();
        next.href = link.href.slice(0, -before.length) + now;
        replaced.set(next, link);
        next.onload = () => drop(link);
        link.after(next);
      }
    }
  }

  const messages = {
    reload,
    styles: ({ styles }) => swap(styles),
    follow: ({ page: next }) => { if (next !== page) location.assign(base + encoded(next)); },
    moved: ({ base: next }) => location.assign(next + encoded(page)),
    findings: () => show(),
  };

  const encoded = (path) => path.split("/").map(encodeURIComponent).join("/");

  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  /** A part of the page of its own, which no style of the site reaches. */
  const panel = {
    open: false,
    /** Whether it was open, and is closed only on a page that tells by itself why it cannot be shown. */
    waits: false,
    /** It has its style from the start: once the server is gone there is none to be had. */
    start() {
      const isFailed = document.body.classList.contains("failed");
      const wasOpen = memory.take("open") === true;
      this.open = wasOpen && !isFailed;
      this.waits = wasOpen && isFailed;
      if (isFailed) reveal(document);
      const host = element("div", { id: "vm-preview", "data-nosnippet": "", hidden: "" });
      this.root = host.attachShadow({ mode: "open" });
      const style = element("link", { rel: "stylesheet", href: endpoint("preview.css") });
      style.onload = () => { host.hidden = false; };
      this.section = element("section");
      this.root.append(style, this.section);
      document.body.append(host);
    },
    /** Shows these in the place of what is shown. Who was in the panel stays there, at the same height. */
    put(...children) {
      const { section, root } = this;
      const focused = root.activeElement;
      const top = section.querySelector(".panel")?.scrollTop ?? 0;
      section.lang = lang;
      section.ariaLabel = WORDS[lang].region;
      section.replaceChildren(...(children.length ? [element("div", { class: "dock" }, ...children)] : []));
      const list = section.querySelector(".panel");
      if (list) list.scrollTop = top;
      reveal(section);
      if (focused) section.querySelector(focused.matches(".bar") ? ".bar" : ".panel")?.focus();
    },
  };

  /** Brings what is meant of a long line into view, by its carets. */
  function reveal(root) {
    for (const quoted of root.querySelectorAll("pre")) {
      const carets = quoted.querySelector("b");
      if (carets) quoted.scrollLeft = carets.offsetLeft + Math.min(carets.offsetWidth, quoted.clientWidth / 2) - quoted.clientWidth * 0.75;
    }
  }

  /** Signs of French that stand after a space stay with their word. */
  const set = (text) => (lang === "fr" ? text.replace(/ (?=[:;!?»])|(?<=«) /g, "\u00a0") : text);

  /** The list of findings, as the server writes it: what comes from sources is escaped there. */
  function listed({ list }) {
    const named = { id: "findings", class: "panel", tabindex: "0", role: "group", "aria-label": WORDS[lang].findings };
    const made = element("div", named);
    made.innerHTML = list;
    return made;
  }

  function label({ errors, warnings, hints }) {
    const told = [errors, warnings, hints].map((count, at) => count && `${count}\u00a0${WORDS[lang].counts[at][count > 1 ? 1 : 0]}`);
    return told.filter(Boolean).join(", ");
  }

  function draw(answer) {
    lang = answer.lang;
    // Hints alone are no reason to stand in the way of a page.
    if (answer.errors + answer.warnings === 0) {
      panel.open = false;
      panel.put();
      return;
    }
    const kind = answer.errors ? "error" : "warning";
    const button = element("button", { type: "button", class: `bar ${kind}`, "aria-controls": "findings" }, label(answer));
    const list = listed(answer);
    const turn = (open) => {
      panel.open = open;
      list.hidden = !open;
      button.ariaExpanded = open;
      reveal(list);
    };
    turn(panel.open);
    button.onclick = () => {
      panel.waits = false;
      turn(!panel.open);
      if (panel.open) list.focus();
    };
    panel.put(button, list);
    panel.section.onkeydown = ({ key }) => {
      if (key !== "Escape" || !panel.open) return;
      turn(false);
      button.focus();
    };
  }

  let asked = 0;

  /** Shows the newest findings, whichever answer comes last. */
  async function show() {
    asked += 1;
    const mine = asked;
    try {
      const answer = await fetch(endpoint("findings"));
      const findings = answer.ok && await answer.json();
      if (findings && mine === asked) draw(findings);
    } catch {
      // The server went away; the events tell when it is back.
    }
  }

  /** Listens to the server, and is told whether the page is still what it was when it was loaded. */
  const server = {
    listen() {
      if (this.events) return;
      this.events = new EventSource(`${endpoint("events")}?page=${encodeURIComponent(`${tag} ${page}`)}`);
      this.events.onmessage = ({ data }) => {
        const message = JSON.parse(data);
        messages[message.kind]?.(message);
      };
      this.events.onopen = () => {
        clearTimeout(this.away);
        this.away = undefined;
        show();
      };
      this.events.onerror = () => this.failed();
    },
    failed() {
      this.away ??= setTimeout(() => panel.put(element("p", { class: "bar away", role: "status" }, set(WORDS[lang].stopped))), AWAY);
      // A browser tries again by itself where nobody answers, but not where it is refused.
      if (this.events?.readyState !== EventSource.CLOSED) return;
      this.leave();
      setTimeout(() => this.seek(), AGAIN);
    },
    /** Where the site is not any more nobody listens; the root of the host leads to where it is. */
    async seek() {
      try {
        const now = new URL((await fetch("/")).url).pathname;
        const isThere = now !== base && (await fetch(`${now}_vademecum/findings`)).ok;
        if (isThere) location.assign(now + encoded(page));
      } catch {
        // Nobody answers: it is tried again.
      }
      if (!document.hidden) this.listen();
    },
    leave() {
      this.events?.close();
      this.events = undefined;
    },
  };

  /**
   * A browser has few connections for a site: with one for each of six tabs, a seventh could load nothing. Tabs in the
   * background let go of theirs, but for the last one that was seen: it may be behind the window of an editor.
   */
  function shareConnections() {
    const tabs = new BroadcastChannel(`vademecum-preview ${base}`);
    tabs.onmessage = () => { if (document.hidden) server.leave(); };
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) tabs.postMessage("hidden");
      else server.listen();
    });
    // A page that waits to be shown again holds nothing.
    addEventListener("pagehide", () => { server.leave(); tabs.close(); });
    addEventListener("pageshow", (event) => { if (event.persisted) reload(); });
  }

  panel.start();
  place.find();
  shareConnections();
  if (!document.hidden) server.listen();
})();
