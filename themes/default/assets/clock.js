// Says where dates stand on the reader's day: what is open, what closes soon, what is over. The page itself does not say
// it, since it may be read long after it was made. Days are counted in the zone of the event, times are instants.
(() => {
  const words = document.querySelector("[data-clock-words]")?.dataset;
  if (!words) return;
  const lang = document.documentElement.lang || "fr";
  const DAY = 86_400_000;
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

  /** The number of a civil day, `2024-12-11`. */
  const dayNumber = (iso) => Date.parse(`${iso}T00:00:00Z`) / DAY;

  /** The parts of an instant as a zone counts them; those of the reader's own zone without one. */
  const parts = (instant, zone) => {
    const options = { timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" };
    const found = new Intl.DateTimeFormat("en", options).formatToParts(instant);
    return Object.fromEntries(found.map(({ type, value }) => [type, value]));
  };
  const isoDay = ({ year, month, day }) => `${year}-${month}-${day}`;

  /** What is true of an event at an instant: `ahead`, `open` or `over`, and how one says it. */
  const stateOf = (event, now) => {
    const { clock, first, day, last, at, zone } = event.dataset;
    const today = dayNumber(isoDay(parts(now, zone)));
    const [begins, named, ends] = [first, day, last].map(dayNumber);
    const hasCome = at ? now >= Date.parse(at) : today >= named;
    const isOver = at ? now >= Date.parse(at) : today > ends;
    const opens = (on) => {
      if (on === today) return words.opensToday;
      return on === today + 1 ? words.opensTomorrow : fill(words.opensIn, { n: on - today });
    };
    const closes = (text) => {
      if (ends === today) return words.lastDay;
      return ends === today + 1 ? words.lastDayTomorrow : fill(text, { n: named - today });
    };
    switch (clock) {
      case "opening":
        return hasCome ? { state: "open", text: words.open } : { state: "ahead", text: opens(named) };
      case "deadline":
        return isOver ? { state: "over", text: words.over } : { state: "ahead", text: closes(words.dueIn) };
      case "period":
        if (isOver) return { state: "over", text: words.over };
        return today < begins ? { state: "ahead", text: opens(begins) } : { state: "open", text: closes(words.closesIn) };
      default:
        if (isOver) return { state: "over", text: words.over };
        if (named === today) return { state: "ahead", text: words.today };
        return { state: "ahead", text: named === today + 1 ? words.tomorrow : fill(words.inDays, { n: named - today }) };
    }
  };

  /** A time of day as the site writes it: « 17 h », « 17 h 30 », “17:30”. */
  const written = ({ hour, minute }) => {
    if (!lang.startsWith("fr")) return `${hour}:${minute}`;
    return minute === "00" ? `${Number(hour)}\u00a0h` : `${Number(hour)}\u00a0h\u00a0${minute}`;
  };

  /** Puts the reader's own time beside a time that is another there. */
  const tellLocalTime = (time) => {
    const instant = Date.parse(time.getAttribute("datetime"));
    const [there, here] = [parts(instant, time.dataset.localTime), parts(instant)];
    if (isoDay(there) === isoDay(here) && there.hour === here.hour && there.minute === here.minute) return;
    const weekday = new Intl.DateTimeFormat(lang, { weekday: "long" }).format(instant);
    const text = isoDay(there) === isoDay(here) ? words.local : words.localDay;
    const note = document.createElement("span");
    note.className = "local-time";
    note.textContent = ` ${fill(text, { time: written(here), day: weekday })}`;
    time.parentElement.append(note);
  };

  const tell = (event, now) => {
    const { state, text } = stateOf(event, now);
    event.dataset.now = state;
    event.classList.toggle("is-past", state === "over");
    const place = event.querySelector("[data-state]");
    if (place && place.textContent !== text) {
      place.textContent = text;
      place.hidden = false;
      place.classList.toggle("is-open", state === "open");
    }
  };

  /** In a sentence: « vendredi 13 décembre 2024 (échéance dans 3 jours) ». */
  const tellInText = (time, now) => {
    const { text } = stateOf(time, now);
    let note = time.querySelector(".clock-note");
    if (!note) {
      note = document.createElement("span");
      note.className = "clock-note";
      time.append(note);
    }
    note.textContent = ` (${text[0].toLowerCase()}${text.slice(1)})`;
  };

  /** Shows the first of a list of next dates that are not behind the reader. */
  const choose = (list) => {
    const isNext = ({ dataset: { now, clock } }) => now !== "over" && !(now === "open" && clock === "opening");
    let left = Number(list.dataset.next);
    for (const event of list.children) {
      const isShown = left > 0 && isNext(event);
      event.hidden = !isShown;
      left -= isShown ? 1 : 0;
    }
    const isEmpty = left === Number(list.dataset.next);
    list.hidden = isEmpty;
    none.get(list).hidden = !isEmpty;
  };

  /** By list of next dates, what is said when all of them are behind the reader. */
  const none = new Map();

  /** Without this script a list of next dates has three; the later ones wait in templates. */
  const complete = (list) => {
    const [later, words] = ["later", "none"].map((name) => list.parentElement.querySelector(`template[data-calendar-${name}]`));
    list.append(later.content.cloneNode(true));
    none.set(list, words.content.firstElementChild.cloneNode(true));
    list.after(none.get(list));
  };

  const update = () => {
    const now = Date.now();
    for (const event of document.querySelectorAll("[data-clock]:not([data-clock-in-text])")) tell(event, now);
    for (const time of document.querySelectorAll("[data-clock-in-text]")) tellInText(time, now);
    document.querySelectorAll("[data-next]").forEach(choose);
    document.dispatchEvent(new CustomEvent("vademecum:clock"));
  };

  document.querySelectorAll("[data-next]").forEach(complete);
  document.querySelectorAll("[data-local-time]").forEach(tellLocalTime);
  update();
  // A page that stays open sees the day change.
  setInterval(update, 60_000);
  document.addEventListener("visibilitychange", () => document.hidden || update());
})();
