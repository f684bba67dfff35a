/** Changes of verdicts in words, for readers of the feed. */

import type { Language, LocalizedText } from "@fenji/kernel";
import type { Pack } from "@fenji/regime";

export interface ToldChange {
  readonly requirement: string;
  readonly from: string;
  readonly to: string;
}

const verdictNames: Readonly<Record<string, LocalizedText>> = {
  met: { zh: "符合", en: "met" },
  partlyMet: { zh: "部分符合", en: "partly met" },
  notMet: { zh: "不符合", en: "not met" },
  notApplicable: { zh: "不适用", en: "not applicable" },
  notEvidenced: { zh: "未取证", en: "not evidenced" },
  contested: { zh: "有争议", en: "contested" },
};

const verdictName = (verdict: string, language: Language): string =>
  verdictNames[verdict]?.[language] ?? verdict;

/** Lines of one item. */
const mostLines = 50;

interface ToldChanges {
  readonly changes: readonly ToldChange[];
  readonly firstJudged: boolean;
  readonly regime: string;
}

/** Names the regime, and says so where it judged the firm for the first time: then nothing got worse, it became known. */
export const titleInWords = (
  { changes, firstJudged, regime }: ToldChanges,
  language: Language,
): string => {
  const worse = changes.filter(({ to }) => to === "notMet" || to === "contested").length;
  const n = changes.length;
  const verdicts = n === 1 ? "verdict" : "verdicts";
  const changed: LocalizedText = {
    zh: `${n} 项判定改变，其中 ${worse} 项现为不符合或有争议`,
    en: `${n} ${verdicts} changed, ${worse} now not met or contested`,
  };
  const first: LocalizedText = {
    zh: `首次判定，得出 ${n} 项，其中 ${worse} 项不符合或有争议`,
    en: `judged for the first time, ${n} ${verdicts}, ${worse} not met or contested`,
  };
  const happened = (firstJudged ? first : changed)[language];
  return `${regime}${language === "zh" ? "：" : ": "}${happened}`;
};

export const changesInWords = (
  changes: readonly ToldChange[],
  pack: Pack | undefined,
  language: Language,
): string => {
  const titles = new Map(pack?.requirements.map(({ id, title }) => [id, title[language]]));
  const lines = changes.slice(0, mostLines).map(({ requirement, from, to }) => {
    const title = titles.get(requirement);
    const name = title === undefined ? requirement : `${requirement} ${title}`;
    return `${name}: ${verdictName(from, language)} → ${verdictName(to, language)}`;
  });
  return changes.length > mostLines ? [...lines, "…"].join("\n") : lines.join("\n");
};
