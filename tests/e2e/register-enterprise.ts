/** An enterprise of a test's own, with the facts of the demonstration factory. */

import { createEnterprise, getEnterprise, listJurisdictions, saveFacts } from "@fenji/contract";
import { creditCodeCheck, organisationCheck } from "@fenji/kernel";
import { client, demonstrationId } from "./browser.ts";

/** Valid by both check characters, under a region code that does not exist. */
export const makeCreditCode = (serial: number): string => {
  const organisation = `E${String(serial).padStart(7, "0")}`;
  const first17 = `91990000${organisation}${organisationCheck(organisation) ?? ""}`;
  return first17 + (creditCodeCheck(first17) ?? "");
};

export const registerEnterprise = async (serial: number): Promise<string> => {
  const { jurisdictions } = await client.call(listJurisdictions);
  const jurisdiction = jurisdictions.find(({ synthetic }) => synthetic)?.code ?? "";
  const { id } = await client.call(createEnterprise, {
    body: {
      creditCode: makeCreditCode(serial),
      name: `测试企业 ${serial}（合成）`,
      jurisdiction,
      city: null,
      division: "C31",
    },
  });
  const demonstration = await client.call(getEnterprise, {
    path: { enterpriseId: await demonstrationId() },
  });
  await client.call(saveFacts, {
    path: { enterpriseId: id },
    body: { facts: demonstration.facts, basedOn: null },
  });
  return id;
};
