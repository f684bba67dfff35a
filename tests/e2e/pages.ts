/** Every page of the web, by name. */

import { getPack, getSession } from "@fenji/contract";
import { client, demonstrationId } from "./browser.ts";

export const allPages = async (): Promise<readonly (readonly [string, string])[]> => {
  const id = await demonstrationId();
  const { defaultPack } = await client.call(getSession);
  const { pack } = await client.call(getPack, {
    path: { packId: defaultPack.id, version: defaultPack.version },
  });
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
    ["evidence", `/enterprises/${id}/evidence`],
    ["gaps", `/enterprises/${id}/gaps`],
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
