// Dates by the reader's clock: what is open, what closes and what is over on the day before, the day and the day after, for
// readers in Paris and overseas. The expected words are written by hand from the calendar of that day.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { build, written } from "./search_site.mjs";
import { serve } from "./server.mjs";
import { launch, none } from "./sites.mjs";

const PARIS = "Europe/Paris", REUNION = "Indian/Reunion", NOUMEA = "Pacific/Noumea", CAYENNE = "America/Cayenne";

// All on or around 11 December 2024 (Paris: UTC+1), and around the change to summer time on 30 March 2025 (then UTC+2).
const CALENDAR = `events:
- {id: avant, title: Avant, kind: deadline, date: 2024-12-11, bound: before}
- {id: le, title: Le, kind: deadline, date: 2024-12-11, importance: high, audience: ecole}
- {id: jusqu, title: Jusqu’au, kind: closing, date: 2024-12-11, bound: until, phase: 1re phase}
- {id: heure, title: À une heure, kind: deadline, date: 2024-12-11, time: "17:00"}
- {id: avant-heure, title: Avant une heure, kind: deadline, date: 2024-12-11, time: "17:00", bound: before}
- {id: ouvre, title: Ouvre, kind: opening, date: 2024-12-11}
- {id: ouvre-heure, title: Ouvre à, kind: opening, date: 2024-12-11, time: "08:00"}
- {id: periode, title: Période, kind: period, start: 2024-12-11, end: 2024-12-13, audience: [ecole, lycee]}
- {id: parution, title: Parution, kind: publication, date: 2024-12-11}
- {id: reunion, title: À La Réunion, kind: deadline, date: 2024-12-11, time: "09:30", timezone: Indian/Reunion, phase: 2de phase}
- {id: annule, title: Annulé, kind: deadline, date: 2024-12-11, status: withdrawn}
- {id: attente, title: En attente, kind: publication, confirmed: false}
- {id: ete, title: Heure d’été, kind: deadline, date: 2025-03-30, time: "12:00"}
- {id: ete-jour, title: Jour d’été, kind: deadline, date: 2025-03-30}
`;
const SOURCES = {
  "vademecum.yaml": "title: Dates\nseverity: {unconfirmed: 'off'}\naudiences:\n- {id: ecole, label: École}\n- {id: lycee, label: Lycée}\n",
  "content/index.md": "# Accueil\n\nRépondez pour le {{ date:le form=relative }}.\n",
  "content/calendrier.yaml": CALENDAR,
};

