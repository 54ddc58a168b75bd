// Links and fragments of the sites served below `/aide/docs/`, by linkinator. A link that climbs out of the site is
// broken here, and an address of another origin is never asked for.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, relative } from "node:path";
import { LinkChecker } from "linkinator";
import { filesOf, report, sites } from "./report.mjs";

const BELOW = join("aide", "docs");

/** Serves one site from a folder that holds nothing else, and follows every link of every page. */
async function check(site) {
  const root = mkdtempSync(join(tmpdir(), "vademecum-links-"));
  mkdirSync(join(root, "aide"));
  symlinkSync(site, join(root, BELOW), "dir");
  const path = pages(site).map((page) => join(BELOW, relative(site, page)));
  const outside = async (url) => !url.startsWith("http://localhost:") && !url.startsWith("http://127.0.0.1:");
  const options = { path, serverRoot: root, checkFragments: true, checkCss: true, linksToSkip: outside };
  const { links } = await new LinkChecker().check(options);
  rmSync(root, { recursive: true });
  return links;
}

/** An address as a path within the site. */
const within = (address) => address.replace(/^https?:\/\/[^/]+/, "").replace(/^\/?aide\/docs\//, "");

/** The pages to begin at: all, but for an error page that is made for another address. */
function pages(site) {
  const elsewhere = (page) => page === join(site, "404.html") && !readFileSync(page, "utf8").includes('href="/aide/docs/');
  return filesOf(site, ".html").filter((page) => !elsewhere(page));
}

let count = 0;
const problems = [];
for (const site of sites) {
  const links = await check(site);
  count += links.filter(({ state }) => state === "OK").length;
  for (const { url, parent, status } of links.filter(({ state }) => state === "BROKEN")) {
    const page = parent ? within(parent) : "?";
    problems.push([`${basename(site)}/${page}`, `→ ${within(url)} (${status === 200 ? "no such fragment" : status})`]);
  }
}
report("links, served below /aide/docs/ (linkinator)", `${count} addresses`, problems);
