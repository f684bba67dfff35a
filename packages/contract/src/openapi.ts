/** OpenAPI 3.1 from the operations themselves, so that the document cannot drift from the server. */

import { errorTable, type Language } from "@fenji/kernel";
import { z } from "zod";
import type { Endpoint } from "./endpoint.ts";

type JsonSchema = Record<string, unknown>;

export interface OpenApiInput {
  readonly version: string;
  readonly language: Language;
  readonly operations: readonly Endpoint[];
}

export const openApiDocument = ({ version, language, operations }: OpenApiInput): JsonSchema => {
  const paths: Record<string, JsonSchema> = {};
  for (const operation of operations) {
    const url = `/api${operation.url}`;
    paths[url] = { ...paths[url], [operation.method.toLowerCase()]: describe(operation, language) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Fenji 分级",
      version,
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    paths,
    components: { schemas: { Problem: problemSchema } },
  };
};

const describe = (operation: Endpoint, language: Language): JsonSchema => ({
  operationId: operation.name,
  summary: operation.summary[language],
  "x-permission": operation.permission,
  parameters: [...parameters(operation.path, "path"), ...queryParameters(operation)],
  ...requestBody(operation),
  responses: {
    "200": {
      description: "OK",
      content: operation.replyBinary
        ? { [operation.media?.type ?? "application/octet-stream"]: { schema: {} } }
        : { "application/json": { schema: schemaOf(operation.reply, "output") } },
    },
    ...problems(operation, language),
  },
});

const parameters = (schema: z.ZodType, place: "path" | "query"): JsonSchema[] => {
  const object = schemaOf(schema, "input");
  const properties = (object["properties"] ?? {}) as Record<string, JsonSchema>;
  const required = new Set((object["required"] ?? []) as string[]);
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === "path" || required.has(name),
    schema: property,
  }));
};

const queryParameters = ({ query, headers }: Endpoint): JsonSchema[] =>
  parameters(query, "query").map((parameter) => {
    const header = headers.query[String(parameter["name"])];
    return header === undefined ? parameter : { ...parameter, name: header, in: "header" };
  });

const requestBody = (operation: Endpoint): JsonSchema => {
  if (operation.binary) {
    return {
      requestBody: { required: true, content: { "application/octet-stream": { schema: {} } } },
    };
  }
  const schema = schemaOf(operation.body, "input");
  if (Object.keys(schema).length === 0 || "not" in schema) return {};
  return { requestBody: { required: true, content: { "application/json": { schema } } } };
};

const problems = (operation: Endpoint, language: Language): JsonSchema => {
  const byStatus = Map.groupBy(operation.errors, (code) => errorTable[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      String(status),
      {
        description: codes.map((code) => `\`${code}\` ${errorTable[code][language]}`).join("\n\n"),
        content: {
          "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } },
        },
      },
    ]),
  );
};

const schemaOf = (schema: z.ZodType, io: "input" | "output"): JsonSchema => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    target: "draft-2020-12",
  });
  return rest;
};

const problemSchema = {
  type: "object",
  required: ["type", "title", "status", "code", "params", "zh", "en", "requestId"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    code: { type: "string", enum: Object.keys(errorTable) },
    params: { type: "object" },
    zh: { type: "string" },
    en: { type: "string" },
    requestId: { type: "string" },
  },
} as const;
