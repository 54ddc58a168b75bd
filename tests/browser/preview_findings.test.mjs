// What is wrong with a site, beside its pages and in the place of those that cannot be made.
import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { source as axe } from "./axe.mjs";
import { LONG, SITE, bar, follows, long, open, page, panel, preview, shows, until } from "./preview_site.mjs";
import { written } from "./search_site.mjs";
import { launch, none } from "./sites.mjs";

const BROKEN = page("Autre", "Voir [le phare](phare.md) au bout du quai.");
const MENDED = page("Autre", "Voir [le quai](port/quai.md).");

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** A tab at a page of a preview of a site that this test may change, and what writes a file of it. */
async function look(t, address, files = {}, { settings, options = [] } = {}) {
  const folder = written({ ...SITE, ...files });
  const served = await preview(folder, ...options);
  const tab = await open(browser, served.home + address, settings);
  t.after(async () => {
    await tab.context().close();
    await served.stop();
  });
  const write = (path, text) => writeFileSync(join(folder, path), text);
  return { ...served, folder, tab, write };
}

/** The errors that the panel lists. */
const errors = (tab) => panel(tab).locator("li.error");

/** What axe finds in what the preview shows. */
async function judge(tab) {
  await tab.evaluate(axe);
  const { violations } = await tab.evaluate(() => globalThis.axe.run(document.querySelector("#vm-preview") ?? document));
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`));
}

test("findings: a bar counts them, its panel tells them, and both go when all is well", async (t) => {
  const { tab, write, folder } = await look(t, "autre.html", {}, { options: ["--editor", "code"] });
  assert.equal(await bar(tab).count(), 0, "nothing is wrong");
  write("content/autre.md", BROKEN);
  await bar(tab).waitFor();
  assert.match(await bar(tab).textContent(), /^1\serror\b/);
  assert.ok(await panel(tab).isHidden());
  await bar(tab).click();
  const finding = errors(tab);
  const text = await finding.textContent();
  assert.match(text, /phare\.md/);
  const [line, carets] = (await finding.locator("pre").textContent()).split("\n");
  assert.equal(line, "Voir [le phare](phare.md) au bout du quai.");
  assert.equal(line.slice(carets.indexOf("^"), carets.lastIndexOf("^") + 1).includes("phare.md"), true, `${line}\n${carets}`);
  assert.ok(await finding.locator(".help").textContent());
  const link = finding.locator(".place a");
  assert.match(await link.textContent(), /^content\/autre\.md:5:\d+$/);
  const href = await link.getAttribute("href");
  assert.ok(new RegExp(`^vscode://file${folder}/content/autre\\.md:5:\\d+$`).test(href), href);
  write("content/autre.md", MENDED);
  await bar(tab).waitFor({ state: "detached" });
  assert.equal(await panel(tab).count(), 0);
  none(tab.problems);
});

test("findings: the bar is there on a page that was not touched, with errors first", async (t) => {
  const { tab, write } = await look(t, "index.html", { "content/autre.md": BROKEN });
  await bar(tab).waitFor();
  write("content/port/quai.md", page("Quai", "![](vue.svg)"));
  await bar(tab).click();
  await panel(tab).locator("li.warning", { hasText: "vue.svg" }).waitFor();
  const kinds = await panel(tab).locator("li").evaluateAll((items) => items.map((item) => item.className));
  assert.deepEqual(kinds, [...kinds].sort((a, b) => ["error", "warning", "hint"].indexOf(a) - ["error", "warning", "hint"].indexOf(b)));
});

test("findings: by keyboard, Enter opens the panel, Escape closes it and the focus is on the bar again", async (t) => {
  const { tab, write } = await look(t, "index.html", { "content/autre.md": BROKEN }, { options: ["--editor", "code"] });
  await bar(tab).waitFor();
  const active = () => tab.evaluate(() => document.querySelector("#vm-preview").shadowRoot.activeElement?.className);
  await bar(tab).focus();
  await tab.keyboard.press("Enter");
  assert.ok(await panel(tab).isVisible());
  assert.equal(await bar(tab).getAttribute("aria-expanded"), "true");
  assert.equal(await active(), "panel");
  write("content/port/quai.md", page("Quai", "[Rien](rien.md)"));
  await until("the new finding", async () => await errors(tab).count() === 2);
  assert.equal(await active(), "panel", "the focus stays when the panel is told something new");
  await tab.keyboard.press("Tab");
  write("content/port/quai.md", page("Quai", "Le quai."));
  await until("the finding went", async () => await errors(tab).count() === 1);
  assert.equal(await active(), "panel", "the focus stays in the panel when what had it is another");
  await tab.keyboard.press("Escape");
  assert.ok(await panel(tab).isHidden());
  assert.equal(await bar(tab).getAttribute("aria-expanded"), "false");
  assert.match(await active(), /^bar/);
});

