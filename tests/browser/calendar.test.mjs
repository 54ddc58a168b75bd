// The calendar page: filters and the address, months as tables, the keyboard, axe, narrow screens, paper.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { serve } from "./server.mjs";
import { launch, none, site } from "./sites.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PAGE = "calendrier/index.html";

let browser, served;
before(async () => {
  browser = await launch();
  served = await serve(site("demo-below"));
});
after(async () => {
  await browser.close();
  await served.stop();
});

async function open(page = PAGE, settings = {}) {
  const tab = await (await browser.newContext({ reducedMotion: "reduce", timezoneId: "Europe/Paris", locale: "fr-FR", ...settings })).newPage();
  tab.errors = [];
  tab.on("pageerror", (error) => tab.errors.push(error.message));
  await tab.clock.install({ time: new Date("2026-11-25T09:00:00Z") });
  await tab.goto(served.home + page);
  return tab;
}

const shown = (tab) => tab.locator(".deadline:visible").count();
const said = (tab) => tab.locator("[data-count]").textContent();
const query = (tab) => new URL(tab.url()).search;

test("calendar: filters narrow list and tables, and are kept in the address", async () => {
  const tab = await open();
  const all = await shown(tab);
  assert.ok(all > 6);
  assert.equal(await said(tab), `${all} dates`);
  await tab.getByLabel("Public").selectOption("famille");
  const few = await shown(tab);
  assert.ok(few < all && few > 0, `${few} of ${all}`);
  assert.equal(query(tab), "?audience=famille");
  // What concerns everybody concerns this audience too.
  const others = await tab.locator(".deadline:visible").evaluateAll((events) => events.map((event) => event.dataset.audience).filter((ids) => ids && !ids.includes("famille")));
  assert.deepEqual(others, []);
  const ids = await tab.locator(".deadline:visible").evaluateAll((events) => events.map((event) => event.dataset.event));
  const marked = await tab.locator(".grid-event:visible").evaluateAll((links) => links.map((link) => link.dataset.of));
  assert.deepEqual(marked.filter((id) => !ids.includes(id)), []);
  await tab.getByLabel("Type").selectOption("opening");
  assert.equal(query(tab), "?audience=famille&kind=opening");
  await tab.goBack();
  assert.equal(query(tab), "?audience=famille");
  assert.equal(await shown(tab), few);
  assert.equal(await tab.getByLabel("Type").inputValue(), "");
  assert.deepEqual(tab.errors, []);
});

test("calendar: an address with choices shows them on arrival; one with unknown choices shows all", async () => {
  const tab = await open(`${PAGE}?importance=high&state=ahead`);
  assert.equal(await tab.getByLabel("Importance").inputValue(), "high");
  const events = await tab.locator(".deadline:visible").evaluateAll((all) => all.map((event) => [event.dataset.importance, event.dataset.now].join()));
  assert.ok(events.length > 0);
  assert.deepEqual([...new Set(events)], ["high,ahead"]);
  const odd = await open(`${PAGE}?audience=personne&kind=%3Cscript%3E`);
  assert.equal(await said(odd), `${await shown(odd)} dates`);
  assert.deepEqual(odd.errors, []);
});

test("calendar: choices that nothing answers say so, and can be taken back", async () => {
  const tab = await open(`${PAGE}?kind=opening&importance=high`);
  assert.equal(await shown(tab), 0);
  assert.match(await said(tab), /Aucune date/);
  assert.equal(await tab.locator("[data-month]:visible").count(), 0);
  assert.equal(await tab.locator("[data-grids]:visible").count(), 0);
  await tab.getByRole("button", { name: "Montrer toutes les dates" }).press("Enter");
  assert.equal(query(tab), "");
  assert.ok(await shown(tab) > 6);
  assert.equal(await tab.evaluate(() => document.activeElement.id), "vm-filter-audience");
});

test("calendar: the page of an audience leads to its dates", async () => {
  const tab = await open("je-suis/famille.html");
  await tab.getByRole("link", { name: "Toutes vos dates" }).click();
  await tab.waitForURL(/calendrier/);
  assert.equal(query(tab), "?audience=famille");
  assert.equal(await tab.getByLabel("Public").inputValue(), "famille");
});

test("calendar: months are tables with names, and today is marked", async () => {
  const tab = await open();
  const november = tab.getByRole("table", { name: "novembre 2026" });
  assert.equal(await november.getByRole("columnheader").count(), 7);
  assert.equal(await november.locator("[aria-current=date]").getAttribute("data-iso"), "2026-11-25");
  const rows = await november.locator("tbody tr").evaluateAll((all) => all.map((row) => row.children.length));
  assert.deepEqual([...new Set(rows)], [7]);
  assert.equal(await november.locator("td[data-iso='2026-11-01']").evaluate((cell) => cell.cellIndex), 6, "1 November 2026 is a Sunday");
});

test("calendar: axe finds nothing, light and dark, on the calendar and on an event", async () => {
  const found = [];
  for (const colorScheme of ["light", "dark"]) {
    for (const page of [PAGE, "calendrier/cloture-inscriptions.html", "je-suis/direction.html"]) {
      const tab = await open(page, { colorScheme, bypassCSP: true });
      await tab.evaluate(AXE);
      const { violations } = await tab.evaluate(() => axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
      found.push(...violations.map((one) => `${page} (${colorScheme}): ${one.id} ${one.nodes[0].html}`));
    }
  }
  none(found);
});

test("calendar: 320 px wide nothing is cut off", async () => {
  for (const page of [PAGE, "calendrier/ouverture-ile-australe.html", "index.html"]) {
    const tab = await open(page, { viewport: { width: 320, height: 640 } });
    const [width, inner] = await tab.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok(width <= inner, `${page} is ${width} px wide`);
  }
});

test("calendar: on paper there are list and tables, and nothing to choose", async () => {
  const tab = await open();
  await tab.emulateMedia({ media: "print" });
  assert.equal(await tab.locator(".calendar-filters").isVisible(), false);
  assert.ok(await tab.locator(".month-grid").first().isVisible());
  assert.ok(await shown(tab) > 6);
});
