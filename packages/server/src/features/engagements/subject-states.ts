/** What evidence says of one requirement on each subject by itself: which elements it proves, which it contradicts. */

import { compileAssessment, judge, packFreshness, type ElementState } from "@fenji/assessment";
import type { Pack } from "@fenji/regime";
import type { Ctx } from "../../platform/ctx.ts";
import type { Subject } from "./finding-row.ts";
import { findItemsAsOf, type HeldItem } from "./items-as-of.ts";

export interface SubjectState extends Subject {
  /** Elements of which its own evidence, beside what is said of the whole firm, proves all. */
  readonly proven: ReadonlySet<string>;
  readonly contradicted: ReadonlySet<string>;
  /** Newest moment at which its own evidence held, ISO 8601 in UTC. */
  readonly newest: string;
}

const against: ReadonlySet<ElementState> = new Set(["contradicted", "mixed", "contested"]);

const isWhole = ({ subject }: HeldItem): boolean =>
  subject.kind === "organisation" && subject.id === "self";

export interface SubjectsAsked {
  readonly enterpriseId: string;
  readonly pack: Pack;
  readonly requirement: string;
  /** ISO 8601 in UTC. */
  readonly asOf: string;
}

/** Of every subject that evidence speaks of; a subject of which nothing is said is not in it. */
export const subjectStates = async (
  tx: Ctx,
  { enterpriseId, pack, requirement: id, asOf }: SubjectsAsked,
): Promise<SubjectState[]> => {
  const requirement = pack.requirements.find((one) => one.id === id);
  if (requirement === undefined) return [];
  const index = compileAssessment([requirement], pack.crosswalks);
  const items: HeldItem[] = [];
  for await (const item of findItemsAsOf(tx, { enterpriseId, index, asOf }))
    if (item.subject.kind !== "product") items.push(item);
  const whole = items.filter(isWhole);
  const bySubject = Map.groupBy(items, ({ subject }) => `${subject.kind}\n${subject.id}`);
  return [...bySubject.values()].flatMap((own): SubjectState[] => {
    const [first] = own;
    if (first === undefined || first.subject.kind === "product") return [];
    const { kind, id: subjectId } = first.subject;
    const [judged] = judge(
      index,
      isWhole(first) ? own : [...own, ...whole],
      packFreshness(pack, asOf),
    );
    const mine = new Set(own);
    const spoken = (judged?.elements ?? []).filter(({ observations }) =>
      observations.some(({ item, says }) => mine.has(item) && says !== "nothing"),
    );
    const idsIn = (wanted: (state: ElementState) => boolean): ReadonlySet<string> =>
      new Set(spoken.filter(({ state }) => wanted(state)).map((element) => element.id));
    return [
      {
        kind,
        id: subjectId,
        proven: idsIn((state) => state === "proven"),
        contradicted: idsIn((state) => against.has(state)),
        newest:
          own
            .map(({ observedAt, receivedAt }) => observedAt ?? receivedAt)
            .toSorted()
            .at(-1) ?? "",
      },
    ];
  });
};
