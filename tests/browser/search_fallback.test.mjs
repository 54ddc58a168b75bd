// Where the engine cannot run, another search answers and the page says so; it is never blank.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { POLICY, POLICY_WITHOUT_WASM, serve } from "./server.mjs";
import { launch, site } from "./sites.mjs";

const PAGE = "recherche/index.html?q=bateau";

let browser, folder;
before(async () => {
  browser = await launch();
  folder = site("demo-below");
});
after(() => browser.close());

/** Opens the search page of a site that is served with a policy and with changed files. */
async function visit({ policy = POLICY, change } = {}, look) {
  const { home, stop } = await serve(folder, policy, change);
  const tab = await (await browser.newContext()).newPage();
  await tab.goto(home + PAGE);
  try {
    await look(tab, home);
  } finally {
    await tab.context().close();
    await stop();
  }
}

/** The plain search has answered, and the page says that it did. */
async function isPlain(tab) {
  await tab.locator(".result").first().waitFor();
  assert.match(await tab.locator(".search-count").textContent(), /bateau/);
  assert.ok(await tab.locator(".search-found .notice").isVisible(), "it says that this is not the whole search");
}

/** A change of the files whose path matches. */
const changed = (pattern, make) => (path, body) => (pattern.test(path) ? make(body) : undefined);

const DAMAGE = {
  "a truncated opening file": changed(/opening\.bin\.gz$/, (body) => body.subarray(0, Math.floor(body.length / 2))),
  "an empty opening file": changed(/opening\.bin\.gz$/, () => Buffer.alloc(0)),
  "an opening file that is something else": changed(/opening\.bin\.gz$/, () => gzipSync("<!doctype html>")),
  "a worker that cannot be read": changed(/worker\.js$/, () => Buffer.from("not a script {")),
  "a current.json that is no JSON": changed(/current\.json$/, () => Buffer.from("<!doctype html>")),
  "a current.json that names an engine that is gone": changed(/current\.json$/, (body) => Buffer.from(JSON.stringify({ ...JSON.parse(body), engine: "gone" }))),
};

for (const [what, change] of Object.entries(DAMAGE)) {
  test(`search fallback: ${what} gives a message and the plain search`, () => visit({ change }, isPlain));
}

test("search fallback: where a policy refuses WebAssembly the plain search answers, in the list as well", () =>
  visit({ policy: POLICY_WITHOUT_WASM }, async (tab, home) => {
    await isPlain(tab);
    await tab.goto(`${home}index.html`);
    await tab.locator("#vm-search").pressSequentially("bateau");
    await tab.locator("[role=option]").first().waitFor();
    assert.ok(await tab.locator(".search-popup-note").isVisible());
  }));

test("search fallback: an engine that traps is started once more", async () => {
  let starts = 0;
  const trap = "onmessage = ({ data }) => postMessage(data.type === 'open' ? { type: 'ready' } : { type: 'failed', reason: 'trap', fatal: false });";
  const change = changed(/worker\.js$/, () => (++starts === 1 ? Buffer.from(trap) : undefined));
  await visit({ change }, async (tab) => {
    await tab.locator(".result").first().waitFor();
    assert.equal(starts, 2);
    assert.ok(!await tab.locator(".search-found .notice").isVisible(), "the whole search answers");
  });
  const always = changed(/worker\.js$/, () => Buffer.from(trap));
  await visit({ change: always }, isPlain);
});

test("search fallback: when nothing can be read the page says where to go", () =>
  visit({ change: changed(/(current\.json|plain\.js)$/, () => Buffer.from("{")) }, async (tab) => {
    await tab.waitForFunction(() => document.querySelector(".search-count")?.textContent.includes("ne répond pas"));
    assert.ok(await tab.locator("[data-search-help]").isVisible());
  }));

test("search fallback: a host that decodes .gz files by itself is no obstacle", async () => {
  const { gunzipSync } = await import("node:zlib");
  await visit({ change: changed(/search-data\/.*\.gz$/, (body) => gunzipSync(body)) }, async (tab) => {
    await tab.locator(".result").first().waitFor();
    assert.ok(!await tab.locator(".search-found .notice").isVisible());
  });
});

test("search fallback: a site opened from the disk is searched by the plain script", async () => {
  const tab = await (await browser.newContext()).newPage();
  const errors = [];
  tab.on("pageerror", (error) => errors.push(error.message));
  await tab.goto(pathToFileURL(join(folder, "index.html")).href);
  await tab.locator("#vm-search").pressSequentially("bateau");
  await tab.locator("[role=option]").first().waitFor();
  await tab.keyboard.press("Enter");
  await tab.waitForURL(/recherche\/index\.html\?q=bateau$/);
  await isPlain(tab);
  await tab.locator("#vm-search").fill("carte");
  await tab.waitForFunction(() => document.querySelector(".search-count").textContent.includes("carte"));
  await tab.locator(".result h2 a").first().click();
  await tab.waitForURL((url) => !url.pathname.includes("recherche"));
  assert.ok(await tab.locator("article h1").isVisible());
  assert.deepEqual(errors, []);
});

test("search fallback: the plain search folds accents and elisions, and takes the beginning of a last word", () =>
  visit({ policy: POLICY_WITHOUT_WASM }, async (tab) => {
    const first = async (words) => {
      await tab.locator("#vm-search").fill(words);
      await tab.waitForFunction((words) => document.querySelector(".search-count")?.textContent.includes(words), words);
      return tab.locator(".result h2 a").first().getAttribute("href");
    };
    const wanted = await first("bateau annulé");
    for (const words of ["BATEAU ANNULE", "bateau annul", "le bateau est-il annulé ?"]) assert.equal(await first(words), wanted, words);
    assert.equal(await first("l’internat"), await first("internat"));
  }));
