/** Picks the wanted parts out of a JSON text of any size: they become values, the rest is only checked. */

import {
  createJsonScanner,
  endJson,
  scanJson,
  type JsonScalar,
  type JsonSink,
} from "./json-scanner.ts";

export type JsonValue = JsonScalar | JsonValue[] | JsonObject;

export interface JsonObject {
  [key: string]: JsonValue;
}

export type JsonPath = readonly (string | number)[];

/** What to do with the value at a path: look inside, keep it whole, or pass over it. */
export type Choice = "enter" | "value" | "skip";

/** Asked for every member and element that is not inside a skipped one; "skip" also prunes what is kept. */
export type Select = (path: JsonPath) => Choice;

export type JsonEvent =
  | { readonly kind: "open"; readonly path: JsonPath; readonly array: boolean }
  | { readonly kind: "close"; readonly path: JsonPath; readonly array: boolean }
  | { readonly kind: "value"; readonly path: JsonPath; readonly value: JsonValue };

/** Of one kept value; what goes beyond is left out of it. */
const valueLimits = { maxNodes: 5_000, maxCharacters: 1_048_576 } as const;

interface Frame {
  readonly array: boolean;
  readonly choice: Choice;
  /** What is being built, when the choice is "value". */
  readonly built: JsonValue[] | JsonObject | undefined;
  index: number;
}

interface Selection {
  readonly select: Select;
  /** Documents begun, when several follow one another; -1 for a text that is one document. */
  document: number;
  readonly frames: Frame[];
  readonly path: (string | number)[];
  readonly events: JsonEvent[];
  choice: Choice;
  nodes: number;
  characters: number;
}

export interface JsonReading {
  /** Several documents follow one another; every path then begins with the number of its document, from 0. */
  readonly sequence?: boolean;
}

/**
 * The selected parts in file order, the same however the text is cut.
 * @throws AppError `evidence.json-*` naming line and column; what came before has been yielded.
 */
export async function* selectJson(
  text: AsyncIterable<string>,
  select: Select,
  { sequence = false }: JsonReading = {},
): AsyncGenerator<JsonEvent> {
  const path = sequence ? [0] : [];
  const selection: Selection = {
    select,
    document: sequence ? 0 : -1,
    frames: [],
    path,
    events: [],
    choice: select(path),
    nodes: 0,
    characters: 0,
  };
  const scanner = createJsonScanner(sinkOf(selection), sequence);
  for await (const piece of text) {
    try {
      scanJson(scanner, piece);
    } finally {
      yield* selection.events;
      selection.events.length = 0;
    }
  }
  endJson(scanner);
  yield* selection.events;
}

const sinkOf = (selection: Selection): JsonSink => ({
  openObject: () => openContainer(selection, false),
  closeObject: () => closeContainer(selection),
  openArray: () => openContainer(selection, true),
  closeArray: () => {
    selection.path.pop();
    closeContainer(selection);
  },
  key: (text) => beginSlot(selection, text),
  scalar: (value) => takeScalar(selection, value),
  get wanted() {
    return selection.choice === "value";
  },
});

/** A slot is the place of one value: a member after its key, an element before it is seen. */
const beginSlot = (selection: Selection, step: string | number): void => {
  selection.path.push(step);
  const parent = selection.frames.at(-1);
  if (parent === undefined || parent.choice === "skip") {
    selection.choice = "skip";
    return;
  }
  const wished = selection.select(selection.path);
  if (parent.choice === "enter") {
    selection.choice = wished;
    if (wished === "value") {
      selection.nodes = 0;
      selection.characters = 0;
    }
    return;
  }
  const full =
    selection.nodes >= valueLimits.maxNodes || selection.characters >= valueLimits.maxCharacters;
  selection.choice = wished === "skip" || full ? "skip" : "value";
};

const endSlot = (selection: Selection): void => {
  selection.path.pop();
  const parent = selection.frames.at(-1);
  if (parent === undefined && selection.document >= 0) {
    selection.document += 1;
    selection.path.push(selection.document);
    selection.choice = selection.select(selection.path);
    selection.nodes = 0;
    selection.characters = 0;
  }
  if (parent?.array !== true) return;
  parent.index += 1;
  beginSlot(selection, parent.index);
};

const takeScalar = (selection: Selection, value: JsonScalar): void => {
  if (selection.choice === "value") {
    selection.nodes += 1;
    if (typeof value === "string") selection.characters += value.length;
    place(selection, value);
  }
  endSlot(selection);
};

/** Puts a value into the one that is being built, or reports it when it stands alone. */
const place = (selection: Selection, value: JsonValue): void => {
  const into = selection.frames.at(-1)?.built;
  const step = selection.path.at(-1);
  if (into === undefined)
    selection.events.push({ kind: "value", path: [...selection.path], value });
  else if (Array.isArray(into)) into.push(value);
  else if (typeof step === "string") into[step] = value;
};

const openContainer = (selection: Selection, array: boolean): void => {
  const { choice } = selection;
  if (choice === "enter") selection.events.push({ kind: "open", path: [...selection.path], array });
  if (choice === "value") selection.nodes += 1;
  const built = choice === "value" ? emptyContainer(array) : undefined;
  selection.frames.push({ array, choice, built, index: 0 });
  if (array) beginSlot(selection, 0);
};

/** Objects have no prototype, so that a member named `__proto__` is a member. */
const emptyContainer = (array: boolean): JsonValue[] | JsonObject => {
  if (array) return [];
  const object: JsonObject = Object.create(null);
  return object;
};

const closeContainer = (selection: Selection): void => {
  const frame = selection.frames.pop();
  if (frame?.choice === "enter") {
    selection.events.push({ kind: "close", path: [...selection.path], array: frame.array });
  }
  if (frame?.built !== undefined) place(selection, frame.built);
  endSlot(selection);
};
