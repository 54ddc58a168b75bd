// A preview as a site: its search, its address, its policy, and that it asks nobody else.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { SITE, bar, follows, newTab, open, page, preview, shows, until } from "./preview_site.mjs";
import { TODAY, build, vademecum, written } from "./search_site.mjs";
import { POLICY } from "./server.mjs";
import { launch, none } from "./sites.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

async function look(t, files = {}, ...options) {
  const folder = written({ ...SITE, ...files });
  const served = await preview(folder, ...options);
  const tab = await open(browser, served.home);
  t.after(async () => {
    await tab.context().close();
    await served.stop();
  });
  return { ...served, folder, tab, write: (path, text) => writeFileSync(join(folder, path), text) };
}

for (const [where, ...options] of [["at the root"], ["below a path", "--base-url", "https://aide.example/docs/"]]) {
  test(`search: what was just typed is found, ${where}`, async (t) => {
    const { home, tab, write } = await look(t, {}, ...options);
    assert.equal(new URL(home).pathname, options.length ? "/docs/" : "/");
    write("content/port/quai.md", page("Quai", "Le gabarit des chaloupes."));
    const results = await newTab(tab.context(), `${home}recherche/index.html`);
    await until("the search page finds it", async () => {
      await follows(results, () => results.goto(`${home}recherche/index.html?q=chaloupes`));
      await results.locator(":is(.result, .search-found .notice):visible").first().waitFor();
      return results.locator(".result", { hasText: "Quai" }).count();
    });
    await tab.locator("#vm-search").pressSequentially("chaloup");
    await tab.locator("[role=option]", { hasText: "Quai" }).first().click();
    await shows(tab, "Le gabarit des chaloupes.");
    assert.ok(tab.url().startsWith(`${home}port/quai.html`), tab.url());
    write("content/port/quai.md", page("Quai", "Le gabarit des pirogues."));
    await shows(tab, "pirogues");
    const asked = [...tab.asked, ...results.asked];
    none(asked.filter((url) => url.includes("search-data")).map((url) => `${url}: the built index is not needed`));
    none(asked.filter((url) => !url.startsWith(home)));
    none([...tab.problems, ...results.problems]);
  });
}

test("policy: a preview works under a strict policy, and adds nothing to a page but its script", async (t) => {
  const { home, folder, write, tab } = await look(t);
  const built = build(folder, TODAY);
  for (const path of ["index.html", "longue.html", "port/quai.html", "recherche/index.html"]) {
    const served = await (await fetch(home + path)).text();
    const without = served.replace(/<script src="\/_vademecum\/preview\.js"[^>]*><\/script>\n/, "");
    // A preview makes no PDF before somebody asks for it, and so knows no size.
    const page = readFileSync(join(built, path), "utf8").replace(/\(PDF, [^)]*\)/g, "(PDF)");
    assert.equal(without, page, path);
  }
  await tab.context().route(`${home}**`, async (route) => {
    if (route.request().url().includes("/events")) return route.continue();
    const response = await route.fetch();
    return route.fulfill({ response, headers: { ...response.headers(), "content-security-policy": POLICY } });
  });
  await follows(tab, () => tab.goto(`${home}autre.html`));
  write("content/autre.md", page("Autre", "[Rien](rien.md) du tout."));
  await shows(tab, "du tout.");
  await bar(tab).click();
  await follows(tab, () => tab.goto(home));
  await tab.locator("#vm-search").pressSequentially("quai");
  await tab.locator("[role=option] mark").first().waitFor();
  write("content/index.md", "---\ntitle: [\n---\n");
  await tab.locator("body.failed").waitFor();
  none(tab.problems.filter((problem) => !problem.includes("500")));
});

test("policy: no page of the site that init makes prints an error or asks another machine", async (t) => {
  const folder = join(written({}), "site");
  vademecum("init", [folder, "--language", "fr", "--date", TODAY]);
  const { home, stop } = await preview(folder);
  t.after(stop);
  const tab = await open(browser, home);
  t.after(() => tab.context().close());
  const sitemap = await (await fetch(`${home}sitemap.xml`)).text();
  const links = new Set(await tab.locator("a[href]").evaluateAll((all) => all.map(({ href }) => href.split("#")[0])));
  assert.ok(links.size > 3, sitemap);
  for (const link of [...links].filter((link) => link.startsWith(home) && !/\.(ics|xml|csv|pdf|md)$/.test(link))) {
    await follows(tab, () => tab.goto(link));
  }
  none(tab.problems);
  none(tab.asked.filter((url) => !url.startsWith(home) && !url.startsWith("data:")));
});
