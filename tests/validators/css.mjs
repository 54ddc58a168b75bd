// CSS by csstree-validator: each property, value and at-rule against the grammar of its specification.
import { readFileSync } from "node:fs";
import { validate } from "csstree-validator";
import { files, report, shown } from "./report.mjs";

/** `margin` belongs in `@page` (CSS Paged Media 3, 5); the grammar that csstree ships lists only `size` and `marks`. */
const known = (error) => error.atrule === "page" && error.descriptor === "margin";

const sheets = files(".css");
const problems = sheets.flatMap((sheet) => {
  const css = readFileSync(sheet, "utf8");
  if (!css.trim()) return [[shown(sheet), "is empty"]];
  return validate(css, sheet).filter((error) => !known(error)).map((error) => {
    const written = css.split("\n")[error.line - 1]?.trim() ?? "";
    return [`${shown(sheet)}:${error.line}:${error.column}`, `${error.message} «${written.slice(0, 120)}»`];
  });
});
report("CSS (csstree)", `${sheets.length} sheets`, problems);
