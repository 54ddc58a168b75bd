// JSON-LD against schema.org: each block becomes a typed constant, and the TypeScript compiler compares it with
// schema-dts, the vocabulary as types. It finds unknown types, unknown properties and values of a wrong type.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { files, report, shown } from "./report.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const BLOCK = /<script\b[^>]*type="application\/ld\+json"[^>]*>([\s\S]*?)<\/script>/g;
const problems = [];
/** Block → the first page that holds it: most crumbs are on several pages. */
const blocks = new Map();
const pages = files(".html");

for (const page of pages) {
  for (const [, text] of readFileSync(page, "utf8").matchAll(BLOCK)) keep(page, text);
}

function keep(page, text) {
  try {
    const block = JSON.parse(text);
    if (block["@context"] !== "https://schema.org") problems.push([shown(page), `has the context ${block["@context"]}`]);
    if (!/^[A-Z]\w+$/.test(block["@type"])) problems.push([shown(page), `has the type ${block["@type"]}`]);
    else if (!blocks.has(text)) blocks.set(text, { page, type: block["@type"], block });
  } catch (error) {
    problems.push([shown(page), `${error.message} «${text.slice(0, 120)}»`]);
  }
}

/** One line of TypeScript a block, after the line of imports. */
function compile(known) {
  const types = [...new Set(known.map(({ type }) => type))];
  const lines = known.map(({ type, block }, at) => `export const b${at}: schema.WithContext<schema.${type}> = ${JSON.stringify(block)};`);
  const folder = mkdtempSync(join(here, "json-ld-"));
  const file = join(folder, "blocks.ts");
  writeFileSync(file, [`import type * as schema from "schema-dts"; // ${types.join(", ")}`, ...lines].join("\n"));
  const module = { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler };
  const program = ts.createProgram([file], { ...module, noEmit: true, strict: true, skipLibCheck: true, types: [] });
  const findings = ts.getPreEmitDiagnostics(program).map((finding) => describe(finding, known));
  rmSync(folder, { recursive: true });
  return findings;
}

/** The finding at the page that holds the block. */
function describe(finding, known) {
  const message = ts.flattenDiagnosticMessageText(finding.messageText, " ").slice(0, 300);
  const line = finding.file?.getLineAndCharacterOfPosition(finding.start ?? 0).line ?? 0;
  const source = known[line - 1];
  return source ? [shown(source.page), `${source.type}: ${message}`] : ["schema-dts", message];
}

const known = [...blocks.values()];
report("JSON-LD (schema-dts)", `${pages.length} pages, ${known.length} different blocks`, [...problems, ...compile(known)]);
