/** The two ways in which docs/how-to/watch.md checks a signature, run as they stand there: the genuine passes, all else does not. */

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newSecret, secretText, signatureOf } from "./sign-delivery.ts";

const page = readFileSync(join(import.meta.dirname, "../../../../../docs/how-to/watch.md"), "utf8");

const example = (language: string, holds: string): string => {
  const blocks = page.matchAll(new RegExp(`\`\`\`${language}\n([^\`]*(?:\`[^\`]+)*?)\`\`\``, "g"));
  const found = [...blocks].map(([, code = ""]) => code).filter((code) => code.includes(holds));
  if (found.length !== 1) throw new Error(`${found.length} examples of ${holds} in ${language}`);
  return found[0] ?? "";
};

const folder = mkdtempSync(join(tmpdir(), "fenji-watch-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const [secret, other] = [newSecret(), newSecret()];
const body = JSON.stringify({ type: "verdicts.changed", data: { name: "某厂 % \\n" } });
const time = Math.floor(Date.now() / 1000);
const id = "01900000-0000-7000-8000-000000000001";

const headersAt = (at: number, secrets = [secret]): Record<string, string> => ({
  "webhook-id": id,
  "webhook-timestamp": String(at),
  "webhook-signature": signatureOf({ id, time: at, body }, secrets),
});

type IsGenuine = (headers: object, body: string | Buffer, secret: string) => boolean;

describe("the example for Node", () => {
  let isGenuine: IsGenuine;
  beforeAll(async () => {
    const file = join(folder, "example.mjs");
    writeFileSync(file, example("js", "isGenuine"));
    ({ isGenuine } = (await import(pathToFileURL(file).href)) as { isGenuine: IsGenuine });
  });
  const key = secretText(secret);

  it("accepts what was signed, by either of two secrets, as text or bytes", () => {
    expect(isGenuine(headersAt(time), body, key)).toBe(true);
    expect(isGenuine(headersAt(time), Buffer.from(body), key)).toBe(true);
    expect(isGenuine(headersAt(time, [other, secret]), body, key)).toBe(true);
  });

  it("refuses another secret, another body, another time, and headers that are missing or odd", () => {
    expect(isGenuine(headersAt(time, [other]), body, key)).toBe(false);
    expect(isGenuine(headersAt(time), `${body} `, key)).toBe(false);
    expect(isGenuine(headersAt(time - 301), body, key)).toBe(false);
    expect(isGenuine({ ...headersAt(time), "webhook-timestamp": "soon" }, body, key)).toBe(false);
    for (const name of Object.keys(headersAt(time))) {
      const { [name]: _left, ...rest } = headersAt(time);
      expect(isGenuine(rest, body, key), name).toBe(false);
    }
    const mac = headersAt(time)["webhook-signature"]?.slice("v1,".length);
    for (const odd of [
      `v2,${mac}`,
      mac,
      "v1,",
      "v1",
      "",
      " ",
      "v1,!!! v2,x",
      `v2,${"A".repeat(43)}=`,
    ])
      expect(isGenuine({ ...headersAt(time), "webhook-signature": odd }, body, key)).toBe(false);
  });
});

describe("the example for openssl", () => {
  const run = (headers: Record<string, string>, content: string): string => {
    writeFileSync(join(folder, "body.json"), content);
    try {
      return execFileSync("sh", ["-c", example("sh", "openssl")], {
        cwd: folder,
        encoding: "utf8",
        env: {
          PATH: process.env["PATH"],
          WEBHOOK_SECRET: secretText(secret),
          WEBHOOK_ID: headers["webhook-id"],
          WEBHOOK_TIMESTAMP: headers["webhook-timestamp"],
          WEBHOOK_SIGNATURE: headers["webhook-signature"],
        },
      }).trim();
    } catch (error) {
      return String((error as { readonly stdout?: string }).stdout).trim();
    }
  };

  it("tells the genuine from the forged", () => {
    expect(run(headersAt(time), body)).toBe("genuine");
    expect(run(headersAt(time, [other, secret]), body)).toBe("genuine");
    expect(run(headersAt(time, [other]), body)).toBe("forged");
    expect(run(headersAt(time), `${body}\n`)).toBe("forged");
  });
});
