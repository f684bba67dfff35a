/** Every address of the page, so that links kept as data (the plan's acts) can be checked against them. */

export const enterpriseTabs = [
  "grade",
  "facts",
  "assessment",
  "evidence",
  "gaps",
  "activity",
] as const;

export type EnterpriseTab = (typeof enterpriseTabs)[number];

export const routePatterns: readonly string[] = [
  "/",
  "/enterprises",
  "/enterprises/$enterpriseId",
  ...enterpriseTabs.map((tab) => `/enterprises/$enterpriseId/${tab}`),
  "/province",
  "/packs",
  "/packs/$packId/$version",
  "/help",
];
