/** Opens a received file as the events that readers tell, whatever its format. */

import type { ReadEvent, TableMapping } from "@fenji/evidence";
import { openReading, readContext } from "@fenji/intake";

export interface OpenedFile {
  /** Id of the reader, or `archive`. */
  readonly format: string;
  readonly events: AsyncIterable<ReadEvent>;
  readonly close: () => Promise<void>;
}

export interface ReceivedBytes {
  readonly size: number;
  /** May be asked for more than once. */
  readonly read: () => AsyncIterable<Uint8Array>;
}

/** @throws AppError `evidence.*` */
export const openReceived = (
  file: ReceivedBytes,
  nowMs: number,
  tables: readonly TableMapping[],
): Promise<OpenedFile> =>
  openReading({ size: file.size, bytes: file.read() }, readContext(nowMs, tables));
