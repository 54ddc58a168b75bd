// Sites that tests make for themselves, with the binary under test (`VADEMECUM`).
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** The day for which these sites are made. */
export const TODAY = "2026-11-24";

/** Runs a command of the binary and gives what it printed. */
export function vademecum(command, options, input = "") {
  const settings = { input, encoding: "utf8", maxBuffer: 1 << 30, stdio: ["pipe", "pipe", "pipe"] };
  return execFileSync(process.env.VADEMECUM, [command, "--lang", "en", ...options], settings);
}

/** Builds a site and gives the folder of its pages, which is there until the tests end. */
export function build(source, date = TODAY) {
  const folder = join(temporary(), "public");
  vademecum("build", [source, "--out", folder, "--date", date, "--no-compress"]);
  return folder;
}

/** Writes the sources of a site, given by path, and gives their folder. */
export function written(files) {
  const folder = temporary();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** The folders that were made, gone when the tests end. */
const temporaries = [];
process.on("exit", () => temporaries.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function temporary() {
  const folder = mkdtempSync(join(tmpdir(), "vademecum-tests-"));
  temporaries.push(folder);
  return folder;
}

/** What `current.json` of a built site says. */
export const current = (folder) => JSON.parse(readFileSync(join(folder, "search-data/current.json"), "utf8"));

/** The places of a built site, as the plain search knows them. */
export function places(folder) {
  const script = readFileSync(join(folder, "search-data/plain.js"), "utf8");
  const rows = JSON.parse(script.slice(script.indexOf("(") + 1, script.lastIndexOf(")")));
  return rows.map(([address, kind, title, words, context, gap, audiences]) => ({ address, kind, title, words, context, gap, audiences }));
}

/** A site whose authors are enemies: titles, headings, contexts, aliases and terms that are markup. */
export function hostile() {
  const title = '<img src=x onerror="alert(1)"> bateau';
  const yaml = (text) => JSON.stringify(text);
  return written({
    "vademecum.yaml": "title: Site hostile\nlanguage: fr\n",
    "content/index.md": "---\ntitle: Accueil\n---\nLe bateau.\n",
    "content/sous/index.md": `---\ntitle: ${yaml("<b>Hostile</b>")}\n---\nLe bateau.\n`,
    "content/sous/page.md": `---\ntitle: ${yaml(title)}\naliases: [${yaml("<script>alert(2)</script> bateau")}]\n---\nLe bateau.\n\n## \`<svg onload=alert(3)>\` bateau\n\nLe bateau \`<img src=y onerror=alert(4)>\`.\n`,
    "content/glossaire.yaml": `terms:\n  - term: ${yaml("</script><script>alert(5)</script> bateau")}\n    definition: ${yaml("<i>bateau</i>")}\n`,
  });
}

/** Numbers from 0 up to 1, the same in every run. */
export function dice(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const pick = (roll, list) => list[Math.floor(roll() * list.length)];

/** The sources of a site too large for one file: its index comes in pieces. */
export function large() {
  const prose = new Prose(20241125);
  const sections = Array.from({ length: 8 }, (_, at) => [`content/rubrique-${at + 1}`, prose.title()]);
  const pages = Array.from({ length: 360 }, (_, at) => [`${sections[at % 8][0]}/page-${at}.md`, page(prose, at)]);
  const questions = Array.from({ length: 40 }, (_, at) => [`faq/theme-${at % 4}/question-${at}.md`, question(prose, at)]);
  return written({
    "vademecum.yaml": "title: Grand site\nlanguage: fr\naudiences:\n  - { id: ecole, label: École }\n  - { id: famille, label: Famille }\n"
      + "campaigns:\n  - { year: 2027, label: Campagne 2027, state: current }\n",
    "content/index.md": "---\ntitle: Accueil\n---\nUn grand site.\n",
    "content/glossaire.yaml": "terms:\n  - { term: mot de passe, synonyms: [MDP, code d'accès], definition: Ce qui ouvre le compte. }\n"
      + "  - { term: PAI, expansion: projet d'accueil individualisé, synonyms: [accueil individualisé] }\n",
    ...Object.fromEntries(sections.map(([path, title]) => [`${path}/index.md`, `---\ntitle: ${title}\n---\n${prose.paragraph(2)}\n`])),
    ...Object.fromEntries([...pages, ...questions]),
  });
}

function page(prose, at) {
  const audience = ["", "audience: [ecole]\n", "audience: [famille]\n"][at % 3];
  const parts = Array.from({ length: 1 + (at % 6) }, () => `## ${prose.title()}\n\n${prose.paragraph(6)}\n\n${prose.paragraph(4)}\n`);
  return `---\ntitle: ${prose.title()}\n${audience}---\n${prose.paragraph(5)}\n\n${parts.join("\n")}`;
}

function question(prose, at) {
  const answer = at % 10 === 9
    ? `gap:\n  question: ${prose.sentence()}\n  why: ${prose.sentence()}\n  instead: ${prose.sentence()}\n`
    : `short_answer: ${prose.sentence()}\n`;
  return `---\nquestion: Comment ${prose.title().toLowerCase()} ?\n${answer}urgent: ${at % 5 === 0}\naliases: [${prose.title()}]\n---\n${prose.paragraph(3)}\n`;
}

/** French-like text: words follow Zipf's law, and the rare ones are invented, so that an index of them is as large as a real one. */
class Prose {
  static COMMON = `le la de les des en un une et est pour dans que vous sur avec par ce qui pas plus au sont l’élève l’établissement
    l’utilisateur dossier dossiers demande demandes compte mot passe accès identifiant connexion formulaire pièce date échéance campagne
    profil droits habilitation habiliter autorisé autorisée autorisation activité activités vœu vœux cœur œuvre configuration configurer
    saisir saisie valider validation enregistrer déposer calendrier commission établissement qu’un d’abord aujourd’hui élèves noël où`.split(/\s+/);

  constructor(seed) {
    this.roll = dice(seed);
    const syllables = "ba cé dou fi gra hé jo ki lu mé no pa qui ré sa tion té vu bri cha dré fran glo pli sté tra ver lan mon ber".split(" ");
    const invented = () => Array.from({ length: 2 + Math.floor(this.roll() * 3) }, () => pick(this.roll, syllables)).join("");
    this.words = [...Prose.COMMON, ...Array.from({ length: 12_000 }, invented)];
  }

  word() {
    return this.words[Math.floor(this.words.length ** this.roll() - 1)];
  }

  some(number) {
    return Array.from({ length: number }, () => this.word()).join(" ");
  }

  title() {
    const text = this.some(3 + Math.floor(this.roll() * 4));
    return text[0].toUpperCase() + text.slice(1);
  }

  sentence() {
    const text = this.some(6 + Math.floor(this.roll() * 14));
    return `${text[0].toUpperCase()}${text.slice(1)}.`;
  }

  paragraph(sentences) {
    return Array.from({ length: sentences }, () => this.sentence()).join(" ");
  }
}
