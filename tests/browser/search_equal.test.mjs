// One engine, the same bytes: on the command line, as WebAssembly in Node, and in the worker of a page.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { POLICY, serve } from "./server.mjs";
import { Engine, bundle } from "./search_engine.mjs";
import { build, current, dice, large, pick, places, vademecum } from "./search_site.mjs";
import { launch, none } from "./sites.mjs";

const DATE = "2024-11-25";
/** Rounds of requests that a question may take where the index comes in pieces. */
const ROUNDS = 2;

const SITES = {
  reference: { source: process.env.SOURCES, layout: "bundle" },
  demo: { source: join(process.env.SOURCES ?? "", "examples/demo"), layout: "bundle" },
  large: { source: large(), layout: "pieces" },
};

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

for (const [name, { source, layout }] of Object.entries(SITES)) {
  test(`search equal: ${name}, its index in the layout “${layout}”`, async () => {
    const folder = build(source, DATE);
    assert.equal(current(folder).layout, layout);
    const asked = requests(folder, dice(1));
    assert.ok(asked.length >= 200, `${asked.length} requests`);
    const native = await natively(source, asked);
    covers(native.map((answer) => JSON.parse(answer)));
    same("Node", asked, native, await inNode(folder, asked));
    same("page", asked, native, await inPage(folder, asked));
    if (layout !== "pieces") return;
    const whole = bundle(folder);
    same("Node, the same index as a bundle", asked, native, await inNode(folder, asked, whole));
    const change = (path) => (path.endsWith("opening.bin.gz") ? gzipSync(whole) : undefined);
    same("page, the same index as a bundle", asked, native, await inPage(folder, asked, change));
  });
}

/** The answers of the command line. */
async function natively(source, asked) {
  const answers = vademecum("search", ["-", "--site", source, "--date", DATE], asked.join("\n"));
  return answers.split("\n").slice(0, -1);
}

/** The answers of the engine in Node, each as the first one: with no piece from the questions before. */
async function inNode(folder, asked, opening) {
  const engine = await Engine.over(folder, opening);
  const slow = [];
  const answers = asked.map((request) => {
    engine.open();
    const answer = engine.answer(request);
    if (engine.rounds > ROUNDS) slow.push(`${engine.rounds} rounds: ${request}`);
    return answer;
  });
  none(slow);
  return answers;
}

/** The answers of the worker in a page, asked as the page asks it. */
async function inPage(folder, asked, change) {
  const { home, stop } = await serve(folder, POLICY, change);
  const tab = await (await browser.newContext()).newPage();
  await tab.goto(home);
  const answers = await tab.evaluate(async (asked) => {
    const data = new URL("search-data/", document.baseURI);
    const current = await (await fetch(new URL("current.json", data))).json();
    const worker = new Worker(new URL(`engine-${current.engine}/worker.js`, data));
    const said = () => new Promise((resolve, reject) => {
      worker.onmessage = ({ data: message }) => (message.type === "failed" ? reject(new Error(message.reason)) : resolve(message));
      worker.onerror = (event) => reject(new Error(event.message));
    });
    const opened = said();
    worker.postMessage({ type: "open", data: data.href, current });
    await opened;
    const answers = [];
    for (const [id, request] of asked.entries()) {
      const answer = said();
      worker.postMessage({ type: "ask", id, request: JSON.parse(request) });
      answers.push((await answer).json);
    }
    return answers;
  }, asked);
  await tab.context().close();
  await stop();
  return answers;
}

function same(where, asked, wanted, found) {
  assert.equal(found.length, wanted.length, where);
  none(asked.flatMap((request, at) => (found[at] === wanted[at] ? [] : [`${where}: ${request}\n    ${difference(wanted[at], found[at])}`])));
}

/** The first place where two texts differ, in both. */
function difference(wanted, found) {
  const at = [...wanted].findIndex((_, at) => wanted[at] !== found[at]);
  const around = (text) => text.slice(Math.max(0, at - 40), at + 60);
  return `${around(wanted)}\n    ${around(found)}`;
}

/** Fails when the questions leave something of an answer out. */
function covers(answers) {
  const groups = answers.flatMap((answer) => answer.groups);
  const lacking = {
    "answers with results": answers.filter((answer) => answer.count).length >= answers.length / 2,
    "answers without results": answers.some((answer) => !answer.count),
    "corrections": answers.some((answer) => answer.corrected.length && answer.suggestion),
    "urgent pages": groups.some((group) => group.urgent),
    "gaps": groups.some((group) => group.gap),
    "pages with more places": groups.some((group) => group.more),
    "marked words": groups.some((group) => group.hits.some((hit) => hit.snippet.length > 1)),
  };
  none(Object.entries(lacking).filter(([, is]) => !is).map(([what]) => `no ${what}`));
}

