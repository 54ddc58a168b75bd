// The built sites, their pages, and the browser that opens them.
import { readFileSync, readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { chromium } from "playwright-core";
import { BELOW } from "./server.mjs";

/** The folder of a built site, by name. */
export const site = (name) => join(process.env.SITES, name);

/** The pages of a site, as addresses from its home; without an error page that is made for another address. */
export function pages(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".html"))
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/"))
    .filter((page) => page !== "404.html" || readFileSync(join(folder, page), "utf8").includes(`href="${BELOW}`))
    .sort();
}

/** The pages that do not send the reader elsewhere. */
export const readable = (folder) => pages(folder).filter((page) => !leads(folder, page));

/** Whether a page only leads to another one. */
export const leads = (folder, page) => /http-equiv="refresh"/.test(readFileSync(join(folder, page), "utf8"));

/** A headless Chromium of this machine that asks nothing of the network by itself; `more` are further switches. */
export function launch(...more) {
  const quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath: process.env.CHROMIUM, args: [...quiet, ...sandbox, "--disable-dev-shm-usage", ...more] });
}

/** Makes the text of a page larger or wider spaced, as a reader's own style would; a policy does not forbid it. */
export function addStyle(page, css) {
  return page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }, css);
}

/** Fails with every problem on a line of its own. */
export function none(problems) {
  const [shown, more] = [problems.slice(0, 30), problems.length - 30];
  if (problems.length) throw new Error([`${problems.length} problems`, ...shown, ...(more > 0 ? [`and ${more} more`] : [])].join("\n  "));
}
