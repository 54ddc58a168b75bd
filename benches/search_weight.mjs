// What a search costs a reader, in Chromium, with a network that takes its time:
//
//   MODULES=target/browser CHROMIUM=chromium node benches/search_weight.mjs SITE… [--pagefind SITE…]
//
// SITE is the folder of a built site; after --pagefind, of one in which `pagefind --site SITE` has put its own search.
// MODULES is a folder with playwright-core, as `cargo xtask browser` makes one. Tables go to standard output.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, extname, join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { POLICY } from "../tests/browser/server.mjs";
import { current, dice, pick, places } from "../tests/browser/search_site.mjs";

const { chromium } = createRequire(resolve(process.env.MODULES ?? "target/browser", "package.json"))("playwright-core");

/** What each request waits for its answer, in milliseconds. */
const DELAY = 50;
const QUERIES = 20;
/** How often a question is asked of a site that is not open yet; the median counts. */
const STARTS = 5;

const TEXTS = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".svg": "image/svg+xml" };

/** Serves a site as a good host does, texts compressed, and counts what is asked: bodies as they travel, without headers. */
async function serve(folder) {
  const sent = { requests: 0, bytes: 0 };
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
    const [type, read] = [TEXTS[extname(file)], await readFile(file).catch(() => undefined)];
    const body = read && type ? gzipSync(read, { level: 9 }) : read ?? Buffer.alloc(0);
    await new Promise((on) => setTimeout(on, DELAY));
    sent.requests += 1;
    sent.bytes += body.length;
    const headers = { "Content-Security-Policy": POLICY, "Content-Type": type ?? "application/octet-stream", "Cache-Control": "max-age=3600" };
    response.writeHead(read ? 200 : 404, type ? { ...headers, "Content-Encoding": "gzip" } : headers).end(body);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { home: `http://127.0.0.1:${server.address().port}/`, sent, stop: () => server.closeAllConnections() ?? server.close() };
}

/** What was sent while `act` ran, with what it gave. */
async function counted(sent, act) {
  const before = { ...sent };
  const result = await act();
  return { ...result, requests: sent.requests - before.requests, bytes: sent.bytes - before.bytes };
}

/** Two words of titles each, some of them with another ending or a typing error. */
function queries(folder) {
  const roll = dice(7);
  const words = [...new Set(places(folder).flatMap(({ title }) => title.match(/\p{L}{4,}/gu) ?? []))];
  return Array.from({ length: QUERIES }, (_, at) => {
    const [first, second] = [pick(roll, words), pick(roll, words)];
    if (at % 4 === 1) return first;
    if (at % 4 === 2) return `${first} ${second.slice(0, 4)}`;
    return at % 4 === 3 ? `${first.slice(0, 2)}${first.slice(3)} ${second}` : `${first} ${second}`;
  });
}

/** From the focus of the box on the search page to the first result, by a reader who pastes the question. */
async function firstAnswer(browser, { home, sent }, query) {
  const context = await browser.newContext();
  const tab = await context.newPage();
  await tab.goto(`${home}recherche/index.html`).then((answer) => answer.ok() || tab.goto(`${home}search/index.html`));
  await tab.waitForLoadState("networkidle");
  const first = await counted(sent, () => tab.evaluate(async (query) => {
    const start = performance.now();
    const box = document.querySelector("#vm-search");
    box.focus();
    box.value = query;
    box.dispatchEvent(new Event("input"));
    const shown = () => document.querySelector(".result, .search-count:not(:empty)") && !document.querySelector("[aria-busy]");
    while (!shown()) await new Promise((on) => requestAnimationFrame(on));
    return { time: performance.now() - start, isPlain: Boolean(document.querySelector(".search-found .notice")?.checkVisibility()) };
  }, query));
  await context.close();
  if (first.isPlain) throw new Error("the plain search has answered");
  return first;
}

