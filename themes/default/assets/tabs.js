// Turns `.tabs` (sections one under the other, each with a title) into a tab list, after the ARIA Authoring
// Practices. Without this script, and on paper, all sections are shown.
for (const [rank, group] of [...document.querySelectorAll(".tabs")].entries()) {
  const panels = [...group.children].filter((child) => child.classList.contains("tab"));
  if (panels.length < 2) continue;
  const list = document.createElement("div");
  list.className = "tab-list";
  list.setAttribute("role", "tablist");

  /** Shows the panel at `index`, and moves the focus to its tab when `focus` is set. */
  const select = (index, focus = false) => {
    panels.forEach((panel, at) => {
      const tab = list.children[at];
      tab.setAttribute("aria-selected", String(at === index));
      tab.tabIndex = at === index ? 0 : -1;
      panel.classList.toggle("is-hidden", at !== index);
    });
    if (focus) list.children[index].focus();
  };

  panels.forEach((panel, at) => {
    const title = panel.querySelector(":scope > .tab-title");
    const tab = document.createElement("button");
    tab.type = "button";
    tab.id = `vm-tab-${rank}-${at}`;
    tab.textContent = title?.textContent ?? String(at + 1);
    tab.setAttribute("role", "tab");
    panel.id ||= `vm-panel-${rank}-${at}`;
    tab.setAttribute("aria-controls", panel.id);
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", tab.id);
    panel.tabIndex = 0;
    title?.classList.add("is-replaced");
    tab.addEventListener("click", () => select(at));
    list.append(tab);
  });

  list.addEventListener("keydown", (event) => {
    const now = [...list.children].indexOf(document.activeElement);
    const steps = { ArrowLeft: now - 1, ArrowRight: now + 1, Home: 0, End: panels.length - 1 };
    if (!Object.hasOwn(steps, event.key)) return;
    event.preventDefault();
    select((steps[event.key] + panels.length) % panels.length, true);
  });

  group.prepend(list);
  group.classList.add("is-enhanced");
  // A link to something inside a panel opens that panel.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const index = panels.findIndex((panel) => target && panel.contains(target));
    if (index >= 0) select(index);
  };
  select(0);
  reveal();
  window.addEventListener("hashchange", reveal);
}
