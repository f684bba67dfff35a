/** Serves the built page: hashed files for a year, every other address the page itself. */

import { join, sep } from "node:path";
import fastifyStatic from "@fastify/static";
import { AppError } from "@fenji/kernel";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { sendProblem } from "./problem.ts";

const wantsPage = (request: FastifyRequest): boolean =>
  (request.method === "GET" || request.method === "HEAD") &&
  !request.url.startsWith("/api/") &&
  !request.url.startsWith("/assets/") &&
  (request.headers.accept ?? "").includes("text/html");

/** `folder` null: there is no built page, and only the API is served. */
export const servePage = async (app: FastifyInstance, folder: string | null): Promise<void> => {
  if (folder !== null) {
    await app.register(fastifyStatic, {
      root: folder,
      preCompressed: true,
      cacheControl: false,
      dotfiles: "ignore",
      index: ["index.html"],
      setHeaders: (reply, path) => {
        const hashed = path.startsWith(join(folder, "assets") + sep);
        reply.header("cache-control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
      },
    });
  }
  app.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) => {
    if (folder !== null && wantsPage(request)) return reply.sendFile("index.html");
    return sendProblem(
      reply,
      new AppError("request.not-found", { what: request.url.split("?")[0] ?? "" }),
    );
  });
};
