/** What every kind of archive yields: one member after the other, each to be read before the next. */

import type { ByteStream, WarningCode } from "@fenji/evidence";

export interface ArchiveMember {
  /** As the archive calls it, fit to be shown; never a path to write to. */
  readonly name: string;
  /** Why its content is not looked at; null when it is. */
  readonly passedOver: { readonly code: WarningCode; readonly detail: string } | null;
  /** To be read once. @throws AppError `evidence.archive-*` */
  readonly bytes: () => ByteStream;
}

export const nothing = async function* (): AsyncGenerator<Uint8Array> {};
