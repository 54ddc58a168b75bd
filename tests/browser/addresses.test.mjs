// Old addresses, unknown addresses, and a site opened from the disk.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { serve } from "./server.mjs";
import { launch, leads, none, pages, site } from "./sites.mjs";

let browser, served;
before(async () => {
  browser = await launch();
  served = await serve(site("demo-below"));
});
after(async () => {
  await browser.close();
  await served.stop();
});

const newTab = async (settings) => (await browser.newContext(settings)).newPage();

/** Old address → where its reader must arrive. */
const MOVED = {
  "manuel.html": "guide/index.html",
  "qui-sommes-nous.html": "a-propos.html",
  "transport/index.html": "guide/traversees.html",
  "aide.html": "index.html",
  "aide.html#connexion": "prise-en-main/se-connecter.html",
  "aide.html#traversees": "guide/traversees.html",
  "aide.html#inconnu": "index.html#inconnu",
};

test("redirects: old addresses and old fragments arrive at the new page", async () => {
  const tab = await newTab();
  for (const [old, wanted] of Object.entries(MOVED)) {
    await tab.goto("about:blank");
    await tab.goto(served.home + old);
    await tab.waitForURL(served.home + wanted, { timeout: 5000 });
  }
});

test("redirects: without scripts every old page still leads to a page", async () => {
  const tab = await newTab({ javaScriptEnabled: false });
  const problems = [];
  for (const page of pages(site("demo-below")).filter((page) => leads(site("demo-below"), page))) {
    await tab.goto("about:blank");
    await tab.goto(served.home + page);
    const answer = await tab.waitForURL((url) => !url.pathname.endsWith(page), { timeout: 5000 }).then(() => tab.title(), () => null);
    if (!answer) problems.push(`${page} stays where it is`);
  }
  none(problems);
});

test("404: an error page at a deep address has its style, and its links work", async () => {
  const tab = await newTab();
  const answer = await tab.goto(`${served.home}faq/nulle/part/rien.html`);
  assert.equal(answer.status(), 404);
  const masthead = await tab.locator(".masthead").evaluate((element) => getComputedStyle(element).display !== "inline" && document.styleSheets.length > 0 && [...document.styleSheets].every((sheet) => sheet.cssRules.length > 0));
  assert.ok(masthead, "the style sheets are read");
  const links = await tab.locator("a[href]").evaluateAll((all) => all.map((link) => link.href));
  const own = [...new Set(links)].filter((link) => link.startsWith(new URL(served.home).origin) && !link.includes("#"));
  assert.ok(own.length > 5);
  const problems = [];
  for (const link of own) {
    const { status } = await fetch(link);
    if (status !== 200) problems.push(`${link} answers ${status}`);
  }
  none(problems);
});

test("d4 file: a site opened from the disk has its style, and its navigation works", async () => {
  for (const name of ["reference", "demo"]) {
    const tab = await newTab({ viewport: { width: 1280, height: 800 } });
    const errors = [];
    tab.on("pageerror", (error) => errors.push(error.message));
    const home = pathToFileURL(join(site(name), "index.html")).href;
    await tab.goto(home);
    for (const at of [1, 2, 3, 4, 5]) {
      const link = tab.locator("nav.main-nav a").nth(at);
      const target = await link.evaluate((element) => element.href);
      await link.click();
      await tab.waitForURL(target);
      assert.ok(await tab.locator("main h1").isVisible(), `${target} has a title`);
      assert.notEqual(await tab.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--paper")), "", `${target} has its style`);
    }
    none(errors);
  }
});
