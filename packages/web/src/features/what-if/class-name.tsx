/** A class as it is shown everywhere on the page: a grade with its steps, or in words. */

import { whatIfMessages } from "../../i18n/what-if/what-if-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { GradeChip } from "../../ui/grade-chip.tsx";
import type { GradeClass } from "./picture.ts";

export const ClassName = ({ of }: { readonly of: GradeClass }) => {
  const m = useMessages(whatIfMessages);
  if (of === "none") return <>{m.none}</>;
  return <GradeChip grade={of === "undetermined" ? null : of} possible={[]} />;
};

/** The same in words alone, for lists and files. */
export const useClassWords = (): ((of: GradeClass) => string) => {
  const m = useMessages(whatIfMessages);
  return (of) => {
    if (of === "none") return m.none;
    return of === "undetermined" ? m.undetermined : m.gradeName(of);
  };
};
