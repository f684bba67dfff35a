/** Takes an engagement along on this device, and off it again: the answers that its pages ask for, until a day. */

import { urlOf, type CallInput, type Endpoint } from "@fenji/contract";
import { markTakenAlong } from "./device-marks.ts";
import { openFieldStore, type TakenAlong } from "./field-store.ts";
import { registerWorker, unregisterWorker } from "./register-worker.ts";

/** Days for which answers stay readable on the device. */
export const daysKept = 14;

const dayMs = 86_400_000;

export type WantedAnswer = { readonly url: string };

/** A read that the pages of an engagement make. */
export const wanted = <E extends Endpoint>(endpoint: E, input: CallInput<E>): WantedAnswer => ({
  url: urlOf(endpoint, input),
});

interface Taking {
  readonly enterpriseId: string;
  readonly engagementId: string;
  readonly answers: readonly WantedAnswer[];
  readonly onProgress: (done: number) => void;
}

const width = 6;

const fetchTexts = async ({ answers, onProgress }: Taking): Promise<Map<string, string>> => {
  const texts = new Map<string, string>();
  const queue = answers.map(({ url }) => url);
  const work = async (): Promise<void> => {
    for (let url = queue.shift(); url !== undefined; url = queue.shift()) {
      const response = await fetch(url);
      // What this person may not read is missing on site as it is here.
      if (response.ok) texts.set(url, await response.text());
      onProgress(texts.size);
    }
  };
  await Promise.all(Array.from({ length: width }, work));
  return texts;
};

/** All of it or nothing: what was there before stays until everything has come. */
export const takeAlong = async (taking: Taking): Promise<void> => {
  const texts = await fetchTexts(taking);
  const { enterpriseId, engagementId } = taking;
  const takenAt = Date.now();
  const until = takenAt + daysKept * dayMs;
  await registerWorker();
  const store = await openFieldStore();
  const tx = store.transaction(["answers", "taken"], "readwrite");
  const answers = tx.objectStore("answers");
  for (const [url, text] of texts) await answers.put({ url, text, engagementId, until });
  await tx.objectStore("taken").put({ engagementId, enterpriseId, takenAt, until });
  await tx.done;
  markTakenAlong(true);
};

export const findTaken = async (engagementId: string): Promise<TakenAlong | undefined> =>
  (await openFieldStore()).get("taken", engagementId);

/** Records that wait stay: they are the person's work, and leave only by being sent or discarded. */
export const removeFromDevice = async (engagementId: string): Promise<void> => {
  const store = await openFieldStore();
  const tx = store.transaction(["answers", "contents", "taken"], "readwrite");
  const answers = tx.objectStore("answers");
  for (const url of await answers.index("engagementId").getAllKeys(engagementId))
    await answers.delete(url);
  const contents = tx.objectStore("contents");
  for (const key of await contents.index("engagementId").getAllKeys(engagementId))
    await contents.delete(key);
  await tx.objectStore("taken").delete(engagementId);
  const left = await tx.objectStore("taken").count();
  await tx.done;
  if (left > 0) return;
  markTakenAlong(false);
  await unregisterWorker();
};

/** On signing out: nothing that was read in this person's name stays readable on the device. */
export const removeAllFromDevice = async (): Promise<void> => {
  const taken = await (await openFieldStore()).getAllKeys("taken");
  for (const engagementId of taken) await removeFromDevice(engagementId);
};
