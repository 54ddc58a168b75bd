// Stands in for the engine until a site has one: the functions that the worker calls, over the rows of the plain list.
// The worker itself is the real one, put behind this file. It answers in the form of the engine, from two pieces.
(() => {
  const encoder = new TextEncoder();
  const memory = { buffer: new ArrayBuffer(1 << 24) };
  let [top, last, ask, rows] = [8, [0, 0], undefined, []];
  const pieces = new Set();

  const take = (at, length) => new TextDecoder().decode(new Uint8Array(memory.buffer, at, length).slice());
  const give = (bytes) => {
    new Uint8Array(memory.buffer, 8, bytes.length).set(bytes);
    last = [8, bytes.length];
    top = 8;
  };
  const end = (status, bytes) => {
    give(bytes);
    return status;
  };

  /** A word of a title that differs from `word` by one letter. */
  function near(word) {
    const known = new Set(rows.flatMap(([, , title]) => title.toLowerCase().match(/\p{L}{4,}/gu) ?? []));
    const without = (text) => [...text].map((_, at) => text.slice(0, at) + text.slice(at + 1));
    const ways = new Set([word, ...without(word)]);
    return [...known].find((other) => Math.abs(other.length - word.length) < 2 && [other, ...without(other)].some((way) => ways.has(way)));
  }

  /** The answer of the plain search with what only an engine gives. */
  function answer(request) {
    let found = ask(request);
    const corrected = [];
    if (!found.count) {
      const query = request.query.replace(/\p{L}{4,}/gu, (word) => {
        const other = near(word);
        if (other) corrected.push([word, other]);
        return other ?? word;
      });
      if (corrected.length) found = ask({ ...request, query });
    }
    const text = new Map(rows.map(([address, , , words]) => [address, words]));
    for (const { route, hits } of found.groups)
      for (const hit of hits) hit.snippet = [text.get(hit.fragment ? `${route}#${hit.fragment}` : route).slice(0, 160)].filter(Boolean);
    const { limited, ...whole } = { ...found, query: request.query, corrected };
    return whole;
  }

  const exports = {
    memory,
    vademecum_abi: () => 1,
    vademecum_alloc: (length) => {
      top += length;
      return top - length;
    },
    vademecum_open: (at, length) => {
      try {
        rows = JSON.parse(take(at, length));
      } catch {
        return end(2, encoder.encode("not an index of this release"));
      }
      globalThis.vademecumPlain(async () => globalThis.vademecumPlainSearch(rows)).then((search) => { ask = search; });
      return end(0, new Uint8Array());
    },
    vademecum_add_piece: (number) => {
      pieces.add(number);
      return end(0, new Uint8Array());
    },
    vademecum_answer: (at, length) => {
      const request = JSON.parse(take(at, length));
      if (pieces.size < 2) return end(1, new Uint8Array(new Uint32Array([0, 1]).buffer));
      return end(0, encoder.encode(JSON.stringify(answer(request))));
    },
    vademecum_result: () => last[0],
    vademecum_result_length: () => last[1],
  };

  WebAssembly.instantiate = async () => {
    // Where a policy refuses WebAssembly the stand-in does not run either.
    await WebAssembly.compile(new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]));
    return { instance: { exports } };
  };
})();
