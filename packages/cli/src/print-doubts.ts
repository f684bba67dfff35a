/** Prints what the estimate of the sources' errors turned from met to contested, and where. */

import { say, type Io } from "./io.ts";
import type { SettledRequirement } from "./assess-object.ts";

/** Subjects that a line names. */
const maxNamed = 5;

const heading = {
  zh: "有争议：没有来源反对，但证明的来源在别处常出错，由人裁定",
  en: "Contested although nobody contradicts: those who prove it often err elsewhere; a person decides",
};

/** Nothing where no proof is doubted. */
export const printDoubts = async (io: Io, judged: readonly SettledRequirement[]): Promise<void> => {
  const lines = judged.flatMap(({ requirement, elements }) => {
    const doubted = elements.flatMap(({ subjects }) => subjects.filter((one) => one.doubted));
    const where = [...new Set(doubted.map(({ subject }) => subject.id))];
    const more = where.length > maxNamed ? " …" : "";
    const named = where.slice(0, maxNamed).join(", ");
    return where.length === 0 ? [] : [`  ${requirement.id}  ${named}${more}\n`];
  });
  if (lines.length === 0) return;
  await io.stdout.write(`\n${say(io, heading)} (${lines.length})\n${lines.join("")}`);
};
