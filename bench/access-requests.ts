/** Random people, enterprises and requests as the platform asks its own policies. */

import type { AccessRequest, CedarRecord, Entity, EntityUid } from "@fenji/access";

export interface Asked {
  readonly request: AccessRequest;
  readonly entities: readonly Entity[];
}

/** Policies of the platform in Cedar's JSON, by id. */
export type PoliciesJson = Readonly<Record<string, unknown>>;

/** A fixed linear congruential generator: every run measures the same requests. */
const random = ((state: number) => (sides: number) => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 4_294_967_296) * sides);
})(2026);

const pick = <T>(list: readonly T[]): T => {
  const found = list[random(list.length)];
  if (found === undefined) throw new RangeError("nothing to pick from");
  return found;
};

const some = <T>(list: readonly T[], most: number): T[] =>
  Array.from({ length: random(most + 1) }, () => pick(list));

const typed = (type: string, id: string): EntityUid => ({ type: `Fenji::${type}`, id });
const refer = ({ type, id }: EntityUid): CedarRecord => ({ __entity: { type, id } });

const jurisdictions = ["320000", "330000", "440000", "510000"];
const lines = ["industry", "communications"];
const roles = [
  "enterprise-owner",
  "enterprise-editor",
  "enterprise-viewer",
  "assessor",
  "supervisor",
  "auditor",
  "administrator",
];

const organisations = Array.from({ length: 60 }, (_value, at) => typed("Organisation", `o${at}`));

const enterprises: readonly Entity[] = Array.from({ length: 300 }, (_value, at) => ({
  uid: typed("Enterprise", `e${at}`),
  attrs: {
    jurisdiction: pick(jurisdictions),
    lines: [pick(lines)],
    ...(random(4) === 0 ? {} : { grade: 1 + random(3) }),
    posture: {
      met: random(100),
      notMet: random(40),
      contested: random(5),
      notEvidenced: random(60),
    },
  },
  parents: [],
}));

const enterpriseUids = enterprises.map(({ uid }) => uid);

const person = (at: number): Entity => ({
  uid: typed("Person", `p${at}`),
  attrs: {
    kind: random(40) === 0 ? "local" : random(5) === 0 ? "token" : "user",
    ...(random(12) === 0 ? {} : { role: pick(roles) }),
    manager: random(3) === 0,
    ...(random(5) === 0 ? {} : { organisation: refer(pick(organisations)) }),
    enterprises: some(enterpriseUids, 4).map(refer),
    jurisdictions: some(jurisdictions, 2),
    nationwide: random(10) === 0,
    lines: some(lines, 2),
    ...(random(8) === 0 ? { limitedTo: some(["grading:read", "evidence:import"], 2) } : {}),
  },
  parents: [],
});

const contextOf = (permission: string): CedarRecord => ({
  permission,
  now: 1_800_000_000,
  ...(random(3) === 0 ? {} : { secondFactorAge: random(1_500) }),
  secondFactorKept: random(2) === 0,
  risk: random(8) === 0 ? "elevated" : "normal",
  device: pick(["unknown", "passkey"]),
  attestation: "unknown",
});

const people = Array.from({ length: 400 }, (_value, at) => person(at));

/** Half of what is asked about enterprises is about one's own. */
const resourceFor = ({ attrs }: Entity): Entity => {
  const kind = random(4);
  if (kind === 0) return { uid: typed("Node", "this"), attrs: {}, parents: [] };
  if (kind === 1) return { uid: pick(organisations), attrs: { kind: "enterprise" }, parents: [] };
  const own = Array.isArray(attrs["enterprises"]) ? attrs["enterprises"].length : 0;
  if (kind === 2 && own > 0) {
    const reference = JSON.stringify(attrs["enterprises"]);
    return enterprises.find(({ uid }) => reference.includes(`"${uid.id}"`)) ?? pick(enterprises);
  }
  return pick(enterprises);
};

export const randomAsked = (actions: readonly string[], count: number): readonly Asked[] =>
  Array.from({ length: count }, () => {
    const asking = pick(people);
    const resource = resourceFor(asking);
    const action = pick(actions);
    return {
      request: {
        principal: asking.uid,
        action: typed("Action", action),
        resource: resource.uid,
        context: contextOf(action),
      },
      entities: [asking, resource],
    };
  });

/** The actions that the policies name. */
export const actionsOf = (policies: PoliciesJson): string[] => {
  const named = JSON.stringify(policies).matchAll(/"type":"Fenji::Action","id":"([^"]+)"/g);
  return [...new Set([...named].map(([, id = ""]) => id))].toSorted();
};
