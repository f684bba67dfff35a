/** The one fully worked firm of the demonstration; its facts are those of the example that the README grades. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Facts } from "@fenji/regime";
import { makeCreditCode, type SyntheticFirm } from "@fenji/synthesis";
import { parse } from "yaml";
import { z } from "zod";
import { installationFolder } from "../../platform/config.ts";
import { demoFactoryId } from "./demo-ids.ts";

const example = z.object({
  facts: z.record(
    z.string(),
    z.union([z.number(), z.boolean(), z.string(), z.array(z.string()), z.null()]),
  ),
});

const readFacts = async (): Promise<Facts> => {
  const text = await readFile(join(installationFolder, "examples", "factory.yaml"), "utf8");
  return example.parse(parse(text)).facts;
};

/** Number 0 of the synthetic credit codes; the generated firms never draw it. */
export const demoFactory = async (): Promise<SyntheticFirm> => ({
  enterpriseId: demoFactoryId,
  factsId: "01900000-0000-7000-8000-0000000fac75",
  creditCode: makeCreditCode(0),
  name: { zh: "演示特钢厂（合成）", en: "Demonstration Special Steel Works (synthetic)" },
  city: "X003",
  division: "C31",
  sector: "raw-materials",
  facts: await readFacts(),
});

/** The evidence of the factory, made by running the tools: see fixtures/README.md. */
export const demoEvidenceFolder = join(installationFolder, "fixtures", "evidence");
