/** Readers of bills of materials, advisories, and of tools that look at web applications, transport and files. */

import type { Reader } from "../reader.ts";
import { aideReader } from "./aide.ts";
import { burpReader } from "./burp.ts";
import { clamavReader } from "./clamav.ts";
import { csafReader } from "./csaf.ts";
import { cyclonedxJsonReader } from "./cyclonedx-json.ts";
import { cyclonedxXmlReader } from "./cyclonedx-xml.ts";
import { niktoJsonReader } from "./nikto-json.ts";
import { niktoXmlReader } from "./nikto-xml.ts";
import { nucleiReader } from "./nuclei.ts";
import { openvexReader } from "./openvex.ts";
import { rkhunterReader } from "./rkhunter.ts";
import { spdxGraphReader, spdxJsonReader } from "./spdx-json.ts";
import { spdxTagValueReader } from "./spdx-tag-value.ts";
import { sshAuditReader } from "./ssh-audit.ts";
import { sslscanReader } from "./sslscan.ts";
import { sslyzeJsonReader } from "./sslyze-json.ts";
import { sslyzeXmlReader } from "./sslyze-xml.ts";
import { testsslCsvReader } from "./testssl-csv.ts";
import { testsslJsonReader } from "./testssl-json.ts";
import { wapitiJsonReader } from "./wapiti-json.ts";
import { wapitiXmlReader } from "./wapiti-xml.ts";
import { xrayReader } from "./xray.ts";
import { zapJsonReader } from "./zap-json.ts";
import { zapXmlReader } from "./zap-xml.ts";

export const webReaders: readonly Reader[] = [
  cyclonedxJsonReader,
  cyclonedxXmlReader,
  spdxJsonReader,
  spdxGraphReader,
  csafReader,
  openvexReader,
  zapXmlReader,
  burpReader,
  niktoXmlReader,
  wapitiXmlReader,
  zapJsonReader,
  niktoJsonReader,
  wapitiJsonReader,
  nucleiReader,
  xrayReader,
  sslyzeXmlReader,
  sslscanReader,
  sslyzeJsonReader,
  testsslJsonReader,
  testsslCsvReader,
  sshAuditReader,
  spdxTagValueReader,
  aideReader,
  rkhunterReader,
  clamavReader,
];
