// The search page: the address, the history, filters, empty results, axe, narrow screens, and no scripts.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { build, hostile } from "./search_site.mjs";
import { serve } from "./server.mjs";
import { addStyle, launch, none, site } from "./sites.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PAGE = "recherche/index.html";

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

async function open(page = PAGE, settings = {}, home = served.home) {
  const tab = await (await browser.newContext({ reducedMotion: "reduce", ...settings })).newPage();
  tab.errors = [];
  tab.on("pageerror", (error) => tab.errors.push(error.message));
  tab.on("dialog", (dialog) => { tab.errors.push("a dialog"); return dialog.dismiss(); });
  await tab.goto(home + page);
  return tab;
}

const box = (tab) => tab.locator("#vm-search");
const count = (tab) => tab.locator(".search-count");
const asked = (tab) => new URL(tab.url()).searchParams.get("q");

/** Waits until the results are those of these words. */
const answered = (tab, words) => tab.waitForFunction((words) => document.querySelector(".search-count")?.textContent.includes(`«\u00a0${words}\u00a0»`), words);

test("search page: an address with ?q= is answered on arrival", async () => {
  const tab = await open(`${PAGE}?q=bateau`);
  await answered(tab, "bateau");
  assert.equal(await box(tab).inputValue(), "bateau");
  assert.ok(await tab.locator(".result h2 a").count() > 0);
  assert.match(await count(tab).textContent(), /^\d+ résultats pour/);
  assert.match(await tab.title(), /^bateau – Recherche/);
  const links = await tab.locator(".result a").evaluateAll((all) => all.map((link) => link.href));
  const answers = await Promise.all(links.map((link) => fetch(link)));
  none(answers.filter((answer) => answer.status !== 200).map((answer) => `${answer.url} answers ${answer.status}`));
});

test("search page: typing keeps the address in step, and Back leads to the question before", async () => {
  const tab = await open(`${PAGE}?q=bateau`);
  await answered(tab, "bateau");
  const before = await tab.evaluate(() => history.length);
  await box(tab).fill("");
  await box(tab).pressSequentially("chambre", { delay: 30 });
  await answered(tab, "chambre");
  assert.equal(asked(tab), "chambre");
  await tab.keyboard.press("Enter");
  await box(tab).fill("carte");
  await answered(tab, "carte");
  assert.equal(await tab.evaluate(() => history.length), before + 2, "one entry a question, however it was typed");
  await tab.goBack();
  await answered(tab, "chambre");
  assert.equal(await box(tab).inputValue(), "chambre");
  await tab.goBack();
  await answered(tab, "bateau");
  await tab.goForward();
  await answered(tab, "chambre");
});

test("search page: Back from a result shows the results again", async () => {
  const tab = await open(`${PAGE}?q=dossier`);
  await answered(tab, "dossier");
  const [shown] = [await tab.locator(".result").count()];
  await tab.locator(".result h2 a").nth(1).click();
  await tab.waitForURL((url) => !url.pathname.includes("recherche"));
  await tab.goBack();
  await answered(tab, "dossier");
  assert.equal(await tab.locator(".result").count(), shown);
});

test("search page: a filter narrows the results, is in the address, and Back takes it away", async () => {
  const tab = await open(`${PAGE}?q=dossier`);
  await answered(tab, "dossier");
  const all = await count(tab).textContent();
  const choice = tab.locator("[data-filter=kind] label:visible").filter({ has: tab.locator("input[value=faq]") });
  const number = Number(await choice.locator(".search-filter-count").textContent());
  await choice.click();
  await tab.waitForFunction((all) => document.querySelector(".search-count").textContent !== all, all);
  assert.ok((await count(tab).textContent()).startsWith(number === 1 ? "Un " : `${number} `), "the number at the choice is kept");
  assert.equal(new URL(tab.url()).searchParams.get("kind"), "faq");
  const kinds = await tab.locator(".result .tag:first-child").allTextContents();
  assert.deepEqual([...new Set(kinds)], ["Question"]);
  await tab.reload();
  await answered(tab, "dossier");
  assert.ok(await tab.locator("input[value=faq]").isChecked(), "the address brings the filter back");
  await tab.locator(".search-clear").click();
  await tab.waitForFunction((all) => document.querySelector(".search-count").textContent === all, all);
  assert.equal(new URL(tab.url()).searchParams.get("kind"), null);
});

test("search page: more results come below, and the focus goes to the first of them", async () => {
  const tab = await open(`${PAGE}?q=de`);
  await answered(tab, "de");
  const more = tab.locator(".search-found [data-slot=more] button");
  assert.ok(await more.isVisible());
  const before = await tab.locator(".result").count();
  await more.click();
  await tab.waitForFunction((before) => document.querySelectorAll(".result").length > before, before);
  const at = await tab.evaluate(() => [...document.querySelectorAll(".result")].findIndex((result) => result.contains(document.activeElement)));
  assert.equal(at, before);
});