// Instant, zone of the reader, and what the calendar then says. `null`: nothing.
const OVER = "Passé", LAST = "Dernier jour aujourd’hui", TOMORROW = "Dernier jour demain";
const CASES = [
  ["the 9th at noon in Paris", "2024-12-09T11:00:00Z", PARIS, {
    avant: TOMORROW, le: "Échéance dans 2 jours", jusqu: "Échéance dans 2 jours", heure: "Échéance dans 2 jours", ouvre: "Ouvre dans 2 jours",
    periode: "Ouvre dans 2 jours", parution: "Dans 2 jours", annule: null, attente: null,
  }],
  ["the day before, at noon", "2024-12-10T11:00:00Z", PARIS, {
    avant: LAST, le: TOMORROW, jusqu: TOMORROW, heure: TOMORROW, "avant-heure": TOMORROW, ouvre: "Ouvre demain", "ouvre-heure": "Ouvre demain",
    periode: "Ouvre demain", parution: "Demain", reunion: TOMORROW,
  }],
  ["the last minute of the day before in Paris", "2024-12-10T22:59:00Z", PARIS, { avant: LAST, le: TOMORROW, ouvre: "Ouvre demain", reunion: LAST }],
  ["the first minute of the day in Paris", "2024-12-10T23:01:00Z", PARIS, {
    avant: OVER, le: LAST, jusqu: LAST, heure: LAST, ouvre: "Ouvert", "ouvre-heure": "Ouvre aujourd’hui", periode: "Ouvert, ferme dans 2 jours",
    parution: "Aujourd’hui", reunion: LAST,
  }],
  ["the day, before and at the hour", "2024-12-11T15:59:00Z", PARIS, { heure: LAST, "avant-heure": LAST, le: LAST, "ouvre-heure": "Ouvert", reunion: OVER }],
  ["the day, at the hour", "2024-12-11T16:00:00Z", PARIS, { heure: OVER, "avant-heure": OVER, le: LAST }],
  ["the day after", "2024-12-12T11:00:00Z", PARIS, {
    avant: OVER, le: OVER, jusqu: OVER, heure: OVER, ouvre: "Ouvert", "ouvre-heure": "Ouvert", periode: TOMORROW, parution: OVER, reunion: OVER,
  }],
  ["the last day of the period", "2024-12-13T22:59:00Z", PARIS, { periode: LAST }],
  ["the day after the period", "2024-12-13T23:00:00Z", PARIS, { periode: OVER }],
  // The 11th at 1 a.m. in Nouméa is still the 10th at 3 p.m. in Paris, whose day counts.
  ["early on the 11th in Nouméa", "2024-12-10T14:00:00Z", NOUMEA, { avant: LAST, le: TOMORROW, ouvre: "Ouvre demain", heure: TOMORROW, reunion: TOMORROW }],
  ["the 12th in Nouméa while it is the 11th in Paris", "2024-12-11T14:00:00Z", NOUMEA, { avant: OVER, le: LAST, heure: LAST, ouvre: "Ouvert" }],
  ["the day after in Nouméa", "2024-12-12T00:00:00Z", NOUMEA, { le: OVER, heure: OVER, periode: TOMORROW }],
  ["the day before in Cayenne while Paris has the 11th", "2024-12-11T00:30:00Z", CAYENNE, { avant: OVER, le: LAST, ouvre: "Ouvert" }],
  ["the day in Cayenne while Paris has the 12th", "2024-12-11T23:30:00Z", CAYENNE, { le: OVER, heure: OVER, periode: TOMORROW }],
  ["the day before in Cayenne", "2024-12-10T12:00:00Z", CAYENNE, { avant: LAST, le: TOMORROW }],
  ["the day before at La Réunion, whose own event is on the next day there", "2024-12-10T19:59:00Z", REUNION, { reunion: TOMORROW, le: TOMORROW }],
  ["the day at La Réunion while Paris has the day before", "2024-12-10T20:01:00Z", REUNION, { reunion: LAST, le: TOMORROW, avant: LAST }],
  ["the hour at La Réunion", "2024-12-11T05:29:00Z", REUNION, { reunion: LAST }],
  ["after the hour at La Réunion", "2024-12-11T05:30:00Z", REUNION, { reunion: OVER, le: LAST }],
  ["the day after at La Réunion", "2024-12-12T08:00:00Z", REUNION, { reunion: OVER, le: OVER }],
  // On 30 March 2025 Paris goes from UTC+1 to UTC+2 at 1:00 UTC.
  ["the eve of summer time", "2025-03-29T22:59:00Z", PARIS, { ete: TOMORROW, "ete-jour": TOMORROW }],
  ["the day of summer time begins", "2025-03-29T23:00:00Z", PARIS, { ete: LAST, "ete-jour": LAST }],
  ["noon of that day is 10:00 UTC", "2025-03-30T09:59:00Z", CAYENNE, { ete: LAST, "ete-jour": LAST }],
  ["and then over", "2025-03-30T10:00:00Z", NOUMEA, { ete: OVER, "ete-jour": LAST }],
  ["the day of 23 hours ends at 22:00 UTC", "2025-03-30T22:00:00Z", PARIS, { "ete-jour": OVER }],
];

let browser, served;
before(async () => {
  browser = await launch();
  // The site was made weeks before: what it then knew of past and future must not show.
  served = await serve(build(written(SOURCES), "2024-11-25"));
});
after(async () => {
  await browser.close();
  await served.stop();
});

async function open(page, at, zone = PARIS, settings = {}) {
  const context = await browser.newContext({ timezoneId: zone, locale: "fr-FR", reducedMotion: "reduce", ...settings });
  const tab = await context.newPage();
  tab.errors = [];
  tab.on("pageerror", (error) => tab.errors.push(error.message));
  if (at) await tab.clock.install({ time: new Date(at) });
  await tab.goto(served.home + page);
  return tab;
}

const states = (tab) => tab.evaluate(() => Object.fromEntries(
  [...document.querySelectorAll(".deadline[data-event]")].map((event) => {
    const state = event.querySelector("[data-state]");
    return [event.dataset.event, state && !state.hidden ? state.textContent : null];
  })));

