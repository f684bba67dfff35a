/** A requirement is the machine's only where tools alone can prove each of its elements. */

import type { EvidenceSelector } from "@fenji/regime";
import { expect, test } from "vitest";
import { decidedBy } from "./machine-decidable.ts";

const selector = (check: string, proves: EvidenceSelector["proves"]): EvidenceSelector => ({
  check,
  proves,
  contradicts: true,
  onInfo: "nothing",
  minSeverity: null,
});

const text = { zh: "要素", en: "element" };

const of = (...elements: readonly (readonly EvidenceSelector[])[]) =>
  decidedBy({ elements: elements.map((selectors, at) => ({ id: String(at), text, selectors })) });

const tool = selector("ssg:a", "full");
const asked = selector("question:Q", "full");
const finds = selector("finding:malware", "none");
const half = selector("ssg:b", "partial");

test.each([
  ["one tool that suffices", of([tool]), "machine"],
  ["a tool beside a question", of([asked, tool]), "machine"],
  ["parts that tools hold together", of([half, selector("ssg:c", "partial")]), "machine"],
  ["a part that only people hold", of([half, selector("question:P", "partial")]), "people"],
  ["a tool that can only find", of([asked, finds]), "people"],
  ["one element each", of([tool], [asked]), "together"],
  ["people alone", of([asked]), "people"],
])("%s", (_name, found, expected) => {
  expect(found).toBe(expected);
});
