// D2: by keyboard alone.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { serve } from "./server.mjs";
import { launch, none, readable, site } from "./sites.mjs";

let browser, served;
before(async () => {
  browser = await launch();
  served = await serve(site("demo-below"));
});
after(async () => {
  await browser.close();
  await served.stop();
});

/** A tab at a page of the demo. */
async function open(page, settings = {}) {
  const tab = await (await browser.newContext({ reducedMotion: "reduce", ...settings })).newPage();
  await tab.goto(served.home + page);
  return tab;
}

/**
 * The focused element: what it is, whether it is seen, whether the focus shows. Nothing when it is the page itself.
 * Within a video the browser's own controls have the focus and mark it.
 */
const focused = (tab) => tab.evaluate(() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const within = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth && box.width > 1 && box.height > 1;
  const controls = element.tagName === "VIDEO" && !element.matches(":focus-visible");
  const ring = controls || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1.5) || style.boxShadow !== "none";
  const line = element.getClientRects()[0] ?? box;
  const middle = document.elementFromPoint(line.left + Math.min(line.width / 2, 40), line.top + line.height / 2);
  const covered = within && middle && !element.contains(middle) && !middle.contains(element) && element.tagName !== "VIDEO";
  return { html: element.outerHTML.slice(0, 90), className: element.className, within, ring, covered, style: `${style.outlineStyle} ${style.outlineWidth}` };
});

/** Presses Tab through a whole page: each stop is seen and marked, and the end is reached. */
async function walk(tab, page) {
  const problems = [];
  const limit = 40 + await tab.locator("a, button, input, summary, video, [tabindex]").count();
  for (let step = 0; step < limit; step += 1) {
    await tab.keyboard.press("Tab");
    const stop = await focused(tab);
    // After the last stop, the browser itself has the focus, or the first stop has it again.
    if (!stop || (step > 0 && stop.className === "skip")) return problems;
    if (!stop.within) problems.push(`${page} focus is out of sight «${stop.html}»`);
    if (!stop.ring) problems.push(`${page} focus does not show (${stop.style}) «${stop.html}»`);
    if (stop.covered) problems.push(`${page} focus is covered «${stop.html}»`);
  }
  return [...problems, `${page} is a trap: ${limit} presses of Tab do not leave it`];
}

test("d2: the first stop of every page leads to its main part", async () => {
  const tab = await open("index.html");
  const problems = [];
  for (const page of readable(site("demo-below"))) {
    if (page === "404.html") continue;
    await tab.goto(served.home + page);
    await tab.keyboard.press("Tab");
    const first = await focused(tab);
    if (first?.className !== "skip" || !first.within || !first.ring) problems.push(`${page} ${JSON.stringify(first)}`);
  }
  none(problems);
  await tab.goto(`${served.home}index.html`);
  await tab.keyboard.press("Tab");
  await tab.keyboard.press("Enter");
  assert.equal(await tab.evaluate(() => document.activeElement.tagName), "MAIN");
});

for (const width of [1280, 360]) {
  test(`d2: at ${width} px every stop is seen, marked and left again`, async () => {
    const tab = await open("index.html", { viewport: { width, height: 800 } });
    const problems = [];
    const sample = ["index.html", "memento.html", "faq/index.html", "videos/decouvrir-cabestan.html", "calendrier/index.html", "guide/inscriptions/admettre-un-eleve.html", "documents/index.html"];
    for (const page of sample) {
      await tab.goto(served.home + page);
      problems.push(...await walk(tab, page));
    }
    none(problems);
  });
}

test("d2: the menu of a narrow screen opens by Enter and its links follow", async () => {
  const tab = await open("index.html", { viewport: { width: 360, height: 640 } });
  await tab.locator("details.menu > summary").focus();
  await tab.keyboard.press("Enter");
  assert.equal(await tab.locator("details.menu").getAttribute("open"), "");
  await tab.keyboard.press("Tab");
  const stop = await tab.evaluate(() => document.activeElement.closest("details.menu nav") !== null);
  assert.ok(stop, "Tab goes from the menu to its first link");
});

test("d2: arrows, Home and End move between tabs, and Tab goes on to the panel", async () => {
  const tab = await open("memento.html");
  const tabs = tab.locator("[role=tab]");
  await tabs.first().focus();
  await tab.keyboard.press("ArrowRight");
  assert.equal(await tabs.nth(1).getAttribute("aria-selected"), "true");
  await tab.keyboard.press("Home");
  assert.equal(await tabs.first().getAttribute("aria-selected"), "true");
  await tab.keyboard.press("Tab");
  assert.equal(await tab.evaluate(() => document.activeElement.getAttribute("role")), "tabpanel");
});
