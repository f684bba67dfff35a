/** Every reader Fenji has, in the order in which detection asks them. */

import { nmapReader } from "./nmap.ts";
import { questionnaireCsvReader } from "./questionnaire-csv.ts";
import type { Reader } from "./reader.ts";
import { codeReaders } from "./readers/code-readers.ts";
import { fieldRecordReader } from "./readers/field-record.ts";
import { hostReaders } from "./readers/host-readers.ts";
import { webReaders } from "./readers/web-readers.ts";
import { sarifReader } from "./sarif.ts";
import { tableCsvReader } from "./tables/table-csv.ts";
import { tableHtmlReader } from "./tables/table-html.ts";
import { arfReader, xccdfReader } from "./xccdf.ts";

export const readers: readonly Reader[] = [
  xccdfReader,
  arfReader,
  nmapReader,
  sarifReader,
  ...hostReaders,
  ...codeReaders,
  ...webReaders,
  fieldRecordReader,
  questionnaireCsvReader,
  tableCsvReader,
  tableHtmlReader,
];
