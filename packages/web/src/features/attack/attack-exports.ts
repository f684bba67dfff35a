/** The matrix as files: CSV for a spreadsheet, a layer for ATT&CK Navigator. */

import { navigatorLayer } from "@fenji/assessment";
import { attackMessages } from "../../i18n/attack/attack-messages.ts";
import { verdictWords } from "../../i18n/verdict-words.ts";
import { useLanguage, useMessages, useText } from "../../i18n/language.tsx";
import { downloadCsv } from "../../ui/csv.ts";
import { saveText } from "../../ui/save-text.ts";
import { defencesOf, requirementsById } from "./attack-defences.ts";
import type { Attack } from "./attack-queries.ts";

/** A row for each technique and requirement against it; one row for a technique that has none. */
export const useExportCsv = (attack: Attack) => {
  const m = useMessages(attackMessages);
  const words = useMessages(verdictWords);
  const text = useText();
  return (): void => {
    const byId = requirementsById(attack);
    const names = new Map(attack.tactics.map(({ id, name }) => [id, text(name)]));
    const rows = attack.techniques.flatMap((technique) => {
      const head = [
        technique.id,
        text(technique.name),
        technique.tactics.map((id) => names.get(id) ?? id).join("; "),
        m.states[technique.state],
      ];
      const defences = defencesOf(technique, byId);
      if (defences.length === 0) return [[...head, null, null, null, null]];
      return defences.map(({ requirement, does }) => [
        ...head,
        requirement.id,
        text(requirement.title),
        m.does[does],
        words[requirement.verdict],
      ]);
    });
    const headings = [
      m.technique,
      m.name,
      m.tactics,
      m.state,
      m.requirement,
      m.requirementTitle,
      m.role,
    ];
    downloadCsv(m.csvName, [
      [...headings, m.verdict],
      ...rows,
      [text(attack.techniquePack.notice)],
    ]);
  };
};

export const useExportLayer = (attack: Attack) => {
  const m = useMessages(attackMessages);
  const { language } = useLanguage();
  return (): void => {
    const byId = requirementsById(attack);
    const techniques = attack.techniques.map((technique) => ({
      technique,
      state: technique.state,
      defences: defencesOf(technique, byId).map(({ requirement }) => ({
        requirement,
        verdict: requirement.verdict,
      })),
    }));
    const matrix = { ...attack.techniquePack, tactics: attack.tactics };
    const layer = navigatorLayer(matrix, techniques, { name: m.title, language });
    saveText(m.layerName, `${JSON.stringify(layer, null, 2)}\n`, "application/json");
  };
};
