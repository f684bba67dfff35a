/** Says where an OSCAL document is not what the model asks for; by the published schemas, where they are at hand. */

import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const schemas =
  process.env["FENJI_OSCAL_SCHEMAS"] ??
  join(import.meta.dirname, "../../../../../../../shared/schemas/oscal");

/** For a test's name, so that it says what it checked with. */
export const checkedWith = existsSync(schemas) ? `, and by the schemas in ${schemas}` : "";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const token = /^[\p{L}_][\p{L}\p{N}.\-_]*$/u;
const line = /^\S(?:.*\S)?$/u;
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;
const shapes: Readonly<Record<string, RegExp>> = {
  uuid,
  "control-id": token,
  "target-id": token,
  "role-id": token,
  title: line,
  value: line,
  start: instant,
  end: instant,
  collected: instant,
  deadline: instant,
  "last-modified": instant,
};

const isWrong = (name: string, member: unknown): boolean => {
  const shape = name.endsWith("-uuid") ? uuid : shapes[name];
  return typeof member === "string" && shape !== undefined && !shape.test(member);
};

/** Places whose value is not of the type that OSCAL gives to members of that name; lists must not be empty. */
const shapeFaults = (value: unknown, path: string): readonly string[] => {
  if (Array.isArray(value))
    return value.length === 0
      ? [path]
      : value.flatMap((item, index) => shapeFaults(item, `${path}.${index}`));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => [
    ...(isWrong(name, member) ? [`${path}.${name}`] : []),
    ...shapeFaults(member, `${path}.${name}`),
  ]);
};

/** The validator that the server's framework brings. */
const schemaFaults = (model: string, document: unknown): readonly unknown[] => {
  const require = createRequire(import.meta.url);
  const [validator, formats] = ["ajv", "ajv-formats"].map((name) => require(name));
  const ajv = new validator.default({ strict: false, allErrors: true });
  formats.default(ajv);
  const schema = JSON.parse(readFileSync(join(schemas, `oscal_${model}_schema.json`), "utf8"));
  const validate = ajv.compile(schema);
  return validate(document) === true ? [] : validate.errors.slice(0, 3);
};

export const oscalFaults = (
  model: "assessment-results" | "poam",
  document: unknown,
): readonly unknown[] => [
  ...shapeFaults(document, ""),
  ...(checkedWith === "" ? [] : schemaFaults(model, document)),
];
