// HTML by html-validate, whose rules go past the standard: accessibility, ambiguous text, duplicate ids.
import { readFileSync } from "node:fs";
import { HtmlValidate, StaticConfigLoader } from "html-validate";
import config from "./html_validate.config.mjs";
import { files, report, shown } from "./report.mjs";

const judge = new HtmlValidate(new StaticConfigLoader(config));
const pages = files(".html");
const problems = [];
for (const page of pages) {
  const { results } = await judge.validateString(readFileSync(page, "utf8"), page);
  for (const { messages } of results) {
    for (const { line, column, ruleId, message } of messages) {
      problems.push([`${shown(page)}:${line}:${column}`, `${ruleId}: ${message}`]);
    }
  }
}
report("HTML (html-validate)", `${pages.length} pages`, problems);
