/**
 * A client of AuthZEN written from the text of the Authorization API 1.0 (OpenID, January 2026) alone: it walks what the
 * specification demands of a decision point, section by section, against any base URL, and shares no code with Fenji.
 */

import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { request as httpsRequest } from "node:https";

export interface Target {
  /** The identifier of the decision point: its base URL. */
  readonly base: string;
  /** Null where the decision point asks for none. */
  readonly token: string | null;
  /** A certificate to trust, for https with one that is signed by itself. */
  readonly ca?: string;
  /** An access request that the policies permit. */
  readonly permitted: AccessRequest;
  /** One that they deny; its three entities must differ from those of the other in at least the subject. */
  readonly denied: AccessRequest;
}

export interface AccessRequest {
  readonly subject: { readonly type: string; readonly id: string };
  readonly action: { readonly name: string };
  readonly resource: { readonly type: string; readonly id: string };
  readonly context?: Readonly<Record<string, unknown>>;
}

export interface Finding {
  readonly section: string;
  readonly level: "MUST" | "SHOULD";
  readonly demand: string;
  /** What was seen instead; null where the demand is met. */
  readonly fault: string | null;
}

interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  readonly anonymous?: boolean;
}

const send = (target: Target, url: string, sent: Sent): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const authorization =
      target.token === null || sent.anonymous === true
        ? {}
        : { authorization: `Bearer ${target.token}` };
    const open = url.startsWith("https:") ? httpsRequest : httpRequest;
    const outgoing = open(
      url,
      {
        method: sent.method ?? "POST",
        headers: { ...authorization, ...sent.headers },
        ...(target.ca === undefined ? {} : { ca: target.ca }),
        agent: false,
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
        incoming.once("error", reject);
        incoming.once("end", () =>
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            text: Buffer.concat(chunks).toString("utf8"),
          }),
        );
      },
    );
    outgoing.once("error", reject);
    outgoing.end(sent.body);
  });

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A violation of the specification, in words. */
class Fault extends Error {}

const must = (holds: boolean, seen: string): void => {
  if (!holds) throw new Fault(seen);
};

/** 10.1.1: the top level of every body is an object. */
const objectIn = ({ status, text }: Reply): Readonly<Record<string, unknown>> => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Fault(`${status} with a body that is no JSON: ${text.slice(0, 100)}`);
  }
  if (isRecord(value)) return value;
  throw new Fault(`${status} with a body that is no object: ${text.slice(0, 100)}`);
};

