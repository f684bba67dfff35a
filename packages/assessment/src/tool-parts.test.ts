/** Where tools hold one part of a requirement of MLPS, 62443 or the guide: they prove that part, refute the whole, never meet it alone. */

import { join } from "node:path";
import { expect, test } from "vitest";
import { openPack } from "../../intake/src/open-pack.ts";
import { compileAssessment } from "./assessment-index.ts";
import type { EvidenceItem } from "./evidence-item.ts";
import { judge } from "./judge.ts";
import { decidedBy } from "./machine-decidable.ts";

const packsFolder = join(import.meta.dirname, "../../../packs");

const item = (check: string, result: "pass" | "fail"): EvidenceItem => ({
  subject: { kind: "host", id: "one" },
  check,
  revision: null,
  refs: [],
  result,
  severity: null,
  family: check.slice(0, check.indexOf(":")),
  observedAt: null,
  receivedAt: "2000-01-01T00:00:00.000Z",
});

test.each([
  [
    "iec-62443-3-3/2013",
    "SR-1.11",
    ["ssg:accounts_passwords_pam_faillock_deny", "ssg:accounts_passwords_pam_faillock_unlock_time"],
    ["question:SR-1.11-limited"],
  ],
  ["mlps-2019/2019", "CE-03-L3", ["ssg:audit_rules_immutable"], ["question:CE-03-L3-process"]],
  [
    "ics-guide-2024/2024",
    "IG-26",
    ["ssg:rsyslog_remote_loghost"],
    ["question:IG-26-kept", "question:IG-26-backed-up"],
  ],
])("%s %s is decided by tools and people together", async (folder, id, tools, answers) => {
  const opened = await openPack(join(packsFolder, folder));
  if (!opened.ok || opened.value.kind !== "regime") throw new Error(`${folder} does not open`);
  const { requirements, crosswalks } = opened.value.pack;
  const requirement = requirements.find((one) => one.id === id);
  if (requirement === undefined) throw new Error(`${folder} has no ${id}`);
  const index = compileAssessment([requirement], crosswalks);
  const verdict = (items: readonly EvidenceItem[]) => judge(index, items)[0]?.verdict;
  const passed = tools.map((check) => item(check, "pass"));
  const answered = answers.map((check) => item(check, "pass"));
  expect(decidedBy(requirement)).toBe("together");
  expect(verdict(passed)).toBe("notEvidenced");
  expect(verdict(answered)).toBe("notEvidenced");
  expect(verdict([...passed, ...answered])).toBe("met");
  const [first = ""] = tools;
  expect(verdict([item(first, "fail")])).toBe("notMet");
});
