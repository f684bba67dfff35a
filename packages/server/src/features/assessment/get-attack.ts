/** Attack techniques of an enterprise by the verdicts that its assessment shows. */

import { judgeTechniques, type TechniqueDefence } from "@fenji/assessment";
import type { getAttack as operation, QueryOf, ReplyOf } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import { mappingFor, type Pack, type TechniquePack } from "@fenji/regime";
import type { Ctx } from "../../platform/ctx.ts";
import { getAssessment } from "./get-assessment.ts";

type Reply = ReplyOf<typeof operation>;

interface Asked {
  readonly pack: Pack;
  readonly packs: readonly TechniquePack[];
  readonly query: Partial<QueryOf<typeof operation>>;
}

/** The newest that says something about the regime, else the newest. @throws AppError `pack.not-found` */
const techniquesFor = ({ pack, packs }: Asked): TechniquePack => {
  const found = packs.findLast((one) => mappingFor(one, pack.header) !== null) ?? packs.at(-1);
  if (found === undefined) throw new AppError("pack.not-found", { pack: "techniques" });
  return found;
};

const namedIn = (defences: readonly TechniqueDefence[]): Reply["requirements"] => [
  ...new Map(
    defences.map(({ requirement: { id, title }, verdict }) => [id, { id, title, verdict }]),
  ).values(),
];

/** Reads what an assessment reads and no more. @throws AppError `request.not-found`, `pack.not-found` */
export const getAttack = async (tx: Ctx, enterpriseId: string, asked: Asked): Promise<Reply> => {
  const { pack, query } = asked;
  const techniques = techniquesFor(asked);
  const { requirements, type, grade, ...shown } = await getAssessment(tx, enterpriseId, {
    pack,
    query,
  });
  const byId = new Map(pack.requirements.map((one) => [one.id, one]));
  const judged = requirements.flatMap(({ id, verdict }) => {
    const requirement = byId.get(id);
    return requirement === undefined ? [] : [{ requirement, verdict }];
  });
  const mapping = mappingFor(techniques, pack.header);
  const view = judgeTechniques(judged, techniques.techniques, mapping);
  const { header, domain } = techniques;
  const { illustrative } = shown.pack;
  return {
    pack: { id: pack.header.id, version: pack.header.version, illustrative },
    techniquePack: {
      id: header.id,
      version: header.version,
      title: header.title,
      notice: header.notice,
      domain,
    },
    mapped: mapping !== null,
    type,
    grade,
    counts: view.counts,
    tactics: [...techniques.tactics],
    techniques: view.techniques.map(({ technique, state, defences, withoutWhy }) => ({
      id: technique.id,
      name: technique.name,
      tactics: [...technique.tactics],
      state,
      withoutWhy,
      defences: defences.map(({ requirement, does }) => ({ requirement: requirement.id, does })),
    })),
    requirements: namedIn(view.techniques.flatMap(({ defences }) => defences)),
    levers: view.levers.map(({ requirement, alone, touches }) => ({
      requirement: requirement.id,
      alone: [...alone],
      touches: [...touches],
    })),
  };
};