test("search page: the last question wins, even when the first answer is slow", async () => {
  let hold = 800;
  const slow = await serve(folder, undefined, async (path) => {
    if (/search-data\/index-.*\.gz$/.test(path) && hold) await new Promise((on) => setTimeout(on, hold));
  });
  const tab = await open(`${PAGE}?q=bateau`, {}, slow.home);
  await tab.evaluate(() => {
    globalThis.shown = new Set();
    const note = () => globalThis.shown.add(document.querySelector(".search-count")?.textContent ?? "");
    new MutationObserver(note).observe(document.querySelector("main"), { subtree: true, childList: true, characterData: true });
  });
  await box(tab).fill("chambre");
  await tab.waitForTimeout(200);
  await box(tab).fill("carte perdue");
  await answered(tab, "carte perdue");
  hold = 0;
  await tab.waitForTimeout(1200);
  const shown = (await tab.evaluate(() => [...globalThis.shown])).join(" | ");
  assert.ok(!shown.includes("bateau") && !shown.includes("chambre"), shown);
  assert.match(await count(tab).textContent(), /carte perdue/);
  await slow.stop();
});

test("search page: the number is said once for a question that is finished", async () => {
  const tab = await open();
  await tab.evaluate(() => {
    globalThis.said = [];
    const status = document.querySelector("search [role=status]");
    new MutationObserver(() => globalThis.said.push(status.textContent)).observe(status, { childList: true, characterData: true, subtree: true });
  });
  await box(tab).pressSequentially("chambre", { delay: 150 });
  await answered(tab, "chambre");
  await tab.waitForTimeout(1600);
  const said = await tab.evaluate(() => globalThis.said);
  assert.deepEqual(said, [await count(tab).textContent()]);
});

test("search page: a typing error finds what was meant, and the page says how it read it", async () => {
  const tab = await open(`${PAGE}?q=chanbre`);
  await answered(tab, "chanbre");
  assert.ok(await tab.locator(".result mark").count() > 0);
  const corrected = tab.locator(".search-note:visible").filter({ hasText: "chanbre" });
  assert.match(await corrected.textContent(), /chambre/);
  const suggestion = tab.locator(".search-note a");
  assert.match(await suggestion.textContent(), /chambre/);
  await suggestion.click();
  await answered(tab, "chambre");
  assert.equal(asked(tab), "chambre");
  assert.equal(await tab.locator(".search-note:visible").count(), 0, "what is written right needs no note");
});

test("search page: an urgent page says so, and a page says how many more of its places answer", async () => {
  const tab = await open(`${PAGE}?q=${encodeURIComponent("bateau annulé")}`);
  await answered(tab, "bateau annulé");
  const urgent = tab.locator(".result.is-urgent").first();
  assert.match(await urgent.locator("h2 a").getAttribute("href"), /bateau-annule\.html$/);
  assert.ok(await urgent.locator(".tag-alarm").isVisible());
  assert.ok(await tab.locator(".result:not(.is-urgent)").count() > 0);
  assert.equal(await tab.locator(".result:not(.is-urgent) .tag-alarm").count(), 0);
  await box(tab).fill("de");
  await answered(tab, "de");
  const rest = tab.locator(".result-rest");
  assert.match(await rest.first().textContent(), /\d|un autre/i);
  assert.equal(await tab.locator(".result").filter({ has: rest.first() }).locator(".result-places li, .result-snippet").count() > 0, true);
});

test("search page: nothing found is no dead end", async () => {
  const tab = await open(`${PAGE}?q=zqxjkvw`);
  await answered(tab, "zqxjkvw");
  assert.match(await count(tab).textContent(), /^Aucun résultat/);
  const help = tab.locator("[data-search-help]");
  for (const part of [".button", ".urgent a", ".deadline", ".contact"]) assert.ok(await help.locator(part).first().isVisible(), part);
  await box(tab).fill("bateau");
  await answered(tab, "bateau");
  assert.ok(!await help.isVisible(), "with results the help is out of the way");
  await box(tab).fill("");
  await help.waitFor();
  assert.equal(asked(tab), null);
});

test("search page: a gap is shown as a gap", async () => {
  const tab = await open(`${PAGE}?q=${encodeURIComponent("motif refus")}`);
  await answered(tab, "motif refus");
  await tab.locator(".result-gap").first().waitFor();
  assert.match(await tab.locator(".result-gap").first().textContent(), /Réponse non connue/);
});

