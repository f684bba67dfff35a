/** What kinds of trouble tools look for: the closed list of words that requirements may ask for across tools. */

/**
 * | kind                  | what was found                                                            |
 * | --------------------- | ------------------------------------------------------------------------- |
 * | vulnerable-component  | a package or library with a known vulnerability, in an image, code, SBOM  |
 * | host-vulnerability    | a known vulnerability or missing patch of a running host or device        |
 * | unsupported-software  | a product past the end of its support                                     |
 * | misconfiguration      | a setting against a benchmark: host, cloud, cluster, infrastructure code  |
 * | exposed-secret        | a credential lying in code, an image, a history                           |
 * | code-weakness         | a weakness in source code                                                 |
 * | web-weakness          | a weakness of a running web application                                   |
 * | weak-transport        | a weak protocol, cipher, key exchange or certificate                      |
 * | malware               | malicious code, rootkit                                                   |
 * | file-changed          | a watched file differs from its recorded state                            |
 * | exposed-service       | a service open to a network                                               |
 * | default-credential    | a default, empty or guessed password that works                           |
 */
export const findingKinds = [
  "vulnerable-component",
  "host-vulnerability",
  "unsupported-software",
  "misconfiguration",
  "exposed-secret",
  "code-weakness",
  "web-weakness",
  "weak-transport",
  "malware",
  "file-changed",
  "exposed-service",
  "default-credential",
] as const;

export type FindingKind = (typeof findingKinds)[number];
