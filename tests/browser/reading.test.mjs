// D3, D4 and print: a reader without scripts, on a narrow screen, with large or widely spaced text, on paper.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { serve } from "./server.mjs";
import { addStyle, launch, none, readable, site } from "./sites.mjs";

const SITES = ["reference", "demo-below"];
const DESK = { width: 1280, height: 800 };
const PHONE = { width: 320, height: 640 };
/** WCAG 2.2, 1.4.12. */
const SPACING = `* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
  p { margin-bottom: 2em !important }`;

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** Opens every page of a site in one tab and calls `look(tab, page)`, which gives problems. */
async function everyPage(name, settings, look, reader = browser) {
  const { home, stop } = await serve(site(name));
  const context = await reader.newContext(settings);
  const tab = await context.newPage();
  const problems = [];
  for (const page of readable(site(name))) {
    await tab.goto(home + page);
    problems.push(...(await look(tab, page)).map((problem) => `${page} ${problem}`));
  }
  await context.close();
  await stop();
  none(problems);
}

/**
 * Text of the main part that is not rendered: none without scripts. A closed `details` opens without them; what is
 * shown once for each width of the screen is shown.
 */
const hiddenText = () => {
  const problems = [];
  const rendered = document.body.innerText;
  const aside = "script, style, template, noscript, [aria-hidden=true], details:not([open]) > :not(summary), video, svg, datalist";
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || element.closest(aside) || rendered.includes(node.data.trim())) continue;
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) problems.push(`hides «${node.data.trim().slice(0, 60)}»`);
  }
  return problems;
};

/** What does not fit: the page scrolls sideways, or a box cuts its text off. */
const overflow = (state) => {
  const root = document.documentElement;
  const problems = [];
  if (root.scrollWidth > root.clientWidth) {
    const clipped = (element) => ["hidden", "auto", "scroll", "clip"].includes(getComputedStyle(element).overflowX);
    const within = (element) => element === document.body || (!clipped(element) && within(element.parentElement));
    const wide = [...document.body.querySelectorAll("*")].find((element) =>
      element.getBoundingClientRect().right > root.clientWidth + 1 && within(element.parentElement));
    problems.push(`${state}: scrolls sideways by ${root.scrollWidth - root.clientWidth} px «${wide?.outerHTML.slice(0, 100)}»`);
  }
  for (const element of document.body.querySelectorAll("main *, header *, footer *")) {
    const style = getComputedStyle(element);
    const tiny = element.clientWidth <= 1 || element.clientHeight <= 1;
    const cut = ["hidden", "clip"].includes(style.overflowY) && element.scrollHeight > element.clientHeight + 3;
    if (cut && !tiny && element.textContent.trim()) problems.push(`${state}: cuts text off «${element.outerHTML.slice(0, 100)}»`);
  }
  return problems;
};

for (const name of SITES) {
  test(`d3_${name}: without scripts no text of a page is hidden`, () =>
    everyPage(name, { javaScriptEnabled: false }, (tab) => tab.evaluate(hiddenText)));

  test(`d4_${name}: 320 px wide, text spacing, 200 %: nothing is lost`, () =>
    everyPage(name, { viewport: PHONE }, async (tab) => {
      const plain = await tab.evaluate(overflow, "320 px");
      await addStyle(tab, SPACING);
      const spaced = await tab.evaluate(overflow, "320 px, text spacing");
      await tab.setViewportSize({ width: 640, height: 800 });
      const zoomed = await tab.evaluate(overflow, "1280 px at 200 %, text spacing");
      await tab.setViewportSize(PHONE);
      return [...plain, ...spaced, ...zoomed];
    }));

  test(`d4_${name}: text alone twice as large, as a reader sets it in the browser: nothing is lost`, async () => {
    const large = await launch("--blink-settings=defaultFontSize=32,defaultFixedFontSize=26");
    const look = (tab) => tab.evaluate(overflow, "1280 px, text at 200 %");
    await everyPage(name, { viewport: DESK }, look, large).finally(() => large.close());
  });

  test(`layout_${name}: on a wide screen the main part has the widest column, and nothing is lost`, () =>
    everyPage(name, { viewport: DESK }, async (tab) => [
      ...await tab.evaluate(overflow, "1280 px"),
      ...await tab.evaluate(() => {
        const { width } = document.querySelector("main").getBoundingClientRect();
        return width < 480 ? [`has a main part of only ${Math.round(width)} px`] : [];
      }),
    ]));

  test(`print_${name}: navigation is gone, and links tell their address`, () =>
    everyPage(name, {}, async (tab) => {
      await tab.emulateMedia({ media: "print" });
      return tab.evaluate(() => {
        const seen = [...document.querySelectorAll("nav, form, .skip")].filter((element) => element.checkVisibility());
        const links = [...document.querySelectorAll("main a[href^='http']")].filter((link) => link.checkVisibility());
        const silent = links.filter((link) => !(link.textContent + getComputedStyle(link, "::after").content).includes(link.getAttribute("href").replace(/^https?:\/\//, "").replace(/\/$/, "")));
        return [
          ...seen.map((element) => `prints «${element.outerHTML.slice(0, 80)}»`),
          ...silent.map((link) => `does not print the address of «${link.outerHTML.slice(0, 100)}»`),
        ];
      });
    }));
}

test("d3: without scripts the menu of a narrow screen opens and leads on", async () => {
  for (const name of SITES) {
    const { home, stop } = await serve(site(name));
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: PHONE });
    const tab = await context.newPage();
    await tab.goto(`${home}index.html`);
    await tab.locator("details.menu > summary").click();
    const link = tab.locator("details.menu nav a").nth(2);
    const target = await link.getAttribute("href");
    await link.click();
    assert.equal(tab.url(), new URL(target, `${home}index.html`).href);
    await context.close();
    await stop();
  }
});
