/** Ids that cannot be mixed up, and how new ones are made (UUID version 7, RFC 9562). */

declare const brand: unique symbol;

export type Branded<T, Name extends string> = T & { readonly [brand]: Name };

export type EnterpriseId = Branded<string, "EnterpriseId">;
export type Sha256 = Branded<string, "Sha256">;

/** 48 bits of milliseconds, then 74 random bits; `random` supplies at least 10 bytes. */
export const uuidV7 = (nowMs: number, random: Uint8Array): string => {
  const bytes = new Uint8Array(16);
  for (let index = 0; index < 6; index += 1)
    bytes[index] = Math.floor(nowMs / 2 ** (8 * (5 - index))) % 256;
  bytes.set(random.subarray(0, 10), 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};
