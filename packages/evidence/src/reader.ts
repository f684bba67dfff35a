/** What every format's reader looks like: a declarative record and one streaming function. */

import type { LocalizedText, WarningCode } from "@fenji/kernel";
import type { Observation, Subject } from "./observation.ts";
import type { TableMapping } from "./tables/table-mapping.ts";

export type { WarningCode };

export type ByteStream = AsyncIterable<Uint8Array>;

export interface Tool {
  readonly name: string;
  readonly version: string | null;
}

export type ReadEvent =
  | { readonly kind: "tool"; readonly tool: Tool; readonly family: string }
  /** The file speaks for all checks of `scope` on `subject`: earlier findings of the scope that it lacks are closed. */
  | {
      readonly kind: "scope";
      readonly subject: Subject;
      readonly scope: string;
      /** When the report ended, for one that may have found nothing; else its observations say so. */
      readonly observedAt?: string | null;
    }
  | { readonly kind: "observation"; readonly observation: Observation; readonly scope: string }
  | {
      readonly kind: "warning";
      readonly code: WarningCode;
      readonly at: string;
      /** A value from the file; what it means is the code's to say. */
      readonly detail: string;
    };

/** What a pure engine may not make for itself. */
export interface ReadContext {
  /** A streaming decoder for an encoding label of the WHATWG encoding standard. */
  readonly decoder: (label: string) => {
    decode(bytes?: Uint8Array, options?: { stream?: boolean }): string;
  };
  /** Now, ISO 8601 in UTC; a report dated later than this is warned of. */
  readonly now: string;
  /** What the firm knows about tables of its tools; those that are built in need not be named. */
  readonly tables?: readonly TableMapping[];
}

export interface Reader {
  /** Stable id, e.g. `xccdf`, `arf`, `nmap-xml`, `sarif`, `questionnaire-csv`. */
  readonly format: string;
  readonly name: LocalizedText;
  /** Versions of the format or of the tools that write it, as far as they matter; `*` where the format has none. */
  readonly versions: readonly string[];
  /** Media types of the file, the usual one first. */
  readonly media: readonly string[];
  /** Decides from at most the first 64 KiB, decoded; never from the file's name. */
  readonly detect: (head: string, context: ReadContext) => boolean;
  /** @throws AppError `evidence.*` naming the place, when the file as a whole cannot be trusted. */
  readonly read: (bytes: ByteStream, context: ReadContext) => AsyncGenerator<ReadEvent>;
}
