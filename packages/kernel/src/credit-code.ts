/** Unified social credit code (统一社会信用代码, GB 32100-2015): 18 characters with a check character. */

const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2] as const;

/** Check character over the first 17 characters: weights 3^i mod 31 (GB 32100-2015, annex). */
export const creditCodeCheck = (first17: string): string | undefined => {
  let sum = 0;
  let weight = 1;
  for (const character of first17) {
    const value = alphabet.indexOf(character);
    if (value < 0) return undefined;
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return alphabet[(31 - (sum % 31)) % 31];
};

/** Check character of the organisation part, characters 9-16 (GB 11714-1997): mod 11, X for ten. */
export const organisationCheck = (eight: string): string | undefined => {
  let sum = 0;
  for (const [index, weight] of organisationWeights.entries()) {
    const value = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".indexOf(eight[index] ?? "");
    if (value < 0) return undefined;
    sum += value * weight;
  }
  const check = 11 - (sum % 11);
  return check === 10 ? "X" : check === 11 ? "0" : String(check);
};

export type CreditCodeProblem = "length" | "character" | "check-character";

/** The first thing wrong with a credit code, or undefined when nothing is. */
export const creditCodeProblem = (code: string): CreditCodeProblem | undefined => {
  if (code.length !== 18) return "length";
  const check = creditCodeCheck(code.slice(0, 17));
  if (check === undefined) return "character";
  return check === code[17] ? undefined : "check-character";
};