test("findings: the open panel stays open where it was when its page is loaded again", async (t) => {
  const { tab, write } = await look(t, "autre.html", { "content/autre.md": BROKEN });
  await bar(tab).click();
  write("content/autre.md", `${BROKEN}\nEt [rien](rien.md).\n`);
  await shows(tab, "Et rien.");
  await until("both findings", async () => await errors(tab).count() === 2);
  assert.ok(await panel(tab).isVisible());
  write("content/autre.md", "---\ntitle: [\n---\n");
  await tab.locator("body.failed").waitFor();
  await bar(tab).waitFor();
  assert.ok(await panel(tab).isHidden(), "the page tells its findings itself");
  write("content/autre.md", BROKEN);
  await shows(tab, "Voir le phare");
  await errors(tab).waitFor();
  none(tab.problems.filter((problem) => !problem.includes("500")));
});

for (const colorScheme of ["light", "dark"]) {
  for (const width of [1000, 320]) {
    test(`findings: axe finds nothing in bar, panel and failed page, ${colorScheme}, ${width} px`, async (t) => {
      const files = { "content/autre.md": BROKEN, "content/port/quai.md": page("Quai", "![](vue.svg) et [rien](rien.md)") };
      const settings = { colorScheme, viewport: { width, height: 700 } };
      const { tab, write } = await look(t, "index.html", files, { settings, options: ["--lang", "fr", "--editor", "code"] });
      await bar(tab).waitFor();
      none(await judge(tab));
      await bar(tab).click();
      none(await judge(tab));
      const wide = () => tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(await wide() <= 0, "nothing is wider than the window");
      write("content/index.md", "---\ntitle: [\n---\n");
      await tab.locator("body.failed").waitFor();
      await tab.evaluate(axe);
      none((await tab.evaluate(() => globalThis.axe.run(document))).violations.map(({ id, nodes }) => `${id} at ${nodes[0].target}`));
      assert.ok(await wide() <= 0, "nothing of the failed page is wider than the window");
    });
  }
}

test("findings: what is said is in the language of the program, whatever the language of the site", async (t) => {
  const { tab } = await look(t, "index.html", { "vademecum.yaml": "title: Help\nlanguage: en\n", "content/autre.md": BROKEN }, { options: ["--lang", "fr"] });
  await bar(tab).waitFor();
  assert.match(await bar(tab).textContent(), /^1\u00a0erreur\b/);
  assert.equal(await bar(tab).evaluate((element) => element.closest("[lang]")?.lang), "fr");
});

test("findings: the bar covers no end of a page, and what is meant of a long line is in view", async (t) => {
  const line = `${"Un bateau part du quai. ".repeat(30)}[Le phare](phare.md) est au bout.`;
  const { tab } = await look(t, "longue.html", { "content/longue.md": page("Longue", `${LONG}${line}`) }, { settings: { viewport: { width: 390, height: 700 } } });
  await bar(tab).waitFor();
  await tab.evaluate(() => scrollTo(0, document.body.scrollHeight));
  const end = await tab.locator("body > footer").evaluate((footer) => footer.getBoundingClientRect().bottom);
  assert.ok(end <= (await bar(tab).boundingBox()).y, "the footer ends above the bar");
  await bar(tab).click();
  const [quoted, carets] = [await errors(tab).locator("pre").boundingBox(), await errors(tab).locator("pre b").boundingBox()];
  assert.ok(carets.x >= quoted.x && carets.x + carets.width <= quoted.x + quoted.width, JSON.stringify({ quoted, carets }));
});

test("findings: what sources say is text", async (t) => {
  const { tab } = await look(t, "index.html", { "content/autre.md": page("Autre", "[<img src=x onerror=alert(1)>](<img src=x>.md)") });
  await bar(tab).click();
  assert.match(await panel(tab).textContent(), /<img src=x/);
  assert.equal(await panel(tab).locator("img").count(), 0);
});

/** The address of a tab answers with this status, and the tab shows why its page cannot be made. */
async function failed(tab, words) {
  await tab.locator("body.failed").waitFor();
  assert.equal(await tab.evaluate(async () => (await fetch(location.href)).status), 500);
  if (words) assert.match(await tab.locator("main").textContent(), words);
}

