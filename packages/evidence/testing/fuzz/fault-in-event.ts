/** Says what is wrong with an event of a reader, by the promises of the model. */

import { warningTable } from "@fenji/kernel";
import type { Observation, ReadEvent, Subject } from "../../src/index.ts";

const kinds = new Set(["host", "image", "repository", "network", "organisation", "product"]);
const results = new Set(["pass", "fail", "notApplicable", "error", "info"]);
const severities = new Set([null, "none", "low", "medium", "high", "critical"]);

/** No text of a report that is kept is longer. */
const maxText = 2_000;
const maxRefs = 500;

const isInstant = (text: string): boolean =>
  /^([+-]\d{6}|\d{4})-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text) &&
  !Number.isNaN(Date.parse(text));

const isRef = (text: string): boolean => /^[a-z][a-z0-9-]{0,60}:[^\n]+$/.test(text);

const badText = (texts: Readonly<Record<string, string | null>>, max = maxText): string | null => {
  for (const [name, text] of Object.entries(texts)) {
    if (text === null) continue;
    if (text.length > max) return `${name} is ${text.length} long`;
    if (!text.isWellFormed()) return `${name} is not well-formed`;
    if (text.includes("\0")) return `${name} holds NUL`;
  }
  return null;
};

const badSubject = ({ kind, id, identifiers }: Subject): string | null => {
  if (!kinds.has(kind)) return `subject kind ${kind}`;
  if (id === "") return "subject without id";
  if (Object.keys(identifiers).length > 100) return "too many identifiers";
  if (Object.values(identifiers).some((value) => typeof value !== "string"))
    return "an identifier that is no text";
  return badText({ "subject id": id }) ?? badText(identifiers, 20_000);
};

const badObservation = (told: Observation): string | null => {
  const { check, revision, title, refs, result, severity, observedAt, at, message } = told;
  if (!isRef(check)) return `check ${check.slice(0, 80)}`;
  if (!results.has(result)) return `result ${result}`;
  if (!severities.has(severity)) return `severity ${String(severity)}`;
  if (at === "") return "no place";
  if (observedAt !== null && !isInstant(observedAt)) return `time ${observedAt}`;
  if (refs.length > maxRefs) return `${refs.length} refs`;
  const ref = refs.find((one) => !isRef(one));
  if (ref !== undefined) return `ref ${ref.slice(0, 80)}`;
  return (
    badText({ check, revision, title, message, place: at }) ??
    badText(Object.fromEntries(refs.map((one, index) => [`ref ${index}`, one])))
  );
};

/** Null when all is well. */
export const faultInEvent = (event: ReadEvent): string | null => {
  switch (event.kind) {
    case "tool":
      if (event.family === "") return "no family";
      return badText({ name: event.tool.name, version: event.tool.version });
    case "scope":
      if (event.scope === "") return "no scope";
      return badSubject(event.subject) ?? badText({ scope: event.scope });
    case "observation":
      if (event.scope === "") return "no scope";
      return badSubject(event.observation.subject) ?? badObservation(event.observation);
    case "warning":
      if (!Object.hasOwn(warningTable, event.code)) return `warning ${event.code}`;
      if (event.at === "") return `warning ${event.code} without place`;
      return badText({ at: event.at, detail: event.detail });
  }
};
