// C5, C6: every page under a strict policy, and no request that leaves the site.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { POLICY, POLICY_WITHOUT_WASM, serve } from "./server.mjs";
import { launch, none, pages, readable, site } from "./sites.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** Opens pages one after the other, acts on each, and gives what went wrong and which other origins were asked. */
async function visit(name, policy, wanted, act = () => {}) {
  const { home, stop } = await serve(site(name), policy);
  const context = await browser.newContext();
  const tab = await context.newPage();
  const [problems, foreign] = [[], []];
  let now = "";
  tab.on("console", (message) => ["error", "warning"].includes(message.type()) && problems.push(`${now} ${message.text()}`));
  tab.on("pageerror", (error) => problems.push(`${now} ${error.message}`));
  tab.on("response", (response) => response.status() >= 400 && problems.push(`${now} ${response.status()} ${response.url()}`));
  await context.route("**", (route) => {
    const url = route.request().url();
    if (url.startsWith(home) || url.startsWith("data:") || url.startsWith("blob:")) return route.continue();
    foreign.push(`${now} → ${url}`);
    return route.abort();
  });
  try {
    for (now of wanted) {
      await tab.goto(home + now, { waitUntil: "load" });
      await act(tab, now);
    }
    await tab.waitForTimeout(200);
  } finally {
    await context.close();
    await stop();
  }
  return { problems, foreign };
}

for (const name of ["reference", "demo-below"]) {
  test(`c5_c6_${name}: no violation, no console error, no foreign request`, async () => {
    const { problems, foreign } = await visit(name, POLICY, pages(site(name)));
    none(problems);
    none(foreign);
  });

  test(`c5_c6_${name}: nor while readers search`, async () => {
    const search = async (tab, page) => {
      // An archived campaign has an index of its own.
      await tab.locator("#vm-search").fill(page.startsWith("archives/") ? "inscriptions" : "connexion");
      await tab.locator(/(^|\/)recherche\//.test(page) ? ".result" : "[role=option] mark").first().waitFor();
      assert.equal(await tab.locator(".search-popup-note:visible, .search-found .notice:visible").count(), 0, `${page}: the engine answers`);
    };
    const searched = readable(site(name)).filter((page) => readFileSync(join(site(name), page), "utf8").includes('id="vm-search"'));
    assert.ok(searched.length > 1);
    const { problems, foreign } = await visit(name, POLICY, searched, search);
    none(problems);
    none(foreign);
  });

  test(`c5_${name}: nor where WebAssembly is refused`, async () => {
    const { problems } = await visit(name, POLICY_WITHOUT_WASM, readable(site(name)).filter((_, at) => at % 10 === 0));
    none(problems);
  });
}
