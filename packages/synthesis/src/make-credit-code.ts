/** Social credit codes that no firm can have: valid check characters, impossible region. */

import { creditCodeCheck, organisationCheck } from "@fenji/kernel";

/** Registered with market regulation (9), an enterprise (1); no county or province has a code that starts with 98 or 99. */
const prefixes = { province: "91990000", nation: "91980000" } as const;

/**
 * The code of the n-th synthetic firm, n from 0 to 99,999,999 (GB 32100-2015, GB 11714-1997).
 * @throws RangeError outside of that.
 */
export const makeCreditCode = (n: number, world: keyof typeof prefixes = "province"): string => {
  if (!Number.isInteger(n) || n < 0 || n > 99_999_999)
    throw new RangeError("a synthetic firm's number has at most eight digits");
  const organisation = String(n).padStart(8, "0");
  const first17 = `${prefixes[world]}${organisation}${organisationCheck(organisation) ?? ""}`;
  return `${first17}${creditCodeCheck(first17) ?? ""}`;
};