/** The link to the last good version leads to a page that shows its words. */
async function lastShows(tab, words) {
  const address = await tab.locator("a.last").evaluate((link) => link.href);
  const last = await tab.context().newPage();
  await last.goto(address);
  await last.locator("main", { hasText: words }).waitFor();
  const styled = await last.evaluate(() => getComputedStyle(document.body).margin);
  assert.equal(styled, "0px", "its styles are found");
  await last.close();
}

test("failed: the reader finds their place again when the page is mended, and when they come back to it", async (t) => {
  const { tab, write, home } = await look(t, "longue.html");
  const isAt = (place) => until("the place of the reader", () => tab.evaluate((place) => Math.abs(scrollY - place) <= 2, place));
  await tab.evaluate(() => scrollTo(0, 2500));
  write("content/longue.md", "---\ntitle: [\n---\n");
  await failed(tab);
  write("content/longue.md", long("Réparée."));
  await shows(tab, "Réparée.");
  await isAt(2500);
  await tab.evaluate(() => scrollTo(0, 1500));
  await tab.goto(`${home}autre.html`);
  await tab.goBack();
  await isAt(1500);
});

test("failed: a page whose front matter cannot be read gives way to the reasons until it is mended", async (t) => {
  const { tab, write } = await look(t, "port/quai.html", {}, { options: ["--editor", "code"] });
  write("content/port/quai.md", "---\ntitle: \"Quai\nsummary: x\n---\nLe quai.\n");
  await failed(tab, /content\/port\/quai\.md/);
  assert.match(await tab.locator(".place a").first().getAttribute("href"), /^vscode:\/\/file\/.*\/content\/port\/quai\.md:\d+:\d+$/);
  assert.match(await tab.locator("pre").first().textContent(), /\^/);
  await lastShows(tab, "Le quai.");
  write("content/port/quai.md", page("Quai", "Le quai est réparé."));
  await shows(tab, "Le quai est réparé.");
});

test("failed: a site without settings, or with settings that cannot be read", async (t) => {
  const { tab, write, folder } = await look(t, "port/quai.html");
  renameSync(join(folder, "vademecum.yaml"), join(folder, "vademecum.yaml.bak"));
  await failed(tab, /vademecum\.yaml/);
  await lastShows(tab, "Le quai.");
  await follows(tab, () => renameSync(join(folder, "vademecum.yaml.bak"), join(folder, "vademecum.yaml")));
  await shows(tab, "Le quai.");
  write("vademecum.yaml", "title: [\n");
  await failed(tab, /vademecum\.yaml/);
  await lastShows(tab, "Le quai.");
  write("vademecum.yaml", Buffer.from("title: Aide d\xe9mo\n", "latin1"));
  await tab.locator("main", { hasText: "UTF-8" }).waitFor();
  await failed(tab, /vademecum\.yaml/);
  write("vademecum.yaml", "title: Aide\nlanguage: fr\n");
  await shows(tab, "Le quai.");
});

test("failed: settings that cannot be read do not move a site below another address", async (t) => {
  const settings = "title: Aide\nlanguage: fr\nbase_url: https://aide.example/docs/\n";
  const { tab, write, home } = await look(t, "port/quai.html", { "vademecum.yaml": settings });
  assert.match(home, /\/docs\/$/);
  write("vademecum.yaml", `${settings}look: [\n`);
  await failed(tab, /vademecum\.yaml/);
  await lastShows(tab, "Le quai.");
  write("vademecum.yaml", settings);
  await shows(tab, "Le quai.");
  assert.equal(tab.url(), `${home}port/quai.html`);
});

test("failed: a template of the site that cannot be used", async (t) => {
  const files = { "vademecum.yaml": "title: Aide\nlanguage: fr\ntheme: maison\n" };
  const { tab, write } = await look(t, "port/quai.html", { ...files, "themes/maison/templates/footer.html": "<footer>Pied</footer>\n" });
  await tab.getByText("Pied").waitFor();
  write("themes/maison/templates/footer.html", "<footer>{{ rien.du.tout }}</footer>\n");
  await failed(tab, /footer\.html/);
  await lastShows(tab, "Le quai.");
  write("themes/maison/templates/footer.html", "<footer>Pied de page</footer>\n");
  await tab.getByText("Pied de page").waitFor();
  write("themes/maison/templates/footer.html", "<footer>{% if %}</footer>\n");
  await bar(tab).click();
  assert.match(await panel(tab).textContent(), /footer\.html/);
  await shows(tab, "Le quai.");
});
