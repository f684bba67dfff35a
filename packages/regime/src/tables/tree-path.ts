/** Members of nested records by a path with dots. */

type Members = Readonly<Record<string, unknown>>;

export const isMembers = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The text under a name, "" where there is none. */
export const textIn = (record: unknown, name: string): string => {
  const value = isMembers(record) && Object.hasOwn(record, name) ? record[name] : undefined;
  return typeof value === "string" ? value : "";
};

const stepsOf = (path: string): readonly string[] => path.split(".");

export const memberAt = (record: unknown, path: string): unknown => {
  let value = record;
  for (const step of stepsOf(path)) {
    if (!isMembers(value)) return undefined;
    value = Object.hasOwn(value, step) ? value[step] : undefined;
  }
  return value;
};

/** A copy that shares nothing, to take members out of or put members in. */
export const copyOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(copyOf);
  return isMembers(value) ? copyOfMembers(value) : value;
};

export const copyOfMembers = (record: Members): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).map(([name, member]) => [name, copyOf(member)]));

const isOpen = (value: unknown): value is Record<string, unknown> => isMembers(value);

/** Takes a member out of a record. */
export const removeAt = (record: Record<string, unknown>, path: string): void => {
  const steps = stepsOf(path);
  let at: unknown = record;
  for (const step of steps.slice(0, -1)) at = isOpen(at) ? at[step] : undefined;
  if (isOpen(at)) delete at[steps.at(-1) ?? ""];
};

/** Puts a member into a record and makes the records on the way. What is no record on the way is replaced. */
export const putAt = (record: Record<string, unknown>, path: string, value: unknown): void => {
  const steps = stepsOf(path);
  let at = record;
  for (const step of steps.slice(0, -1)) {
    const inner = Object.hasOwn(at, step) ? at[step] : undefined;
    const next: Record<string, unknown> = isOpen(inner) ? inner : {};
    if (next !== inner) define(at, step, next);
    at = next;
  }
  define(at, steps.at(-1) ?? "", value);
};

/** As own members even where the name is `__proto__`. */
const define = (record: Record<string, unknown>, name: string, value: unknown): void => {
  Object.defineProperty(record, name, {
    value,
    enumerable: true,
    writable: true,
    configurable: true,
  });
};
