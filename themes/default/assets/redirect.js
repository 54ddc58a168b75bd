// Sends an old address to its new one, its fragment included. The page lists fragments that moved elsewhere in
// `data-fragments` (JSON: old fragment → new address); the rest goes to `data-target`.
(() => {
  const page = document.documentElement;
  let fragment = location.hash.slice(1);
  try {
    fragment = decodeURIComponent(fragment);
  } catch {
    // Not percent-encoded: compare it as it is.
  }
  /** @type {Record<string, string>} */
  const moved = JSON.parse(page.dataset.fragments ?? "{}");
  const target = new URL(Object.hasOwn(moved, fragment) ? moved[fragment] : page.dataset.target ?? "", location.href);
  target.search ||= location.search;
  if (!Object.hasOwn(moved, fragment)) target.hash ||= location.hash;
  location.replace(target);
})();
