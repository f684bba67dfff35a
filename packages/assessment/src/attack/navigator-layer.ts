/** A layer of MITRE ATT&CK Navigator: the state of every technique as a colour, and the gaps as its comment. */

import type { Language, LocalizedText } from "@fenji/kernel";
import type { Tactic } from "@fenji/regime";
import type { Verdict } from "../verdict.ts";
import type { TechniqueState } from "./judge-techniques.ts";

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

/** The matrix that the layer lies on. */
export interface LayerMatrix {
  /** Of ATT&CK, e.g. `18.1`. */
  readonly version: string;
  readonly domain: string;
  readonly notice: LocalizedText;
  readonly tactics: readonly Tactic[];
}

export interface LayerTechnique {
  readonly technique: { readonly id: string; readonly tactics: readonly string[] };
  readonly state: TechniqueState;
  readonly defences: readonly {
    readonly requirement: { readonly id: string; readonly title: LocalizedText };
    readonly verdict: Verdict;
  }[];
}

const verdictOrder = ["notMet", "partlyMet", "contested", "notEvidenced"] as const;

/** Requirements that keep the technique from being covered, the worst first. */
const commentOf = ({ defences }: LayerTechnique, language: Language): string =>
  verdictOrder
    .flatMap((wanted) => defences.filter(({ verdict }) => verdict === wanted))
    .map(({ requirement }) => `${requirement.id} ${requirement.title[language]}`)
    .join("; ");

export const navigatorLayer = (
  matrix: LayerMatrix,
  techniques: readonly LayerTechnique[],
  { name, language }: { readonly name: string; readonly language: Language },
): NavigatorLayer => {
  const shortOf = new Map(matrix.tactics.map(({ id, short }) => [id, short]));
  const states = Object.keys(colours) as readonly TechniqueState[];
  return {
    name,
    versions: {
      attack: matrix.version.replace(/\..*$/, ""),
      navigator: "5.1.0",
      layer: "4.5",
    },
    domain: matrix.domain,
    description: matrix.notice[language],
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
