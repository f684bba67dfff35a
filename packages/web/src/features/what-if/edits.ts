/** Numbers that were moved: what they are now, in which order, and back again. */

import { editRules, editablePaths, type EditablePath, type RuleEdit } from "@fenji/grading";
import { AppError } from "@fenji/kernel";
import type { Grading } from "@fenji/regime";

export interface EditState {
  readonly edits: readonly RuleEdit[];
  readonly past: readonly (readonly RuleEdit[])[];
  readonly future: readonly (readonly RuleEdit[])[];
  /** The number being moved: a whole drag is one step back. */
  readonly moving: string | null;
  /** Why the last edit was not taken. */
  readonly refusal: AppError | null;
}

export type EditAction =
  | { readonly kind: "set"; readonly path: string; readonly value: number }
  | { readonly kind: "settle" }
  | { readonly kind: "reset"; readonly path: string }
  | { readonly kind: "undo" | "redo" | "reset-all" }
  | { readonly kind: "open"; readonly edits: readonly RuleEdit[] };

export const startEdits = (edits: readonly RuleEdit[]): EditState => ({
  edits,
  past: [],
  future: [],
  moving: null,
  refusal: null,
});

const mostSteps = 200;

const placesOf = (paths: readonly EditablePath[], path: string): readonly string[] =>
  (paths.find((one) => one.path === path)?.targets ?? []).map((target) => JSON.stringify(target));

/** Edits of the same places make way: one number has one value. */
const without = (
  paths: readonly EditablePath[],
  edits: readonly RuleEdit[],
  path: string,
): readonly RuleEdit[] => {
  const places = new Set(placesOf(paths, path));
  return edits.filter((edit) => !placesOf(paths, edit.path).every((place) => places.has(place)));
};

/** Also those that share a place only in part: afterwards the number stands as the pack has it. */
const withoutAny = (
  paths: readonly EditablePath[],
  edits: readonly RuleEdit[],
  path: string,
): readonly RuleEdit[] => {
  const places = new Set(placesOf(paths, path));
  return edits.filter((edit) => !placesOf(paths, edit.path).some((place) => places.has(place)));
};

const isOriginal = (paths: readonly EditablePath[], { path, value }: RuleEdit): boolean =>
  paths.find((one) => one.path === path)?.value === value;

const refusalOf = (grading: Grading, edits: readonly RuleEdit[]): AppError | null => {
  try {
    editRules(grading, edits);
    return null;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
};

const step = (state: EditState, edits: readonly RuleEdit[], moving: string | null): EditState => {
  const goesOn = moving !== null && moving === state.moving;
  return {
    edits,
    past: goesOn ? state.past : [...state.past, state.edits].slice(-mostSteps),
    future: [],
    moving,
    refusal: null,
  };
};

const back = (state: EditState): EditState => {
  const before = state.past.at(-1);
  if (before === undefined) return state;
  const future = [state.edits, ...state.future];
  return { edits: before, past: state.past.slice(0, -1), future, moving: null, refusal: null };
};

const forward = (state: EditState): EditState => {
  const [next, ...future] = state.future;
  if (next === undefined) return state;
  return { edits: next, past: [...state.past, state.edits], future, moving: null, refusal: null };
};

/** Reducer over one pack's rules; an edit that they do not take leaves the numbers as they are and says why. */
export const reduceEdits = (grading: Grading) => {
  const paths = editablePaths(grading);
  return (state: EditState, action: EditAction): EditState => {
    switch (action.kind) {
      case "set": {
        const { path, value } = action;
        const others = without(paths, state.edits, path);
        const edits = isOriginal(paths, action) ? others : [...others, { path, value }];
        const refusal = refusalOf(grading, edits);
        return refusal === null ? step(state, edits, path) : { ...state, refusal };
      }
      case "settle":
        return { ...state, moving: null };
      case "reset": {
        const edits = withoutAny(paths, state.edits, action.path);
        const refusal = refusalOf(grading, edits);
        return refusal === null ? step(state, edits, null) : { ...state, refusal };
      }
      case "reset-all":
        return state.edits.length === 0 ? state : step(state, [], null);
      case "open": {
        const refusal = refusalOf(grading, action.edits);
        return refusal === null ? step(state, action.edits, null) : { ...state, refusal };
      }
      case "undo":
        return back(state);
      case "redo":
        return forward(state);
    }
  };
};

/** `path*value` one after another: neither sign is escaped in an address or stands in a path. */
export const writeEdits = (edits: readonly RuleEdit[]): string | undefined =>
  edits.length === 0 ? undefined : edits.map(({ path, value }) => `${path}*${value}`).join("*");

/** What cannot be read stands as a number that no rule takes, so that opening it is refused, not quietly less than was shared. */
export const readEdits = (text: string | undefined): readonly RuleEdit[] => {
  if (text === undefined || text === "") return [];
  const parts = text.split("*");
  const edits: RuleEdit[] = [];
  for (let at = 0; at < parts.length; at += 2) {
    const [path = "", written = ""] = parts.slice(at, at + 2);
    edits.push({ path, value: written === "" ? Number.NaN : Number(written) });
  }
  return edits;
};
