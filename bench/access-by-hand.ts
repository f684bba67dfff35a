/** The platform's policies written out as one function by hand: the floor that no engine of policies can go below. */

import { actionsOf, type Asked, type PoliciesJson } from "./access-requests.ts";

/** Which policy each set of actions below is taken from; the conditions are written by hand. */
const policyIds = {
  keptActions: "second-factor-kept",
  highestGradeActions: "second-factor-highest-grade",
  personalActions: "programs-do-not-answer",
  listActions: "lists-of-what-one-sees",
  openActions: "open-to-signed-in",
  supervisorNodeActions: "supervisor-node",
  ownOrganisationActions: "own-organisation",
  managerActions: "managers-members",
  memberReads: "enterprise-members-read",
  editorWrites: "enterprise-editors-write",
  ownerActs: "enterprise-owner-acts",
  assessorActs: "assessor-assigned",
  supervisorActs: "supervisor-jurisdiction",
  auditorReads: "auditor-reads",
  administratorActs: "administrator-organisations",
} as const;

type Acts = Readonly<Record<keyof typeof policyIds, ReadonlySet<string>>>;

const actionsIn = (policy: unknown): ReadonlySet<string> => new Set(actionsOf({ policy }));

/** The actions of each policy, by the names used here. */
export const actsOf = (policies: PoliciesJson): Acts => {
  const entries = Object.entries(policyIds).map(([name, id]) => [name, actionsIn(policies[id])]);
  return Object.fromEntries(entries) as Acts;
};

interface Person {
  readonly kind: string;
  readonly role?: string;
  readonly manager: boolean;
  readonly organisation?: string;
  readonly enterprises: readonly string[];
  readonly jurisdictions: readonly string[];
  readonly nationwide: boolean;
  readonly lines: readonly string[];
  readonly limitedTo?: readonly string[];
}

interface Enterprise {
  readonly jurisdiction: string;
  readonly lines: readonly string[];
  readonly grade?: number;
  readonly posture: { readonly met: number; readonly notMet: number };
}

interface Circumstances {
  readonly permission: string;
  readonly secondFactorAge?: number;
  readonly secondFactorKept: boolean;
  readonly risk: string;
}

interface Question {
  readonly acts: Acts;
  readonly person: Person;
  readonly action: string;
  readonly kind: string;
  readonly id: string;
  readonly enterprise: Enterprise | undefined;
  readonly now: Circumstances;
}

const isForbidden = ({ acts, person, action, enterprise, now }: Question): boolean => {
  const { kind, role } = person;
  const reads = now.permission.endsWith(":read");
  const shown = now.secondFactorAge !== undefined && now.secondFactorAge <= 900;
  const changes = !reads && now.permission !== "account:write";
  if (person.limitedTo !== undefined && !person.limitedTo.includes(now.permission)) return true;
  if (now.risk === "elevated" && !reads) return true;
  if (role === "auditor" && changes) return true;
  if (kind === "token")
    return (
      acts.personalActions.has(action) ||
      (action === "enterprise:write" &&
        enterprise !== undefined &&
        enterprise.posture.notMet > enterprise.posture.met)
    );
  if (kind !== "user" || shown) return false;
  if ((role === "supervisor" || role === "administrator") && changes) return true;
  if (now.secondFactorKept && acts.keptActions.has(action)) return true;
  return (
    enterprise?.grade !== undefined && enterprise.grade >= 3 && acts.highestGradeActions.has(action)
  );
};

const listRoles = new Set([
  "enterprise-owner",
  "enterprise-editor",
  "enterprise-viewer",
  "assessor",
  "supervisor",
  "auditor",
]);

const onNode = ({ acts, person, action }: Question): boolean => {
  const { kind, role } = person;
  if (acts.openActions.has(action) && (kind === "user" || kind === "token")) return true;
  if (kind === "user" && (action === "account:read" || action === "account:write")) return true;
  if (kind === "user" && action === "organisation:read") return true;
  if (role === undefined) return false;
  if (acts.listActions.has(action) && listRoles.has(role)) return true;
  return role === "supervisor" && acts.supervisorNodeActions.has(action);
};

const onOrganisation = ({ acts, person, action, id }: Question): boolean =>
  person.organisation === id &&
  (acts.ownOrganisationActions.has(action) || (person.manager && acts.managerActions.has(action)));

const onEnterprise = ({ acts, person, action, id, enterprise }: Question): boolean => {
  const { role } = person;
  if (enterprise === undefined) return false;
  if (role === "supervisor")
    return (
      acts.supervisorActs.has(action) &&
      (person.nationwide || person.jurisdictions.includes(enterprise.jurisdiction)) &&
      enterprise.lines.some((line) => person.lines.includes(line))
    );
  if (!person.enterprises.includes(id)) return false;
  if (role === "assessor") return acts.assessorActs.has(action);
  if (role === "enterprise-viewer") return acts.memberReads.has(action);
  if (role !== "enterprise-editor" && role !== "enterprise-owner") return false;
  if (acts.memberReads.has(action) || acts.editorWrites.has(action)) return true;
  return role === "enterprise-owner" && acts.ownerActs.has(action);
};

export const decideByHand = (question: Question): boolean => {
  if (isForbidden(question)) return false;
  const { acts, person, action, kind } = question;
  if (person.kind === "local") return true;
  if (person.role === "auditor" && acts.auditorReads.has(action)) return true;
  if (person.role === "administrator" && kind !== "Fenji::Enterprise")
    if (acts.administratorActs.has(action)) return true;
  if (kind === "Fenji::Node") return onNode(question);
  return kind === "Fenji::Organisation" ? onOrganisation(question) : onEnterprise(question);
};

const uidOrSelf = (_name: string, value: unknown): unknown =>
  typeof value === "object" && value !== null && "__entity" in value
    ? (value.__entity as { readonly id: string }).id
    : value;

/** As a program would hold it: ids in place of references. */
export const questionByHand = ({ request, entities }: Asked, acts: Acts): Question => {
  const of = ({ type, id }: Asked["request"]["principal"]): unknown => {
    const found = entities.find(({ uid }) => uid.type === type && uid.id === id);
    return JSON.parse(JSON.stringify(found?.attrs ?? {}, uidOrSelf));
  };
  const kind = request.resource.type;
  return {
    acts,
    person: of(request.principal) as Person,
    action: request.action.id,
    kind,
    id: request.resource.id,
    enterprise: kind === "Fenji::Enterprise" ? (of(request.resource) as Enterprise) : undefined,
    now: JSON.parse(JSON.stringify(request.context)),
  };
};
