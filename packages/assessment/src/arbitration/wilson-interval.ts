/** The interval in which a share lies, from a count: narrow only where much was counted. */

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** 97.5 % quantile of the standard normal distribution. */
const z = 1.959963984540054;

/**
 * Wilson's score interval at 95 % (E. B. Wilson, Journal of the American Statistical Association 22 (1927) 209-212);
 * nothing counted is the whole range from 0 to 1.
 */
export const wilsonInterval = (hits: number, of: number): Interval => {
  if (of === 0) return { low: 0, high: 1 };
  const share = hits / of;
  const scale = 1 + (z * z) / of;
  const middle = (share + (z * z) / (2 * of)) / scale;
  const half = (z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of))) / scale;
  // At the ends rounding must not leave a crumb: no hit has 0 in its interval, nothing but hits has 1.
  return {
    low: hits === 0 ? 0 : Math.max(0, middle - half),
    high: hits === of ? 1 : Math.min(1, middle + half),
  };
};