const mediaType = ({ headers }: Reply): string =>
  (headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";

/** 5.5: a Decision has a boolean, and a context that is an object where there is one. */
const decisionIn = (value: unknown): boolean => {
  if (!isRecord(value)) throw new Fault(`no Decision: ${JSON.stringify(value)}`);
  const { decision, context } = value;
  if (typeof decision !== "boolean")
    throw new Fault(`decision is no boolean: ${JSON.stringify(value)}`);
  must(
    context === undefined || isRecord(context),
    `context is no object: ${JSON.stringify(value)}`,
  );
  return decision;
};

const decisionsIn = (reply: Reply): readonly boolean[] => {
  const { evaluations } = successIn(reply);
  if (!Array.isArray(evaluations)) throw new Fault(`no evaluations: ${reply.text.slice(0, 100)}`);
  return evaluations.map(decisionIn);
};

/** 10.1: success is 200 with application/json. */
const successIn = (reply: Reply): Readonly<Record<string, unknown>> => {
  must(reply.status === 200, `status ${reply.status}: ${reply.text.slice(0, 200)}`);
  must(mediaType(reply) === "application/json", `content type ${mediaType(reply)}`);
  return objectIn(reply);
};

/** Metadata and endpoints as the decision point tells them, and how to ask it. */
interface Session {
  readonly target: Target;
  readonly wellKnown: string;
  readonly metadata: () => Promise<Readonly<Record<string, unknown>>>;
  readonly evaluate: (body: unknown, sent?: Sent) => Promise<Reply>;
  readonly evaluateAll: (body: unknown, sent?: Sent) => Promise<Reply>;
  /** Undefined where the metadata do not offer this search. */
  readonly search: (kind: SearchKind, body: unknown) => Promise<Reply | undefined>;
}

const searchKinds = ["subject", "resource", "action"] as const;

type SearchKind = (typeof searchKinds)[number];

/** 9.2: the well-known string goes between the host and the path. */
const wellKnownOf = (base: string): string => {
  const { origin, pathname } = new URL(base);
  return `${origin}/.well-known/authzen-configuration${pathname === "/" ? "" : pathname}`;
};

const openSession = (target: Target): Session => {
  const wellKnown = wellKnownOf(target.base);
  const metadata = async (): Promise<Readonly<Record<string, unknown>>> =>
    successIn(await send(target, wellKnown, { method: "GET" }));
  /** 10.1: the URL of the metadata, else the default path after the base. */
  const endpoint = async (parameter: string, path: string): Promise<string> => {
    const told = (await metadata())[parameter];
    return typeof told === "string" ? told : `${target.base}${path}`;
  };
  const ask = async (url: string, body: unknown, sent: Sent): Promise<Reply> =>
    send(target, url, {
      body: typeof body === "string" || Buffer.isBuffer(body) ? body : JSON.stringify(body),
      ...sent,
      headers: { "content-type": "application/json", ...sent.headers },
    });
  return {
    target,
    wellKnown,
    metadata,
    evaluate: async (body, sent = {}) =>
      ask(await endpoint("access_evaluation_endpoint", "/access/v1/evaluation"), body, sent),
    evaluateAll: async (body, sent = {}) =>
      ask(await endpoint("access_evaluations_endpoint", "/access/v1/evaluations"), body, sent),
    search: async (kind, body) => {
      const url = (await metadata())[`search_${kind}_endpoint`];
      return typeof url === "string" ? ask(url, body, {}) : undefined;
    },
  };
};

type Check = (session: Session) => Promise<void>;

const without = (request: AccessRequest, member: string): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(request).filter(([name]) => name !== member));

/** 10.1.2: Bad Request, with a message. */
const expectBad = (reply: Reply): void => {
  must(reply.status === 400, `status ${reply.status}: ${reply.text.slice(0, 200)}`);
  const body = objectIn(reply);
  must(/"[^"]*\p{L}[^"]*"/u.test(JSON.stringify(body)), "no message");
};

const list = ({ target: { permitted, denied } }: Session) => [permitted, denied, permitted];

const expectRun = async (
  session: Session,
  semantic: string | undefined,
  expected: readonly boolean[],
): Promise<void> => {
  const options = semantic === undefined ? {} : { options: { evaluations_semantic: semantic } };
  const reply = await session.evaluateAll({ evaluations: list(session), ...options });
  const got = decisionsIn(reply);
  must(got.join() === expected.join(), `decisions ${got.join()}, expected ${expected.join()}`);
};

/** Type and id, or name, in one order. */
const partOf = (value: unknown): unknown => {
  const { type, id, name } = isRecord(value) ? value : {};
  return [type, id, name];
};

/** 8.2.2: a page has a next token, which is empty at the end; without a page the answer is whole. */
const pageIn = (reply: Reply): { readonly token: string; readonly results: readonly unknown[] } => {
  const { page, results } = successIn(reply);
  if (!Array.isArray(results)) throw new Fault(`no results: ${reply.text.slice(0, 100)}`);
  if (page === undefined) return { token: "", results };
  const { next_token: token, count } = isRecord(page) ? page : {};
  if (typeof token !== "string") throw new Fault(`no next_token: ${reply.text.slice(0, 100)}`);
  must(count === undefined || count === results.length, `count ${String(count)}`);
  return { token, results };
};

/** All pages of a search around the permitted request; undefined where it is not offered. */
const searchAll = async (
  session: Session,
  kind: SearchKind,
  page: Readonly<Record<string, unknown>>,
): Promise<readonly unknown[] | undefined> => {
  const found: unknown[] = [];
  let token: string | undefined;
  for (let turn = 0; turn < 1_000; turn += 1) {
    const paged = token === undefined ? page : { ...page, token };
    const part = kind === "action" ? {} : { [kind]: { type: session.target.permitted[kind].type } };
    const asked =
      kind === "action" ? without(session.target.permitted, "action") : session.target.permitted;
    const reply = await session.search(kind, { ...asked, ...part, page: paged });
    if (reply === undefined) return undefined;
    const answered = pageIn(reply);
    found.push(...answered.results);
    if (answered.token === "") return found;
    token = answered.token;
  }
  throw new Fault("the pages do not end");
};

