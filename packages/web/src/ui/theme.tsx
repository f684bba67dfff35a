/** Light or dark: the system's wish unless the reader chose, remembered on this device. */

import {
  createContext,
  use,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from "react";

export const themeChoices = ["system", "light", "dark"] as const;

export type ThemeChoice = (typeof themeChoices)[number];

interface Theme {
  readonly choice: ThemeChoice;
  readonly dark: boolean;
  readonly setChoice: (choice: ThemeChoice) => void;
}

const storageKey = "fenji.theme";

const ThemeContext = createContext<Theme>({ choice: "system", dark: false, setChoice: () => {} });

const storedChoice = (): ThemeChoice => {
  const stored = localStorage.getItem(storageKey);
  return themeChoices.find((choice) => choice === stored) ?? "system";
};

const darkWish = window.matchMedia("(prefers-color-scheme: dark)");

const onWishChange = (listener: () => void) => {
  darkWish.addEventListener("change", listener);
  return () => darkWish.removeEventListener("change", listener);
};

export const ThemeProvider = ({ children }: { readonly children: ReactNode }) => {
  const [choice, choose] = useState(storedChoice);
  const wishesDark = useSyncExternalStore(onWishChange, () => darkWish.matches);
  const dark = choice === "dark" || (choice === "system" && wishesDark);
  useEffect(() => {
    document.documentElement.dataset["theme"] = dark ? "dark" : "light";
  }, [dark]);
  const theme = useMemo(
    () => ({
      choice,
      dark,
      setChoice: (next: ThemeChoice) => {
        localStorage.setItem(storageKey, next);
        choose(next);
      },
    }),
    [choice, dark],
  );
  return <ThemeContext value={theme}>{children}</ThemeContext>;
};

export const useTheme = (): Theme => use(ThemeContext);
