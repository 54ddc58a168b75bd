// A site to search in: the built one or, as long as builds make no index, a copy with a stand-in for it.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { readable, site } from "./sites.mjs";

/** Where the real worker is: beside the tests in the repository, or at the path that `WORKER` names. */
const WORKER = process.env.WORKER ?? new URL("../../crates/vademecum-search-wasm/worker.js", import.meta.url);

/** The folder of a site that can be searched. */
export function searchable(name) {
  if (existsSync(join(site(name), "search-data/current.json"))) return site(name);
  const folder = join(mkdtempSync(join(tmpdir(), "vademecum-search-")), name);
  cpSync(site(name), folder, { recursive: true });
  const rows = readable(folder).filter((page) => !/^(404|index|recherche)/.test(page)).flatMap((page) => places(folder, page));
  rows.push(["hostile.html", "page", '<img src=x onerror="alert(1)"> bateau', "", "<b>Hostile</b>", 0, []]);
  writeIndex(folder, rows);
  return folder;
}

function writeIndex(folder, rows) {
  const write = (path, content) => {
    mkdirSync(dirname(join(folder, "search-data", path)), { recursive: true });
    writeFileSync(join(folder, "search-data", path), content);
  };
  const assets = join(folder, "assets");
  const plain = readFileSync(join(assets, readdirSync(assets).find((file) => file.startsWith("search_plain."))), "utf8");
  const mock = readFileSync(join(dirname(fileURLToPath(import.meta.url)), "search_mock.js"), "utf8");
  write("current.json", JSON.stringify({ release: "mock", engine: "mock", index: "mock", layout: "pieces", pieces: 2 }));
  write("engine-mock/worker.js", [plain, mock, readFileSync(WORKER, "utf8")].join("\n"));
  write("engine-mock/engine.wasm.gz", gzipSync("stands in"));
  write("index-mock/opening.bin.gz", gzipSync(JSON.stringify(rows)));
  for (const piece of [0, 1]) write(`index-mock/${piece}.bin.gz`, gzipSync("piece"));
  write("plain.js", `vademecumPlainSearch(${JSON.stringify(rows)});`);
}

const KINDS = { faq: "faq", videos: "video", calendrier: "event", documents: "document", annonces: "announcement", contacts: "contact", "je-suis": "audience" };

/** The rows of a page: itself, and its sections. */
function places(folder, page) {
  const html = readFileSync(join(folder, page), "utf8");
  const main = html.slice(html.indexOf("<main"), html.indexOf("</main>"));
  const text = (part) => (part ?? "").replace(/<[^>]*>/g, "").replace(/&#?\w+;/g, (one) => ({ "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&#x27;": "'" })[one] ?? one).replace(/\s+/g, " ").trim();
  const title = text(/<h1>(.*?)<\/h1>/s.exec(main)?.[1]);
  const description = text(/name="description" content="([^"]*)"/.exec(html)?.[1]);
  const context = [...main.matchAll(/<li><a href="[^"]*">(.*?)<\/a><\/li>/g)].map(([, crumb]) => text(crumb))[1] ?? "";
  const kind = page.endsWith("index.html") ? "section" : KINDS[page.split("/")[0]] ?? "page";
  const audiences = [...new Set([...main.matchAll(/je-suis\/([\w-]+)\.html/g)].map(([, id]) => id))];
  const gap = main.includes('class="gap"') ? 1 : 0;
  const headings = [...main.matchAll(/<h[23] id="(?!vm-)([^"]+)">(.*?)<\/h/gs)];
  const sections = headings.map(([, id, words]) => [`${page}#${id}`, kind, text(words), "", context, 0, audiences]);
  return [[page, kind, title, description, context, gap, audiences], ...sections];
}
