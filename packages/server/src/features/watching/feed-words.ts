/** Changes of verdicts in words, for readers of the feed. */

import type { Language, LocalizedText } from "@fenji/kernel";
import type { Pack } from "@fenji/regime";

export interface ToldChange {
  readonly requirement: string;
  readonly from: string;
  readonly to: string;
}

const verdicts: Readonly<Record<string, LocalizedText>> = {
  met: { zh: "符合", en: "met" },
  partlyMet: { zh: "部分符合", en: "partly met" },
  notMet: { zh: "不符合", en: "not met" },
  notApplicable: { zh: "不适用", en: "not applicable" },
  notEvidenced: { zh: "未取证", en: "not evidenced" },
  contested: { zh: "有争议", en: "contested" },
};

const verdictName = (verdict: string, language: Language): string =>
  verdicts[verdict]?.[language] ?? verdict;

/** Lines of one item. */
const mostLines = 50;

export const titleInWords = (changes: readonly ToldChange[], language: Language): string => {
  const worse = changes.filter(({ to }) => to === "notMet" || to === "contested").length;
  return language === "zh"
    ? `${changes.length} 项判定改变，其中 ${worse} 项现为不符合或有争议`
    : `${changes.length} ${changes.length === 1 ? "verdict" : "verdicts"} changed, ${worse} now not met or contested`;
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
