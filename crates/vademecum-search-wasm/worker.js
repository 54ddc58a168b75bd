// The engine in a worker. It hears `open` (data: the address of search-data/, current: what current.json says) and `ask`
// (id, request), and says `ready`, `answer` (id, json) or `failed` (reason, fatal: a new worker would fail, too).
// Only the newest question is answered. The functions of the engine are explained in src/lib.rs.
"use strict";
const [ABI, DONE, MISSING, ROUNDS] = [1, 0, 1, 6];
let engine, folder, newest, isBusy;

onmessage = ({ data: message }) => {
  if (message.type === "ask") newest = message;
  (message.type === "open" ? open(message) : work()).catch((error) =>
    postMessage({ type: "failed", reason: String(error), fatal: !(error instanceof WebAssembly.RuntimeError) }));
};

async function open({ data, current }) {
  current ??= await (await fetch(`${data}current.json`, { cache: "no-cache" })).json();
  folder = `${data}index-${current.index}/`;
  const compiled = read(`${data}engine-${current.engine}/engine.wasm.gz`).then((bytes) => WebAssembly.instantiate(bytes));
  const [{ instance: { exports } }, opening] = await Promise.all([compiled, read(`${folder}opening.bin.gz`)]);
  if (exports.vademecum_abi() !== ABI) throw new Error("the engine is of another release");
  if (exports.vademecum_open(...give(exports, opening)) !== DONE) throw new Error(text(result(exports)));
  engine = exports;
  postMessage({ type: "ready" });
  await work();
}

async function work() {
  if (isBusy || !engine) return;
  isBusy = true;
  while (newest) {
    // Questions that wait behind this one are heard first.
    await new Promise((heard) => setTimeout(heard));
    const { id, request } = newest;
    newest = undefined;
    // Half an emoji is no text: the engine would refuse it.
    const query = text(new TextEncoder().encode(request.query));
    const json = await answer(new TextEncoder().encode(JSON.stringify({ ...request, query })));
    if (json !== undefined) postMessage({ type: "answer", id, json });
  }
  isBusy = false;
}

// Nothing when a newer question came while pieces were fetched.
async function answer(request) {
  for (let round = 0; !newest; round += 1) {
    const status = engine.vademecum_answer(...give(engine, request));
    const bytes = result(engine);
    if (status === DONE) return text(bytes);
    if (status !== MISSING) throw new Error(text(bytes));
    if (round === ROUNDS) throw new Error("pieces are missing again and again");
    await Promise.all([...new Uint32Array(bytes.buffer)].map(add));
  }
}

async function add(number) {
  const piece = await read(`${folder}${number}.bin.gz`);
  if (engine.vademecum_add_piece(number, ...give(engine, piece)) !== DONE) throw new Error(text(result(engine)));
}

// A host may have decoded the file on its way: gzip begins with 1f 8b.
async function read(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const decoded = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(decoded).arrayBuffer());
}

const text = (bytes) => new TextDecoder().decode(bytes);
// The memory may grow at any call: a view of it lasts until the next one.
const result = ({ memory, vademecum_result: at, vademecum_result_length: length }) =>
  new Uint8Array(memory.buffer, at(), length()).slice();

function give({ memory, vademecum_alloc: alloc }, bytes) {
  const address = alloc(bytes.length);
  new Uint8Array(memory.buffer, address, bytes.length).set(bytes);
  return [address, bytes.length];
}
