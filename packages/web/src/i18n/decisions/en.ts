/** Words of decisions on verdicts and of the contested queue, in English. */

import type { DecisionsMessages } from "./zh.ts";

export const en: DecisionsMessages = {
  doubted: "Nobody contradicts it, but those who prove it were often wrong elsewhere.",
  title: "Decisions of people",
  none: "Nobody has decided anything about this requirement.",
  decide: "Decide",
  kinds: {
    acceptance: "Accept the risk",
    waiver: "Waiver",
    attestation: "Attest",
    override: "Override",
  },
  about: {
    acceptance:
      "An owner answers for the risk until a day. The verdict stays, is marked, and raises no score.",
    attestation:
      "Your statement with its documents counts as one more source, once another person has reviewed it.",
    override:
      "An assessor finds otherwise than the machine, whose verdict stays beside it; when evidence changes, the override ends.",
  },
  states: {
    applied: "in effect",
    notYet: "not begun",
    expired: "expired",
    withdrawn: "withdrawn",
    unreviewed: "to be reviewed by another person",
    overtaken: "overtaken by evidence",
    idle: "without effect",
  },
  machineSaid: "machine:",
  counts: "counts as",
  until: (day) => `until ${day}`,
  untilLabel: "Until (three years at most)",
  owner: "Owner",
  ownerHint: "role or department",
  reason: "Reason",
  result: "Result",
  documents: "Documents it rests on (one a line)",
  restsOn: "Rests on:",
  documentsHint: "titles, numbers or hashes",
  elements: {
    choose: "Elements it speaks of (all unless you leave some out)",
    noneChosen: "Choose at least one element.",
    whole: "Speaks of the whole requirement.",
    some: (count) =>
      count === 1 ? "Speaks of one element only:" : `Speaks of ${count} elements only:`,
    of: (count, all) => `Speaks of ${count} of ${all} elements only:`,
  },
  review: "Review and agree",
  reviewedBy: (name) => `reviewed by ${name}`,
  withdraw: "Take back",
  withdrawnBy: (name) => `taken back by ${name}`,
  queue: "Contested queue",
  queueNote:
    "Where sources dispute each other a person settles it, with a reason; it can be taken back.",
  queueEmpty: "No evidence disputes other evidence.",
  open: (count) => `${count} to settle`,
  toQueue: (count) => `Contested queue (${count})`,
  sidesHidden: "What each source says is shown to the firm, its assessors and auditors only.",
  settle: "Settle",
  subject: "Subject",
  wholeFirm: "the firm as a whole",
  source: "Source",
  saysLabel: "Says",
  says: { proves: "proves", "proves-in-part": "proves in part", contradicts: "contradicts" },
  newest: "Latest",
  observations: "Observations",
};
