/** Where the embedded PostgreSQL listens: a private socket folder, or loopback where there are no sockets. */

import {
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  chmodSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Address {
  /** Socket folder, or `127.0.0.1`. */
  readonly host: string;
  readonly port: number;
}

const socketPort = 5432;

/** sockaddr_un holds 107 bytes and PostgreSQL adds `/.s.PGSQL.5432`. */
const longestFolder = 107 - Buffer.byteLength(`/.s.PGSQL.${socketPort}`);

const recordOf = (folder: string): string => join(folder, "address");

const isPrivate = (path: string): boolean => {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined || !stats.isDirectory() || (stats.mode & 0o077) !== 0) return false;
  const uid = process.getuid?.();
  return uid === undefined || uid === 0 || stats.uid === uid;
};

const makeSocketFolder = (): string => {
  const wanted = [process.env["XDG_RUNTIME_DIR"], tmpdir(), "/tmp"];
  for (const parent of wanted) {
    if (parent === undefined || !existsSync(parent)) continue;
    if (Buffer.byteLength(join(parent, "fenji-XXXXXX")) > longestFolder) continue;
    try {
      const made = mkdtempSync(join(parent, "fenji-"));
      chmodSync(made, 0o700);
      return made;
    } catch {
      // Not writable for us; the next place may be.
    }
  }
  return mkdtempSync("/tmp/fenji-");
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const bound = server.address();
      server.close(() =>
        resolve(typeof bound === "object" && bound !== null ? bound.port : socketPort),
      );
    });
  });

/** The address recorded by the last start, when it still stands. */
export const recordedAddress = (folder: string): Address | undefined => {
  if (!existsSync(recordOf(folder))) return undefined;
  const [host = "", port = ""] = readFileSync(recordOf(folder), "utf8").trim().split("\n");
  if (host === "127.0.0.1") return { host, port: Number(port) };
  return isPrivate(host) ? { host, port: socketPort } : undefined;
};

/** An address for a new start; the recorded one is used again while its folder is there. */
export const chooseAddress = async (folder: string): Promise<Address> => {
  const windows = process.platform === "win32";
  const recorded = windows ? undefined : recordedAddress(folder);
  if (recorded !== undefined) return recorded;
  const address = windows
    ? { host: "127.0.0.1", port: await freePort() }
    : { host: makeSocketFolder(), port: socketPort };
  writeFileSync(recordOf(folder), `${address.host}\n${address.port}\n`, { mode: 0o600 });
  return address;
};

/** Forgets the address after a clean stop, so that nothing is left in the temporary folder. */
export const forgetAddress = (folder: string, address: Address): void => {
  if (address.host !== "127.0.0.1") rmSync(address.host, { recursive: true, force: true });
  rmSync(recordOf(folder), { force: true });
};
