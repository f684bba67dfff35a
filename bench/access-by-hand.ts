/** The platform's policies written out as one function by hand: the floor that no engine of policies can go below. */

import type { Asked } from "./access-requests.ts";

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
  readonly person: Person;
  readonly action: string;
  readonly kind: string;
  readonly id: string;
  readonly enterprise: Enterprise | undefined;
  readonly now: Circumstances;
}

const keptActions = new Set([
  "submission:write",
  "link:write",
  "inspection:release",
  "assignment:write",
  "member:write",
  "token:write",
]);
const highestGradeActions = new Set(["submission:write", "link:write", "inspection:release"]);
const personalActions = new Set([
  "submission:write",
  "filing:answer",
  "inspection:release",
  "member:write",
  "token:write",
  "user:manage",
  "organisation:write",
  "organisation:manage",
  "assignment:write",
  "link:write",
]);

const isForbidden = ({ person, action, enterprise, now }: Question): boolean => {
  const { kind, role } = person;
  const reads = now.permission.endsWith(":read");
  const shown = now.secondFactorAge !== undefined && now.secondFactorAge <= 900;
  const changes = !reads && now.permission !== "account:write";
  if (person.limitedTo !== undefined && !person.limitedTo.includes(now.permission)) return true;
  if (now.risk === "elevated" && !reads) return true;
  if (role === "auditor" && changes) return true;
  if (kind === "token")
    return (
      personalActions.has(action) ||
      (action === "enterprise:write" &&
        enterprise !== undefined &&
        enterprise.posture.notMet > enterprise.posture.met)
    );
  if (kind !== "user" || shown) return false;
  if ((role === "supervisor" || role === "administrator") && changes) return true;
  if (now.secondFactorKept && keptActions.has(action)) return true;
  return (
    enterprise?.grade !== undefined && enterprise.grade >= 3 && highestGradeActions.has(action)
  );
};

const listActions = new Set(["registry:read", "filing:read", "exchange:read", "grading:read"]);
const openActions = new Set([
  "plan:read",
  "pack:read",
  "jurisdiction:read",
  "publication:read",
  "policy:read",
]);
const supervisorNodeActions = new Set([
  "province:read",
  "registry:write",
  "link:write",
  "message:write",
  "inspection:write",
  "filing:answer",
  "publication:write",
  "publication:review",
]);
const listRoles = new Set([
  "enterprise-owner",
  "enterprise-editor",
  "enterprise-viewer",
  "assessor",
  "supervisor",
  "auditor",
]);

const onNode = ({ person, action }: Question): boolean => {
  const { kind, role } = person;
  if (openActions.has(action) && (kind === "user" || kind === "token")) return true;
  if (kind === "user" && (action === "account:read" || action === "account:write")) return true;
  if (kind === "user" && action === "organisation:read") return true;
  if (role === undefined) return false;
  if (listActions.has(action) && listRoles.has(role)) return true;
  return role === "supervisor" && supervisorNodeActions.has(action);
};

const ownOrganisationActions = new Set(["organisation:read", "member:read", "token:read"]);
const managerActions = new Set(["member:write", "token:write", "organisation:write"]);

const onOrganisation = ({ person, action, id }: Question): boolean =>
  person.organisation === id &&
  (ownOrganisationActions.has(action) || (person.manager && managerActions.has(action)));

const memberReads = new Set([
  "enterprise:read",
  "grading:read",
  "assessment:read",
  "evidence:read",
  "assignment:read",
  "filing:read",
  "exchange:read",
  "decision:read",
]);
const editorWrites = new Set(["enterprise:write", "evidence:import"]);
const ownerActs = new Set([
  "submission:write",
  "link:write",
  "inspection:release",
  "assignment:write",
  "message:write",
]);
const assessorActs = new Set([
  "enterprise:read",
  "grading:read",
  "assessment:read",
  "evidence:read",
  "evidence:import",
  "assignment:read",
]);
const supervisorActs = new Set([
  "enterprise:read",
  "grading:read",
  "assessment:read",
  "filing:read",
  "filing:answer",
  "inspection:write",
  "message:write",
  "exchange:read",
  "link:write",
]);

const onEnterprise = ({ person, action, id, enterprise }: Question): boolean => {
  const { role } = person;
  if (enterprise === undefined) return false;
  if (role === "supervisor")
    return (
      supervisorActs.has(action) &&
      (person.nationwide || person.jurisdictions.includes(enterprise.jurisdiction)) &&
      enterprise.lines.some((line) => person.lines.includes(line))
    );
  if (!person.enterprises.includes(id)) return false;
  if (role === "assessor") return assessorActs.has(action);
  if (role === "enterprise-viewer") return memberReads.has(action);
  if (role !== "enterprise-editor" && role !== "enterprise-owner") return false;
  if (memberReads.has(action) || editorWrites.has(action)) return true;
  return role === "enterprise-owner" && ownerActs.has(action);
};

const auditorReads = new Set([
  "registry:read",
  "province:read",
  "policy:read",
  "decision:read",
  "enterprise:read",
  "grading:read",
  "assessment:read",
  "evidence:read",
  "assignment:read",
  "filing:read",
  "exchange:read",
  "organisation:read",
  "member:read",
  "token:read",
]);
const administratorActs = new Set([
  "organisation:read",
  "organisation:write",
  "organisation:manage",
  "member:read",
  "member:write",
  "token:read",
  "user:manage",
  "policy:read",
  "decision:read",
  "exchange:read",
  "link:write",
]);

export const decideByHand = (question: Question): boolean => {
  if (isForbidden(question)) return false;
  const { person, action, kind } = question;
  if (person.kind === "local") return true;
  if (person.role === "auditor" && auditorReads.has(action)) return true;
  if (person.role === "administrator" && kind !== "Fenji::Enterprise")
    if (administratorActs.has(action)) return true;
  if (kind === "Fenji::Node") return onNode(question);
  return kind === "Fenji::Organisation" ? onOrganisation(question) : onEnterprise(question);
};

const uidOrSelf = (_name: string, value: unknown): unknown =>
  typeof value === "object" && value !== null && "__entity" in value
    ? (value.__entity as { readonly id: string }).id
    : value;

/** As a program would hold it: ids in place of references. */
export const questionByHand = ({ request, entities }: Asked): Question => {
  const of = ({ type, id }: Asked["request"]["principal"]): unknown => {
    const found = entities.find(({ uid }) => uid.type === type && uid.id === id);
    return JSON.parse(JSON.stringify(found?.attrs ?? {}, uidOrSelf));
  };
  const kind = request.resource.type;
  return {
    person: of(request.principal) as Person,
    action: request.action.id,
    kind,
    id: request.resource.id,
    enterprise: kind === "Fenji::Enterprise" ? (of(request.resource) as Enterprise) : undefined,
    now: JSON.parse(JSON.stringify(request.context)),
  };
};
