/** Who may be what on a node: kinds of organisation, roles of their members, lines of supervision. */

import { z } from "zod";

/** `operator` runs the node itself: its members are administrators and auditors. */
export const organisationKind = z.enum([
  "enterprise",
  "assessor",
  "supervisor",
  "vendor",
  "fund",
  "institution",
  "park",
  "operator",
]);

export type OrganisationKind = z.infer<typeof organisationKind>;

export const role = z.enum([
  "enterprise-owner",
  "enterprise-editor",
  "enterprise-viewer",
  "assessor",
  "supervisor",
  "vendor",
  "fund",
  "institution",
  "park",
  "auditor",
  "administrator",
]);

export type Role = z.infer<typeof role>;

/** Which roles the members of a kind of organisation can have. */
export const rolesOf: Readonly<Record<OrganisationKind, readonly Role[]>> = {
  enterprise: ["enterprise-owner", "enterprise-editor", "enterprise-viewer"],
  assessor: ["assessor"],
  supervisor: ["supervisor"],
  vendor: ["vendor"],
  fund: ["fund"],
  institution: ["institution"],
  park: ["park"],
  operator: ["administrator", "auditor"],
};

/**
 * Lines of supervision: industry departments for connected industrial enterprises, communications administrations for
 * platform and identifier-resolution enterprises (measures 2024, articles on division of work).
 */
export const line = z.enum(["industry", "communications"]);

export type Line = z.infer<typeof line>;
