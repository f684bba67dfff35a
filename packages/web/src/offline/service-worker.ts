/** Keeps the page's own files on a device that took work along: files by their hash, the page from the node where it answers. */

interface Lifecycle extends Event {
  readonly waitUntil: (work: Promise<unknown>) => void;
}

interface Fetching extends Event {
  readonly request: Request;
  readonly respondWith: (answer: Promise<Response>) => void;
}

declare const self: {
  readonly skipWaiting: () => Promise<void>;
  readonly clients: { readonly claim: () => Promise<void> };
  readonly location: Location;
  readonly addEventListener: {
    (kind: "install" | "activate", listen: (event: Lifecycle) => void): void;
    (kind: "fetch", listen: (event: Fetching) => void): void;
  };
};

/** Put in by the build: every file of the page. */
declare const fenjiPageFiles: readonly string[];
/** Put in by the build: changes whenever a file does. */
declare const fenjiPageHash: string;

const cacheName = `fenji-page-${fenjiPageHash}`;

const keepPage = async (): Promise<void> => {
  const cache = await caches.open(cacheName);
  await cache.addAll(["/", ...fenjiPageFiles]);
  await self.skipWaiting();
};

const dropOthers = async (): Promise<void> => {
  for (const name of await caches.keys())
    if (name.startsWith("fenji-page-") && name !== cacheName) await caches.delete(name);
  await self.clients.claim();
};

const kept = async (address: string): Promise<Response | undefined> =>
  (await caches.open(cacheName)).match(address);

/** The node's own page wherever it answers: an old one is shown only where there is no other. */
const page = async (request: Request): Promise<Response> => {
  try {
    return await fetch(request);
  } catch (error) {
    const held = await kept("/");
    if (held === undefined) throw error;
    return held;
  }
};

/** A name with its content's hash never changes what it means. */
const file = async (request: Request): Promise<Response> =>
  (await kept(request.url)) ?? fetch(request);

self.addEventListener("install", (event) => event.waitUntil(keepPage()));
self.addEventListener("activate", (event) => event.waitUntil(dropOthers()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (fenjiPageFiles.includes(pathname)) event.respondWith(file(request));
});
