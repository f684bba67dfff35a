/** Orders the versions of a check's content as people count: 0.1.9 before 0.1.10, V2R3 before V2R12. */

const maxParts = 40;

const partsOf = (revision: string): readonly string[] =>
  (
    revision
      .toLowerCase()
      .replace(/^v(?=\d)/, "")
      .match(/\d+|[a-z]+/g) ?? []
  ).slice(0, maxParts);

/** Numbers of any length without arithmetic: more digits are more. */
const compareNumbers = (a: string, b: string): number => {
  const [x, y] = [a.replace(/^0+/, ""), b.replace(/^0+/, "")];
  if (x.length !== y.length) return x.length - y.length;
  return x < y ? -1 : x > y ? 1 : 0;
};

const compareParts = (a: string | undefined, b: string | undefined): number => {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? -1 : 1;
  const [isA, isB] = [/\d/.test(a), /\d/.test(b)];
  if (isA && isB) return compareNumbers(a, b);
  if (isA !== isB) return isA ? 1 : -1;
  return a < b ? -1 : a > b ? 1 : 0;
};

/**
 * Over 0 where `a` is the newer; 0 where they are alike but for their spelling, such as `v1.0` and `V1-0`. What has no
 * revision is older than anything that has one.
 */
export const compareRevisions = (a: string | null, b: string | null): number => {
  if (a === null || b === null) return (a === null ? 0 : 1) - (b === null ? 0 : 1);
  const [x, y] = [partsOf(a), partsOf(b)];
  for (let at = 0; at < Math.max(x.length, y.length); at += 1) {
    const order = compareParts(x[at], y[at]);
    if (order !== 0) return order;
  }
  return 0;
};
