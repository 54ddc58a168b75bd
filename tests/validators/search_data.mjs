// What a browser searches with: current.json leads to files that are there and nothing else is; engine and index are what they say.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { filesOf, report, shown, sites } from "./report.mjs";

let judged = 0;
const problems = sites.flatMap((site) => [...inSite(join(site, "search-data"))].map(([file, what]) => [shown(file), what]));

/** The problems of one site. */
function* inSite(folder) {
  const at = join(folder, "current.json");
  if (!existsSync(at)) return yield [at, "is missing"];
  const { engine, index, layout, pieces, release } = JSON.parse(readFileSync(at));
  const opening = join(folder, `index-${index}`, "opening.bin.gz");
  const expected = [
    [join(folder, `engine-${engine}`, "engine.wasm.gz"), (bytes) => WebAssembly.validate(bytes)],
    [opening, (bytes) => bytes.subarray(0, 4).equals(Buffer.from("VDMX")) && bytes.includes(release)],
    ...Array.from({ length: pieces }, (_, number) => [join(folder, `index-${index}`, `${number}.bin.gz`), (bytes) => bytes.length > 0]),
  ];
  if ((layout === "bundle") !== (pieces === 0)) yield [at, "has pieces in a bundle, or none beside one"];
  for (const [file, sound] of expected) {
    judged += 1;
    if (!sound(decoded(file))) yield [file, "is missing, or not what it should be"];
  }
  const known = new Set(expected.map(([file]) => file));
  for (const file of filesOf(folder, ".gz").filter((file) => /(wasm|bin)\.gz$/.test(file) && !known.has(file))) {
    yield [file, "is left over"];
  }
}

/** What a compressed file holds; nothing when it is missing or damaged. */
function decoded(file) {
  try {
    return gunzipSync(readFileSync(file));
  } catch {
    return Buffer.alloc(0);
  }
}

report("search-data (WebAssembly.validate, zlib)", `${judged} files`, problems);
