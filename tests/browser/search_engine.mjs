// The engine of a built site in Node, by its C ABI, and its index as bytes: whole, in pieces, put together and damaged.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { current } from "./search_site.mjs";

const [DONE, MISSING] = [0, 1];

/** The folder of the index of a built site. */
export const index = (folder) => join(folder, "search-data", `index-${current(folder).index}`);

const unpacked = (path) => gunzipSync(readFileSync(path));

/** The engine of a built site over its index, or over other opening bytes. */
export class Engine {
  static async over(folder, opening = unpacked(join(index(folder), "opening.bin.gz"))) {
    const engine = unpacked(join(folder, "search-data", `engine-${current(folder).engine}`, "engine.wasm.gz"));
    const { instance } = await WebAssembly.instantiate(engine);
    return new Engine(instance.exports, index(folder), opening);
  }

  constructor(exports, folder, opening) {
    [this.exports, this.folder, this.opening, this.rounds] = [exports, folder, opening, 0];
  }

  /** Opens the index; what was open before, and its pieces, are forgotten. */
  open() {
    if (this.exports.vademecum_open(...this.give(this.opening)) !== DONE) throw new Error(this.result().toString());
  }

  /** Answers a request, JSON with JSON. `rounds` is then how often pieces were read for it. */
  answer(request) {
    for (this.rounds = 0; ; this.rounds += 1) {
      const status = this.exports.vademecum_answer(...this.give(Buffer.from(request)));
      const result = this.result();
      if (status === DONE) return result.toString();
      if (status !== MISSING) throw new Error(result.toString());
      for (let at = 0; at < result.length; at += 4) this.add(result.readUInt32LE(at));
    }
  }

  add(number) {
    const piece = unpacked(join(this.folder, `${number}.bin.gz`));
    if (this.exports.vademecum_add_piece(number, ...this.give(piece)) !== DONE) throw new Error(this.result().toString());
  }

  give(bytes) {
    const address = this.exports.vademecum_alloc(bytes.length);
    new Uint8Array(this.exports.memory.buffer, address, bytes.length).set(bytes);
    return [address, bytes.length];
  }

  result() {
    const { memory, vademecum_result: at, vademecum_result_length: length } = this.exports;
    return Buffer.from(new Uint8Array(memory.buffer, at(), length()));
  }
}

/** An index in pieces as the one file that it would be if it were small: src/files.rs of the engine explains the bytes. */
export function bundle(folder) {
  const opening = unpacked(join(index(folder), "opening.bin.gz"));
  const pieces = [];
  for (let path; existsSync(path = join(index(folder), `${pieces.length}.bin.gz`));) pieces.push(unpacked(path));
  const row = Buffer.concat(pieces);
  const files = 5 + opening[4] + 4;
  let at = files + 4;
  for (let left = opening.readUInt32LE(files); left; left -= 1) at += 1 + opening[at] + 4;
  const [noPieces, oneRange] = [numbers(0), numbers(1, 0, row.length)];
  const head = Buffer.concat([opening.subarray(0, at), noPieces, oneRange]);
  return Buffer.concat([head, numbers(crc32(head)), row, numbers(crc32(row))]);
}

/** The opening bytes of an index as another release would have written them. */
export function ofAnotherRelease(packed) {
  const opening = gunzipSync(packed);
  opening[4 + opening[4]] ^= 1;
  return gzipSync(opening);
}

function numbers(...all) {
  const bytes = Buffer.alloc(all.length * 4);
  all.forEach((number, at) => bytes.writeUInt32LE(number, at * 4));
  return bytes;
}

function crc32(bytes) {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1));
  }
  return ~crc >>> 0;
}
