// Previews that tests start with the binary under test, tabs that look at them, and the ways in which editors save.
import { spawn } from "node:child_process";
import { closeSync, existsSync, ftruncateSync, openSync, renameSync, rmSync, unlinkSync, writeFileSync, writeSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { TODAY } from "./search_site.mjs";

/** A paragraph, as often as a page needs to be longer than any screen. */
export const LONG = "Le bateau part du quai à l’heure dite, et revient le soir.\n\n".repeat(120);

/** A page of content. */
export const page = (title, text) => `---\ntitle: ${title}\nsummary: ${title}, en bref.\n---\n${text}\n`;

/** A long page that says `words` near its end. */
export const long = (words) => page("Longue", `${LONG}${words}\n\n${LONG.slice(0, LONG.length / 4)}`);

/** The sources of a site in which nothing is wrong. */
export const SITE = {
  "vademecum.yaml": "title: Aide\nlanguage: fr\n",
  "content/index.md": page("Accueil", "Bienvenue à bord."),
  "content/longue.md": long("Premiers mots."),
  "content/autre.md": page("Autre", "Une autre page."),
  "content/port/index.md": page("Port", "Le port."),
  "content/port/quai.md": page("Quai", "Le quai."),
};

/** Previews that were not stopped: they end with the tests. */
const running = new Set();
process.on("exit", () => running.forEach((child) => child.kill("SIGKILL")));

/** Starts a preview of a folder; gives its address, its port, and functions that stop it. */
export async function preview(folder, ...options) {
  const usual = { "--lang": "en", "--date": TODAY, "--port": "0" };
  const missing = Object.entries(usual).filter(([name]) => !options.includes(name));
  const child = spawn(process.env.VADEMECUM, ["serve", folder, ...missing.flat(), ...options], { stdio: ["ignore", "ignore", "pipe"] });
  const ended = new Promise((resolve) => { child.on("exit", resolve); });
  running.add(child);
  const home = await address(child);
  const stop = async () => {
    child.kill("SIGINT");
    await ended;
    running.delete(child);
  };
  return { home, port: new URL(home).port, stop };
}

/** The address that a preview tells once it is ready. */
function address(child) {
  let told = "";
  return new Promise((resolve, reject) => {
    child.stderr.setEncoding("utf8").on("data", (text) => {
      told += text;
      const home = /http:\/\/localhost:\d+\/\S*/.exec(told);
      if (home) resolve(home[0]);
    });
    child.on("exit", (code) => reject(new Error(`the preview ended with ${code}: ${told}`)));
  });
}

/** A tab at an address. It counts how often it was loaded, and notes what it printed as an error and whom it asked. */
export async function open(browser, address, settings = {}) {
  const context = await browser.newContext({ reducedMotion: "reduce", viewport: { width: 1000, height: 700 }, ...settings });
  return newTab(context, address);
}

/** One more tab in the same window. */
export async function newTab(context, address) {
  const tab = await context.newPage();
  Object.assign(tab, { problems: [], asked: [], loads: 0 });
  tab.on("console", (message) => ["error", "warning"].includes(message.type()) && tab.problems.push(`${message.text()} ${message.location().url}`));
  tab.on("pageerror", (error) => tab.problems.push(error.message));
  tab.on("request", (request) => tab.asked.push(request.url()));
  tab.on("load", () => { tab.loads += 1; });
  await follows(tab, () => tab.goto(address));
  return tab;
}

/** Waits until a tab that `act` leads somewhere listens to what the preview tells. */
export async function follows(tab, act) {
  const listening = tab.waitForResponse((response) => response.url().includes("_vademecum/events"));
  await act();
  await listening;
}

/** The bar of findings, and its panel. */
export const bar = (tab) => tab.locator("#vm-preview button.bar");
export const panel = (tab) => tab.locator("#vm-preview .panel");

/** Waits until a tab shows words. */
export const shows = (tab, words) => tab.locator("main", { hasText: words }).first().waitFor();

/** Waits until a function gives what is true, and fails with its last value after half a minute. */
export async function until(what, condition) {
  const end = Date.now() + 30_000;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > end) throw new Error(`${what}: ${JSON.stringify(value)}`);
    await wait(25);
  }
}

/** How editors save a text. */
export const SAVES = {
  "in place": (file, text) => writeFileSync(file, text),
  "to another file that takes its place": (file, text) => {
    const temporary = join(dirname(file), `${basename(file)}.tmp-${process.pid}`);
    writeFileSync(temporary, text);
    renameSync(temporary, file);
  },
  "as vim does": (file, text) => {
    const [swap, probe, backup] = [join(dirname(file), `.${basename(file)}.swp`), join(dirname(file), "4913"), `${file}~`];
    writeFileSync(swap, "b0VIM");
    writeFileSync(probe, "");
    unlinkSync(probe);
    if (existsSync(file)) renameSync(file, backup);
    writeFileSync(file, text);
    rmSync(backup, { force: true });
    unlinkSync(swap);
  },
  "as LibreOffice does": (file, text) => {
    const [lock, temporary] = [join(dirname(file), `.~lock.${basename(file)}#`), join(dirname(file), "lu1234abcd.tmp")];
    writeFileSync(lock, ",anne,bureau,24.11.2026 09:00,file:///home/anne;");
    writeFileSync(temporary, text);
    renameSync(temporary, file);
    unlinkSync(lock);
  },
  "emptied first, written later": async (file, text) => {
    const open = openSync(file, "r+");
    ftruncateSync(open);
    await wait(200);
    writeSync(open, text, 0);
    closeSync(open);
  },
  "with a byte order mark and the line ends of Windows": (file, text) => {
    writeFileSync(file, `\ufeff${text.replaceAll("\n", "\r\n")}`);
  },
};
