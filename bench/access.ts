/** Decisions by the platform's own policies: compiled, against Cedar's own engine, casbin and a function written by hand. */

import { fork } from "node:child_process";
import { join } from "node:path";
import { entityStore } from "@fenji/access";
import { openPolicies, type OpenPolicies } from "@fenji/intake";
import { actsOf, decideByHand, questionByHand } from "./access-by-hand.ts";
import { casbinDecide } from "./access-casbin.ts";
import type { CedarJob, CedarTimes, Comparison } from "./access-cedar.ts";
import { actionsOf, randomAsked, type Asked, type PoliciesJson } from "./access-requests.ts";
import type { BenchRow } from "./bench-row.ts";

const requests = 1_000;
/** Sets of random policies, each asked 100 times, compared with Cedar. */
const comparedSets = 1_010;

const inProcess = <T>(job: CedarJob): Promise<T> =>
  new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, "access-cedar.ts"), {
      serialization: "advanced",
      execArgv: [],
    });
    let answer: T | undefined;
    child.on("message", (message) => (answer = message as T));
    child.on("error", reject);
    child.on("exit", (code) =>
      answer === undefined ? reject(new RangeError(`exit ${code}`)) : resolve(answer),
    );
    child.send(job);
  });

interface Timed {
  /** Mean of the best round, microseconds. */
  readonly mean: number;
  readonly p50: number;
  readonly p99: number;
}

const timedOf = (microseconds: readonly number[]): Timed => {
  const sorted = microseconds.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? 0;
  const mean = microseconds.reduce((sum, value) => sum + value, 0) / microseconds.length;
  return { mean, p50: at(0.5), p99: at(0.99) };
};

/** Whole rounds for the mean, because a clock costs as much as a decision; one more, each timed, for the percentiles. */
const timeAll = (works: readonly (() => unknown)[], rounds: number): Timed => {
  let mean = Infinity;
  let single: readonly number[] = [];
  let least = Infinity;
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    for (const work of works) work();
    mean = Math.min(mean, ((performance.now() - started) * 1000) / works.length);
    const each = works.map((work) => {
      const begun = performance.now();
      work();
      return (performance.now() - begun) * 1000;
    });
    const total = each.reduce((sum, value) => sum + value, 0);
    if (total < least) [least, single] = [total, each];
  }
  return { ...timedOf(single), mean };
};

const requireSame = (peer: string, theirs: readonly boolean[], ours: readonly boolean[]): void => {
  const at = theirs.findIndex((allowed, index) => allowed !== ours[index]);
  if (at >= 0)
    throw new RangeError(
      `${peer} says ${theirs[at]} to request ${at}; do its rules follow policies/?`,
    );
};

interface OurTimes {
  readonly fresh: Timed;
  readonly held: Timed;
  readonly allowed: readonly boolean[];
}

const measureOurs = ({ compiled }: OpenPolicies, asked: readonly Asked[]): OurTimes => {
  const fresh = asked.map(
    ({ request, entities }) =>
      () =>
        compiled.decide(request, entityStore(entities)),
  );
  const held = asked.map(({ request, entities }) => {
    const store = entityStore(entities);
    return () => compiled.decide(request, store);
  });
  return {
    allowed: held.map((decide) => decide().allowed),
    fresh: timeAll(fresh, 60),
    held: timeAll(held, 60),
  };
};

const round = (value: number): number => Number(value.toPrecision(3));
type Peer = Timed & { readonly version: string };

/** By the median, which a busy machine moves least; below a microsecond the clock would be measured, so by whole rounds. */
const rateRow = (name: string, ours: Timed, peer: Peer): BenchRow => {
  const by = peer.p50 < 1 ? "mean" : "p50";
  return {
    name,
    ours: round(1e6 / ours[by]),
    peer: round(1e6 / peer[by]),
    peerVersion: peer.version,
    unit: "decisions/s",
    ratio: round(peer[by] / ours[by]),
  };
};

const latencyRows = (name: string, ours: Timed, peer: Peer): BenchRow[] =>
  (["p50", "p99"] as const).map((share) => ({
    name: `${name}, ${share}`,
    ours: round(ours[share]),
    peer: round(peer[share]),
    peerVersion: peer.version,
    unit: "µs",
    ratio: round(peer[share] / ours[share]),
  }));

const compareRow = (what: string, found: Comparison): BenchRow => {
  for (const disagreement of found.disagreements.slice(0, 5))
    process.stderr.write(`${disagreement}\n`);
  const { compared, allowed, withErrors, disagreements } = found;
  return {
    name: `disagreements with Cedar in ${compared} decisions by ${what} (${allowed} allow, ${withErrors} with errors)`,
    ours: disagreements.length,
    peer: null,
    peerVersion: "goal 0",
    unit: "disagreements",
    ratio: disagreements.length === 0 ? 1 : 0,
  };
};

/** 200,000 in all: half by the platform's policies, half by random ones over the whole language. */
const compare = async (): Promise<readonly BenchRow[]> => {
  const own = await inProcess<Comparison>({ job: "compare own", count: 100_000 });
  const sets = comparedSets;
  const random = await inProcess<Comparison>({ job: "compare", seed: 7_000_000, sets });
  if (random.compared < 100_000) throw new RangeError(`only ${random.compared} compared`);
  return [compareRow("the platform's policies", own), compareRow("random policies", random)];
};

export const run = async (): Promise<readonly BenchRow[]> => {
  const opened = await openPolicies(join(import.meta.dirname, "../policies"));
  const policies = await inProcess<PoliciesJson>({ job: "policies" });
  const asked = randomAsked(actionsOf(policies), requests);
  const ours = measureOurs(opened, asked);
  await opened.close();
  const cedarTimes = await inProcess<CedarTimes>({ job: "decide", asked, rounds: 5 });
  const version = `@cedar-policy/cedar-wasm ${cedarTimes.version}`;
  requireSame(version, cedarTimes.allowed, ours.allowed);
  const cedar = { ...timedOf(cedarTimes.microseconds), version };

  const enforcer = await casbinDecide(policies);
  const enforce = asked.map(enforcer.prepare);
  requireSame(
    enforcer.version,
    enforce.map((decide) => decide()),
    ours.allowed,
  );
  const casbin = { ...timeAll(enforce, 5), version: enforcer.version };

  const acts = actsOf(policies);
  const questions = asked.map((one) => questionByHand(one, acts));
  requireSame("by hand", questions.map(decideByHand), ours.allowed);
  const byHand = {
    ...timeAll(
      questions.map((question) => () => decideByHand(question)),
      15,
    ),
    version: "a function written by hand, no reasons",
  };

  const fresh = "decide, entities checked anew for each decision";
  const held = "decide, entities checked once";
  return [
    ...[cedar, casbin, byHand].flatMap((peer) => [
      rateRow(fresh, ours.fresh, peer),
      rateRow(held, ours.held, peer),
    ]),
    ...latencyRows(fresh, ours.fresh, cedar),
    ...latencyRows(held, ours.held, cedar),
    ...(await compare()),
  ];
};

if (import.meta.main) process.stdout.write(`${JSON.stringify(await run(), null, 2)}\n`);
