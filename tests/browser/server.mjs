// A static server for one built site below `/aide/docs/`, on the loopback address, under a strict policy.
import { createServer } from "node:http";
import { readFile, stat } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";

/** Where the sites are served: not at the root, as on many intranets. */
export const BELOW = "/aide/docs/";

/** The Content-Security-Policy that every page must work under. */
export const POLICY = [
  "default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "img-src 'self' data:",
  "font-src 'self'", "connect-src 'self'", "media-src 'self'", "worker-src 'self'", "manifest-src 'self'",
  "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
].join("; ");

/** The same where WebAssembly is refused: search falls back to a plain script. */
export const POLICY_WITHOUT_WASM = POLICY.replace(" 'wasm-unsafe-eval'", "");

const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
  ".json": "application/json", ".svg": "image/svg+xml", ".png": "image/png", ".woff2": "font/woff2",
  ".vtt": "text/vtt; charset=utf-8", ".mp4": "video/mp4", ".pdf": "application/pdf", ".wasm": "application/wasm",
  ".xml": "application/xml", ".ics": "text/calendar; charset=utf-8", ".md": "text/markdown; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
};

/**
 * Serves the folder `site`; gives the address of its home and a function that stops. `change(path, body)` may wait, and
 * gives the bytes to send, `null` for a file that is to be gone, or nothing for the bytes of the file.
 */
export async function serve(site, policy = POLICY, change = () => undefined) {
  const server = createServer((request, response) => answer(site, policy, change, request, response));
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const home = `http://127.0.0.1:${server.address().port}${BELOW}`;
  const stop = () => new Promise((stopped) => {
    server.close(stopped);
    server.closeAllConnections();
  });
  return { home, stop };
}

async function answer(site, policy, change, request, response) {
  const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  const there = path.startsWith(BELOW) ? await fileAt(site, path.slice(BELOW.length)) : undefined;
  const changed = await change(path.slice(BELOW.length), there && await readFile(there));
  const file = changed === null ? undefined : there;
  const shown = file ?? join(site, "404.html");
  const headers = {
    "Content-Type": TYPES[extname(shown)] ?? "application/octet-stream",
    "Content-Security-Policy": policy,
    "X-Content-Type-Options": "nosniff",
  };
  const body = changed ?? await readFile(shown);
  // Chromium asks for media in ranges; one that it may not seek in is reported as a failed request.
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "");
  if (!file || !range) {
    response.writeHead(file ? 200 : 404, headers).end(body);
    return;
  }
  const [first, last] = [Number(range[1]), range[2] ? Number(range[2]) : body.length - 1];
  response.writeHead(206, { ...headers, "Content-Range": `bytes ${first}-${last}/${body.length}` });
  response.end(body.subarray(first, last + 1));
}

/** The file at a path of the site, if there is one. */
async function fileAt(site, path) {
  const file = normalize(join(site, path.endsWith("/") || path === "" ? `${path}index.html` : path));
  const inside = file.startsWith(site + sep);
  return inside && (await stat(file).catch(() => undefined))?.isFile() ? file : undefined;
}
