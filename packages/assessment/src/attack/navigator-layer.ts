/** A layer of MITRE ATT&CK Navigator: the state of every technique as a colour, and the gaps as its comment. */

import type { Language, LocalizedText } from "@fenji/kernel";
import type { TechniquePack } from "@fenji/regime";
import type { JudgedTechnique, TechniqueState } from "./judge-techniques.ts";

/** Version 4.5 of the layer format; members as its specification names them. */
export interface NavigatorLayer {
  readonly name: string;
  readonly versions: {
    readonly attack: string;
    readonly navigator: string;
    readonly layer: string;
  };
  readonly domain: string;
  readonly description: string;
  readonly techniques: readonly {
    readonly techniqueID: string;
    readonly tactic: string;
    readonly color: string;
    readonly comment: string;
    readonly enabled: boolean;
    readonly showSubtechniques: boolean;
  }[];
  readonly legendItems: readonly { readonly label: string; readonly color: string }[];
  readonly hideDisabled: boolean;
}

export const techniqueStateNames: Readonly<Record<TechniqueState, LocalizedText>> = {
  open: { zh: "未挡住", en: "open" },
  partly: { zh: "部分挡住", en: "partly covered" },
  unknown: { zh: "未知", en: "unknown" },
  covered: { zh: "已覆盖", en: "covered" },
  unmapped: { zh: "无对应要求", en: "no requirement" },
};

const colours: Readonly<Record<TechniqueState, string>> = {
  open: "#e57373",
  partly: "#ffb74d",
  unknown: "#b0bec5",
  covered: "#81c784",
  unmapped: "#ffffff",
};

const verdictOrder = ["notMet", "partlyMet", "contested", "notEvidenced"] as const;

/** Requirements that keep the technique from being covered, the worst first. */
const commentOf = ({ defences }: JudgedTechnique, language: Language): string =>
  verdictOrder
    .flatMap((wanted) => defences.filter(({ verdict }) => verdict === wanted))
    .map(({ requirement }) => `${requirement.id} ${requirement.title[language]}`)
    .join("; ");

export const navigatorLayer = (
  pack: TechniquePack,
  techniques: readonly JudgedTechnique[],
  { name, language }: { readonly name: string; readonly language: Language },
): NavigatorLayer => {
  const shortOf = new Map(pack.tactics.map(({ id, short }) => [id, short]));
  const states = Object.keys(colours) as readonly TechniqueState[];
  return {
    name,
    versions: {
      attack: pack.header.version.replace(/\..*$/, ""),
      navigator: "5.1.0",
      layer: "4.5",
    },
    domain: pack.domain,
    description: pack.header.notice[language],
    techniques: techniques.flatMap((judged) =>
      judged.technique.tactics.map((tactic) => ({
        techniqueID: judged.technique.id,
        tactic: shortOf.get(tactic) ?? tactic,
        color: colours[judged.state],
        comment: commentOf(judged, language),
        enabled: true,
        showSubtechniques: false,
      })),
    ),
    legendItems: states.map((state) => ({
      label: techniqueStateNames[state][language],
      color: colours[state],
    })),
    hideDisabled: false,
  };
};
