/** The nginx of examples/access/nginx.conf before a plant: allowed, denied, nobody, and no decision point, which is closed. */

import { spawn, type ChildProcess } from "node:child_process";
import { createHash } from "node:crypto";
import {
  accessSync,
  chmodSync,
  constants,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  exampleAccess,
  startDecisionPoint,
  type StartedDecisionPoint,
} from "./started-decision-point.ts";
import { freePort } from "./started-node.ts";

const password = "for-this-test-only";

let folder = "";
let gateway = "";
let decisionPort = 0;
let decisionPoint: StartedDecisionPoint | undefined;
let nginx: ChildProcess | undefined;
let plant: Server | undefined;
/** What has reached the plant behind the gateway. */
const reached: { readonly method: string; readonly path: string; readonly user: string }[] = [];

const findNginx = (): string => {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin"];
  const named = process.env["FENJI_NGINX"];
  const candidates = [
    ...(named === undefined || named === "" ? [] : [named]),
    ...folders.map((at) => join(at, "nginx")),
  ];
  const found = candidates.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  if (found !== undefined) return found;
  throw new Error(
    "No nginx was found. Install it (Debian: nginx-light), or name it in FENJI_NGINX.",
  );
};

const entitiesNow = (change: (text: string) => string = (text) => text): void => {
  const text = readFileSync(join(exampleAccess, "entities.json"), "utf8");
  const now = Math.floor(Date.now() / 1000);
  writeFileSync(
    join(folder, "entities.json"),
    change(text.replaceAll(/"secondFactorAt": \d+/g, `"secondFactorAt": ${now}`)),
  );
};

const startPoint = (): Promise<StartedDecisionPoint> =>
  startDecisionPoint(
    "--port",
    String(decisionPort),
    "--policies",
    join(exampleAccess, "policies"),
    "--entities",
    join(folder, "entities.json"),
  );

const startPlant = (port: number): Promise<Server> =>
  new Promise((started) => {
    const server = createServer((request: IncomingMessage, response) => {
      reached.push({
        method: request.method ?? "",
        path: request.url ?? "",
        user: Buffer.from(String(request.headers["x-user"] ?? ""), "latin1").toString("utf8"),
      });
      response.end("75\n");
    });
    server.listen(port, "127.0.0.1", () => started(server));
  });

const listens = (port: number): Promise<boolean> =>
  new Promise((answered) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      answered(true);
    });
    socket.once("error", () => answered(false));
  });

const startNginx = async (ports: Readonly<Record<string, number>>): Promise<ChildProcess> => {
  const text = Object.entries(ports).reduce(
    (conf, [written, used]) => conf.replaceAll(`127.0.0.1:${written}`, `127.0.0.1:${used}`),
    readFileSync(join(exampleAccess, "nginx.conf"), "utf8"),
  );
  const conf = join(folder, "nginx.conf");
  writeFileSync(conf, text);
  const users = ["王敏", "li.qiang", "former", "stranger"].map((name) => {
    const digest = createHash("sha1").update(password).digest("base64");
    return `${name}:{SHA}${digest}\n`;
  });
  writeFileSync(join(folder, "users"), users.join(""));
  const child = spawn(findNginx(), ["-p", folder, "-c", conf], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let complained = "";
  child.stderr.on("data", (chunk: Buffer) => (complained += chunk.toString("utf8")));
  const ended = new Promise<never>((_, failed) =>
    child.once("close", (code) =>
      failed(new Error(`nginx ended with ${String(code)}: ${complained}`)),
    ),
  );
  ended.catch(() => undefined);
  const ready = async (): Promise<void> => {
    while (!(await listens(ports["8480"] ?? 0))) await sleep(20);
  };
  await Promise.race([ready(), ended]);
  return child;
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "fenji-gateway-"));
  // Started by root, the workers of nginx give up that right before they read the file of users.
  chmodSync(folder, 0o755);
  entitiesNow();
  const [gatewayPort, plantPort] = [await freePort(), await freePort()];
  decisionPort = await freePort();
  gateway = `http://127.0.0.1:${gatewayPort}`;
  plant = await startPlant(plantPort);
  nginx = await startNginx({ 8480: gatewayPort, 8422: decisionPort, 8490: plantPort });
  decisionPoint = await startPoint();
});

