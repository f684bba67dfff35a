/** Packs as the node has checked and loaded them. */

import type { Pack } from "@fenji/regime";
import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { empty, localizedText, none, standing } from "./schemas.ts";

const packSummary = z.object({
  id: z.string(),
  version: z.string(),
  kind: z.enum(["regime", "plan", "calendar", "techniques"]),
  title: localizedText,
  summary: localizedText,
  standing: standing.nullable().describe("null for plans"),
  object: localizedText.nullable(),
  effectiveFrom: z.string().nullable(),
  effectiveTo: z.string().nullable(),
  facts: z.number().int(),
  requirements: z.number().int(),
});

export const listPacks = endpoint({
  name: "listPacks",
  summary: { zh: "已载入的规则包", en: "Packs that are loaded" },
  method: "GET",
  url: "/packs",
  permission: "pack:read",
  path: empty,
  query: empty,
  body: none,
  reply: z.object({ packs: z.array(packSummary) }),
  errors: [],
});

export const getPack = endpoint({
  name: "getPack",
  summary: { zh: "一个规则包的全部内容", en: "One regime pack, whole" },
  method: "GET",
  url: "/packs/{packId}/{version}",
  permission: "pack:read",
  path: z.object({ packId: z.string().max(100), version: z.string().max(100) }),
  query: empty,
  body: none,
  reply: z.object({
    pack: z.custom<Pack>(
      (value) => typeof value === "object" && value !== null && "header" in value,
    ),
  }),
  errors: ["pack.not-found"],
});
