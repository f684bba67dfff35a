/** Sites: which host and port an address names, and time as tools write it. */

import { expect, test } from "vitest";
import { siteOf } from "./site-reports.ts";
import { epochTime, writtenTime } from "./written-time.ts";

test.each([
  [{ url: "https://user:word@HMI.plant.example/x?y" }, "fqdn:hmi.plant.example", "tcp/443"],
  [{ url: "http://[2001:db8::9]:8080/" }, "ipv6:2001:db8::9", "tcp/8080"],
  [{ url: "//10.1.1.9" }, "ipv4:10.1.1.9", ""],
  [
    { host: "mes.plant.example", address: "10.1.1.9", port: "22" },
    "fqdn:mes.plant.example",
    "tcp/22",
  ],
  [{ url: "http://127.0.0.1:9080/" }, "host:unnamed", "tcp/9080"],
  [{ url: "javascript:alert(1)", port: "99999" }, "host:unnamed", ""],
])("%j is %s at %s", (names, id, place) => {
  const site = siteOf(names);
  expect([site.subject.id, site.place]).toEqual([id, place]);
});

test.each([
  ["Thu, 26 Nov 2026 06:41:12 +0800", "2026-11-26T06:41:12+0800"],
  ["Tue, 3 Mar 2026 08:00:00", "2026-03-03T08:00:00"],
  ["Sat Sep 13 22:39:44 CEST 2014", "2014-09-13T22:39:44+02:00"],
  ["Fri Jul  3 05:01:52 UTC 2026", "2026-07-03T05:01:52Z"],
  ["Tue Mar 03 08:00:00 CST 2026", "2026-03-03T08:00:00"],
  ["Mar 13 11:59:45 2018 GMT", "2018-03-13T11:59:45Z"],
  ["2026:07:31 18:41:55", "2026-07-31T18:41:55"],
  ["2026-07-31T18:41:55Z", "2026-07-31T18:41:55Z"],
  ["Foo 33 25:00", "Foo 33 25:00"],
])("%s is %s", (text, iso) => {
  expect(writtenTime(text)).toBe(iso);
});

test("seconds and milliseconds since 1970", () => {
  expect(epochTime(1_795_675_173)).toBe("2026-11-26T06:39:33.000Z");
  expect(epochTime(1_772_524_800_250)).toBe("2026-03-03T08:00:00.250Z");
  expect([epochTime(undefined), epochTime(0), epochTime(-1), epochTime(1e99)]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
