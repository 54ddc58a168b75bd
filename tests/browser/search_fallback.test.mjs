// Where the engine cannot run, another search answers and the page says so; it is never blank.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";
import { ofAnotherRelease } from "./search_engine.mjs";
import { build, large } from "./search_site.mjs";
import { POLICY, POLICY_WITHOUT_WASM, serve } from "./server.mjs";
import { launch, site } from "./sites.mjs";

const PAGE = "recherche/index.html?q=bateau";
const PAGE_OF_PIECES = "recherche/index.html?q=dossier";

let browser, folder, inPieces;
before(async () => {
  browser = await launch();
  folder = site("demo-below");
  inPieces = build(large());
});
after(() => browser.close());

/** Opens the search page of a site that is served with a policy and with changed files. */
async function visit({ policy = POLICY, change, built = folder, page = PAGE } = {}, look) {
  const { home, stop } = await serve(built, policy, change);
  const tab = await (await browser.newContext()).newPage();
  const errors = [];
  tab.on("pageerror", (error) => errors.push(error.message));
  await tab.goto(home + page);
  try {
    await look(tab, home);
    assert.deepEqual(errors, []);
  } finally {
    await tab.context().close();
    await stop();
  }
}

/** The plain search has answered, and the page says that it did. */
async function isPlain(tab) {
  await tab.locator(".result").first().waitFor();
  assert.match(await tab.locator(".search-count").textContent(), /bateau|dossier/);
  assert.ok(await tab.locator(".search-found .notice").isVisible(), "it says that this is not the whole search");
}

/** The engine has answered. */
async function isWhole(tab) {
  await tab.locator(".result").first().waitFor();
  assert.ok(!await tab.locator(".search-found .notice").isVisible(), "the whole search answers");
}

/** A change of the files whose path matches and that are there. */
const changed = (pattern, make) => (path, body) => (body && pattern.test(path) ? make(body) : undefined);

const half = (body) => body.subarray(0, Math.floor(body.length / 2));

/** The bytes with one bit changed, at a part of their length. */
function flipped(body, part) {
  const bytes = Buffer.from(body);
  bytes[Math.floor(bytes.length * part)] ^= 4;
  return bytes;
}

/** The same below the compression, which has checksums of its own. */
const flippedInside = (body, part) => gzipSync(flipped(gunzipSync(body), part));

const [OPENING, ENGINE, PIECES] = [/opening\.bin\.gz$/, /engine\.wasm\.gz$/, /\d+\.bin\.gz$/];

const DAMAGE = {
  "a truncated opening file": changed(OPENING, half),
  "an opening file truncated below its compression": changed(OPENING, (body) => gzipSync(half(gunzipSync(body)))),
  "an empty opening file": changed(OPENING, () => Buffer.alloc(0)),
  "no opening file": changed(OPENING, () => null),
  "an opening file that is something else": changed(OPENING, () => gzipSync("<!doctype html>")),
  "an opening file of another release": changed(OPENING, ofAnotherRelease),
  "a truncated engine": changed(ENGINE, half),
  "an engine truncated below its compression": changed(ENGINE, (body) => gzipSync(half(gunzipSync(body)))),
  "an empty engine": changed(ENGINE, () => Buffer.alloc(0)),
  "an engine that is something else": changed(ENGINE, () => gzipSync("<!doctype html>")),
  "a changed byte in the engine": changed(ENGINE, (body) => flipped(body, 0.5)),
  "a module that is no engine": changed(ENGINE, () => gzipSync(new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]))),
  "a worker that cannot be read": changed(/worker\.js$/, () => Buffer.from("not a script {")),
  "a worker that is gone": changed(/worker\.js$/, () => null),
  "a current.json that is no JSON": changed(/current\.json$/, () => Buffer.from("<!doctype html>")),
  "a current.json that is no object": changed(/current\.json$/, () => Buffer.from("null")),
  "a current.json that is gone": changed(/current\.json$/, () => null),
  "a current.json that names an engine that is gone": changed(/current\.json$/, (body) => Buffer.from(JSON.stringify({ ...JSON.parse(body), engine: "gone" }))),
};
for (const part of [0.001, 0.01, 0.3, 0.7, 0.999]) {
  DAMAGE[`a changed byte in the opening file, at ${part}`] = changed(OPENING, (body) => flipped(body, part));
  DAMAGE[`a changed byte below its compression, at ${part}`] = changed(OPENING, (body) => flippedInside(body, part));
}

const DAMAGED_PIECES = {
  "missing pieces": changed(PIECES, () => null),
  "truncated pieces": changed(PIECES, half),
  "pieces with a changed byte": changed(PIECES, (body) => flippedInside(body, 0.5)),
  "pieces of another index": changed(PIECES, () => gzipSync(Buffer.alloc(16_384))),
  "a damaged opening file": changed(OPENING, (body) => flippedInside(body, 0.9)),
};

for (const [what, change] of Object.entries(DAMAGE)) {
  test(`search fallback: ${what} gives a message and the plain search`, () => visit({ change }, isPlain));
}

for (const [what, change] of Object.entries(DAMAGED_PIECES)) {
  test(`search fallback: an index in pieces with ${what} gives a message and the plain search`, () =>
    visit({ change, built: inPieces, page: PAGE_OF_PIECES }, isPlain));
}

test("search fallback: pieces that go while the page is open are no obstacle to the next question", async () => {
  let gone = false;
  const change = changed(PIECES, () => (gone ? null : undefined));
  await visit({ change, built: inPieces, page: PAGE_OF_PIECES }, async (tab) => {
    await isWhole(tab);
    gone = true;
    for (const words of ["vœux", "calendrier", "configuration", "activité"]) {
      await tab.locator("#vm-search").fill(words);
      await tab.waitForFunction((words) => document.querySelector(".search-count").textContent.includes(words), words);
      assert.ok(await tab.locator(".result").count() > 0, words);
    }
    assert.ok(await tab.locator(".search-found .notice").isVisible());
  });
});

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
    await isWhole(tab);
    assert.equal(starts, 2);
  });
  const always = changed(/worker\.js$/, () => Buffer.from(trap));
  await visit({ change: always }, isPlain);
});

test("search fallback: when nothing can be read the page says where to go", () =>
  visit({ change: changed(/(current\.json|plain\.js)$/, () => Buffer.alloc(0)) }, async (tab) => {
    await tab.waitForFunction(() => document.querySelector(".search-count")?.textContent.includes("ne répond pas"));
    assert.ok(await tab.locator("[data-search-help]").isVisible());
  }));

test("search fallback: a host that decodes .gz files by itself is no obstacle", () =>
  visit({ change: changed(/search-data\/.*\.gz$/, (body) => gunzipSync(body)) }, isWhole));

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
