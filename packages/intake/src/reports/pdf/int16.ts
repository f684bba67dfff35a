/** The two bytes of a number, the higher first. */

export const int16 = (value: number): number[] => [(value >> 8) & 0xff, value & 0xff];
