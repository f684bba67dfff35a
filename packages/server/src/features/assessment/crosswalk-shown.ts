/** The published vocabularies that a requirement touches, by name, without those that it does not. */

import type { LocalizedText } from "@fenji/kernel";
import type { CrosswalkRefs } from "@fenji/regime";

export interface VocabularyShown {
  readonly vocabulary: LocalizedText;
  readonly identifiers: string[];
}

const vocabularies: readonly {
  readonly name: LocalizedText;
  readonly identifiers: (refs: CrosswalkRefs) => readonly (string | number)[];
}[] = [
  {
    name: {
      zh: "工业控制系统网络安全防护指南（2024）",
      en: "Industrial control system protection guide (2024)",
    },
    identifiers: ({ icsGuide2024 }) => icsGuide2024,
  },
  {
    name: { zh: "等级保护 GB/T 22239-2019", en: "MLPS GB/T 22239-2019" },
    identifiers: ({ mlps }) => mlps,
  },
  {
    name: { zh: "NIST SP 800-53r5", en: "NIST SP 800-53r5" },
    identifiers: ({ nist80053r5 }) => nist80053r5,
  },
  { name: { zh: "IEC 62443-3-3", en: "IEC 62443-3-3" }, identifiers: ({ iec62443 }) => iec62443 },
];

export const crosswalkShown = (refs: CrosswalkRefs): VocabularyShown[] =>
  vocabularies
    .map(({ name, identifiers }) => ({
      vocabulary: name,
      identifiers: identifiers(refs).map(String),
    }))
    .filter(({ identifiers }) => identifiers.length > 0);