/** All questions one after the other, of a worker that starts with none of the pieces. */
async function eachAnswer(browser, { home, sent }, asked) {
  const context = await browser.newContext();
  const tab = await context.newPage();
  await tab.goto(home);
  const started = tab.waitForEvent("worker");
  await tab.evaluate(async () => {
    const data = new URL("search-data/", document.baseURI);
    const current = await (await fetch(new URL("current.json", data))).json();
    const worker = new Worker(new URL(`engine-${current.engine}/worker.js`, data));
    globalThis.said = () => new Promise((resolve, reject) => {
      worker.onmessage = ({ data: message }) => (message.type === "failed" ? reject(new Error(message.reason)) : resolve(message));
    });
    globalThis.worker = worker;
    worker.postMessage({ type: "open", data: data.href, current });
    await globalThis.said();
  });
  const worker = await started;
  // All pieces of a round are fetched at once: a round begins when none is on its way.
  await worker.evaluate(() => {
    const plainFetch = fetch;
    let open = 0;
    globalThis.rounds = 0;
    globalThis.fetch = (address) => {
      if (open === 0) globalThis.rounds += 1;
      open += 1;
      return plainFetch(address).finally(() => { open -= 1; });
    };
  });
  const answers = [];
  for (const query of asked) {
    const answer = await counted(sent, () => tab.evaluate(async (query) => {
      const start = performance.now();
      globalThis.worker.postMessage({ type: "ask", id: 1, request: { query, kind: null, audience: null, campaign: null, limit: 10, offset: 0 } });
      const { json } = await globalThis.said();
      return { time: performance.now() - start, count: JSON.parse(json).count };
    }, query));
    const rounds = await worker.evaluate(() => globalThis.rounds);
    answers.push({ ...answer, query, rounds: rounds - answers.reduce((sum, one) => sum + one.rounds, 0) });
  }
  await context.close();
  return answers;
}

/** Pagefind on the same pages: its module, one search, and the ten results that it would show. */
async function pagefind(browser, { home, sent }, asked) {
  const context = await browser.newContext();
  const tab = await context.newPage();
  await tab.goto(home);
  await tab.waitForLoadState("networkidle");
  const answers = [];
  for (const query of asked) {
    const answer = await counted(sent, () => tab.evaluate(async (query) => {
      const start = performance.now();
      globalThis.pagefind ??= await import(new URL("pagefind/pagefind.js", document.baseURI));
      const { results } = await globalThis.pagefind.search(query);
      await Promise.all(results.slice(0, 10).map((result) => result.data()));
      return { time: performance.now() - start, count: results.length };
    }, query));
    answers.push({ ...answer, query });
  }
  await context.close();
  return answers;
}

const median = (numbers) => numbers.slice().sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const most = (numbers) => Math.max(...numbers);
const kB = (bytes) => (bytes / 1000).toFixed(bytes < 10_000 ? 1 : 0);
const ms = (time) => time.toFixed(time < 100 ? 1 : 0);
const range = (list, name, show = String) => `${show(median(list.map((one) => one[name])))} / ${show(most(list.map((one) => one[name])))}`;
const row = (cells) => console.log(`| ${cells.join(" | ")} |`);

function heading(cells) {
  row(cells);
  row(cells.map(() => "---"));
}

/** The scripts of the search that the search page loads with it, compressed. */
function scripts(folder) {
  const assets = join(folder, "assets");
  const names = readdirSync(assets).filter((name) => /^search(_page)?\..*js$/.test(name));
  return names.reduce((sum, name) => sum + gzipSync(readFileSync(join(assets, name)), { level: 9 }).length, 0);
}

async function measure(browser, folder) {
  const [served, asked, { layout }] = [await serve(folder), queries(folder), current(folder)];
  const starts = [];
  for (const query of asked.slice(0, STARTS)) starts.push(await firstAnswer(browser, served, query));
  const answers = await eachAnswer(browser, served, asked);
  served.stop();
  const cells = [basename(folder), places(folder).length, layout, kB(scripts(folder)), range(starts, "bytes", kB), range(starts, "requests"), range(starts, "time", ms)];
  row([...cells, range(answers, "time", ms), range(answers, "rounds"), range(answers, "requests"), range(answers, "bytes", kB)]);
}

async function measurePagefind(browser, folder) {
  const [served, asked] = [await serve(folder), queries(folder)];
  const starts = [];
  for (const query of asked.slice(0, STARTS)) starts.push(...await pagefind(browser, served, [query]));
  const [, ...answers] = await pagefind(browser, served, asked);
  served.stop();
  row([basename(folder), range(starts, "bytes", kB), range(starts, "requests"), range(starts, "time", ms), range(answers, "time", ms), range(answers, "requests"), range(answers, "bytes", kB)]);
}

const named = process.argv.slice(2).map((name) => (name === "--pagefind" ? name : resolve(name)));
const cut = named.includes("--pagefind") ? named.indexOf("--pagefind") : named.length;
const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: [...sandbox, "--disable-dev-shm-usage"] });
console.log(`Each request takes ${DELAY} ms more. Bodies as they travel, in kB; times in ms; median / most of ${STARTS} first answers and of ${QUERIES} questions.\n`);
heading(["site", "places", "layout", "scripts of the page", "first answer: kB", "requests", "ms from focus", "then a question: ms", "rounds", "requests", "kB"]);
for (const folder of named.slice(0, cut)) await measure(browser, folder);
if (cut < named.length) {
  console.log();
  heading(["Pagefind", "first answer: kB", "requests", "ms", "then a question: ms", "requests", "kB"]);
  for (const folder of named.slice(cut + 1)) await measurePagefind(browser, folder);
}
await browser.close();
process.exit();