afterAll(async () => {
  // The master takes its workers with it, which a kill would leave behind.
  const ended = new Promise((closed) => nginx?.once("close", closed));
  if (nginx?.kill("SIGTERM") === true) await ended;
  plant?.close();
  await decisionPoint?.stop("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

interface Asked {
  readonly user?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const ask = async (path: string, { user, method, headers }: Asked = {}) => {
  const before = reached.length;
  const credentials = Buffer.from(`${user ?? ""}:${password}`).toString("base64");
  const reply = await fetch(`${gateway}${path}`, {
    method: method ?? "GET",
    headers: {
      ...(user === undefined ? {} : { authorization: `Basic ${credentials}` }),
      ...headers,
    },
  });
  await reply.text();
  return {
    status: reply.status,
    reasons: reply.headers.get("x-access-reasons"),
    reached: reached.slice(before),
  };
};

test("what a policy permits reaches the plant, with the name of who asked", async () => {
  expect(await ask("/devices/boiler-plc/value", { user: "王敏" })).toMatchObject({
    status: 200,
    reached: [{ method: "GET", path: "/devices/boiler-plc/value", user: "王敏" }],
  });
  expect(await ask("/devices/boiler-plc/value", { user: "王敏", method: "PUT" })).toMatchObject({
    status: 200,
    reached: [{ method: "PUT" }],
  });
});

test("what no policy permits, or one forbids, is 403 with the reason, and does not reach the plant", async () => {
  const denied: readonly (readonly [string, Asked, string])[] = [
    ["/devices/boiler-plc/value", { user: "li.qiang", method: "PUT" }, "default-deny"],
    ["/devices/boiler-plc/value", { user: "former" }, "suspended"],
    ["/devices/boiler-plc/value", { user: "stranger" }, "default-deny"],
    ["/devices/burner-sis/value", { user: "王敏", method: "PUT" }, "safety-instrumented"],
    ["/devices/no-such-plc/value", { user: "王敏" }, "default-deny"],
    ["/devices/boiler-plc/value", { user: "王敏", method: "DELETE" }, "default-deny"],
  ];
  for (const [path, asked, reasons] of denied)
    expect(await ask(path, asked), `${path} ${JSON.stringify(asked)}`).toEqual({
      status: 403,
      reasons,
      reached: [],
    });
});

test("who does not sign in is 401, from nginx or from the decision point", async () => {
  expect(await ask("/devices/boiler-plc/value")).toMatchObject({ status: 401, reached: [] });
  expect(await ask("/open/devices/boiler-plc/value")).toMatchObject({ status: 401, reached: [] });
});

test("a client that names itself in headers is not believed", async () => {
  const headers = { "x-subject-id": "chen.yu", "x-subject-type": "User" };
  expect(await ask("/open/devices/boiler-plc/value", { headers })).toMatchObject({
    status: 401,
    reached: [],
  });
  const other = {
    "x-resource-id": "mixer-plc",
    "x-action": "readValue",
    "x-subject-id": "chen.yu",
  };
  expect(
    await ask("/devices/burner-sis/value", { user: "王敏", method: "PUT", headers: other }),
  ).toMatchObject({ status: 403, reached: [] });
});

test("a change of shift counts for the next request", async () => {
  entitiesNow((text) => text.replace('"onShift": true', '"onShift": false'));
  await decisionPoint?.says(/New policies and entities are in use/);
  expect(await ask("/devices/boiler-plc/value", { user: "王敏", method: "PUT" })).toMatchObject({
    status: 403,
    reached: [],
  });
  entitiesNow();
  await decisionPoint?.says(/New policies and entities are in use/);
  expect(await ask("/devices/boiler-plc/value", { user: "王敏", method: "PUT" })).toMatchObject({
    status: 200,
  });
});

test("while the decision point is down nothing passes; once it is back, the permitted does", async () => {
  await decisionPoint?.stop("SIGKILL");
  for (const method of ["GET", "PUT"])
    expect(await ask("/devices/boiler-plc/value", { user: "王敏", method })).toMatchObject({
      status: 503,
      reached: [],
    });
  decisionPoint = await startPoint();
  expect(await ask("/devices/boiler-plc/value", { user: "王敏" })).toMatchObject({ status: 200 });
});
