/** Someone who knows the draft plan finds every clause, in its order, with something real behind it. */

import { existsSync } from "node:fs";
import { join } from "node:path";
import { openPack } from "@fenji/intake";
import type { PlanClause, PlanSection } from "@fenji/regime";
import { describe, expect, it } from "vitest";
import { demoFactoryId } from "../../packages/server/src/features/demo/demo-ids.ts";
import { indicatorTable } from "../../packages/server/src/features/plan/public.ts";
import { pagePatterns } from "./page-patterns.ts";
import { taskTerms, terms } from "./plan-terms.ts";

const folder = join(import.meta.dirname, "../../packs/action-plan/2021-2023-draft");

const readSections = async (): Promise<readonly PlanSection[]> => {
  const opened = await openPack(folder);
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  if (opened.value.kind !== "plan") throw new Error("not a plan");
  return opened.value.plan.sections;
};

const sections = await readSections();

const clauses: readonly PlanClause[] = sections.flatMap((section) => [
  ...section.clauses,
  ...section.tasks.flatMap((task) => task.clauses),
]);

const sectionIds = sections.map((section) => section.id);

const positions = new Map(clauses.map((clause, index) => [clause.id, index]));

describe("the plan in its own order", () => {
  it("has the parts of the draft one after another", () => {
    expect(sectionIds).toEqual(["overview", "targets", "A", "B", "C", "D", "E", "safeguards"]);
  });
  it("has 19 tasks, named and numbered as in the draft", () => {
    const tasks = sections.flatMap((section) => section.tasks);
    expect(tasks.map((task) => task.id)).toEqual(taskTerms.map(([id]) => id));
    for (const [index, [, term]] of taskTerms.entries())
      expect(tasks[index]?.title.zh).toContain(term);
  });
  it("holds every term of the draft where the draft has it", () => {
    let last = 0;
    for (const [term, id] of terms) {
      const position = positions.get(id);
      expect(position, `clause ${id}`).toBeDefined();
      expect(clauses[position ?? -1]?.text.zh, `clause ${id}`).toContain(term);
      expect(position, `${term} in its order`).toBeGreaterThanOrEqual(last);
      last = position ?? last;
    }
  });
  it("speaks of no clause that the draft does not have", () => {
    const known = new Set(terms.map(([, id]) => id));
    expect(clauses.map((clause) => clause.id).filter((id) => !known.has(id))).toEqual([]);
  });
  it("numbers clauses without a gap inside each task or part", () => {
    const parts = Map.groupBy(clauses, (clause) => clause.id.split(".")[0]);
    for (const part of parts.values())
      expect(part.map((clause) => Number(clause.id.split(".")[1]))).toEqual(
        part.map((_clause, index) => index + 1),
      );
  });
});

describe("what serves a clause", () => {
  const services = clauses.flatMap((clause) => clause.services);
  it("is never nothing", () => {
    expect(clauses.filter((clause) => clause.services.length === 0)).toEqual([]);
  });
  it("names only indicators that the server computes, and uses all of them", () => {
    const named = new Set(
      services.flatMap((service) => (service.kind === "value" ? [service.indicator] : [])),
    );
    expect([...named].toSorted()).toEqual([...indicatorTable.keys()].toSorted());
  });
  it("links only to pages that exist, and to clauses and parts of this plan", () => {
    const anchors = new Set([
      ...[...positions.keys()].map((id) => `c-${id}`),
      ...sectionIds.map((id) => `s-${id}`),
      "series",
      "growth",
    ]);
    for (const service of services) {
      if (service.kind !== "act") continue;
      const { pathname, hash } = new URL(service.href, "http://localhost");
      expect(
        pagePatterns().some((pattern) => pattern.test(pathname)),
        service.href,
      ).toBe(true);
      if (hash !== "") expect(anchors, service.href).toContain(decodeURIComponent(hash.slice(1)));
    }
  });
  it("links only to packs that are shipped", () => {
    const packs = services.flatMap((service) =>
      service.kind === "act" ? [...service.href.matchAll(/^\/packs\/([^/]+\/[^/]+)$/g)] : [],
    );
    expect(packs.length).toBeGreaterThan(0);
    for (const [href, pack = ""] of packs)
      expect(existsSync(join(folder, "../..", pack, "pack.yaml")), href).toBe(true);
  });
  it("links to the demonstration factory by its id", () => {
    const firms = services.flatMap((service) =>
      service.kind === "act" ? [...service.href.matchAll(/^\/enterprises\/([^/]+)/g)] : [],
    );
    expect(new Set(firms.map(([, id]) => id))).toEqual(new Set([demoFactoryId]));
  });
  it("leads from a value to a list that exists", () => {
    for (const { href } of indicatorTable.values()) {
      if (href === null) continue;
      const { pathname, hash } = new URL(href, "http://localhost");
      expect(
        pagePatterns().some((pattern) => pattern.test(pathname)),
        href,
      ).toBe(true);
      if (hash.startsWith("#s-")) expect(sectionIds, href).toContain(hash.slice(3));
    }
  });
});
