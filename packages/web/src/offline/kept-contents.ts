/** Documents that were opened on this device while their engagement is taken along: readable on site until it is removed. */

import { hasTakenAlong } from "./device-marks.ts";
import { openFieldStore } from "./field-store.ts";

interface ContentOf {
  readonly engagementId: string;
  readonly sha256: string;
}

/** Keeps nothing of an engagement that was not taken along. */
export const keepContent = async (of: ContentOf, bytes: Uint8Array): Promise<void> => {
  if (!hasTakenAlong()) return;
  const store = await openFieldStore();
  const taken = await store.get("taken", of.engagementId);
  if (taken === undefined || taken.until < Date.now()) return;
  const content = new Blob([new Uint8Array(bytes)]);
  await store.put("contents", { ...of, content, until: taken.until });
};

export const findContent = async (of: ContentOf): Promise<Uint8Array | undefined> => {
  if (!hasTakenAlong()) return undefined;
  const kept = await (await openFieldStore()).get("contents", [of.engagementId, of.sha256]);
  if (kept === undefined || kept.until < Date.now()) return undefined;
  return new Uint8Array(await kept.content.arrayBuffer());
};
