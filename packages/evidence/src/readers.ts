/** Every reader Fenji has, in the order in which detection asks them. */

import { questionnaireCsvReader } from "./questionnaire-csv.ts";
import type { Reader } from "./reader.ts";
import { sarifReader } from "./sarif.ts";

export const readers: readonly Reader[] = [sarifReader, questionnaireCsvReader];
