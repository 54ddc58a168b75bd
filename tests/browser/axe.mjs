// D1: axe-core on every page of one site, as WCAG 2.2 A and AA, in the light and in the dark.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { serve } from "./server.mjs";
import { launch, none, readable, site } from "./sites.mjs";

/** The script of axe-core. */
export const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const LEVELS = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] };
/** All rules in the light; in the dark only what colours can change. */
const PASSES = {
  light: { runOnly: LEVELS, rules: { "target-size": { enabled: true } }, resultTypes: ["violations"] },
  dark: { runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] }, resultTypes: ["violations"] },
};

/** Registers the tests of one site. */
export function judge(name) {
  let browser, served;
  before(async () => {
    browser = await launch();
    served = await serve(site(name));
  });
  after(async () => {
    await browser.close();
    await served.stop();
  });
  for (const [colorScheme, options] of Object.entries(PASSES)) {
    test(`d1_${name}: axe finds nothing on any page, ${colorScheme}`, async () => {
      const tab = await (await browser.newContext({ colorScheme, reducedMotion: "reduce" })).newPage();
      const problems = [];
      for (const page of readable(site(name))) {
        await tab.goto(served.home + page);
        await tab.evaluate(source);
        const { violations, passes } = await tab.evaluate((options) => globalThis.axe.run(document, options), options);
        if (!passes.length) problems.push(`${page} was not judged`);
        problems.push(...violations.flatMap((violation) => violation.nodes.map((node) => describe(page, violation, node))));
      }
      none(problems);
    });
  }
}

const describe = (page, { id }, { target, html, any, all }) =>
  `${page} ${id} at ${target.join(" ")}: ${[...any, ...all][0]?.message ?? ""} «${html.slice(0, 100)}»`;
