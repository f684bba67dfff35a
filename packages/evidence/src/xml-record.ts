/** An element of an XML file kept whole, as long as it is of a size that a person would write. */

export interface XmlRecord {
  /** Local name. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Its own text, trimmed, without that of its children; cut where it is too long. */
  readonly text: string;
  readonly children: readonly XmlRecord[];
  /** `line:column` of its `<`. */
  readonly at: string;
}

/** Of one record; what goes beyond is left out of it. */
const recordLimits = { maxElements: 5_000, maxCharacters: 1_048_576 } as const;

interface Growing {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
  readonly children: XmlRecord[];
  readonly at: string;
}

export interface RecordBuilder {
  readonly building: () => boolean;
  readonly open: (name: string, attributes: Readonly<Record<string, string>>, at: string) => void;
  readonly text: (text: string) => void;
  /** The record that the end tag ends, null for one inside. */
  readonly close: () => XmlRecord | null;
}

export const recordBuilder = (maxText: number): RecordBuilder => {
  const open: Growing[] = [];
  let [elements, characters] = [0, 0];
  return {
    building: () => open.length > 0,
    open: (name, attributes, at) => {
      if (open.length === 0) [elements, characters] = [0, 0];
      elements += 1;
      open.push({ name, attributes: { ...attributes }, text: "", children: [], at });
    },
    text: (text) => {
      const growing = open.at(-1);
      if (growing === undefined) return;
      const room = Math.min(maxText - growing.text.length, recordLimits.maxCharacters - characters);
      if (room <= 0) return;
      const kept = text.slice(0, room);
      characters += kept.length;
      growing.text += kept;
    },
    close: () => {
      const growing = open.pop();
      if (growing === undefined) return null;
      const record: XmlRecord = { ...growing, text: growing.text.trim() };
      const parent = open.at(-1);
      if (parent === undefined) return record;
      if (elements <= recordLimits.maxElements) parent.children.push(record);
      return null;
    },
  };
};

/** The first child of that name. */
export const childOf = (record: XmlRecord | undefined, name: string): XmlRecord | undefined =>
  record?.children.find((child) => child.name === name);

export const childrenOf = (record: XmlRecord | undefined, name: string): readonly XmlRecord[] =>
  record?.children.filter((child) => child.name === name) ?? [];

/** Text of the first child of that name; undefined where there is none or it is empty. */
export const childText = (record: XmlRecord | undefined, name: string): string | undefined => {
  const text = childOf(record, name)?.text;
  return text === "" ? undefined : text;
};
