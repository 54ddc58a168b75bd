// Narrows the calendar down to what concerns the reader. The choices are kept in the address, so that a link or the back
// button brings them back; what is over, open or to come is told by `clock.js`.
(() => {
  const template = document.querySelector("template[data-calendar-filters]");
  if (!template) return;
  const filters = template.content.firstElementChild.cloneNode(true);
  const count = filters.querySelector("[data-count]");
  const reset = filters.querySelector("[data-reset]");
  const events = [...document.querySelectorAll(".deadline[data-event]")];
  const months = [...document.querySelectorAll("[data-month]")];
  const grids = document.querySelector("[data-grids]");
  const fields = [...filters.querySelectorAll("select")];

  const fits = ({ dataset }, { name, value }) => {
    if (!value) return true;
    if (name === "state") return dataset.now === value;
    if (name === "audience") return !dataset.audience || dataset.audience.split(" ").includes(value);
    return dataset[name] === value;
  };

  const apply = () => {
    const shown = new Set();
    for (const event of events) {
      event.hidden = !fields.every((field) => fits(event, field));
      if (!event.hidden) shown.add(event.dataset.event);
    }
    for (const month of months) month.hidden = ![...month.querySelectorAll(".deadline")].some((event) => !event.hidden);
    for (const grid of grids?.querySelectorAll("[data-grid]") ?? []) {
      const marks = [...grid.querySelectorAll("[data-of]")];
      for (const mark of marks) mark.hidden = !shown.has(mark.dataset.of);
      grid.hidden = !marks.some((mark) => !mark.hidden);
    }
    if (grids) grids.hidden = !shown.size;
    const text = shown.size === 0 ? count.dataset.none : shown.size === 1 ? count.dataset.one : count.dataset.many;
    const said = text.replace("{n}", shown.size);
    if (count.textContent !== said) count.textContent = said;
    reset.hidden = fields.every((field) => !field.value);
  };

  /** The address with the choices in the place of those that it has. */
  const address = () => {
    const query = new URLSearchParams(location.search);
    for (const { name, value } of fields) value ? query.set(name, value) : query.delete(name);
    const search = query.toString();
    return `${location.pathname}${search && `?${search}`}${location.hash}`;
  };

  const read = () => {
    const query = new URLSearchParams(location.search);
    for (const field of fields) {
      const wanted = query.get(field.name) ?? "";
      field.value = [...field.options].some((option) => option.value === wanted) ? wanted : "";
    }
    apply();
  };

  const choose = () => {
    history.pushState(null, "", address());
    apply();
  };
  filters.addEventListener("change", choose);
  reset.querySelector("button").addEventListener("click", () => {
    for (const field of fields) field.value = "";
    choose();
    fields[0].focus();
  });
  addEventListener("popstate", read);

  /** Today's cell, by the reader's clock. */
  const markToday = () => {
    const now = new Date();
    const pad = (number) => String(number).padStart(2, "0");
    const iso = `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
    for (const cell of grids?.querySelectorAll("[data-iso]") ?? []) {
      cell.dataset.iso === iso ? cell.setAttribute("aria-current", "date") : cell.removeAttribute("aria-current");
    }
  };
  document.addEventListener("vademecum:clock", () => {
    markToday();
    apply();
  });

  template.before(filters);
  markToday();
  read();
})();
