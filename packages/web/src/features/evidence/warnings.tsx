/** What a file's import warned of, each with its place; long lists are folded away. */

import { warningTable, type LocalizedText } from "@fenji/kernel";
import { evidenceMessages } from "../../i18n/evidence/evidence-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";

interface WarningsProps {
  readonly warnings: readonly {
    readonly code: string;
    readonly at: string;
    readonly detail: string;
  }[];
}

export const Warnings = ({ warnings }: WarningsProps) => {
  const m = useMessages(evidenceMessages);
  const text = useText();
  return (
    <details className="warnings">
      <summary>△ {m.warnings(warnings.length)}</summary>
      <ul>
        {warnings.slice(0, 50).map((warning, index) => (
          <li key={index} className="wrap-anywhere">
            {warningText(warning.code, m.importWarnings, text)}
            {warning.detail !== "" && `: ${warning.detail}`}{" "}
            <span className="quiet">
              {m.at} {warning.at}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
};

/** Readers warn from the kernel's table, the import itself from ours; what is in neither shows its code. */
const warningText = (
  code: string,
  ours: Readonly<Record<string, string>>,
  text: (text: LocalizedText) => string,
): string => {
  const known = Object.entries(warningTable).find(([name]) => name === code)?.[1];
  return known === undefined ? (ours[code] ?? code) : text(known);
};