const requestId = '7f3c2a10-91d4 "a";b';

const echoes = (reply: Reply): void =>
  must(
    reply.headers["x-request-id"] === requestId,
    `X-Request-ID ${String(reply.headers["x-request-id"])} at ${reply.status}`,
  );

const demands: readonly (readonly [string, Finding["level"], string, Check])[] = [
  [
    "4",
    "SHOULD",
    "the endpoints of version 1.0 bear v1 in their address",
    async ({ metadata }) => {
      const { access_evaluation_endpoint: url } = await metadata();
      must(String(url).includes("/v1/"), String(url));
    },
  ],
  [
    "5.5",
    "MUST",
    "a permitted request is answered by a Decision whose decision is true",
    async ({ evaluate, target }) =>
      must(decisionIn(successIn(await evaluate(target.permitted))), "denied"),
  ],
  [
    "5.5",
    "MUST",
    "a denied request is answered by a Decision whose decision is false",
    async ({ evaluate, target }) =>
      must(!decisionIn(successIn(await evaluate(target.denied))), "permitted"),
  ],
  ...(["subject", "action", "resource"] as const).map((member): (typeof demands)[number] => [
    "6.1",
    "MUST",
    `a request without ${member} is a Bad Request (10.1.1)`,
    async ({ evaluate, target }) => expectBad(await evaluate(without(target.permitted, member))),
  ]),
  ...(
    [
      ["5.1", "subject", "type"],
      ["5.1", "subject", "id"],
      ["5.2", "resource", "type"],
      ["5.2", "resource", "id"],
      ["5.3", "action", "name"],
    ] as const
  ).flatMap(([section, member, key]): readonly (typeof demands)[number][] => [
    [
      section,
      "MUST",
      `a ${member} without ${key} is a Bad Request (10.1.1)`,
      async ({ evaluate, target }) => {
        const part = Object.entries(target.permitted[member]).filter(([name]) => name !== key);
        const body = { ...target.permitted, [member]: Object.fromEntries(part) };
        expectBad(await evaluate(body));
      },
    ],
    [
      section,
      "MUST",
      `the ${key} of a ${member} is a string`,
      async ({ evaluate, target }) => {
        const body = { ...target.permitted, [member]: { ...target.permitted[member], [key]: 7 } };
        expectBad(await evaluate(body));
      },
    ],
  ]),
  ...(["subject", "action", "resource"] as const).map((member): (typeof demands)[number] => [
    "5.1-5.3",
    "MUST",
    `properties of a ${member} are optional and an object`,
    async ({ evaluate, target }) => {
      const asked = (properties: unknown): Promise<Reply> =>
        evaluate({ ...target.permitted, [member]: { ...target.permitted[member], properties } });
      must(decisionIn(successIn(await asked({}))), "denied with empty properties");
      decisionIn(
        successIn(await asked({ text: "x", list: ["a", 1, true], object: { deep: [{}] } })),
      );
      expectBad(await asked("text"));
    },
  ]),
  [
    "5.4",
    "MUST",
    "a context is optional and an object",
    async ({ evaluate, target }) => {
      decisionIn(successIn(await evaluate(without(target.permitted, "context"))));
      expectBad(await evaluate({ ...target.permitted, context: ["x"] }));
    },
  ],
  [
    "7.1",
    "MUST",
    "without evaluations, or with none in it, the endpoint answers as for one",
    async ({ evaluateAll, target: { permitted, denied } }) => {
      must(decisionIn(successIn(await evaluateAll(permitted))), "permitted one denied");
      must(!decisionIn(successIn(await evaluateAll({ ...denied, evaluations: [] }))), "allowed");
    },
  ],
  [
    "7.1",
    "MUST",
    "evaluations is an array of objects",
    async ({ evaluateAll, target: { permitted } }) => {
      expectBad(await evaluateAll({ ...permitted, evaluations: { first: permitted } }));
      expectBad(await evaluateAll({ ...permitted, evaluations: [7] }));
    },
  ],
  [
    "7.1.1",
    "MUST",
    "members of the top are defaults, those of an evaluation override them",
    async ({ evaluateAll, target: { permitted, denied } }) => {
      const reply = await evaluateAll({ ...permitted, evaluations: [{}, denied, {}] });
      must(decisionsIn(reply).join() === "true,false,true", reply.text.slice(0, 200));
      const turned = await evaluateAll({ ...denied, evaluations: [{ ...permitted }, {}] });
      must(decisionsIn(turned).join() === "true,false", turned.text.slice(0, 200));
    },
  ],
  [
    "7.1.1",
    "MUST",
    "what an evaluation leaves out must be at the top",
    async ({ evaluateAll, target: { permitted } }) => {
      const evaluations = [permitted, without(permitted, "resource")];
      expectBad(await evaluateAll({ evaluations }));
    },
  ],
  [
    "7.1.2",
    "MUST",
    "options are optional; one that is unknown is ignored",
    async (session) => {
      const body = { evaluations: list(session), options: { another_option: "value" } };
      must(decisionsIn(await session.evaluateAll(body)).length === 3, "not all executed");
    },
  ],
  [
    "7.1.2.1",
    "MUST",
    "all are executed where no semantic is named",
    (session) => expectRun(session, undefined, [true, false, true]),
  ],
  [
    "7.1.2.1",
    "MUST",
    "execute_all answers all, in order",
    (session) => expectRun(session, "execute_all", [true, false, true]),
  ],
  [
    "7.1.2.1",
    "MUST",
    "deny_on_first_deny ends with the first denial",
    (session) => expectRun(session, "deny_on_first_deny", [true, false]),
  ],
  [
    "7.1.2.1",
    "MUST",
    "permit_on_first_permit ends with the first permission",
    async (session) => {
      await expectRun(session, "permit_on_first_permit", [true]);
      const { permitted, denied } = session.target;
      const reply = await session.evaluateAll({
        evaluations: [denied, permitted, denied],
        options: { evaluations_semantic: "permit_on_first_permit" },
      });
      must(decisionsIn(reply).join() === "false,true", reply.text.slice(0, 200));
    },
  ],
  [
    "7.1.2.1",
    "MUST",
    "a semantic is exactly one of the three values",
    async ({ evaluateAll, target: { permitted } }) =>
      expectBad(
        await evaluateAll({
          evaluations: [permitted],
          options: { evaluations_semantic: "deny_on_first" },
        }),
      ),
  ],
  [
    "7.2",
    "MUST",
    "the answers stand in the order of the requests",
    async ({ evaluateAll, target: { permitted, denied } }) => {
      const order = Array.from({ length: 24 }, (_, index) => index % 3 === 1 || index % 7 === 2);
      const evaluations = order.map((allowed) => (allowed ? permitted : denied));
      const reply = await evaluateAll({ evaluations });
      must(decisionsIn(reply).join() === order.join(), "another order");
    },
  ],
  [
    "7.2",
    "SHOULD",
    "an answer with evaluations has no decision of its own",
    async (session) => {
      const answer = successIn(await session.evaluateAll({ evaluations: list(session) }));
      must(!("decision" in answer), "has one");
    },
  ],
  [
    "7.2.1",
    "MUST",
    "what cannot be evaluated in a list is closed, and leaves the others be",
    async ({ evaluateAll, target: { permitted } }) => {
      const odd = { ...permitted, resource: { type: "urn:no:such-type", id: "?" } };
      const reply = await evaluateAll({ evaluations: [permitted, odd, permitted] });
      must(decisionsIn(reply).join() === "true,false,true", reply.text.slice(0, 200));
    },
  ],
  [
    "8",
    "MUST",
    "a search that the metadata do not name is not pretended",
    async ({ metadata, target }) => {
      const told = await metadata();
      for (const kind of searchKinds) {
        if (`search_${kind}_endpoint` in told) continue;
        const url = `${target.base}/access/v1/search/${kind}`;
        const body = JSON.stringify(target.permitted);
        const headers = { "content-type": "application/json" };
        const { status } = await send(target, url, { body, headers });
        must(status === 404 || status === 501, `search for ${kind}: status ${status}`);
      }
    },
  ],
  [
    "8.1",
    "SHOULD",
    "what a search finds is permitted when it is asked for",
    async (session) => {
      const { permitted } = session.target;
      for (const kind of searchKinds)
        for (const found of (await searchAll(session, kind, {})) ?? []) {
          const reply = await session.evaluate({ ...permitted, [kind]: found });
          must(decisionIn(successIn(reply)), `${kind} ${JSON.stringify(found)} is denied`);
        }
    },
  ],
  [
    "8.1",
    "SHOULD",
    "what is permitted is found, what is denied is not",
    async (session) => {
      const { permitted, denied } = session.target;
      for (const kind of searchKinds) {
        const found = await searchAll(session, kind, {});
        if (found === undefined) continue;
        const words = found.map((one) => JSON.stringify(partOf(one)));
        must(words.includes(JSON.stringify(partOf(permitted[kind]))), `${kind} is missing`);
        if (kind === "subject")
          must(!words.includes(JSON.stringify(partOf(denied.subject))), "the denied is found");
      }
    },
  ],
  [
    "8.2",
    "MUST",
    "page by page comes the same as at once; only the last page has an empty token",
    async (session) => {
      for (const kind of searchKinds) {
        const whole = await searchAll(session, kind, {});
        const paged = await searchAll(session, kind, { limit: 1 });
        must(JSON.stringify(whole) === JSON.stringify(paged), `${kind}: another result in pages`);
      }
    },
  ],
  [
    "8.2.1",
    "SHOULD",
    "a token with another request is an error",
    async (session) => {
      for (const kind of searchKinds) {
        const first = await session.search(kind, {
          ...session.target.permitted,
          page: { limit: 0 },
        });
        if (first === undefined) continue;
        const { token } = pageIn(first);
        if (token === "") continue;
        const changed = { ...session.target.denied, context: { changed: true } };
        const reply = await session.search(kind, { ...changed, page: { limit: 0, token } });
        must(
          reply !== undefined && reply.status >= 400,
          `${kind}: status ${String(reply?.status)}`,
        );
      }
    },
  ],
  [
    "8.3",
    "MUST",
    "results hold entities of the type that is looked for and no others",
    async (session) => {
      for (const kind of searchKinds)
        for (const found of (await searchAll(session, kind, {})) ?? []) {
          must(isRecord(found), JSON.stringify(found));
          const { type, id, name } = isRecord(found) ? found : {};
          if (kind === "action") must(typeof name === "string", JSON.stringify(found));
          else
            must(
              type === session.target.permitted[kind].type && typeof id === "string",
              JSON.stringify(found),
            );
        }
    },
  ],
  ...(["subject", "resource"] as const).map((kind): (typeof demands)[number] => [
    kind === "subject" ? "8.4.1" : "8.5.1",
    "MUST",
    `the id of the ${kind} that is looked for may be missing, and is ignored where it stands`,
    async (session) => {
      const { permitted } = session.target;
      const { type } = permitted[kind];
      const texts: string[] = [];
      for (const part of [{ type }, { type, id: "no-such-id" }, { type, id: 7 }]) {
        const reply = await session.search(kind, { ...permitted, [kind]: part });
        if (reply !== undefined) texts.push(JSON.stringify(successIn(reply)["results"]));
      }
      must(new Set(texts).size <= 1, texts.join(" "));
    },
  ]),
  [
    "8.4-8.6",
    "MUST",
    "a search without one of its other parts is a Bad Request",
    async (session) => {
      for (const kind of searchKinds)
        for (const member of searchKinds) {
          if (member === kind) continue;
          const reply = await session.search(kind, without(session.target.permitted, member));
          if (reply !== undefined) expectBad(reply);
        }
    },
  ],
  [
    "9.1.1",
    "MUST",
    "the identifier is a URL without query and fragment, https but on this machine",
    async ({ metadata }) => {
      const { protocol, hostname, search, hash } = new URL(
        String((await metadata())["policy_decision_point"]),
      );
      const loopback = ["127.0.0.1", "[::1]", "localhost"].includes(hostname);
      must(protocol === "https:" || loopback, `${protocol}//${hostname}`);
      must(search === "" && hash === "", `${search}${hash}`);
    },
  ],
  [
    "9.1.1",
    "MUST",
    "the metadata name the evaluation endpoint",
    async ({ metadata }) => {
      const { access_evaluation_endpoint: url } = await metadata();
      must(typeof url === "string" && URL.canParse(url), String(url));
    },
  ],
  [
    "9.2.1",
    "MUST",
    "the metadata are read by GET at the well-known address, without a token",
    async ({ target, wellKnown }) =>
      void successIn(await send(target, wellKnown, { method: "GET", anonymous: true })),
  ],
  [
    "9.2.2",
    "MUST",
    "a parameter without a value is left out of the metadata",
    async ({ metadata }) => {
      const empty = Object.entries(await metadata()).filter(
        ([, value]) =>
          value === null || value === "" || (Array.isArray(value) && value.length === 0),
      );
      must(empty.length === 0, JSON.stringify(empty));
    },
  ],
  [
    "9.2.3",
    "MUST",
    "the identifier in the metadata is the one under which they were found",
    async ({ metadata, target }) => {
      const { policy_decision_point: identifier } = await metadata();
      must(identifier === target.base, `${String(identifier)}, asked ${target.base}`);
    },
  ],
  [
    "10.1",
    "MUST",
    "requests are made by POST",
    async ({ metadata, target }) => {
      const url = String((await metadata())["access_evaluation_endpoint"]);
      for (const method of ["GET", "PUT", "DELETE"]) {
        const { status } = await send(target, url, { method });
        must(status >= 400 && status < 500, `${method}: status ${status}`);
      }
    },
  ],
  [
    "10.1",
    "MUST",
    "a request says that it is application/json, with or without its charset",
    async ({ evaluate, target }) => {
      for (const type of ["application/json; charset=utf-8", "Application/JSON"]) {
        const reply = await evaluate(target.permitted, { headers: { "content-type": type } });
        must(decisionIn(successIn(reply)), `denied with ${type}`);
      }
      const headers = { "content-type": "text/plain" };
      const { status } = await evaluate(target.permitted, { headers });
      must(status === 400 || status === 415, `text/plain: status ${status}`);
    },
  ],
  [
    "10.1.1",
    "MUST",
    "the body of a request is an object",
    async ({ evaluate, evaluateAll, target }) => {
      for (const body of ["[]", "null", "7", '"text"', JSON.stringify([target.permitted])]) {
        expectBad(await evaluate(body));
        expectBad(await evaluateAll(body));
      }
    },
  ],
  [
    "10.1.1",
    "MUST",
    "unknown members are ignored, at every level",
    async ({ evaluate, evaluateAll, target: { permitted } }) => {
      const body = {
        unknown: { deep: [1.5, null] },
        ...permitted,
        subject: { ...permitted.subject, unknown: 1 },
        action: { ...permitted.action, unknown: [] },
        resource: { ...permitted.resource, unknown: null },
      };
      must(decisionIn(successIn(await evaluate(body))), "denied");
      const listed = { evaluations: [{ ...body }], unknown: 0.1 };
      must(decisionsIn(await evaluateAll(listed))[0] === true, "denied in a list");
    },
  ],
  [
    "10.1.1",
    "MUST",
    "members may stand in any order",
    async ({ evaluate, target: { permitted } }) => {
      const turned = (value: unknown): unknown =>
        isRecord(value)
          ? Object.fromEntries(
              Object.entries(value)
                .toReversed()
                .map(([name, inner]) => [name, turned(inner)]),
            )
          : value;
      must(decisionIn(successIn(await evaluate(turned(permitted)))), "denied");
    },
  ],
  [
    "10.1.2",
    "MUST",
    "what is no JSON is a Bad Request with a message",
    async ({ evaluate, evaluateAll }) => {
      for (const body of ["", "{", '{"subject":', "subject=alice", "{'a':1}"]) {
        expectBad(await evaluate(body));
        expectBad(await evaluateAll(body));
      }
    },
  ],
  [
    "10.1.3",
    "MUST",
    "the request identifier comes back the same: on permission, denial and error",
    async ({ evaluate, evaluateAll, target: { permitted, denied } }) => {
      const headers = { "x-request-id": requestId };
      echoes(await evaluate(permitted, { headers }));
      echoes(await evaluate(denied, { headers }));
      echoes(await evaluateAll({ evaluations: [permitted] }, { headers }));
      echoes(await evaluate("{", { headers }));
    },
  ],
  [
    "11.3",
    "MUST",
    "without a token, or with a wrong one, the answer is 401 and not a decision",
    async ({ evaluate, evaluateAll, target }) => {
      if (target.token === null) return;
      const wrong = { anonymous: true, headers: { authorization: "Bearer wrong-wrong-wrong" } };
      const basic = { anonymous: true, headers: { authorization: `Basic ${target.token}` } };
      for (const sent of [{ anonymous: true }, wrong, basic])
        for (const reply of [
          await evaluate(target.permitted, sent),
          await evaluateAll(target.permitted, sent),
          await evaluate("{", sent),
        ]) {
          must(reply.status === 401, `status ${reply.status}`);
          must(!("decision" in objectIn(reply)), reply.text.slice(0, 200));
        }
    },
  ],
  [
    "11.3",
    "SHOULD",
    "401 says which scheme is expected",
    async ({ evaluate, target }) => {
      if (target.token === null) return;
      const { headers } = await evaluate(target.permitted, { anonymous: true });
      must(/^bearer\b/i.test(headers["www-authenticate"] ?? ""), "no WWW-Authenticate");
    },
  ],
  [
    "11.5",
    "SHOULD",
    "text that is not UTF-8 is refused",
    async ({ evaluate, target: { permitted } }) => {
      const text = JSON.stringify({ ...permitted, context: { name: "@" } });
      const bytes = Buffer.from(text);
      bytes[bytes.indexOf("@")] = 0xff;
      expectBad(await evaluate(bytes));
    },
  ],
  [
    "11.5",
    "SHOULD",
    "a number beyond double precision is not rounded",
    async ({ evaluate, target: { permitted } }) => {
      const text = JSON.stringify({ ...permitted, context: { large: "@" } });
      expectBad(await evaluate(text.replace('"@"', "9007199254740993")));
    },
  ],
  [
    "11.5",
    "SHOULD",
    "a member that stands twice is refused, escaped or not",
    async ({ evaluate, target: { permitted, denied } }) => {
      const second = JSON.stringify(permitted).slice(1);
      const first = JSON.stringify(denied.subject);
      expectBad(await evaluate(`{"subject":${first},${second}`));
      expectBad(await evaluate(`{"\\u0073ubject":${first},${second}`));
    },
  ],
  [
    "11.7",
    "SHOULD",
    "nesting and size are bounded",
    async ({ evaluate, evaluateAll, target: { permitted } }) => {
      const deep = `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`;
      expectBad(await evaluate(JSON.stringify(permitted).replace(/}$/, `,"context":${deep}}`)));
      const evaluations = Array.from({ length: 5_000 }, () => ({}));
      expectBad(await evaluateAll({ ...permitted, evaluations }));
      const large = await evaluate(
        JSON.stringify({ ...permitted, context: { filler: "x".repeat(4_000_000) } }),
      ).catch((error: NodeJS.ErrnoException) => {
        // A server may hang up on what it will not read.
        if (error.code === "EPIPE" || error.code === "ECONNRESET") return undefined;
        throw error;
      });
      must(large === undefined || large.status === 413, `status ${String(large?.status)}`);
      const again = await evaluate(permitted);
      must(decisionIn(successIn(again)), "no answer afterwards");
    },
  ],
];

/** Walks every demand, whatever the ones before it showed. */
export const walkSpecification = async (target: Target): Promise<readonly Finding[]> => {
  const session = openSession(target);
  const findings: Finding[] = [];
  for (const [section, level, demand, check] of demands) {
    let fault: string | null = null;
    try {
      await check(session);
    } catch (error) {
      fault = error instanceof Error ? error.message : String(error);
    }
    findings.push({ section, level, demand, fault });
  }
  return findings;
};
