/** The API's own description: OpenAPI for machines, a page for people. */

import { openApiDocument, operations } from "@fenji/contract";
import type { Language } from "@fenji/kernel";
import type { FeatureRegistrar } from "../../platform/http/node-services.ts";
import { renderDocs } from "./render-docs.ts";

const languageOf = (query: unknown, accepts: string | undefined): Language => {
  const asked =
    typeof query === "object" && query !== null && "lang" in query ? query.lang : undefined;
  if (asked === "zh" || asked === "en") return asked;
  return /^\s*zh/i.test(accepts ?? "") ? "zh" : "en";
};

export const registerApiDocs: FeatureRegistrar = (app) => {
  app.get("/api/openapi.json", (request) =>
    openApiDocument({
      version: app.node.version,
      language: languageOf(request.query, request.headers["accept-language"]),
      operations,
    }),
  );
  app.get("/api/docs", (request, reply) =>
    reply
      .type("text/html; charset=utf-8")
      .send(renderDocs(operations, languageOf(request.query, request.headers["accept-language"]))),
  );
};
