// The search where the engine cannot run: titles and keywords of all places, one after the other. It folds accents and
// cuts elisions as the engine does, and gives answers of the same form; it knows no texts and no typing errors.
(() => {
  /** What a word of the title is worth beside one of the other words, and a whole word beside a beginning. */
  const WORTH = { title: 4, others: 1, whole: 2, beginning: 1 };
  const FACETS = ["kind", "audience", "campaign"];
  const ELIDED = /(^|[^\p{L}\p{N}])(?:[ldjmtscn]|qu|jusqu|lorsqu|puisqu|quoiqu)'/gu;

  /**
   * A row of plain.js. The address is a route with its fragment, neither of them encoded.
   * @typedef {[string, string, string, string, string, 0 | 1, string[]]} Row address, kind, title, other words, context, gap, audiences
   */

  /** A text without case, accents, ligatures and elisions. */
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/[’ʼ]/g, "'").replace(ELIDED, "$1 ");

  const split = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

  /** A word without the mark of its plural. */
  const stem = (word) => (word.length > 3 ? word.replace(/[sx]$/, "") : word);

  /** The words that a question is about: short ones only when there are no others. The last may be unfinished. */
  function terms(query) {
    const all = split(query).map((word, at, words) => ({ word: stem(word), isLast: at === words.length - 1 }));
    const long = all.filter(({ word }) => word.length > 2);
    return long.length ? long : all;
  }

  const matches = (word, term) => stem(word) === term.word || (term.isLast && word.startsWith(term.word));

  function worth(words, term) {
    if (words.some((word) => stem(word) === term.word)) return WORTH.whole;
    return words.some((word) => matches(word, term)) ? WORTH.beginning : 0;
  }

  /** Makes the rows ready. @param {Row[]} rows */
  function prepared(rows) {
    const places = rows.map(([address, kind, title, others, context, gap, audiences]) => {
      const [route, fragment = ""] = address.split("#");
      return { route, fragment, kind, title, context, gap: gap === 1, audience: audiences, titleWords: split(title), otherWords: split(others) };
    });
    const pages = new Map(places.filter(({ fragment }) => !fragment).map(({ route, title }) => [route, title]));
    for (const place of places) place.page = pages.get(place.route) ?? place.title;
    return places;
  }

  /** The places with all words of a question, or else with any, best first. */
  function find(places, wanted) {
    const scored = places.map((place, at) => {
      const each = wanted.map((term) => worth(place.titleWords, term) * WORTH.title || worth(place.otherWords, term) * WORTH.others);
      // Of two titles with the same words the shorter one says less else.
      const score = each.reduce((sum, one) => sum + one, 0) - place.titleWords.length / 100;
      return { place, at, score, missing: each.filter((one) => !one).length };
    });
    const whole = scored.filter(({ missing }) => missing === 0);
    const found = whole.length ? whole : scored.filter(({ missing }) => missing < wanted.length);
    return found.sort((a, b) => b.score - a.score || a.at - b.at).map(({ place }) => place);
  }

  const passes = (place, request, except) =>
    FACETS.every((name) => name === except || !request[name] || [place[name] ?? []].flat().includes(request[name]));

  /** How many places have each value of a filter, the filter itself left out. */
  function facet(found, request, name) {
    const counts = new Map();
    for (const place of found.filter((place) => passes(place, request, name)))
      for (const value of [place[name] ?? []].flat()) counts.set(value, (counts.get(value) ?? 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1]);
  }

  /** A text in runs, its words that match at odd places. */
  function mark(text, wanted) {
    const pieces = text.split(/([\p{L}\p{N}\p{M}]+)/u);
    const runs = [""];
    pieces.forEach((piece, at) => {
      const isMarked = at % 2 === 1 && split(piece).some((word) => wanted.some((term) => matches(word, term)));
      if (isMarked) runs.push(piece, "");
      else runs[runs.length - 1] += piece;
    });
    return runs;
  }

  const page = ({ route, kind, page: title, context, gap }, wanted) =>
    ({ route, kind, title: mark(title, wanted), context: context ? [context] : [], gap, urgent: false, hits: [], more: 0 });

  /** The places that were found, by page, in the order of the best one. */
  function groups(found, wanted) {
    const pages = new Map();
    for (const place of found) {
      const hit = { fragment: place.fragment, title: mark(place.title, wanted), snippet: [] };
      if (!pages.has(place.route)) pages.set(place.route, page(place, wanted));
      pages.get(place.route).hits.push(hit);
    }
    return [...pages.values()];
  }

  function answer(places, request) {
    const wanted = terms(request.query);
    const all = wanted.length ? find(places, wanted) : [];
    const found = all.filter((place) => passes(place, request));
    const pages = groups(found, wanted);
    return {
      query: request.query, count: found.length, pages: pages.length, corrected: [], suggestion: null, limited: true,
      groups: pages.slice(request.offset, request.offset + request.limit),
      facets: Object.fromEntries(FACETS.map((name) => [name, facet(all, request, name)])),
    };
  }

  /** Calls `load`, which makes plain.js call back with its rows, and gives a function that answers. */
  globalThis.vademecumPlain = async (load) => {
    let places;
    globalThis.vademecumPlainSearch = (rows) => { places = prepared(rows); };
    await load();
    if (!places) throw new Error("plain.js gives no rows");
    return (request) => answer(places, request);
  };
})();
