/** Readers of tools that look at hosts, networks and accounts: benchmarks, vulnerability scanners, agents. */

import type { Reader } from "../reader.ts";
import { asffReader } from "./asff.ts";
import { cklReader } from "./ckl.ts";
import { cklbReader } from "./cklb.ts";
import { inspecLinesReader, inspecReader } from "./inspec.ts";
import { kubeBenchReader } from "./kube-bench.ts";
import { kubescapeReader } from "./kubescape.ts";
import { lynisReader } from "./lynis.ts";
import { nessusReader } from "./nessus.ts";
import { ocsfReader } from "./ocsf.ts";
import { openvasReader } from "./openvas.ts";
import { prowlerCsvReader } from "./prowler-csv.ts";
import { qualysAssetsReader } from "./qualys-assets.ts";
import { qualysCsvReader } from "./qualys-csv.ts";
import { qualysScanReader } from "./qualys-scan.ts";
import { scoutSuiteReader } from "./scout-suite.ts";
import { wazuhScaReader } from "./wazuh-sca.ts";
import { wazuhVulnerabilitiesReader } from "./wazuh-vulnerabilities.ts";

export const hostReaders: readonly Reader[] = [
  cklReader,
  cklbReader,
  nessusReader,
  openvasReader,
  qualysScanReader,
  qualysAssetsReader,
  qualysCsvReader,
  lynisReader,
  wazuhScaReader,
  wazuhVulnerabilitiesReader,
  inspecReader,
  inspecLinesReader,
  prowlerCsvReader,
  ocsfReader,
  asffReader,
  scoutSuiteReader,
  kubeBenchReader,
  kubescapeReader,
];
