// The list under a search box: by keyboard, for screen readers, and in the hands of an enemy.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { build, hostile } from "./search_site.mjs";
import { serve } from "./server.mjs";
import { launch, site } from "./sites.mjs";

let browser, folder, served, enemies;
before(async () => {
  browser = await launch();
  folder = site("demo-below");
  served = await serve(folder);
  enemies = await serve(build(hostile()));
});
after(async () => {
  await browser.close();
  await served.stop();
  await enemies.stop();
});

/** A tab at a page, with what it printed as an error. */
async function open(page = "index.html", settings = {}, home = served.home) {
  const tab = await (await browser.newContext({ reducedMotion: "reduce", ...settings })).newPage();
  tab.errors = [];
  tab.on("pageerror", (error) => tab.errors.push(error.message));
  tab.on("dialog", (dialog) => { tab.errors.push("a dialog"); return dialog.dismiss(); });
  await tab.goto(home + page);
  return tab;
}

const box = (tab) => tab.locator("#vm-search");
const options = (tab) => tab.locator("[role=option]");

/** Types into the box and waits for the list of just these words: its last option leads to all results for them. */
async function type(tab, words) {
  await box(tab).pressSequentially(words);
  await tab.locator(`[role=option][href$="q=${words.trim()}"]`).waitFor();
}

/** The option that the box names as active. */
const active = (tab) => tab.evaluate(() => {
  const id = document.querySelector("#vm-search").getAttribute("aria-activedescendant");
  const chosen = document.querySelectorAll("[role=option][aria-selected=true]");
  return id && chosen.length === 1 && chosen[0].id === id ? [...document.querySelectorAll("[role=option]")].indexOf(chosen[0]) : null;
});

test("search: nothing is loaded before the box has the focus", async () => {
  const tab = await open();
  const asked = [];
  tab.on("request", (request) => asked.push(request.url()));
  await tab.waitForTimeout(200);
  assert.deepEqual(asked.filter((url) => url.includes("search-data")), []);
  const current = tab.waitForRequest(/search-data\/current\.json$/);
  await box(tab).focus();
  await current;
});

test("search: the box is a combobox with a list of options", async () => {
  const tab = await open();
  assert.equal(await box(tab).getAttribute("role"), "combobox");
  assert.equal(await box(tab).getAttribute("aria-expanded"), "false");
  assert.equal(await tab.locator("[role=listbox]:visible").count(), 0);
  await type(tab, "bateau");
  assert.equal(await box(tab).getAttribute("aria-expanded"), "true");
  const list = tab.locator(`#${await box(tab).getAttribute("aria-controls")}`);
  assert.equal(await list.getAttribute("role"), "listbox");
  assert.ok(await list.getAttribute("aria-label"));
  assert.ok(await options(tab).count() > 1);
  assert.ok(await tab.locator("[role=option] mark").count() > 0, "words that match are marked");
  assert.equal(await active(tab), null, "no option is active by itself");
});

test("search: arrows, Home and End move in the list, and the focus stays in the box", async () => {
  const tab = await open();
  await type(tab, "bateau");
  const last = await options(tab).count() - 1;
  const after = async (key) => {
    await tab.keyboard.press(key);
    return active(tab);
  };
  assert.equal(await after("ArrowDown"), 0);
  assert.equal(await after("ArrowDown"), 1);
  assert.equal(await after("End"), last);
  assert.equal(await after("ArrowDown"), null, "after the last one comes the box");
  assert.equal(await after("ArrowUp"), last);
  assert.equal(await after("Home"), 0);
  assert.equal(await after("ArrowUp"), null);
  assert.equal(await tab.evaluate(() => document.activeElement.id), "vm-search");
  await tab.keyboard.press("Home");
  await tab.keyboard.type("x");
  assert.equal(await box(tab).inputValue(), "xbateau", "with no active option, Home moves the caret");
});

test("search: Enter opens the active option, or else goes to the search page", async () => {
  const tab = await open();
  await type(tab, "bateau");
  await tab.keyboard.press("ArrowDown");
  const target = await options(tab).first().evaluate((option) => option.href);
  await tab.keyboard.press("Enter");
  await tab.waitForURL(target);
  await tab.goto(`${served.home}index.html`);
  await type(tab, "bateau");
  await tab.keyboard.press("Enter");
  await tab.waitForURL(`${served.home}recherche/index.html?q=bateau`);
  await tab.locator(".result").first().waitFor();
});

test("search: Escape, Tab and a click elsewhere close the list; the words stay", async () => {
  const tab = await open();
  const closes = async (act) => {
    await box(tab).fill("");
    await type(tab, "bateau");
    await act();
    await tab.locator(".search-popup").waitFor({ state: "hidden" });
    assert.equal(await box(tab).getAttribute("aria-expanded"), "false");
    assert.equal(await active(tab), null);
  };
  await closes(() => tab.keyboard.press("Escape"));
  await tab.keyboard.press("ArrowDown");
  assert.equal(await active(tab), 0, "an arrow opens it again");
  await tab.keyboard.press("Escape");
  await closes(() => tab.keyboard.press("Tab"));
  await closes(() => tab.mouse.click(5, 5));
  assert.match(await box(tab).inputValue(), /bateau/);
});

test("search: a tap on an option opens it", async () => {
  const tab = await open("index.html", { hasTouch: true, viewport: { width: 360, height: 740 } });
  await type(tab, "bateau");
  const target = await options(tab).first().evaluate((option) => option.href);
  await options(tab).first().tap();
  await tab.waitForURL(target);
});

test("search: the number is said once for a question that is finished", async () => {
  const tab = await open();
  await tab.evaluate(() => {
    globalThis.said = [];
    const status = document.querySelector("search [role=status]");
    new MutationObserver(() => globalThis.said.push(status.textContent)).observe(status, { childList: true, characterData: true, subtree: true });
  });
  await box(tab).pressSequentially("bateau", { delay: 150 });
  await tab.waitForTimeout(1600);
  const said = await tab.evaluate(() => globalThis.said);
  assert.equal(said.length, 1, said.join(" | "));
  assert.match(said[0], /bateau/);
});

test("search: an error page at a deep address has a box that works", async () => {
  const tab = await open("faq/nulle/part/rien.html");
  await type(tab, "bateau");
  await tab.keyboard.press("ArrowDown");
  const target = await options(tab).first().evaluate((option) => option.href);
  await tab.keyboard.press("Enter");
  await tab.waitForURL(target);
  assert.ok(await tab.locator("article h1").isVisible());
});

test("search: a typing error leads to what was meant, and to all results for it", async () => {
  const tab = await open();
  await type(tab, "chanbre");
  assert.ok(await tab.locator("[role=option] mark", { hasText: "chambre" }).count() > 0);
  const way = tab.locator("[role=option][href$='q=chambre']");
  assert.match(await way.textContent(), /chambre/);
  await way.click();
  await tab.waitForURL(/\?q=chambre$/);
  await tab.locator(".result").first().waitFor();
});

test("c4 search: markup in a title or in the box is text", async () => {
  const tab = await open("index.html", {}, enemies.home);
  await type(tab, "bateau");
  const text = await tab.locator("[role=listbox]").textContent();
  for (const written of ["<img src=x onerror=\"alert(1)\">", "<b>Hostile</b>", "<svg onload=alert(3)>"]) assert.ok(text.includes(written), `${written} in ${text}`);
  await box(tab).fill('<img src=x onerror="alert(1)"> bateau');
  await tab.waitForTimeout(600);
  assert.equal(await tab.locator(".search :is(img, b, svg, script)").count(), 0);
  assert.deepEqual(tab.errors, []);
});
