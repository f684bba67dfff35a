/** Writes small XCCDF results for tests: a benchmark with one rule, and test results to put into it. */

export const xccdf = (
  body: string,
  declaration = '<?xml version="1.0" encoding="UTF-8"?>',
): string =>
  `${declaration}
<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="b-1">
  <version>1.0</version>
  <Group id="g"><Rule id="r-1" severity="high">
    <title>Root may not
      log in</title>
    <reference href="http://nvlpubs.nist.gov/nistpubs/SpecialPublications/NIST.SP.800-53r4.pdf">AC-6(2), CM-6(a)</reference>
    <ident system="https://ncp.nist.gov/cce">CCE-80901-2</ident>
  </Rule></Group>
${body}
</Benchmark>`;

export const testResult = (
  results: string,
  head = "",
  attributes = 'end-time="2026-11-20T08:00:00+08:00"',
): string =>
  `<TestResult id="t" version="2.0" test-system="cpe:/a:acme:scanner:4.1" ${attributes}>
<profile idref="p"/><target>plc-gw.plant.example</target>${head}
${results}
</TestResult>`;

export const rule = (result: string, id = "r-1", more = ""): string =>
  `<rule-result idref="${id}"><result>${result}</result>${more}</rule-result>`;
