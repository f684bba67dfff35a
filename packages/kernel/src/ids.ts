/** Ids that cannot be mixed up, and how new ones are made (UUID version 7, RFC 9562). */

declare const brand: unique symbol;

export type Branded<T, Name extends string> = T & { readonly [brand]: Name };

export type EnterpriseId = Branded<string, "EnterpriseId">;
export type Sha256 = Branded<string, "Sha256">;

const hexOf = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** 48 bits of milliseconds, then 74 random bits; `random` supplies at least 10 bytes. Made by the hundred thousand. */
export const uuidV7 = (nowMs: number, random: Uint8Array): string => {
  const byte = (index: number): string => hexOf[random[index] ?? 0] ?? "";
  const time = nowMs.toString(16).padStart(12, "0");
  const version = hexOf[0x70 | ((random[0] ?? 0) & 0x0f)] ?? "";
  const variant = hexOf[0x80 | ((random[2] ?? 0) & 0x3f)] ?? "";
  return `${time.slice(0, 8)}-${time.slice(8)}-${version}${byte(1)}-${variant}${byte(3)}-${byte(4)}${byte(5)}${byte(6)}${byte(7)}${byte(8)}${byte(9)}`;
};
