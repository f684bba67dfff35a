/** A document that can be looked at, wherever it lies. */

export interface DocumentSource {
  readonly name: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  /** `node`: each opening is recorded there; `device`: it waits on this device to be sent. */
  readonly from: "node" | "device";
  readonly read: () => Promise<Uint8Array>;
}
