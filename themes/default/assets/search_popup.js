// The list that opens under a search box while one types: a combobox with a list of places, after the ARIA Authoring
// Practices. The focus stays in the box; without this script the box is a form that leads to the search page.
(() => {
  const { Search, TYPING, later, copy, put, keep } = globalThis.vademecumSearch;
  /** How many places are listed at most, and how many of one page. */
  const PLACES = 7;
  const OF_A_PAGE = 2;

  class Popup {
    /** @param {Search} search */
    constructor(search) {
      this.search = search;
      this.input = search.input;
      this.popup = document.createElement("div");
      this.popup.className = "search-popup";
      this.popup.hidden = true;
      this.note = document.createElement("p");
      this.note.className = "search-popup-note";
      this.list = document.createElement("div");
      this.list.id = "vm-search-list";
      this.list.setAttribute("role", "listbox");
      this.list.setAttribute("aria-label", search.word("results"));
      this.popup.append(this.note, this.list);
      search.form.append(this.popup);
      this.active = -1;
      this.prepare();
      this.listen();
    }

    prepare() {
      const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id };
      for (const [name, value] of Object.entries(attributes)) this.input.setAttribute(name, value);
    }

    listen() {
      this.typed = later(TYPING, () => this.ask());
      this.input.addEventListener("focus", () => this.search.open());
      this.input.addEventListener("input", () => {
        this.choose(-1);
        this.typed();
      });
      this.input.addEventListener("keydown", (event) => this.press(event));
      this.input.addEventListener("click", () => this.options.length && this.show(true));
      // The focus may go to what is in the list (a long press, a screen reader), but not elsewhere.
      this.search.form.addEventListener("focusout", ({ relatedTarget: to }) => {
        if (to !== this.input && !this.popup.contains(to)) this.close();
      });
      this.popup.addEventListener("mousedown", (event) => event.preventDefault());
      this.search.form.addEventListener("submit", () => this.close());
      // A page that comes back as it was left has no list open.
      window.addEventListener("pagehide", () => this.close());
      if (document.activeElement !== this.input) return;
      this.search.open();
      if (this.input.value) this.typed();
    }

    get options() {
      return this.list.children;
    }

    async ask() {
      const query = this.input.value.trim();
      if (!query) {
        this.list.replaceChildren();
        return this.close();
      }
      const request = { query, kind: null, audience: null, campaign: null, limit: PLACES, offset: 0 };
      try {
        const answer = await this.search.ask(request);
        if (answer) this.fill(answer);
      } catch {
        this.list.replaceChildren();
        this.tell(this.search.word("failed"));
      }
    }

    /** @param {import("./search.js").Answer} answer */
    fill(answer) {
      this.choose(-1);
      const places = answer.groups.flatMap((group) => group.hits.slice(0, OF_A_PAGE).map((hit) => this.place(group, hit)));
      this.list.replaceChildren(...places.slice(0, PLACES));
      if (answer.suggestion) this.list.append(this.way("suggestion", { query: answer.suggestion }, answer.suggestion));
      if (answer.count) this.list.append(this.way("all", { count: answer.count }, answer.query));
      [...this.options].forEach((option, at) => {
        option.id = `vm-search-option-${at}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
      });
      const found = this.search.count(answer);
      const notes = [answer.limited && this.search.word("limited"), !answer.count && found];
      this.tell(notes.filter(Boolean).join(" "), found);
    }

    /** The option of a place. */
    place(group, hit) {
      const { element, slots } = copy("option", this.search.box);
      element.href = this.search.address(group, hit);
      const isPage = hit.fragment === "";
      put(slots.title, hit.title.length ? hit.title : group.title);
      put(slots.kind, [this.search.word(`kind-${group.kind}`)]);
      put(slots.page, isPage ? [group.context.join(" › ")] : [group.title.join("")]);
      keep(slots.gap, group.gap);
      return element;
    }

    /** An option that leads to the search page. */
    way(word, values, query) {
      const option = document.createElement("a");
      option.className = "search-option search-option-way";
      option.tabIndex = -1;
      option.href = Object.assign(new URL(this.search.form.action), { search: `?${new URLSearchParams({ q: query })}` }).href;
      option.textContent = this.search.word(word, values);
      return option;
    }

    /** Shows the list with a note above it, and says how much was found. */
    tell(note, aloud = note) {
      this.note.textContent = note;
      this.note.hidden = !note;
      this.search.say(aloud);
      this.show(true);
    }

    show(open) {
      this.popup.hidden = !open;
      this.input.setAttribute("aria-expanded", String(open && this.options.length > 0));
    }

    /** Closes the list, also to what has not been asked, answered or said yet. */
    close() {
      this.choose(-1);
      this.show(false);
      this.typed.cancel();
      this.search.drop();
    }

    /** Makes an option the active one; `-1`: none, the reader is in the box. */
    choose(at) {
      this.options[this.active]?.setAttribute("aria-selected", "false");
      this.active = at;
      const option = this.options[at];
      option?.setAttribute("aria-selected", "true");
      option?.scrollIntoView({ block: "nearest" });
      if (option) this.input.setAttribute("aria-activedescendant", option.id);
      else this.input.removeAttribute("aria-activedescendant");
    }

    press(event) {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      const { key } = event;
      const [open, last] = [!this.popup.hidden, this.options.length - 1];
      const isChosen = open && this.active >= 0;
      const steps = {
        ArrowDown: () => this.move(this.active === last ? -1 : this.active + 1),
        ArrowUp: () => this.move(this.active === -1 ? last : this.active - 1),
        // In the text these keys move the caret; in the list they go to its ends.
        Home: isChosen && (() => this.move(0)),
        End: isChosen && (() => this.move(last)),
        Enter: isChosen && (() => this.options[this.active].click()),
        Escape: () => this.close(),
      };
      if (!Object.hasOwn(steps, key) || !steps[key]) return;
      event.preventDefault();
      steps[key]();
    }

    move(at) {
      if (!this.options.length) return;
      if (this.popup.hidden) this.show(true);
      this.choose(at);
    }
  }

  for (const box of document.querySelectorAll("[data-search=popup]")) new Popup(new Search(box));
})();
