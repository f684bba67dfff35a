/** Nmap XML: the real scan of the DMZ, what ports and scripts mean, what a scan closes, hostile input. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countResults, fixture, readAll, type AllRead } from "../testing/read-all.ts";
import { portListHas, scanScope } from "./nmap-ports.ts";

const scan = (hosts: string, services = "1-1024"): string =>
  `<?xml version="1.0"?>\n<!DOCTYPE nmaprun>\n<!-- Nmap -->\n<nmaprun scanner="nmap" version="7.95" start="1795000000">
<scaninfo type="syn" protocol="tcp" services="${services}"/>
${hosts}
<runstats/></nmaprun>`;

const host = (inside: string, attributes = 'endtime="1795000100"', state = "up"): string =>
  `<host ${attributes}><status state="${state}"/><address addr="10.1.1.9" addrtype="ipv4"/>${inside}</host>`;

const port = (number: number, state: string, inside = ""): string =>
  `<port protocol="tcp" portid="${number}"><state state="${state}"/>${inside}</port>`;

const find = (read: AllRead, check: string) =>
  read.observations.find((observation) => observation.check === check);

describe("the scan of the OT DMZ", () => {
  it("reads hosts, ports, scripts, and closes only what it looked at", async () => {
    const read = await readAll(fixture("ot-dmz.nmap.xml"));
    expect([read.format, read.failure]).toEqual(["nmap-xml", null]);
    expect(countResults(read.observations)).toEqual({ info: 105, fail: 5, pass: 2 });
    const scopes = read.events.flatMap((event) =>
      event.kind === "scope" ? [`${event.subject.id} ${event.scope}`] : [],
    );
    expect(scopes).toEqual([
      "mac:00:1b:21:20:30:11 nmap:tcp/1-10000",
      "mac:00:30:de:20:30:12 nmap:tcp/1-10000",
      "mac:00:0e:8c:20:30:13 nmap:tcp/1-10000",
    ]);
    expect(read.events.at(-1)).toMatchObject({
      code: "skipped",
      detail: "1 of 4 hosts were not up; nothing is said of them",
    });
    const failed = read.observations.filter(({ result }) => result === "fail");
    expect(
      failed
        .map(({ check, subject }) => `${subject.identifiers["fqdn"]?.split(".")[0]} ${check}`)
        .toSorted(),
    ).toEqual([
      "edge-gw-01 nmap-script:ssh2-enum-algos@tcp/22",
      "edge-gw-01 nmap-script:ssl-cert@tcp/443",
      "edge-gw-01 nmap-script:ssl-enum-ciphers@tcp/443",
      "edge-gw-01 nmap-script:telnet-encryption@tcp/23",
      "hmi-01 nmap-script:ftp-anon@tcp/21",
    ]);
  });

  it("names the services that it saw and those that are absent", async () => {
    const { observations } = await readAll(fixture("ot-dmz.nmap.xml"));
    const open = observations.filter(({ refs }) =>
      refs.some((ref) => ref.startsWith("port-open:")),
    );
    expect(open.map(({ refs }) => refs.slice(0, 2).join(" ")).toSorted()).toEqual([
      "port-open:tcp/21 service:ftp",
      "port-open:tcp/22 service:ssh",
      "port-open:tcp/22 service:ssh",
      "port-open:tcp/23 service:telnet",
      "port-open:tcp/443 service:https",
      "port-open:tcp/502 service:modbus",
      "port-open:tcp/80 service:http",
      "port-open:tcp/8443 service:https",
    ]);
    expect(observations.filter(({ refs }) => refs.includes("port-not-open:tcp/23"))).toHaveLength(
      2,
    );
    expect(observations.some(({ refs }) => refs.includes("port-not-open:tcp/44818"))).toBe(false);
  });

  it("sees the same host in the scan and in the historian's own report", async () => {
    const arf = await readAll(fixture("scada-hist-01.arf.xml"));
    const nmap = await readAll(fixture("ot-dmz.nmap.xml"));
    expect(nmap.observations[0]?.subject.id).toBe(arf.observations[0]?.subject.id);
  });
});

describe("ports", () => {
  it("tells states apart and does not believe guesses", async () => {
    const ports = [
      port(23, "open", '<service name="telnet" method="table" conf="3"/>'),
      port(80, "open|filtered"),
      port(161, "filtered", '<service name="snmp" method="table"/>'),
    ].join("");
    const read = await readAll(scan(host(`<ports>${ports}</ports>`)));
    expect(find(read, "port:tcp/23")?.refs).toEqual(["port-open:tcp/23", "service-guess:telnet"]);
    expect(find(read, "port:tcp/80")?.refs).toEqual([]);
    expect(find(read, "port:tcp/161")?.refs).toEqual(["port-not-open:tcp/161"]);
    expect(find(read, "port:tcp/502")).toMatchObject({
      refs: ["port-not-open:tcp/502"],
      result: "info",
    });
    expect(find(read, "port:tcp/1433")).toBeUndefined();
    expect(read.observations[0]).toMatchObject({
      subject: { id: "ipv4:10.1.1.9" },
      observedAt: "2026-11-18T11:08:20.000Z",
    });
  });

  it("warns of a port that is listed twice", async () => {
    const read = await readAll(
      scan(host(`<ports>${port(22, "open")}${port(22, "closed")}</ports>`)),
    );
    expect(read.warnings).toHaveLength(1);
    expect(read.warnings[0]).toMatch(/^duplicate-id 6:/);
  });

  it.each([
    ["down", host("", 'endtime="1795000100"', "down")],
    [
      "out of time",
      host(`<ports>${port(22, "open")}</ports>`, 'endtime="1795000100" timedout="true"'),
    ],
    ["up, but its ports were not looked at", host("")],
  ])("closes nothing on a host that was %s", async (_name, text) => {
    const read = await readAll(scan(text));
    expect(read.failure).toBeNull();
    expect(read.events.some(({ kind }) => kind === "scope")).toBe(false);
  });

  it("knows port lists and names their sets", () => {
    expect([1, 21, 24, 443, 445].map((number) => portListHas("1-21,24,443-445", number))).toEqual([
      true,
      true,
      true,
      true,
      true,
    ]);
    expect([22, 23, 442, 446].some((number) => portListHas("1-21,24,443-445", number))).toBe(false);
    const long = Array.from({ length: 500 }, (_, index) => index * 3 + 1).join(",");
    expect(scanScope(new Map([["tcp", long]]))).not.toBe(
      scanScope(new Map([["tcp", long.replace("1,4", "1,5")]])),
    );
    expect(
      scanScope(
        new Map([
          ["tcp", "80"],
          ["udp", "53"],
        ]),
      ),
    ).toBe(
      scanScope(
        new Map([
          ["udp", "53"],
          ["tcp", "80"],
        ]),
      ),
    );
  });
});

describe("scripts", () => {
  const script = async (id: string, output: string, inside = "") => {
    const text = `<script id="${id}" output="${output}">${inside}</script>`;
    const read = await readAll(scan(host(`<ports>${port(443, "open", text)}</ports>`)));
    return find(read, `nmap-script:${id}@tcp/443`);
  };
  const algorithms = (name: string): string =>
    `<table key="encryption_algorithms"><elem>aes256-ctr</elem><elem>${name}</elem></table>`;

  it.each([
    ["telnet-encryption", "&#xa;  Telnet server supports encryption", "", "pass"],
    ["ftp-anon", "Anonymous FTP login allowed (FTP code 230)", "", "fail"],
    ["ssl-enum-ciphers", "x&#xa;  least strength: A", "", "pass"],
    ["ssl-enum-ciphers", "x&#xa;  least strength: C", "", "fail"],
    ["ssl-enum-ciphers", "x", '<table key="TLSv1.1"/><elem key="least strength">A</elem>', "fail"],
    ["ssh2-enum-algos", "x", algorithms("aes128-gcm@openssh.com"), "pass"],
    ["ssh2-enum-algos", "x", algorithms("3des-cbc"), "fail"],
    ["ssh2-enum-algos", "x", "", "info"],
    ["smb2-security-mode", "Message signing enabled but not required", "", "fail"],
    ["ssl-cert", "Not valid after:  2026-11-18T11:08:19", "", "fail"],
    ["ssl-cert", "Not valid after:  2026-11-18T11:08:21", "", "info"],
    ["http-vuln-x", "State: VULNERABLE IDs: CVE:CVE-2017-5638", "", "fail"],
    ["http-title", "Log in", "", "info"],
  ])("%s: %s%s is %s", async (id, output, inside, result) => {
    expect(await script(id, output, inside)).toMatchObject({ result });
  });

  it("names vulnerabilities and the script", async () => {
    const found = await script("http-vuln-x", "State: VULNERABLE IDs: CVE:CVE-2017-5638");
    expect(found?.refs).toEqual(["nmap-script:http-vuln-x", "cve:CVE-2017-5638"]);
  });
});

describe("hostile and broken input", () => {
  it("refuses entities although a document type is normal", async () => {
    const text = scan(host("")).replace(
      "<!DOCTYPE nmaprun>",
      '<!DOCTYPE nmaprun [<!ENTITY a "b">]>',
    );
    expect((await readAll(text)).failure).toBe("evidence.xml-entities 2:20");
  });

  it("keeps the hosts before a truncation and closes only whole ones", async () => {
    const text = scan(
      host(`<ports>${port(22, "open")}</ports>`) + host(`<ports>${port(23, "open")}`),
    );
    const read = await readAll(text.slice(0, text.lastIndexOf("</host>")));
    expect(read.failure).toMatch(/^evidence\.xml-truncated 6:/);
    expect(read.events.filter(({ kind }) => kind === "scope")).toHaveLength(1);
  });

  it("warns of scans from the future", async () => {
    expect(
      (await readAll(scan(host(`<ports>${port(22, "open")}</ports>`, 'endtime="4000000000"'))))
        .warnings,
    ).toEqual(["time-in-future 6:1"]);
  });

  it("gives the same events however the bytes are cut", async () => {
    const bytes = fixture("ot-dmz.nmap.xml");
    const whole = await readAll(bytes);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 65_536 }), { minLength: 1, maxLength: 6 }),
        async (sizes) => {
          expect(await readAll(bytes, sizes)).toEqual(whole);
        },
      ),
      { numRuns: 25 },
    );
    expect(await readAll(bytes, [1])).toEqual(whole);
  });
});
