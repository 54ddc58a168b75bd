// HTML and SVG by the Nu validator, the one behind validator.w3.org: errors and warnings fail.
// `--no-langdetect`: pages that quote another language are guessed wrong.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { files, report, shown } from "./report.mjs";

const jar = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");

function judge(kind, paths) {
  if (!paths.length) return [];
  const options = ["-jar", jar, "--format", "json", "--stdout", "--exit-zero-always", "--no-langdetect", kind];
  const run = spawnSync("java", [...options, ...paths], { encoding: "utf8", maxBuffer: 2 ** 28 });
  if (run.error || run.status !== 0) return [["java", `ended with ${run.error ?? run.status}: ${run.stderr.slice(0, 400)}`]];
  const { messages } = JSON.parse(run.stdout);
  return messages.filter(({ type, subType }) => type !== "info" || subType === "warning").map(describe);
}

/** A message of the validator as a problem. */
function describe(message) {
  const extract = (message.extract ?? "").replace(/\s+/g, " ").trim();
  return [`${shown(fileURLToPath(message.url))}:${message.lastLine ?? 1}`, `${message.message} «${extract}»`];
}

const html = files(".html");
const svg = files(".svg");
const problems = [...judge("--html", html), ...judge("--svg", svg)];
report("HTML (Nu validator)", `${html.length} pages, ${svg.length} pictures`, problems);
