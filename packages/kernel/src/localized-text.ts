/** Text that exists in both of Fenji's languages; neither is optional. */

export const languages = ["zh", "en"] as const;

export type Language = (typeof languages)[number];

export interface LocalizedText {
  readonly zh: string;
  readonly en: string;
}
