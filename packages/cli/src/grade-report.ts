/** What grading one object prints, as JSON and for people. */

import type { TypeGrade } from "@fenji/grading";
import type { ObjectFile } from "./read-object-file.ts";

export interface GradeReport {
  readonly pack: { readonly id: string; readonly version: string; readonly illustrative: boolean };
  readonly object: ObjectFile["object"];
  /** One for each type that applies or may apply. */
  readonly results: readonly TypeGrade[];
}