/** What readers and others ask of a site, as the JSON that its page sends. */
function requests(folder, roll) {
  const all = places(folder);
  const words = [...new Set(all.flatMap(({ title }) => title.match(/\p{L}{4,}/gu) ?? []))];
  const some = (number, make) => Array.from({ length: number }, () => make(pick(roll, words)));
  const titles = all.map(({ title }) => title).filter(Boolean);
  const questions = all.filter(({ kind, address }) => kind === "faq" && !address.includes("#"));
  const synonyms = all.filter(({ kind }) => kind === "term").flatMap(({ title, words }) => [title, words]).filter(Boolean);
  const queries = [
    ...some(40, (word) => word),
    ...some(20, (word) => `${word} ${pick(roll, words)}`),
    ...some(10, (word) => `${word} `),
    ...some(30, (word) => word.slice(0, 2 + Math.floor(roll() * (word.length - 2)))),
    ...some(40, (word) => typo(word, roll)),
    ...some(10, (word) => `${typo(word, roll)} ${typo(pick(roll, words), roll)}`),
    ...some(15, (word) => word.normalize("NFD").replace(/\p{M}/gu, "")),
    ...some(5, (word) => word.normalize("NFD")),
    ...some(10, (word) => word.toUpperCase()),
    ...some(8, (word) => `${pick(roll, ["l", "d", "qu", "jusqu", "n"])}'${word}`),
    ...some(8, (word) => `${pick(roll, ["l", "d", "qu", "jusqu", "n"])}’${word}`),
    ...some(4, (word) => `qu'est-ce qu’un ${word} ?`),
    ...some(4, (word) => `comment faire pour ${word} avec les ${pick(roll, words)} ?`),
    ...Array.from({ length: 10 }, () => pick(roll, titles)),
    ...Array.from({ length: 15 }, () => pick(roll, questions).title),
    ...Array.from({ length: 10 }, () => pick(roll, synonyms)),
    ...Array.from({ length: 5 }, () => pick(roll, synonyms).toLowerCase()),
    ...NONSENSE,
    ...some(2, (word) => `${word} `.repeat(1000).slice(0, 1000)),
    some(300, (word) => word).join(" ").slice(0, 1000),
  ];
  const filtered = some(30, (word) => filters(all, word, roll));
  return [...queries.map((query) => ({ query })), ...filtered].map(({ query, kind = null, audience = null, campaign = null, limit = 10, offset = 0 }) =>
    JSON.stringify({ query, kind, audience, campaign, limit, offset }));
}

const NONSENSE = [
  "zqxjkvw", "e", "de", "le la les", "qui", "?", "!!!", "...", '"', '""', '"mot de passe"', "'", "’", "« dossier »", "“dossier", "+dossier -compte",
  "dossier AND compte", "title:dossier", "dossier*", "(dossier", "dossier~2", "\\", "\t", "a\nb", "\u0000", "\ufffd", "😀", "👩‍👩‍👧 dossier", "dossier 😀",
  "شروط التسجيل", "סיסמה", "\u202edossier", "dossier\u200b", "日本語", "motdepasse", "mot-de-passe", "mdp", "voeux", "vœux", "ŒUVRE", "ﬁche", "2024", "11/12/2024",
  "12,5", "n°3", "__proto__", "constructor", "<img src=x onerror=alert(1)>", "x".repeat(1000), '"'.repeat(1000), "😀".repeat(500), "é".repeat(1000), "a ".repeat(500),
];

/** A request with filters, a step into the results, or both. */
function filters(all, word, roll) {
  const audience = pick(roll, [...new Set(all.flatMap(({ audiences }) => audiences)), "nobody"]);
  const kind = pick(roll, [...new Set(all.map(({ kind }) => kind)), "nothing"]);
  const query = pick(roll, [word, word.slice(0, 3), "de"]);
  return pick(roll, [{ query, kind }, { query, audience }, { query, kind, audience }, { query, campaign: "2027" }, { query, limit: 3, offset: 2 }, { query, limit: 1000 }]);
}

/** A word as it is when fingers slip. */
function typo(word, roll) {
  const letters = [...word];
  const at = Math.floor(roll() * (letters.length - 1));
  const slips = [
    () => letters.splice(at, 1),
    () => letters.splice(at, 0, letters[at]),
    () => letters.splice(at, 2, letters[at + 1], letters[at]),
    () => letters.splice(at, 1, pick(roll, [..."aeinorstu"])),
  ];
  pick(roll, slips)();
  return letters.join("");
}
