/** Every reader Fenji has, in the order in which detection asks them. */

import { nmapReader } from "./nmap.ts";
import { questionnaireCsvReader } from "./questionnaire-csv.ts";
import type { Reader } from "./reader.ts";
import { sarifReader } from "./sarif.ts";
import { arfReader, xccdfReader } from "./xccdf.ts";

export const readers: readonly Reader[] = [
  xccdfReader,
  arfReader,
  nmapReader,
  sarifReader,
  questionnaireCsvReader,
];
