/** The metadata document of a decision point (section 9) and the paths of its binding (10.1). */

export const authzenPaths = {
  metadata: "/.well-known/authzen-configuration",
  evaluation: "/access/v1/evaluation",
  evaluations: "/access/v1/evaluations",
  searchSubject: "/access/v1/search/subject",
  searchResource: "/access/v1/search/resource",
  searchAction: "/access/v1/search/action",
} as const;

export interface AuthzenMetadata {
  readonly policy_decision_point: string;
  readonly access_evaluation_endpoint: string;
  readonly access_evaluations_endpoint: string;
  readonly search_subject_endpoint?: string;
  readonly search_resource_endpoint?: string;
  readonly search_action_endpoint?: string;
}

/** `base` is how callers reach the decision point, without a slash at its end; 9.1.1 wants https. */
export const authzenMetadata = (
  base: string,
  offers: { readonly search: boolean },
): AuthzenMetadata => ({
  policy_decision_point: base,
  access_evaluation_endpoint: `${base}${authzenPaths.evaluation}`,
  access_evaluations_endpoint: `${base}${authzenPaths.evaluations}`,
  ...(offers.search
    ? {
        search_subject_endpoint: `${base}${authzenPaths.searchSubject}`,
        search_resource_endpoint: `${base}${authzenPaths.searchResource}`,
        search_action_endpoint: `${base}${authzenPaths.searchAction}`,
      }
    : {}),
});
