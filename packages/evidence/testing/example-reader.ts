/** Reads the report of a tool that does not exist: the template for a new reader, kept right by its test. */

import { identifierRefs, ownRef, severityOf } from "../src/finding-refs.ts";
import { hostSubject } from "../src/host-subject.ts";
import { numberAt, textAt, textsAt, valueAt } from "../src/json-value.ts";
import { listReader, type Listed } from "../src/list-report.ts";
import type { ObservationResult } from "../src/observation.ts";

/** The tool's words for how a check went; a word that is not here is warned of, never guessed. */
const results: ReadonlyMap<string, ObservationResult> = new Map([
  ["ok", "pass"],
  ["bad", "fail"],
  ["off", "notApplicable"],
  ["broken", "error"],
]);

const said = (text: string | undefined): string[] => (text === undefined ? [] : [text]);

const takeCheck = (found: Parameters<typeof textAt>[0]): readonly Listed[] => {
  const id = textAt(found, "id");
  if (id === undefined) return [{ warning: "id-missing", detail: "id" }];
  const state = textAt(found, "state") ?? "";
  const result = results.get(state);
  return [
    ...(result === undefined ? [{ warning: "result-unknown", detail: state } as const] : []),
    {
      check: ownRef("plantcheck", id),
      title: textAt(found, "title") ?? null,
      // Names that others know the check by; what they mean for a requirement is the pack's to say.
      refs: identifierRefs(textsAt(found, "refs")),
      result: result ?? "error",
      severity: severityOf(textAt(found, "level")),
      message: textAt(found, "detail") ?? null,
    },
  ];
};

export const exampleReader = listReader({
  format: "plantcheck",
  name: { zh: "PlantCheck（示例）", en: "PlantCheck (an example)" },
  versions: ["1"],
  // By content, with at least two members that no other tool's report has together.
  detect: (root) =>
    textAt(root, "plantcheck") !== undefined && valueAt(root, "host", "machine") !== undefined,
  heads: ["/plantcheck", "/host", "/finished", "/failed"],
  lists: [{ at: "/checks/#", take: takeCheck }],
  run: (around) => {
    const host = around("/host");
    const { subject, unclear } = hostSubject({
      machineIds: said(textAt(host, "machine")),
      macs: [],
      names: said(textAt(host, "name")),
      addresses: textsAt(host, "addresses"),
    });
    const finished = textAt(around("/finished"));
    return {
      head: {
        tool: { name: "plantcheck", version: textAt(around("/plantcheck")) ?? null },
        family: "plantcheck",
        scope: "plantcheck",
        kinds: ["misconfiguration"],
      },
      subject,
      unclear,
      observedAt: finished ?? null,
      // A run that broke off proves nothing by its silence.
      complete: finished !== undefined,
      declared: numberAt(around("/failed")),
    };
  },
});
