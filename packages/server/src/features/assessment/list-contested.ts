/** Verdicts that sources dispute: element by element and subject by subject, who says what, and since when. */

import type { JudgedElement } from "@fenji/assessment";
import type { listContested as operation, ReplyOf } from "@fenji/contract";
import type { Pack } from "@fenji/regime";
import type { Ctx } from "../../platform/ctx.ts";
import type { StoredItem } from "./queries.ts";
import { settledNow, type SettledRequirement } from "./settled-now.ts";
import { showDecisions } from "./show-decisions.ts";

type Reply = ReplyOf<typeof operation>;
type Subject = Reply["items"][number]["elements"][number]["subjects"][number];

/** Per element; those of subjects that nobody disputes are not shown. */
const maxShown = 200;

const sidesOf = ({ observations }: JudgedElement<StoredItem>): Subject[] => {
  const speaking = observations.filter(({ says }) => says !== "nothing");
  const bySubject = Map.groupBy(speaking, ({ item }) => item.subject.id);
  return [...bySubject].map(([subject, own]) => ({
    subject,
    sides: [...Map.groupBy(own, ({ item, says }) => `${item.family}\n${says}`).values()].flatMap(
      (group) => {
        const [first] = group;
        if (first === undefined || first.says === "nothing") return [];
        const times = group.map(({ item }) => item.observedAt ?? item.receivedAt);
        return [
          {
            family: first.item.family,
            says: first.says,
            newest: times.toSorted().at(-1) ?? first.item.receivedAt,
            observations: group.length,
          },
        ];
      },
    ),
  }));
};

type Side = Subject["sides"][number];

/** What is said of the whole firm bears on each subject of which that family does not speak itself. */
const bearing = (subject: Subject, all: readonly Subject[]): Side[] => {
  if (subject.subject === "self") return subject.sides;
  const whole = all.find((one) => one.subject === "self")?.sides ?? [];
  const own = new Set(subject.sides.map(({ family }) => family));
  return [...subject.sides, ...whole.filter(({ family }) => !own.has(family))];
};

const isDisputed = ({ sides }: Subject): boolean =>
  sides.some(({ says }) => says === "contradicts") &&
  sides.some(({ says }) => says !== "contradicts");

interface Showing {
  readonly evidenceShown: boolean;
}

const showElements = (one: SettledRequirement, { evidenceShown }: Showing) =>
  one.requirement.elements.flatMap(({ id, text }, position) => {
    const judged = one.elements[position];
    if (judged?.state !== "contested") return [];
    const own = evidenceShown ? sidesOf(judged) : [];
    const all = own.map((one) => ({ subject: one.subject, sides: bearing(one, own) }));
    const disputed = all.filter(isDisputed);
    const doubted = judged.subjects.some((subject) => subject.doubted);
    return [{ id, text, doubted, subjects: disputed.length === 0 ? all : disputed }];
  });

/** Those that the machine calls contested, and no decision settles; then those that one does. */
export const listContested = async (
  tx: Ctx,
  enterpriseId: string,
  { pack, evidenceShown }: Showing & { readonly pack: Pack },
): Promise<Reply["items"]> => {
  const { settled, rows, states } = await settledNow(tx, enterpriseId, { pack, maxShown });
  const decisions = await showDecisions(tx, rows, states);
  return settled
    .filter(({ machine }) => machine === "contested")
    .map((one) => ({
      requirement: one.requirement.id,
      title: one.requirement.title,
      type: one.requirement.type,
      fromGrade: one.requirement.fromGrade,
      machine: one.machine,
      verdict: one.verdict,
      elements: showElements(one, { evidenceShown }),
      decisions: decisions.filter(({ requirement }) => requirement === one.requirement.id),
    }))
    .toSorted((a, b) => Number(a.verdict !== "contested") - Number(b.verdict !== "contested"));
};
