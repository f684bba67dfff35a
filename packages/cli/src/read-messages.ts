/** What a message or bundle file says and who signed it, worked out from the file alone. */

import { decodeUtf8, hashText, keyIdOf, verifySignature } from "@fenji/intake";
import { AppError, errorMessage } from "@fenji/kernel";
import {
  readBody,
  readBundle,
  readEnvelope,
  type PublicKey,
  type ReadEnvelope,
  type Typed,
} from "@fenji/submission";

export interface MessageReading {
  readonly id: string | null;
  readonly kind: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly createdAt: string | null;
  readonly about: string | null;
  /** SHA-256 of what is signed. */
  readonly hash: string | null;
  readonly signatures: readonly {
    readonly keyId: string;
    readonly algorithm: string;
    /** null: the file does not hold this key, so nothing can be said. */
    readonly verified: boolean | null;
    /** The key is the one that was named beforehand. */
    readonly named: boolean;
  }[];
  readonly error: { readonly code: string; readonly zh: string; readonly en: string } | null;
}

const bundleStart = Buffer.from('{"createdAt"');

const bytesOfMessages = (bytes: Uint8Array): readonly Uint8Array[] =>
  Buffer.from(bytes.subarray(0, bundleStart.length)).equals(bundleStart)
    ? readBundle(bytes, decodeUtf8).messages
    : [bytes.at(-1) === 0x0a ? bytes.subarray(0, -1) : bytes];

/** Keys travel in the messages by which nodes link and change keys; each is named by what it is. */
const keysIn = (typed: Typed): readonly PublicKey[] =>
  typed.kind === "enrolment" || typed.kind === "enrolled" || typed.kind === "key-rotation"
    ? typed.body.node.keys.filter(({ keyId, spki }) => keyIdOf(spki) === keyId)
    : [];

const failed = (error: AppError): MessageReading => ({
  id: null,
  kind: null,
  from: null,
  to: null,
  createdAt: null,
  about: null,
  hash: null,
  signatures: [],
  error: { code: error.code, ...errorMessage(error.code, error.params) },
});

interface Known {
  readonly keys: ReadonlyMap<string, PublicKey>;
  readonly fingerprint: string | undefined;
}

const explain = ({ message, signatures, text }: ReadEnvelope, known: Known): MessageReading => {
  const { id, kind, from, to, createdAt, about } = message;
  const typed = readBody(message);
  const checked = signatures.map(({ keyId, algorithm, signature }) => {
    const key = known.keys.get(keyId);
    const verified =
      key === undefined
        ? null
        : key.algorithm === algorithm && verifySignature(key, text, signature);
    return { keyId, algorithm, verified, named: keyId === known.fingerprint };
  });
  const forged = checked.find(({ verified }) => verified === false);
  const unnamed = known.fingerprint !== undefined && !checked.some(({ named }) => named);
  const error = !typed.ok
    ? typed.error
    : forged !== undefined
      ? new AppError("exchange.forged", { keyId: forged.keyId })
      : unnamed
        ? new AppError("exchange.unknown-key", { keyId: checked[0]?.keyId ?? "" })
        : null;
  return {
    id,
    kind,
    from,
    to,
    createdAt,
    about,
    hash: hashText(text),
    signatures: checked,
    error: error === null ? null : failed(error).error,
  };
};

/** All files together: keys that one of them holds verify the others. @throws AppError `exchange.bundle`. */
export const readMessages = (
  files: readonly Uint8Array[],
  fingerprint: string | undefined,
): readonly MessageReading[] => {
  const reads = files
    .flatMap(bytesOfMessages)
    .map((bytes) => readEnvelope(bytes, { decode: decodeUtf8 }));
  const keys = new Map<string, PublicKey>();
  for (const read of reads) {
    const typed = read.ok ? readBody(read.value.message) : undefined;
    if (typed?.ok === true) for (const key of keysIn(typed.value)) keys.set(key.keyId, key);
  }
  return reads.map((read) =>
    read.ok ? explain(read.value, { keys, fingerprint }) : failed(read.error),
  );
};