test("c4 search page: markup in ?q=, in a filter or in a title is text", async () => {
  const hostile = '"><img src=x onerror="alert(1)"> bateau';
  const tab = await open(`${PAGE}?q=${encodeURIComponent(hostile)}&kind=${encodeURIComponent('"]<b>')}&audience=__proto__`);
  await tab.waitForFunction(() => document.querySelector(".search-count")?.textContent.includes("<img src=x"));
  assert.equal(await tab.locator("main img, .search-found b").count(), 0);
  assert.deepEqual(tab.errors, []);
  for (const words of ["javascript:alert(1)", "\u202eabc", "x".repeat(10_000), "\"'`{count}{query}", "%%%", "\u0000"]) {
    await box(tab).fill(words);
    await tab.waitForTimeout(250);
  }
  assert.deepEqual(tab.errors, []);
});

test("c4 search page: authors who are enemies show what they wrote, and nothing more", async () => {
  const tab = await open(`${PAGE}?q=bateau`, {}, enemies.home);
  await answered(tab, "bateau");
  const text = await tab.locator(".results").textContent();
  for (const written of ["<img src=x onerror=\"alert(1)\">", "<b>Hostile</b>", "<svg onload=alert(3)>", "</script><script>alert(5)</script>", "<i>"])
    assert.ok(text.includes(written), `${written} in ${text}`);
  assert.equal(await tab.locator(".results :is(img, svg, b, i, script)").count(), 0);
  await tab.locator(".result h2 a", { hasText: "<img" }).click();
  await tab.locator("article h1", { hasText: "<img" }).waitFor();
  assert.deepEqual(tab.errors, []);
});

test("search page: without scripts it says so and leads to all questions", async () => {
  const tab = await open(`${PAGE}?q=bateau`, { javaScriptEnabled: false });
  assert.ok(await tab.locator("noscript p, .notice-warning").first().isVisible());
  const all = tab.locator("[data-search-help] .button");
  assert.ok(await all.isVisible());
  await all.click();
  await tab.waitForURL(/questions-a-z/);
});

test("search page: it is not for search engines, and every page leads to it", async () => {
  const tab = await open();
  assert.equal(await tab.locator("meta[name=robots]").getAttribute("content"), "noindex");
  for (const width of [1280, 360]) {
    await tab.setViewportSize({ width, height: 740 });
    await tab.goto(`${served.home}faq/index.html`);
    await tab.locator(".search-link").click();
    await tab.waitForURL(/recherche\/index\.html#vm-search$/);
    assert.equal(await tab.evaluate(() => document.activeElement.id), "vm-search");
  }
});

for (const colorScheme of ["light", "dark"]) {
  test(`d1 search page: axe finds nothing in results, an empty result and the open list, ${colorScheme}`, async () => {
    const tab = await open(`${PAGE}?q=dossier`, { colorScheme });
    const problems = [];
    const judge = async (what) => {
      await tab.evaluate(AXE);
      const { violations } = await tab.evaluate(() => globalThis.axe.run(document, { runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }, rules: { "target-size": { enabled: true } } }));
      problems.push(...violations.flatMap(({ id, nodes }) => nodes.map((node) => `${what} ${id} «${node.html.slice(0, 120)}» ${node.failureSummary}`)));
    };
    await answered(tab, "dossier");
    await judge("results");
    await box(tab).fill("zqxjkvw");
    await answered(tab, "zqxjkvw");
    await judge("empty");
    await tab.goto(`${served.home}index.html`);
    await box(tab).pressSequentially("bateau");
    await tab.locator("[role=option]").first().waitFor();
    await tab.keyboard.press("ArrowDown");
    await judge("list");
    none(problems);
  });
}

test("d4 search page: results, filters and the open list fit on 320 px, with wide spacing, too", async () => {
  const tab = await open(`${PAGE}?q=dossier`, { viewport: { width: 320, height: 640 }, hasTouch: true });
  const wide = () => tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await answered(tab, "dossier");
  await tab.locator(".search-filters summary").click();
  assert.equal(await wide(), 0);
  await addStyle(tab, "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }");
  assert.equal(await wide(), 0);
  const small = await tab.locator(".search-found :is(a, button, label, summary):visible").evaluateAll((all) =>
    all.filter((element) => !element.matches("label[hidden]") && element.getBoundingClientRect().height < 43.5).map((element) => element.outerHTML.slice(0, 90)));
  none(small);
  await tab.goto(`${served.home}index.html`);
  await box(tab).pressSequentially("bateau");
  await tab.locator("[role=option]").first().waitFor();
  assert.equal(await wide(), 0);
});
