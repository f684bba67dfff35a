/** A document that can be looked at, wherever it lies. */

export interface ReadContent {
  readonly bytes: Uint8Array;
  /** `node`: the opening is recorded there; `kept`: opened before, when it was; `device`: it waits here to be sent. */
  readonly from: "node" | "kept" | "device";
}

export interface DocumentSource {
  readonly name: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly read: () => Promise<ReadContent>;
}
