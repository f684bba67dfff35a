/** Reads the rules of SCAP Security Guide with the NIST 800-53 controls that the guide itself writes beside them. */

import { createReadStream } from "node:fs";
import { makeRuleTable } from "../packages/evidence/src/xccdf-rules.ts";
import { readXml } from "../packages/evidence/src/xml-stream.ts";

/** By `ssg:<rule>`: controls as `AC-6` and enhancements as `AC-6(2)`; empty where the guide names none. */
export type TaggedRules = ReadonlyMap<string, ReadonlySet<string>>;

const ssgRule = "xccdf_org.ssgproject.content_rule_";

/** A control or its enhancement; parts of statements (`CM-6(a)`) stand under their control already. */
const control = /^nist:([A-Z]{2}-\d{1,2}(?:\(\d{1,2}\))?)$/;

const controlsAmong = (refs: readonly string[]): string[] =>
  refs.flatMap((ref) => control.exec(ref)?.[1] ?? []);

/** Of any XCCDF, data stream or ARF: rules are found at any depth, results are passed over. */
const readRules = async (path: string): Promise<TaggedRules> => {
  const table = makeRuleTable();
  const ids: string[] = [];
  const context = {
    decoder: (label: string) => new TextDecoder(label),
    now: "2026-01-01T00:00:00.000Z",
  };
  const told = readXml(createReadStream(path), context, () => ({
    open: (element) => {
      if (element.name !== "Rule" && element.parent !== "Rule")
        return element.name === "TestResult" ? "skip" : "enter";
      if (element.name === "Rule") ids.push(element.attributes["id"] ?? "");
      return table.open(element);
    },
    close: table.close,
    end: () => undefined,
  }));
  for await (const _ of told);
  return new Map(
    ids
      .filter((id) => id.startsWith(ssgRule))
      .map((id) => [
        `ssg:${id.slice(ssgRule.length)}`,
        new Set(controlsAmong(table.find(id)?.refs ?? [])),
      ]),
  );
};

/** Products repeat most rules; a rule has the controls that any of them names. */
export const readTaggedRules = async (paths: readonly string[]): Promise<TaggedRules> => {
  const all = new Map<string, Set<string>>();
  for (const path of paths)
    for (const [rule, controls] of await readRules(path))
      all.set(rule, new Set([...(all.get(rule) ?? []), ...controls]));
  return all;
};
