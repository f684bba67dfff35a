/** The worker that keeps the page's own files for work without a network; there only while something is taken along. */

const address = "/service-worker.js";

export const canWorkOffline = (): boolean => "serviceWorker" in navigator;

/** Resolves when the page's files are on the device. Rejects where they cannot be kept. */
export const registerWorker = async (): Promise<void> => {
  const registration = await navigator.serviceWorker.register(address);
  const worker = registration.installing ?? registration.waiting ?? registration.active;
  if (worker === null || worker.state === "activated") return;
  await new Promise<void>((resolve, reject) => {
    worker.addEventListener("statechange", () => {
      if (worker.state === "activated") resolve();
      if (worker.state === "redundant") reject(new Error("The page's files could not be kept"));
    });
  });
};

export const unregisterWorker = async (): Promise<void> => {
  const registration = await navigator.serviceWorker.getRegistration(address);
  await registration?.unregister();
  for (const name of await caches.keys())
    if (name.startsWith("fenji-page-")) await caches.delete(name);
};
