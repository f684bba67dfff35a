/** Takes a signed message apart: which parts it has, what each holds, and where it stands in the bytes. */

export interface MessagePart {
  /** Where it is: `message.from`, `message.body.facts`, `signatures`. */
  readonly path: string;
  /** Under which name its meaning is written: `message.from`, `filing.facts`. */
  readonly meaning: string;
  readonly value: unknown;
  /** Where `"name":value` stands in the text; null where it could not be found. */
  readonly range: { readonly from: number; readonly to: number } | null;
}

type Members = Readonly<Record<string, unknown>>;

const isMembers = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** undefined where the bytes are not a message's JSON. */
export const partsOf = (bytes: string): readonly MessagePart[] | undefined => {
  const envelope = parse(bytes);
  if (!isMembers(envelope)) return undefined;
  const message = isMembers(envelope["message"]) ? envelope["message"] : {};
  const body = isMembers(message["body"]) ? message["body"] : {};
  const kind = typeof message["kind"] === "string" ? message["kind"] : "";
  const part = (path: string, name: string, value: unknown): MessagePart => ({
    path,
    meaning: path.startsWith("message.body.") ? `${kind}.${name}` : path,
    value,
    range: rangeOf(bytes, name, value),
  });
  return [
    ...entries(envelope, ["message", "signatures"]).map(([name, value]) => part(name, name, value)),
    ...entries(message, ["body"]).map(([name, value]) => part(`message.${name}`, name, value)),
    ...entries(body, []).map(([name, value]) => part(`message.body.${name}`, name, value)),
    ...("signatures" in envelope ? [part("signatures", "signatures", envelope["signatures"])] : []),
  ];
};

/** The canonical text under the signatures: the member `message`, as it stands between the others. */
export const signedTextOf = (bytes: string): string => {
  const name = '"message":';
  const from = bytes.indexOf(name);
  const to = bytes.lastIndexOf(',"signatures":[');
  return from < 0 || to < from ? bytes : bytes.slice(from + name.length, to);
};

const entries = (members: Members, without: readonly string[]): [string, unknown][] =>
  Object.entries(members).filter(([name]) => !without.includes(name));

const parse = (bytes: string): unknown => {
  try {
    return JSON.parse(bytes);
  } catch {
    return undefined;
  }
};

/** Canonical JSON has no blanks and a fixed order, so what was parsed writes itself as it stood. */
const rangeOf = (bytes: string, name: string, value: unknown): MessagePart["range"] => {
  const written = `${JSON.stringify(name)}:${JSON.stringify(value)}`;
  const from = bytes.indexOf(written);
  return from < 0 ? null : { from, to: from + written.length };
};
