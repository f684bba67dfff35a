/** Which sources descend from one another: rows that share an engine, a content or a feed answer with one vote. */

/** `family` is what readers call a source, with `*` at most at its end. */
export interface LineageRow {
  readonly family: string;
  /** What the sources below share, by the name of it. */
  readonly lineage: string;
  readonly shares: "engine" | "content" | "feed";
}

/**
 * A tool whose results come in several formats, editions of one engine, catalogues that several tools evaluate word for
 * word, and lists of vulnerabilities that several tools look a component up in and do little more. Sources that are not
 * listed descend from nobody.
 */
export const lineageTable: readonly LineageRow[] = [
  { family: "trivy*", lineage: "trivy", shares: "engine" },
  { family: "tfsec*", lineage: "trivy", shares: "engine" },
  { family: "aqua*", lineage: "trivy", shares: "engine" },
  { family: "grype*", lineage: "grype", shares: "engine" },
  { family: "anchore*", lineage: "grype", shares: "engine" },
  { family: "semgrep*", lineage: "semgrep", shares: "engine" },
  { family: "opengrep*", lineage: "semgrep", shares: "engine" },
  { family: "nmap*", lineage: "nmap", shares: "engine" },
  { family: "nessus*", lineage: "nessus", shares: "engine" },
  { family: "tenable*", lineage: "nessus", shares: "engine" },
  { family: "openvas*", lineage: "openvas", shares: "engine" },
  { family: "gvm*", lineage: "openvas", shares: "engine" },
  { family: "greenbone*", lineage: "openvas", shares: "engine" },
  { family: "prowler*", lineage: "prowler", shares: "engine" },
  { family: "checkov*", lineage: "checkov", shares: "engine" },
  { family: "bridgecrew*", lineage: "checkov", shares: "engine" },
  { family: "kubescape*", lineage: "kubescape", shares: "engine" },
  { family: "snyk*", lineage: "snyk", shares: "engine" },
  { family: "sonar*", lineage: "sonarqube", shares: "engine" },
  { family: "zap*", lineage: "zap", shares: "engine" },
  { family: "owasp-zap*", lineage: "zap", shares: "engine" },
  { family: "burp*", lineage: "burp", shares: "engine" },
  { family: "conftest*", lineage: "opa", shares: "engine" },
  { family: "gatekeeper*", lineage: "opa", shares: "engine" },
  { family: "codeql*", lineage: "codeql", shares: "engine" },
  { family: "bandit*", lineage: "bandit", shares: "engine" },
  { family: "ssg*", lineage: "scap-security-guide", shares: "content" },
  { family: "xccdf:ssg*", lineage: "scap-security-guide", shares: "content" },
  { family: "xccdf:xccdf_org.ssgproject*", lineage: "scap-security-guide", shares: "content" },
  { family: "disa-stig*", lineage: "disa-stig", shares: "content" },
  { family: "stig*", lineage: "disa-stig", shares: "content" },
  { family: "ckl*", lineage: "disa-stig", shares: "content" },
  { family: "xccdf:xccdf_mil.disa*", lineage: "disa-stig", shares: "content" },
  { family: "npm-audit*", lineage: "github-advisories", shares: "feed" },
  { family: "osv-scanner*", lineage: "github-advisories", shares: "feed" },
  { family: "dependabot*", lineage: "github-advisories", shares: "feed" },
  { family: "dependency-check*", lineage: "national-vulnerability-database", shares: "feed" },
  { family: "dependency-track*", lineage: "national-vulnerability-database", shares: "feed" },
];
