// What every check has in common: the folders to judge come as arguments, one line says that all is well,
// and problems are printed one a line before a check fails.
import { readdirSync } from "node:fs";
import { join, relative, dirname, basename, sep } from "node:path";

/** The built sites to judge. */
export const sites = process.argv.slice(2);

/** All files of the built sites whose name ends with `ending`, sorted. */
export const files = (ending) => sites.flatMap((site) => filesOf(site, ending));

/** All files of one built site whose name ends with `ending`, sorted. */
export function filesOf(site, ending) {
  return readdirSync(site, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/** A file as problems name it: the site's name, then the path within. */
export function shown(file) {
  const site = sites.find((site) => file.startsWith(site + sep));
  return site ? join(basename(site), relative(site, file)) : relative(dirname(sites[0] ?? "."), file);
}

/**
 * Prints the outcome and ends the process. A problem is `[where, what]`; the same thing in many places is told once,
 * with the first of them.
 */
export function report(name, count, problems) {
  const places = new Map();
  for (const [where, what] of problems) places.set(what, (places.get(what) ?? new Set()).add(where));
  for (const [what, where] of [...places].slice(0, 40)) {
    const [first, ...others] = where;
    console.log(`  ${first} ${what}${others.length ? ` (and ${others.length} more places)` : ""}`);
  }
  if (places.size > 40) console.log(`  … and ${places.size - 40} more`);
  console.log(`${places.size ? "FAIL" : "ok  "} ${name}: ${count}`);
  process.exitCode = places.size ? 1 : 0;
}
