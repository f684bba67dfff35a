/** Builds the page when its sources changed, beside the old one, and swaps the two when it is whole. */

import { spawn } from "node:child_process";
import {
  accessSync,
  constants,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { brotliCompressSync, constants as zlib, gzipSync } from "node:zlib";
import { AppError } from "@fenji/kernel";
import { installationFolder } from "../config.ts";
import { contentOf, listInputs, readInputs, stampOf, writeInputs } from "./page-inputs.ts";

type Progress = (zh: string, en: string) => void;

const web = join(installationFolder, "packages", "web");

const isWritable = (folder: string): boolean => {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
};

/** In the checkout where that is writable, else in the data folder. */
const chooseFolder = (dataFolder: string): string => {
  const inCheckout = join(web, "dist");
  if (
    isWritable(web) ||
    readInputs(inCheckout)?.content ===
      contentOf(installationFolder, listInputs(installationFolder))
  ) {
    return inCheckout;
  }
  return join(dataFolder, "web");
};

const findVite = (): string => {
  const require = createRequire(join(web, "package.json"));
  return join(dirname(require.resolve("vite/package.json")), "bin", "vite.js");
};

const runVite = (target: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const args = [
      findVite(),
      "build",
      "--outDir",
      target,
      "--emptyOutDir",
      "--configLoader",
      "native",
      "--logLevel",
      "warn",
    ];
    const child = spawn(process.execPath, args, {
      cwd: web,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, NO_COLOR: "1", NODE_ENV: "production" },
    });
    const said: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => said.push(chunk));
    child.once("error", (error) =>
      reject(new AppError("web.build-failed", { detail: error.message })),
    );
    child.once("exit", (code) => {
      if (code === 0) return resolve();
      const words = Buffer.concat(said)
        .toString("utf8")
        .trim()
        .split("\n")
        .filter((line) => !/^\s+at /.test(line))
        .slice(0, 8)
        .join("\n");
      reject(new AppError("web.build-failed", { detail: words || `vite ${String(code)}` }));
    });
  });

const compressible = /\.(js|css|html|svg|json)$/;
const smallestBytes = 1024;

/** Compressed once here, so that no request has to wait for it. */
const precompress = (folder: string): void => {
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!compressible.test(name)) continue;
    const bytes = readFileSync(join(folder, name));
    if (bytes.length < smallestBytes) continue;
    writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }));
    writeFileSync(
      join(folder, `${name}.br`),
      brotliCompressSync(bytes, { params: { [zlib.BROTLI_PARAM_QUALITY]: 9 } }),
    );
  }
};

const swap = (made: string, folder: string): void => {
  const old = `${folder}.old-${process.pid}`;
  if (existsSync(folder)) renameSync(folder, old);
  renameSync(made, folder);
  rmSync(old, { recursive: true, force: true });
};

/** What a killed build left beside the page. */
const sweep = (folder: string): void => {
  for (const name of readdirSync(dirname(folder))) {
    const pid = /^(?:dist|web)\.(?:new|old)-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !existsSync(`/proc/${pid}`))
      rmSync(join(dirname(folder), name), { recursive: true, force: true });
  }
};

/**
 * Folder of a page that matches its sources, built now if need be; null where this installation has no page.
 * @throws AppError `web.build-failed` with the builder's first words.
 */
export const buildPage = async (dataFolder: string, progress: Progress): Promise<string | null> => {
  if (!existsSync(join(web, "index.html"))) return null;
  const files = listInputs(installationFolder);
  const stamp = stampOf(files);
  if (readInputs(join(web, "dist"))?.stamp === stamp) return join(web, "dist");
  const folder = chooseFolder(dataFolder);
  const built = readInputs(folder);
  const content = contentOf(installationFolder, files);
  if (built?.content === content) {
    if (built.stamp !== stamp && isWritable(folder)) writeInputs(folder, { stamp, content });
    return folder;
  }
  progress("正在构建网页……", "Building the page…");
  sweep(folder);
  const made = `${folder}.new-${process.pid}`;
  await runVite(made);
  precompress(made);
  writeInputs(made, { stamp, content });
  swap(made, folder);
  return folder;
};
