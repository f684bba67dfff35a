/** Decides the language before the command line is parsed, since help is written in it. */

import { languages, type Language } from "@fenji/kernel";

/** `--lang zh|en` wins, then LC_ALL, LC_MESSAGES and LANG; Chinese where they begin with zh, else English. */
export const languageOf = (
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Language => {
  const asked = args.find(
    (argument, index) => args[index - 1] === "--lang" || argument.startsWith("--lang="),
  );
  const named = languages.find((language) => language === asked?.replace(/^--lang=/, ""));
  if (named !== undefined) return named;
  const locale = [env["LC_ALL"], env["LC_MESSAGES"], env["LANG"]].find(
    (value) => value !== undefined && value !== "",
  );
  return locale?.toLowerCase().startsWith("zh") === true ? "zh" : "en";
};
