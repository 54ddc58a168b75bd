// Every script parses as a module or as a classic script, by Node's own parser.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { files, report, shown } from "./report.mjs";

const scripts = files(".js");
const problems = scripts.flatMap((script) => {
  const { status, stderr } = parse(readFileSync(script));
  return status === 0 ? [] : [[shown(script), stderr.trim().split("\n").slice(0, 5).join(" ")]];
});

function parse(input) {
  const attempts = ["commonjs", "module"].map((type) =>
    spawnSync(process.execPath, ["--check", `--input-type=${type}`, "-"], { input, encoding: "utf8" }));
  return attempts.find(({ status }) => status === 0) ?? attempts[0];
}

report("JavaScript (node --check)", `${scripts.length} scripts`, problems);
