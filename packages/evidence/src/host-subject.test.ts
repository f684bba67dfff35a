/** Identity of hosts: strength of identifiers, normal forms, and what identifies nothing. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hostSubject, type HostNames } from "./host-subject.ts";

const host = (found: Partial<HostNames>) =>
  hostSubject({ machineIds: [], macs: [], names: [], addresses: [], ...found });

describe("identity of a host", () => {
  it("takes the strongest identifier and keeps the others", () => {
    const { subject } = host({
      macs: ["00:00:00:00:00:00", "02:42:AC:11:00:02", "00-1B-21-00-00-02", "00:1b:21:00:00:01"],
      names: ["localhost", "GW-1.plant.example.", "gw-1", "10.0.0.1"],
      addresses: ["127.0.0.1", "10.0.0.1", "10.0.0.2", "FE80::1%eth0", "169.254.3.4"],
    });
    expect(subject).toEqual({
      kind: "host",
      id: "mac:00:1b:21:00:00:01",
      identifiers: {
        mac: "00:1b:21:00:00:01",
        otherMacs: "00:1b:21:00:00:02 02:42:ac:11:00:02",
        fqdn: "gw-1.plant.example",
        ipv4: "10.0.0.1",
        otherIpv4s: "10.0.0.2",
        hostname: "gw-1",
      },
    });
  });

  it.each([
    ["2001:db8:0:0:0:0:0:1", "2001:db8::1"],
    ["2001:0DB8:0:0:0:0:0:0", "2001:db8::"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2:3:4:5:6"],
    ["2001:db8::1/64", "2001:db8::1"],
  ])("writes %s as %s", (address, normal) => {
    expect(host({ addresses: [address] }).subject.id).toBe(`ipv6:${normal}`);
  });

  it("doubts bare names and says when nothing identifies", () => {
    expect(host({ names: ["gw-1"] }).unclear).toMatch(/bare host name/);
    expect(host({ addresses: ["0:0:0:0:0:0:0:1"] }).unclear).toMatch(/nothing/);
    expect(host({ addresses: ["10.0.0.1"] }).unclear).toBeNull();
  });

  it("does not depend on the order of interfaces", () => {
    const macs = [
      "00:1b:21:00:00:01",
      "00:1b:21:00:00:02",
      "02:42:ac:11:00:02",
      "3c:52:82:00:00:09",
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(macs, { minLength: 4 }), (shuffled) => {
        expect(host({ macs: shuffled })).toEqual(host({ macs }));
      }),
    );
  });
});
