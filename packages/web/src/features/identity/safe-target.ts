/** Where one was going, as it stands in an address: only ever a page of this node. */

/** Anything else than a path of this page becomes the front page; so does the sign-in itself. */
export const safeTarget = (wanted: unknown): string => {
  if (typeof wanted !== "string" || !/^\/(?![/\\])/.test(wanted)) return "/";
  try {
    const base = "http://node.invalid";
    const { origin, pathname, search, hash } = new URL(wanted, base);
    if (origin !== base || pathname.startsWith("/sign-in")) return "/";
    return pathname + search + hash;
  } catch {
    return "/";
  }
};
