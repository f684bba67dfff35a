/** Both languages of evidence and uploads, for `useMessages`. */

import { en } from "./en.ts";
import { zh, type EvidenceMessages } from "./zh.ts";

export const evidenceMessages: { readonly zh: EvidenceMessages; readonly en: EvidenceMessages } = {
  zh,
  en,
};
