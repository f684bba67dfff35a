/** Every page of the web, by name. */

import { createEngagement, getPack, getSession, listEngagements } from "@fenji/contract";
import { client, demonstrationId } from "./browser.ts";

/** One engagement of the demonstration, begun where there is none. */
const anEngagement = async (enterpriseId: string): Promise<string> => {
  const path = { enterpriseId };
  const { engagements } = await client.call(listEngagements, { path, query: {} });
  const [known] = engagements;
  if (known !== undefined) return known.id;
  const body = { title: "年度自评（合成）", kind: "self" } as const;
  return (await client.call(createEngagement, { path, body })).id;
};

export const allPages = async (): Promise<readonly (readonly [string, string])[]> => {
  const id = await demonstrationId();
  const { defaultPack } = await client.call(getSession);
  const { pack } = await client.call(getPack, {
    path: { packId: defaultPack.id, version: defaultPack.version },
  });
  const engagement = await anEngagement(id);
  return [
    ["plan", "/"],
    ["enterprises", "/enterprises"],
    ["enterprises-none", "/enterprises?q=%E6%B2%A1%E6%9C%89%E8%BF%99%E5%AE%B6"],
    ["grade", `/enterprises/${id}/grade`],
    ["facts", `/enterprises/${id}/facts`],
    ["objects", `/enterprises/${id}/objects`],
    ["object", `/enterprises/${id}/objects/${id}`],
    ["eligibility", `/enterprises/${id}/eligibility`],
    ["regimes", `/enterprises/${id}/regimes`],
    ["assessment", `/enterprises/${id}/assessment`],
    ["requirement", `/enterprises/${id}/assessment?req=${pack.requirements[0]?.id ?? ""}`],
    ["engagements", `/enterprises/${id}/assessments`],
    ["engagement plan", `/enterprises/${id}/assessments/${engagement}`],
    ["field desk", `/enterprises/${id}/assessments/${engagement}?view=desk`],
    ["contested", `/enterprises/${id}/contested`],
    ["observations", `/enterprises/${id}/observations?result=fail`],
    ["evidence", `/enterprises/${id}/evidence`],
    ["gaps", `/enterprises/${id}/gaps`],
    ["attack", `/enterprises/${id}/attack`],
    ["technique", `/enterprises/${id}/attack?technique=T0812`],
    ["filing", `/enterprises/${id}/filing`],
    ["worklists", "/filings/worklists"],
    ["review", "/filings/review"],
    ["reasons", "/filings/reasons"],
    ["activity", `/enterprises/${id}/activity`],
    ["province", "/province"],
    ["list imports", "/list-imports"],
    ["what-if", "/what-if?set=connected.thresholds.3*60"],
    ["publications", "/publications"],
    ["nodes", "/nodes"],
    ["policies", "/policies"],
    ["explained", "/policies?who=supposed&role=supervisor&permission=filing%3Aanswer&factor=3600"],
    ["decisions", "/decisions"],
    ["operations", "/operations"],
    ["packs", "/packs"],
    ["pack", `/packs/${defaultPack.id}/${defaultPack.version}`],
    ["account", "/account"],
    ["organisation", "/organisation"],
    ["help", "/help"],
    ["missing", "/no-such-page"],
  ];
};
