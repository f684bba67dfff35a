/** The help page. */

import type { HelpMessages } from "./zh.ts";

export const en = {
  title: "Help",
  lead: "The shortest way from registering an enterprise to seeing its gaps.",
  stepsTitle: "How to begin",
  steps: [
    ["Register an enterprise", "In the registry; the credit code is checked while you type."],
    [
      "Fill in the facts",
      "On the Facts tab; the grade follows as you type. Choose unknown where you do not know: the grade becomes the set of possible ones.",
    ],
    [
      "Drop evidence",
      "Drop scan results or questionnaires anywhere on the enterprise's pages; the same file again changes nothing.",
    ],
    [
      "Read the assessment",
      "See which requirements are proven, contradicted, contested or not evidenced; open one to see evidence and its place.",
    ],
    ["See the gaps", "With the capabilities that close them and rough effort; export as CSV."],
    [
      "File",
      "On the Filing tab: link to the supervisor's node with an enrolment code, read byte for byte what would be sent, and file it. Reasons for a return, the registration number and inspection requests appear there too.",
    ],
  ],
  verdictsTitle: "Six verdicts",
  verdicts: {
    met: "Every element has positive proof and none has proof against it.",
    partlyMet: "Some elements are proven and others contradicted, or one element both.",
    notMet: "Evidence contradicts it and no element is proven.",
    contested: "Sources disagree about the same subject; a person has to decide.",
    notEvidenced: "There is not enough evidence. It counts neither as nought nor as full marks.",
    notApplicable: "All evidence says that it does not apply.",
  },
  scoreTitle: "Conformity is an interval",
  score:
    "The low end counts what is not evidenced or contested as not met, the high end as met; the coverage beside it says how much is decided.",
  wordsTitle: "Words",
  words: [
    [
      "Graded protection",
      "Protection by class and grade of industrial-internet enterprises (分级防护); neither MLPS nor classified-network protection.",
    ],
    ["Self-assessed", "Every grade here is the enterprise's own, subject to verification."],
    [
      "Illustrative",
      "Numbers that no authority has published; the pack makes them up and says so.",
    ],
    ["Synthetic", "Made by a program; not real enterprises."],
    [
      "Observation",
      "One result of one check on one subject by a tool or a person, with its file and place.",
    ],
    [
      "Node",
      "One running copy of this system: a firm has one, a province, the ministry; only signed messages pass between nodes.",
    ],
    [
      "Commitment",
      "The hash of a file of evidence: it tells nothing of the content and proves later that it has not changed.",
    ],
    [
      "Release",
      "When the supervisor asks for a named item of evidence, the enterprise decides whether that one file is sent; both sides keep a record.",
    ],
    ["Coverage", "Share of the requirements that apply which evidence decides."],
  ],
  formatsTitle: "Evidence that can be read",
  formatsNote:
    "The format is found by content, whatever the name; a file that cannot be read says why and what to do, and nothing is half-written.",
  keysTitle: "Keyboard",
  privacyTitle: "Where the data is",
  privacy:
    "Everything is in this node's data folder; the page sends no request anywhere else. Only filings and answers go to linked nodes, and each can be read byte for byte.",
  api: "API document",
} satisfies HelpMessages;
