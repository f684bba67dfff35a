/** Holds the registry beside the page: fetches its columns once, and regrades them at each edit. */

import { problemOf } from "@fenji/contract";
import { readColumnsFile } from "@fenji/grading";
import { AppError } from "@fenji/kernel";
import type { Grading } from "@fenji/regime";
import { likelyNext } from "./likely-next.ts";
import { openSimulation, type Simulation } from "./simulation.ts";
import type {
  FromWorker,
  OpenRequest,
  PictureRequest,
  Problem,
  ToWorker,
} from "./worker-messages.ts";

const tell = (message: FromWorker, transfer: Transferable[] = []): void =>
  self.postMessage(message, { transfer });

const problemFrom = (error: unknown): Problem => {
  if (error instanceof AppError) return { code: error.code, params: error.params };
  const detail = error instanceof Error ? error.message : String(error);
  const memory = error instanceof RangeError && /alloc|length|memory/i.test(detail);
  return { code: memory ? "memory" : "unknown", detail };
};

/** With how much has come, while it comes. */
const download = async (address: string): Promise<Uint8Array> => {
  const response = await fetch(address, { cache: "no-cache" });
  if (!response.ok || response.body === null)
    throw problemOf(await response.json().catch(() => null), response.status);
  const total = Number(response.headers.get("x-bytes") ?? 0);
  const whole = new Uint8Array(total);
  let done = 0;
  let told = 0;
  for (const reader = response.body.getReader(); ;) {
    const { value } = await reader.read();
    if (value === undefined) break;
    if (done + value.byteLength > total)
      throw new AppError("columns.size", { expected: total, actual: done + value.byteLength });
    whole.set(value, done);
    done += value.byteLength;
    if (done - told < total / 100) continue;
    told = done;
    tell({ kind: "progress", done, total });
  }
  return whole.subarray(0, done);
};

/** So long nothing was asked: the reader looks, or holds the slider still. */
const restMs = 60;

let resting: ReturnType<typeof setTimeout> | undefined;

/** Works ahead, one step at a time, until something is asked. */
const warmAhead = ({ type, edits }: PictureRequest, held: Simulation, grading: Grading): void => {
  const ahead = [...likelyNext(grading, type, edits)];
  const goOn = (): void => {
    const next = ahead.shift();
    if (next === undefined) return;
    try {
      held.warm({ type, edits: next });
    } catch {
      // What the rules do not take is told when it is asked for.
    }
    resting = setTimeout(goOn, 0);
  };
  resting = setTimeout(goOn, restMs);
};

let opened: { readonly simulation: Simulation; readonly grading: Grading } | undefined;

const open = async ({ address, grading, sources }: OpenRequest): Promise<void> => {
  const bytes = await download(address);
  tell({ kind: "reading" });
  const file = readColumnsFile(bytes, grading.facts);
  const simulation = openSimulation(file, { grading, sources });
  opened = { simulation, grading };
  const { rows, keys } = simulation;
  tell({ kind: "opened", rows, keys, bytes: bytes.byteLength });
};

const answer = (
  message: Exclude<ToWorker, OpenRequest>,
  { simulation, grading }: NonNullable<typeof opened>,
): void => {
  clearTimeout(resting);
  if (message.kind === "movers") {
    tell({ kind: "movers", id: message.id, found: simulation.findMovers(message.asked) });
    return;
  }
  const begun = performance.now();
  const picture = simulation.regrade(message);
  const gradeMs = performance.now() - begun;
  tell({ kind: "picture", id: message.id, picture, gradeMs }, [picture.counts.buffer]);
  warmAhead(message, simulation, grading);
};

const take = async (message: ToWorker): Promise<void> => {
  try {
    if (message.kind === "open") await open(message);
    else if (opened !== undefined) answer(message, opened);
  } catch (error) {
    const id = message.kind === "open" ? null : message.id;
    tell({ kind: "failed", id, problem: problemFrom(error) });
  }
};

self.addEventListener("message", (event: MessageEvent<ToWorker>) => void take(event.data));
