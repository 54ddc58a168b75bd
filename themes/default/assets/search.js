// What a search box and the search page share: they ask here, and do not know who answers. It is the engine in a
// worker or, where that cannot run (a policy without 'wasm-unsafe-eval', a page opened from the disk, a damaged
// file), the plain search of search_plain.js. Nothing is loaded before the first question is in sight.
(() => {
  /** How long a reader must pause before what is typed is asked, in milliseconds. */
  const TYPING = 120;
  /** How long the results must stay the same before their number is said aloud. */
  const SETTLED = 900;

  /**
   * @typedef {{query: string, kind: ?string, audience: ?string, campaign: ?string, limit: number, offset: number}} Request
   * @typedef {string[]} Runs Pieces of a text, in turn plain and to be marked.
   * @typedef {{fragment: string, title: Runs, snippet: Runs}} Hit
   * @typedef {{route: string, kind: string, title: Runs, context: string[], gap: boolean, urgent: boolean, hits: Hit[], more: number}} Group
   * @typedef {{query: string, count: number, pages: number, corrected: [string, string][], suggestion: ?string,
   *   groups: Group[], facets: Record<string, [string, number][]>, limited?: boolean}} Answer
   * @typedef {(request: Request) => Answer | Promise<Answer | undefined>} Backend No answer when a newer question came first.
   */

  /** One search box: where its index is, who answers, and the words that it needs. */
  class Search {
    /** @param {HTMLElement} box The `<search>` around a form. */
    constructor(box) {
      this.box = box;
      this.form = box.querySelector("form");
      this.input = this.form.elements.q;
      this.root = new URL(box.dataset.root, document.baseURI);
      this.data = new URL(box.dataset.searchData, document.baseURI);
      this.words = words(box);
      this.asked = 0;
      this.restarted = false;
      /** @type {Promise<Backend> | undefined} */
      this.backend = undefined;
      this.status = document.createElement("p");
      this.status.className = "visually-hidden";
      this.status.setAttribute("role", "status");
      box.append(this.status);
      this.say = later(SETTLED, (text) => { this.status.textContent = text; });
    }

    /** Gets ready to answer. */
    open() {
      // A preview of the site answers by itself.
      this.backend ??= globalThis.vademecumSearchBackend?.()
        ?? (location.protocol === "file:" ? this.plain() : engine(this.data));
      // Whoever asks hears of a failure; getting ready early is no reason to report it.
      this.backend.catch(() => {});
      return this.backend;
    }

    /**
     * Asks a question. Gives nothing when a newer one has been asked meanwhile, and fails only when nobody can answer.
     * @param {Request} request
     */
    async ask(request) {
      const turn = ++this.asked;
      for (;;) {
        const backend = this.open();
        try {
          const answer = await (await backend)(request);
          return turn === this.asked ? answer : undefined;
        } catch (failure) {
          if (backend === this.backend) this.replace(failure);
          if (turn !== this.asked) return undefined;
        }
      }
    }

    /** Wants no answer any more, nor to say how much was found. */
    drop() {
      this.asked += 1;
      this.say.cancel();
    }

    /** Puts another in the place of whoever failed: the engine once more after a trap, then the plain search. */
    replace(failure) {
      console.warn(`search: ${failure.message}`);
      const last = this.isPlain;
      const again = failure.again && !this.restarted;
      this.restarted ||= again;
      // When the plain search fails, too, the next question starts all over: perhaps the network is back.
      this.isPlain = false;
      this.backend = last || again ? undefined : this.plain();
      if (last) throw failure;
    }

    /** @returns {Promise<Backend>} */
    async plain() {
      this.isPlain = true;
      await script(new URL(this.box.dataset.searchPlain, document.baseURI));
      return globalThis.vademecumPlain(() => script(new URL("plain.js", this.data)));
    }

    /** The address of a place. Whatever its name is, it is below the root of the site. */
    address({ route }, { fragment }) {
      const address = new URL(`./${encodeURI(route).replace(/[?#]/g, encodeURIComponent)}`, this.root);
      address.hash = fragment;
      return address.href;
    }

    /** How many there are, in words. */
    count(answer) {
      const word = answer.count === 0 ? "none" : answer.count === 1 ? "one" : "many";
      return this.word(word, { count: answer.count.toLocaleString(document.documentElement.lang), query: answer.query });
    }

    /** A word of the theme with its `{…}` filled in. */
    word(name, values = {}) {
      return (this.words[name] ?? "").replace(/\{(\w+)\}/g, (whole, key) => String(values[key] ?? whole));
    }
  }

  /** The words that the theme gives in a template: by name, and those of kinds as `kind-faq`. */
  function words(box) {
    const all = box.querySelector("template[data-search-words]").content.children;
    return Object.fromEntries([...all].map(({ dataset, textContent }) => [dataset.word ?? `kind-${dataset.kind}`, textContent]));
  }

  /** Starts the engine that the site has now. @returns {Promise<Backend>} */
  async function engine(data) {
    const answer = await fetch(new URL("current.json", data), { cache: "no-cache" });
    if (!answer.ok) throw new Error(`current.json: ${answer.status}`);
    return start(data, await answer.json());
  }

  /**
   * Starts the worker of the engine. It drops a question when it has a newer one, and so does this end.
   * @returns {Promise<Backend>}
   */
  function start(data, current) {
    return new Promise((opened, refuse) => {
      const worker = new Worker(new URL(`engine-${current.engine}/worker.js`, data));
      let [id, waiting, failure] = [0, undefined, undefined];
      const ask = (request) => new Promise((resolve, reject) => {
        if (failure) return reject(failure);
        waiting?.resolve(undefined);
        waiting = { resolve, reject };
        worker.postMessage({ type: "ask", id: ++id, request });
      });
      const fail = (reason, again) => {
        worker.terminate();
        failure = Object.assign(new Error(reason), { again });
        refuse(failure);
        waiting?.reject(failure);
      };
      worker.onerror = (event) => fail(event.message ?? "the worker cannot be read", false);
      worker.onmessage = ({ data: message }) => {
        if (message.type === "ready") opened(ask);
        if (message.type === "failed") fail(message.reason, !message.fatal);
        if (message.type !== "answer" || message.id !== id) return;
        waiting.resolve(JSON.parse(message.json));
        waiting = undefined;
      };
      worker.postMessage({ type: "open", data: data.href, current });
    });
  }

  /** Loads a script of the site. Unlike a module or a fetch this works from the disk, too. */
  function script(address) {
    return new Promise((loaded, refuse) => {
      const element = document.createElement("script");
      element.src = address;
      element.onload = loaded;
      element.onerror = () => refuse(new Error(`${address} cannot be read`));
      document.head.append(element);
    });
  }

  /** A function that calls `act` with the last arguments that it was given, once it has not been called for a while. */
  function later(pause, act) {
    let timer;
    const call = (...values) => {
      clearTimeout(timer);
      timer = setTimeout(act, pause, ...values);
    };
    call.cancel = () => clearTimeout(timer);
    return call;
  }

  /**
   * A copy of what is in a template, with its parts by name (`data-slot`).
   * @returns {{element: HTMLElement, slots: Record<string, HTMLElement>}}
   */
  function copy(name, within = document) {
    const element = within.querySelector(`template[data-search-${name}]`).content.firstElementChild.cloneNode(true);
    const slots = [...element.querySelectorAll("[data-slot]")].map((slot) => [slot.dataset.slot, slot]);
    return { element, slots: Object.fromEntries(slots) };
  }

  /** Puts a text into an element, its odd runs marked; an element without text goes. What is in a text is never HTML. */
  function put(element, runs) {
    element.replaceChildren(...runs.map((run, at) => {
      if (at % 2 === 0) return run;
      const mark = document.createElement("mark");
      mark.textContent = run;
      return mark;
    }));
    if (!element.textContent) element.remove();
  }

  /** Keeps an element or takes it away. */
  function keep(element, wanted) {
    if (!wanted) element.remove();
  }

  globalThis.vademecumSearch = { Search, TYPING, later, copy, put, keep };
})();
