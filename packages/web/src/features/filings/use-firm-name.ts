/** The name of an enterprise in the reader's language, where the node knows one in it. */

import { useLanguage } from "../../i18n/language.tsx";

interface Named {
  readonly name: string;
  readonly nameEn: string | null;
}

export const useFirmName = (): ((firm: Named) => string) => {
  const { language } = useLanguage();
  return ({ name, nameEn }) => (language === "en" ? (nameEn ?? name) : name);
};
