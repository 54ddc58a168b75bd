// A preview follows what is saved: the page that is looked at, and no other.
import { appendFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { SAVES, SITE, bar, follows, long, newTab, open, page, preview, shows, until } from "./preview_site.mjs";
import { written } from "./search_site.mjs";
import { launch, none } from "./sites.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** A preview of a site that this test may change, and what writes a file of it. */
async function started(t, files = {}, ...options) {
  const folder = written({ ...SITE, ...files });
  const served = await preview(folder, ...options);
  t.after(served.stop);
  const write = (path, text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  return { ...served, folder, write };
}

/** A tab that is closed with its test. */
async function look(t, address, settings) {
  const tab = await open(browser, address, settings);
  t.after(() => tab.context().close());
  return tab;
}

const mark = (tab) => tab.evaluate(() => { globalThis.mark = true; });
const isMarked = (tab) => tab.evaluate(() => globalThis.mark === true);
const place = (tab) => tab.evaluate(() => Math.round(scrollY));

test("preview: every way of saving is seen, where the reader is, and by no other page", async (t) => {
  const { home, folder } = await started(t);
  const tab = await look(t, `${home}longue.html`);
  const other = await newTab(tab.context(), `${home}autre.html`);
  await mark(other);
  await tab.evaluate(() => scrollTo(0, 2500));
  for (const [at, [way, save]] of Object.entries(SAVES).entries()) {
    await t.test(way, async () => {
      const before = await place(tab);
      await mark(tab);
      await save(join(folder, "content/longue.md"), long(`Des mots nouveaux, fois ${at}.`));
      await shows(tab, `Des mots nouveaux, fois ${at}.`);
      assert.equal(await isMarked(tab), false, "the page was loaded again");
      await until("the place of the reader", async () => Math.abs(await place(tab) - before) <= 2);
    });
  }
  assert.ok(await isMarked(other), "the other page was not loaded again");
  none([...tab.problems.filter((problem) => !problem.includes("500")), ...other.problems]);
});

test("preview: of many saves in a row the last one wins, with few reloads", async (t) => {
  const { home, folder } = await started(t);
  const tab = await look(t, `${home}longue.html`);
  for (let time = 1; time <= 60; time += 1) SAVES["in place"](join(folder, "content/longue.md"), long(`Enregistré ${time} fois.`));
  await shows(tab, "Enregistré 60 fois.");
  await until("a quiet page", async () => !(await bar(tab).count()));
  assert.ok(tab.loads <= 12, `${tab.loads} loads`);
});

const question = (words) => `---\nquestion: ${words}\nshort_answer: On attend.\n---\nOn attend.\n`;

test("preview: pages appear, move and go", async (t) => {
  const { home, folder, write } = await started(t);
  const gone = async (tab, words) => {
    await shows(tab, words);
    await until("the page is missing", () => tab.evaluate(async () => (await fetch(location.href)).status === 404));
  };
  const MISSING = "n’existe pas";
  const tab = await look(t, `${home}neuve.html`);
  const within = async (limit, act) => {
    const start = Date.now();
    await act();
    assert.ok(Date.now() - start < limit, `${Date.now() - start} ms`);
  };
  await gone(tab, MISSING);
  write("content/neuve.md", page("Neuve", "Une page neuve."));
  await shows(tab, "Une page neuve.");
  renameSync(join(folder, "content/neuve.md"), join(folder, "content/vieille.md"));
  await within(5000, () => shows(tab, MISSING));
  renameSync(join(folder, "content/vieille.md"), join(folder, "content/neuve.md"));
  await shows(tab, "Une page neuve.");
  rmSync(join(folder, "content/neuve.md"));
  await within(5000, () => shows(tab, MISSING));

  const quay = await look(t, `${home}port/quai.html`);
  await shows(quay, "Le quai.");
  renameSync(join(folder, "content/port"), join(folder, "content/havre"));
  await shows(quay, MISSING);
  await follows(quay, () => quay.goto(`${home}havre/quai.html`));
  await shows(quay, "Le quai.");
  write("content/havre/quai.md", page("Quai", "Le quai du havre."));
  await shows(quay, "Le quai du havre.");
  rmSync(join(folder, "content/havre"), { recursive: true });
  await shows(quay, MISSING);
  mkdirSync(join(folder, "content/havre/nord"), { recursive: true });
  writeFileSync(join(folder, "content/havre/nord/quai.md"), page("Nord", "Le quai du nord."));
  await follows(quay, () => quay.goto(`${home}havre/nord/quai.html`));
  await shows(quay, "Le quai du nord.");
  // A folder of the site that was not there: it is watched from then on, and what was in it before is seen.
  write("faq/bateaux/01-retard.md", question("Et si le bateau est en retard ?"));
  const answer = await look(t, `${home}faq/bateaux/index.html`);
  await shows(answer, "Et si le bateau est en retard ?");
  write("faq/bateaux/01-retard.md", question("Et si le bateau est en avance ?"));
  await shows(answer, "Et si le bateau est en avance ?");
  renameSync(join(folder, "faq"), join(folder, "hors-du-site"));
  await shows(answer, MISSING);
  renameSync(join(folder, "hors-du-site"), join(folder, "faq"));
  await shows(answer, "Et si le bateau est en avance ?");
  write("faq/bateaux/01-retard.md", question("Et si le bateau est à l’heure ?"));
  await shows(answer, "Et si le bateau est à l’heure ?");
});

test("preview: with --poll, what no system tells is seen as well", async (t) => {
  const { home, folder, write } = await started(t, {}, "--poll");
  const tab = await look(t, `${home}autre.html`);
  for (const [at, save] of Object.values(SAVES).entries()) {
    await save(join(folder, "content/autre.md"), page("Autre", `Vu la fois ${at}.`));
    await shows(tab, `Vu la fois ${at}.`);
  }
  const theme = await look(t, `${home}faq/bateaux/index.html`);
  write("faq/bateaux/01-retard.md", question("Et si le bateau est en retard ?"));
  await shows(theme, "Et si le bateau est en retard ?");
  write("faq/bateaux/01-retard.md", question("Et si le bateau est en avance ?"));
  await shows(theme, "Et si le bateau est en avance ?");
  rmSync(join(folder, "content/autre.md"));
  await shows(tab, "n’existe pas");
});

test("preview: a page is loaded again when another one that it shows changes", async (t) => {
  const { home, write } = await started(t);
  const tab = await look(t, `${home}port/index.html`);
  write("content/port/quai.md", page("Quai des brumes", "Le quai."));
  await shows(tab, "Quai des brumes");
  none(tab.problems);
});

test("preview: other colours and styles are taken without a reload", async (t) => {
  const { home, write } = await started(t, {
    "vademecum.yaml": "title: Aide\nlanguage: fr\ntheme: maison\nlook:\n  accent: \"#0b4f6c\"\n",
    "themes/maison/assets/theme.css": "main { color: rgb(1, 2, 3); }\n",
  });
  const tab = await look(t, `${home}autre.html`);
  const colour = () => tab.evaluate(() => getComputedStyle(document.querySelector("main")).color);
  const accent = () => tab.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--accent") + [...document.styleSheets].map((sheet) => sheet.href).join());
  await mark(tab);
  const before = await accent();
  write("themes/maison/assets/theme.css", "main { color: rgb(4, 5, 6); }\n");
  await until("the styles of the theme", async () => await colour() === "rgb(4, 5, 6)");
  write("vademecum.yaml", "title: Aide\nlanguage: fr\ntheme: maison\nlook:\n  accent: \"#7a1f5c\"\n");
  await until("the colour of the settings", async () => await accent() !== before);
  write("themes/maison/assets/theme.css", "main { color: rgb(7, 8, 9); }\n");
  await until("the styles of the theme, once more", async () => await colour() === "rgb(7, 8, 9)");
  assert.ok(await isMarked(tab), "the page was not loaded again");
  await until("the old styles are gone", async () => await tab.locator("head link[rel=stylesheet]").count() === 2);
  write("content/autre.md", page("Autre", "D’autres mots."));
  await shows(tab, "D’autres mots.");
  assert.equal(await colour(), "rgb(7, 8, 9)");
  none(tab.problems);
});

test("preview: with --follow, the browser goes to the page of the file that was saved", async (t) => {
  const { home, write } = await started(t, {}, "--follow");
  const tab = await look(t, home);
  await follows(tab, () => write("content/port/quai.md", page("Quai", "Le quai au matin.")));
  await tab.waitForURL(`${home}port/quai.html`);
  await shows(tab, "Le quai au matin.");
  await follows(tab, () => write("content/nouvelle.md", page("Nouvelle", "Une page que l’on commence.")));
  await tab.waitForURL(`${home}nouvelle.html`);
  await shows(tab, "Une page que l’on commence.");
  write("content/index.md", page("Accueil", "Bienvenue encore."));
  await tab.waitForURL(`${home}index.html`);
  await shows(tab, "Bienvenue encore.");
  none(tab.problems);
});

/** Whether a problem is a file that the page before asked for at a path that the site had just left. */
const tooLate = (problem, path) => problem.includes("404") && problem.includes(path);

test("preview: a site that gets another path takes its browsers there", async (t) => {
  const settings = (path) => `title: Aide\nlanguage: fr\nbase_url: https://aide.example${path}\n`;
  const { home, write } = await started(t, { "vademecum.yaml": settings("/docs/") });
  const tab = await look(t, `${home}port/quai.html`);
  await follows(tab, () => write("vademecum.yaml", settings("/aide/")));
  await tab.waitForURL("**/aide/port/quai.html");
  await shows(tab, "Le quai.");
  none(tab.problems.filter((problem) => !tooLate(problem, "/docs/")));
  await follows(tab, () => write("vademecum.yaml", "title: [\n"));
  await tab.locator("body.failed").waitFor();
  write("vademecum.yaml", settings(""));
  await tab.waitForURL(`${new URL(home).origin}/port/quai.html`);
  await shows(tab, "Le quai.");
  const expected = (problem) => problem.includes("500") || tooLate(problem, "/docs/") || tooLate(problem, "/aide/");
  none(tab.problems.filter((problem) => !expected(problem)));
});

test("preview: a server that stopped is said to have, and is followed again when it is back", async (t) => {
  const folder = written(SITE);
  const first = await preview(folder);
  const tab = await look(t, `${first.home}longue.html`);
  await tab.evaluate(() => scrollTo(0, 1200));
  await mark(tab);
  await first.stop();
  const away = tab.locator("#vm-preview .away");
  await away.waitFor();
  assert.match(await away.textContent(), /vademecum serve/);

  const second = await preview(folder, "--port", first.port);
  assert.equal(second.home, first.home);
  await away.waitFor({ state: "detached" });
  assert.ok(await isMarked(tab), "what is as it was is not loaded again");
  await second.stop();
  await away.waitFor();
  writeFileSync(join(folder, "content/longue.md"), long("Écrit pendant l’absence."));
  const third = await preview(folder, "--port", first.port);
  t.after(third.stop);
  await shows(tab, "Écrit pendant l’absence.");
  await until("the place of the reader", async () => Math.abs(await place(tab) - 1200) <= 2);
  await away.waitFor({ state: "detached" });
});

test("preview: a server that comes back with another path is found", async (t) => {
  const folder = written(SITE);
  const first = await preview(folder, "--base-url", "https://aide.example/docs/");
  const tab = await look(t, `${first.home}autre.html`);
  await first.stop();
  const second = await preview(folder, "--port", first.port);
  t.after(second.stop);
  await tab.waitForURL(`${second.home}autre.html`);
  await shows(tab, "Une autre page.");
});

test("preview: what else lies in the folder is no reason to do anything", async (t) => {
  const { home, folder, write } = await started(t);
  const tab = await look(t, `${home}autre.html`);
  await mark(tab);
  write("public/autre.html", "<p>Built.");
  write("content/.autre.md.swp", "b0VIM");
  write("content/autre.md~", page("Autre", "Une copie."));
  write("content/#autre.md#", page("Autre", "Une copie."));
  appendFileSync(join(folder, "content/longue.md"), "\nEncore.\n");
  const second = await newTab(tab.context(), `${home}longue.html`);
  await shows(second, "Encore.");
  assert.ok(await isMarked(tab));
  none([...tab.problems, ...second.problems]);
});

test("preview: tabs in the background leave connections to the others, and are right when they are seen again", async (t) => {
  const { home, write } = await started(t);
  const hide = (tab, hidden) => tab.evaluate((hidden) => {
    Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);
  const first = await look(t, `${home}autre.html`);
  const others = [];
  await hide(first, true);
  for (let more = 0; more < 8; more += 1) {
    const tab = await newTab(first.context(), `${home}longue.html`);
    others.push(tab);
    await hide(tab, true);
  }
  await mark(first);
  write("content/autre.md", page("Autre", "Écrit pendant que personne ne regarde."));
  write("content/longue.md", long("La dernière vue suit toujours."));
  await shows(others.at(-1), "La dernière vue suit toujours.");
  assert.ok(await isMarked(first));
  await hide(first, false);
  await shows(first, "Écrit pendant que personne ne regarde.");
  none([first, ...others].flatMap((tab) => tab.problems));
});
