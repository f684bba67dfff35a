/** XCCDF reports for tests, made of what they shall say. */

export interface SampleReport {
  readonly host: string;
  /** ISO 8601. */
  readonly at: string;
  /** Result by rule. */
  readonly results: Readonly<Record<string, string>>;
  readonly profile?: string;
}

export const xccdfReport = ({ host, at, results, profile = "p" }: SampleReport): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="b-1"><version>1.0</version>
<TestResult id="t" version="1.0" end-time="${at}"><profile idref="${profile}"/><target>${host}</target>
${Object.entries(results)
  .map(
    ([id, result]) =>
      `<rule-result idref="${id}"><result>${result}</result><message severity="info">CANARY-${id}</message></rule-result>`,
  )
  .join("\n")}
</TestResult></Benchmark>`;