for (const [name, at, zone, expected] of CASES) {
  test(`clock: ${name}`, async () => {
    const tab = await open("calendrier/index.html", at, zone);
    const found = await states(tab);
    const wrong = Object.entries(expected).filter(([id, words]) => found[id] !== words);
    none(wrong.map(([id, words]) => `${id}: « ${found[id]} », should be « ${words} »`));
    assert.deepEqual(tab.errors, []);
    await tab.context().close();
  });
}

test("clock: a page that stays open sees midnight", async () => {
  const tab = await open("calendrier/avant.html", "2024-12-10T22:58:30Z");
  const state = tab.locator("[data-state]");
  assert.equal(await state.textContent(), LAST);
  await tab.clock.fastForward("02:00");
  assert.equal(await state.textContent(), OVER);
});

test("clock: the reader's own time stands beside that of Paris where it is another", async () => {
  const line = async (page, zone) => (await (await open(page, "2024-12-01T00:00:00Z", zone)).locator(".event-summary .deadline-line").first().textContent()).replaceAll("\u00a0", " ");
  assert.match(await line("calendrier/heure.html", PARIS), /17 h, heure de Paris$/);
  assert.match(await line("calendrier/heure.html", REUNION), /17 h, heure de Paris \(20 h à votre heure\)$/);
  assert.match(await line("calendrier/heure.html", CAYENNE), /17 h, heure de Paris \(13 h à votre heure\)$/);
  assert.match(await line("calendrier/heure.html", NOUMEA), /17 h, heure de Paris \(jeudi 3 h à votre heure\)$/);
  assert.match(await line("calendrier/reunion.html", PARIS), /9 h 30, heure de La Réunion \(6 h 30 à votre heure\)$/);
  assert.match(await line("calendrier/reunion.html", REUNION), /9 h 30, heure de La Réunion$/);
  assert.match(await line("calendrier/ete.html", CAYENNE), /12 h, heure de Paris \(7 h à votre heure\)$/);
  assert.match(await line("calendrier/le.html", NOUMEA), /heure non précisée$/);
});

test("clock: a date in a sentence says how far away it is", async () => {
  const said = async (at) => (await (await open("index.html", at)).locator(".content p").first().textContent()).replaceAll("\u00a0", " ");
  assert.match(await said("2024-12-08T11:00:00Z"), /mercredi 11 décembre 2024 \(échéance dans 3 jours\)\.$/);
  assert.match(await said("2024-12-11T11:00:00Z"), /\(dernier jour aujourd’hui\)\.$/);
});

const next = (tab) => tab.locator("[data-next] > li:visible h3").allTextContents();

test("clock: the next three dates are the reader's", async () => {
  assert.deepEqual((await next(await open("index.html", "2024-12-01T00:00:00Z"))).length, 3);
  // Over, or open already, on the 12th: what is left is the period and what follows.
  const later = await next(await open("index.html", "2024-12-12T11:00:00Z"));
  assert.deepEqual(later, ["Période", "Heure d’été", "Jour d’été"].slice(0, later.length));
  assert.ok(later.includes("Période"));
  const end = await open("index.html", "2026-01-01T00:00:00Z");
  assert.deepEqual(await next(end), []);
  assert.ok(await end.locator("[data-next] + .empty").isVisible());
  assert.match(await end.locator("[data-next] + .empty").textContent(), /sont passées\. Tout le calendrier/);
});

test("clock: without scripts the page has all dates and claims nothing of today", async () => {
  const tab = await open("calendrier/index.html", null, PARIS, { javaScriptEnabled: false });
  const text = await tab.locator("main").innerText();
  for (const words of ["Passé", "Ouvert", "aujourd’hui", "demain"]) assert.ok(!text.includes(words), words);
  assert.equal(await tab.locator(".deadline:visible").count(), 14);
  assert.equal(await tab.locator(".calendar-filters:visible").count(), 0);
  assert.ok((await tab.locator("#annule").textContent()).includes("Annulé"));
  assert.ok((await tab.locator("#attente").textContent()).includes("date à confirmer"));
  const home = await open("index.html", null, PARIS, { javaScriptEnabled: false });
  assert.equal(await home.locator("[data-next] > li:visible").count(), 3);
});
