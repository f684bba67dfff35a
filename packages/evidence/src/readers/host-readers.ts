/** Readers of tools that look at hosts, networks and accounts: benchmarks, vulnerability scanners, agents. */

import type { Reader } from "../reader.ts";
import { cklReader } from "./ckl.ts";
import { cklbReader } from "./cklb.ts";
import { lynisReader } from "./lynis.ts";
import { nessusReader } from "./nessus.ts";
import { openvasReader } from "./openvas.ts";
import { qualysAssetsReader } from "./qualys-assets.ts";
import { qualysCsvReader } from "./qualys-csv.ts";
import { qualysScanReader } from "./qualys-scan.ts";

export const hostReaders: readonly Reader[] = [
  cklReader,
  cklbReader,
  nessusReader,
  openvasReader,
  qualysScanReader,
  qualysAssetsReader,
  qualysCsvReader,
  lynisReader,
];
