// The search page: what is typed is answered below the box, and the address tells what is asked, so that it can be
// kept, sent and come back to. Without this script the page shows where else to go.
(() => {
  const { Search, TYPING, later, copy, put, keep } = globalThis.vademecumSearch;
  /** How many pages are shown at once. */
  const STEP = 10;
  /** How long an answer may take before the page says that it is searching. */
  const PATIENCE = 400;
  const FILTERS = ["kind", "audience"];
  /** From this width on the filters stand beside the results. */
  const WIDE = matchMedia("(min-width:64rem)");

  class Page {
    /** @param {Search} search */
    constructor(search) {
      this.search = search;
      this.title = document.title;
      this.help = document.querySelector("[data-search-help]");
      const { element, slots } = copy("found");
      [this.found, this.slots] = [element, slots];
      this.found.hidden = true;
      slots.filters.open = WIDE.matches;
      this.help.before(this.found);
      /** Whether the question in the address is finished: the next one gets an entry of its own in the history. */
      this.isFinished = true;
      this.listen();
      this.read();
    }

    listen() {
      const { form, input } = this.search;
      const typed = later(TYPING, () => this.typed());
      input.addEventListener("focus", () => this.search.open());
      input.addEventListener("input", typed);
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        typed.cancel();
        this.typed();
        this.isFinished = true;
      });
      this.slots.filters.addEventListener("change", () => this.filtered());
      this.slots.clear.addEventListener("click", () => {
        this.choose({});
        this.filtered();
        input.focus();
      });
      this.slots.more.addEventListener("click", () => this.more());
      WIDE.addEventListener("change", () => { this.slots.filters.open = WIDE.matches || this.isFiltered(); });
      window.addEventListener("popstate", () => this.read());
      window.addEventListener("pagehide", () => this.write("replaceState"));
    }

    /** Asks what the address says: on arrival, and when the reader goes back to it. */
    read() {
      const asked = new URLSearchParams(location.search);
      this.search.input.value = asked.get("q") ?? "";
      this.choose(Object.fromEntries(asked));
      this.slots.filters.open ||= this.isFiltered();
      this.isFinished = true;
      const { shown = STEP, top } = history.state ?? {};
      this.ask(Math.max(shown, STEP)).then(() => top && scrollTo({ top, behavior: "instant" }));
      if (document.activeElement === this.search.input) this.search.open();
    }

    /** Asks what is in the box now. While one question is being typed the history keeps its last form only. */
    typed() {
      if (this.query === (new URLSearchParams(location.search).get("q") ?? "")) return;
      this.write(this.isFinished ? "pushState" : "replaceState");
      this.isFinished = false;
      this.ask();
    }

    filtered() {
      this.write("pushState");
      this.isFinished = true;
      this.ask();
    }

    /** Puts the question into the address, and what is shown into the entry of the history. */
    write(how) {
      const asked = new URLSearchParams(this.query ? { q: this.query } : {});
      for (const name of FILTERS) if (this.value(name)) asked.set(name, this.value(name));
      const state = how === "replaceState" ? { shown: this.slots.results.childElementCount, top: scrollY } : {};
      const address = `${location.pathname}${[...asked].length ? `?${asked}` : ""}`;
      try {
        history[how](state, "", address);
      } catch {
        // A browser may refuse from the disk, or when it is asked too often. The search goes on.
      }
      document.title = this.query ? `${this.query} – ${this.title}` : this.title;
    }

    get query() {
      return this.search.input.value.trim();
    }

    /** The choices of a filter; none when the site has no values for it. */
    filter(name) {
      return [...this.slots.filters.querySelectorAll(`input[name=${name}]`)];
    }

    /** Takes a choice in each filter, by its value; without a value, or with one that there is not, all are wanted. */
    choose(values) {
      for (const name of FILTERS) {
        const choices = this.filter(name);
        const chosen = choices.find((radio) => radio.value === values[name]) ?? choices[0];
        if (chosen) chosen.checked = true;
      }
    }

    value(name) {
      return this.filter(name).find((radio) => radio.checked)?.value || null;
    }

    isFiltered() {
      return FILTERS.some((name) => this.value(name));
    }

    request(limit, offset) {
      const [kind, audience] = FILTERS.map((name) => this.value(name));
      return { query: this.query, kind, audience, campaign: null, limit, offset };
    }

    async ask(limit = STEP) {
      if (!this.query) return this.rest();
      const slow = setTimeout(() => this.wait(), PATIENCE);
      try {
        const answer = await this.search.ask(this.request(limit, 0));
        if (answer) this.show(answer);
      } catch {
        this.fail();
      } finally {
        clearTimeout(slow);
      }
    }

    /** Nothing is asked. */
    rest() {
      this.search.drop();
      this.found.hidden = true;
      this.help.hidden = false;
      document.title = this.title;
    }

    /** The answer takes its time. Results of the question before stay until then. */
    wait() {
      this.slots.results.setAttribute("aria-busy", "true");
      if (!this.found.hidden) return;
      this.slots.count.textContent = this.search.word("loading");
      this.clear();
    }

    fail() {
      this.slots.count.textContent = this.search.word("failed");
      this.search.say(this.search.word("failed"));
      this.clear();
      this.help.hidden = false;
    }

    /** Takes away all that belongs to an answer. */
    clear() {
      this.found.hidden = false;
      this.slots.results.replaceChildren();
      for (const name of ["corrected", "suggestion", "limited", "filters", "tips", "more"]) this.slots[name].hidden = true;
    }

    /** @param {import("./search.js").Answer} answer */
    show(answer) {
      const { slots, search } = this;
      const text = search.count(answer);
      slots.count.textContent = text;
      search.say(text);
      slots.results.replaceChildren(...answer.groups.map((group) => this.result(group)));
      slots.results.removeAttribute("aria-busy");
      this.notes(answer);
      this.facets(answer);
      this.found.hidden = false;
      this.help.hidden = answer.count > 0;
      slots.tips.hidden = answer.count > 0;
      slots.limited.hidden = !answer.limited;
      slots.more.hidden = slots.results.childElementCount >= answer.pages;
      document.title = `${this.query} – ${this.title}`;
    }

    /** What was read in the place of what was typed, and what else to try. */
    notes({ corrected, suggestion }) {
      const { slots, search } = this;
      slots.corrected.textContent = corrected.map(([from, to]) => search.word("corrected", { from, to })).join(" ");
      slots.corrected.hidden = !corrected.length;
      slots.suggestion.hidden = !suggestion;
      if (!suggestion) return;
      const link = document.createElement("a");
      link.href = `?${new URLSearchParams({ q: suggestion })}`;
      link.textContent = search.word("suggestion", { query: suggestion });
      slots.suggestion.replaceChildren(link);
    }

    /** A page and the places in it. */
    result(group) {
      const { element, slots } = copy("result");
      const { search } = this;
      const own = group.hits.find((hit) => hit.fragment === "");
      const places = group.hits.filter((hit) => hit !== own);
      slots.title.href = search.address(group, { fragment: "" });
      put(slots.title, group.title);
      put(slots.kind, [search.word(`kind-${group.kind}`)]);
      put(slots.context, [group.context.join(" › ")]);
      put(slots.snippet, own?.snippet ?? []);
      keep(slots.gap, group.gap);
      keep(slots.urgent, group.urgent);
      element.classList.toggle("is-urgent", group.urgent);
      slots.places.replaceChildren(...places.map((hit) => this.place(group, hit)));
      keep(slots.places, places.length);
      put(slots.rest, [group.more ? search.word(group.more === 1 ? "more_one" : "more_many", { count: group.more }) : ""]);
      return element;
    }

    place(group, hit) {
      const { element, slots } = copy("place");
      slots.title.href = this.search.address(group, hit);
      put(slots.title, hit.title);
      put(slots.snippet, hit.snippet);
      return element;
    }

    /** Shows the choices that the results have, each with its number. The one that is taken stays, even with none. */
    facets({ facets }) {
      for (const name of FILTERS) {
        const counts = new Map(facets[name] ?? []);
        const choices = this.filter(name).filter((radio) => radio.value);
        for (const radio of choices) {
          const label = radio.closest("label");
          const count = counts.get(radio.value) ?? 0;
          label.hidden = !count && !radio.checked;
          label.querySelector(".search-filter-count").textContent = count;
        }
        const seen = choices.filter((radio) => counts.get(radio.value)).length;
        const set = this.slots.filters.querySelector(`[data-filter=${name}]`);
        if (set) set.hidden = seen < 2 && !this.value(name);
      }
      this.slots.clear.hidden = !this.isFiltered();
      this.slots.filters.hidden = [...this.slots.filters.querySelectorAll("[data-filter]")].every((set) => set.hidden);
    }

    /** The next pages, below those that are shown; the focus goes to the first of them. */
    async more() {
      const { results, more } = this.slots;
      const before = results.childElementCount;
      const answer = await this.search.ask(this.request(STEP, before)).catch(() => undefined);
      if (!answer) return;
      results.append(...answer.groups.map((group) => this.result(group)));
      more.hidden = !answer.groups.length || results.childElementCount >= answer.pages;
      results.children[before]?.querySelector("h2 a").focus();
    }
  }

  for (const box of document.querySelectorAll("[data-search=page]")) new Page(new Search(box));
})();
