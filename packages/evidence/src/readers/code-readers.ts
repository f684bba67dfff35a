/** Readers of tools that look at code, images, clusters and infrastructure code before it runs. */

import type { Reader } from "../reader.ts";
import { banditReader } from "./bandit.ts";
import { checkovReader } from "./checkov.ts";
import { conftestReader } from "./conftest.ts";
import { cppcheckReader } from "./cppcheck.ts";
import { dependencyCheckJsonReader } from "./dependency-check.ts";
import { dependencyCheckXmlReader } from "./dependency-check-xml.ts";
import { dependencyTrackReader } from "./dependency-track.ts";
import { gitleaksReader } from "./gitleaks.ts";
import { grypeReader } from "./grype.ts";
import { hadolintReader } from "./hadolint.ts";
import { kicsReader } from "./kics.ts";
import { npmAuditReader } from "./npm-audit.ts";
import { osvScannerReader } from "./osv-scanner.ts";
import { semgrepReader } from "./semgrep.ts";
import { snykReader } from "./snyk.ts";
import { sonarqubeHotspotsReader, sonarqubeReader } from "./sonarqube.ts";
import { trivyListReader, trivyReader } from "./trivy.ts";
import { trivyOperatorReader } from "./trivy-operator.ts";
import { trufflehogReader } from "./trufflehog.ts";

export const codeReaders: readonly Reader[] = [
  trivyReader,
  trivyListReader,
  trivyOperatorReader,
  grypeReader,
  checkovReader,
  kicsReader,
  npmAuditReader,
  snykReader,
  osvScannerReader,
  dependencyTrackReader,
  dependencyCheckJsonReader,
  dependencyCheckXmlReader,
  sonarqubeHotspotsReader,
  sonarqubeReader,
  semgrepReader,
  banditReader,
  cppcheckReader,
  hadolintReader,
  conftestReader,
  gitleaksReader,
  trufflehogReader,
];
