/** HTTPS of the node's own: what it speaks, and what it has forgotten how to speak. */

import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, type ConnectionOptions } from "node:tls";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serverFor } from "./server-for.ts";
import { selfSigned } from "../testing/self-signed.ts";
import { startTestNode, type TestNode } from "../testing/start-test-node.ts";

let node: TestNode;
let port = 0;
const folder = mkdtempSync(join(tmpdir(), "fenji-tls-"));
const { cert, key } = selfSigned();
const paths = { FENJI_TLS_CERT: join(folder, "cert.pem"), FENJI_TLS_KEY: join(folder, "key.pem") };

beforeAll(async () => {
  writeFileSync(paths.FENJI_TLS_CERT, cert);
  writeFileSync(paths.FENJI_TLS_KEY, key, { mode: 0o600 });
  node = await startTestNode({ environment: { FENJI_MODE: "server", ...paths } });
  port = Number(new URL(await node.app.listen({ port: 0, host: "127.0.0.1" })).port);
}, 60_000);

afterAll(async () => {
  await node.close();
  rmSync(folder, { recursive: true });
});

interface Agreed {
  readonly protocol: string | null;
  readonly cipher: string;
}

/** As one who trusts this certificate and knows how to speak whatever was spoken once. */
const shake = async (options: ConnectionOptions): Promise<Agreed> => {
  const socket = connect({
    port,
    host: "127.0.0.1",
    servername: "localhost",
    ca: cert,
    ...options,
  });
  await once(socket, "secureConnect");
  const agreed = { protocol: socket.getProtocol(), cipher: socket.getCipher().standardName };
  socket.destroy();
  return agreed;
};

test("the newest version is spoken, with the strongest cipher whatever the caller prefers", async () => {
  expect(await shake({})).toEqual({ protocol: "TLSv1.3", cipher: "TLS_AES_256_GCM_SHA384" });
  const weakFirst = "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384";
  expect(await shake({ maxVersion: "TLSv1.2", ciphers: weakFirst })).toEqual({
    protocol: "TLSv1.2",
    cipher: "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
  });
});

test.each<[string, ConnectionOptions]>([
  ["TLS 1.1", { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" }],
  ["block chaining", { maxVersion: "TLSv1.2", ciphers: "ECDHE-ECDSA-AES256-SHA384" }],
  ["no forward secrecy", { maxVersion: "TLSv1.2", ciphers: "AES256-GCM-SHA384" }],
])("%s is refused", async (_what, options) => {
  await expect(shake(options)).rejects.toThrow(/alert|no ciphers|handshake|disconnected/i);
});

test("plain HTTP on the same port is no HTTP at all", async () => {
  await expect(fetch(`http://127.0.0.1:${port}/api/health/live`)).rejects.toThrow("fetch failed");
});

test("large files over slow lines have the same time as without TLS", () => {
  const { requestTimeout, keepAliveTimeout, headersTimeout } = node.app.server;
  expect({ requestTimeout, keepAliveTimeout, headersTimeout }).toEqual({
    requestTimeout: 0,
    keepAliveTimeout: 10_000,
    headersTimeout: 60_000,
  });
});

test("a file that is no certificate is named", () => {
  const certPath = join(folder, "other.pem");
  writeFileSync(certPath, "no certificate");
  const { config } = node.services;
  const { serverFactory } = serverFor(
    { ...config, tls: { certPath, keyPath: paths.FENJI_TLS_KEY } },
    { requestTimeout: 0, keepAliveTimeout: 0 },
  );
  expect(() => serverFactory?.(() => undefined, {})).toThrow(
    expect.objectContaining({ code: "config.unreadable" }),
  );
});
