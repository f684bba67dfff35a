/** How sure a number is, as a mark: official ones stand plain, illustrative ones are called out. */

import { packsMessages } from "../i18n/packs/packs-messages.ts";
import { useMessages } from "../i18n/language.tsx";
import { IllustrativeStamp } from "./stamps.tsx";

interface StandingStampProps {
  readonly standing: "official" | "transcribed" | "unverified" | "illustrative";
}

export const StandingStamp = ({ standing }: StandingStampProps) => {
  const m = useMessages(packsMessages);
  if (standing === "illustrative") return <IllustrativeStamp />;
  return <span className="stamp">{m.standings[standing]}</span>;
};
