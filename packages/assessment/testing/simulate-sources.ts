/** Plants whose truth is known: sources look at questions, err by their own rates, copy or lie; then three ways of deciding are counted. */

import { arbitrate } from "../src/arbitration/arbitrate.ts";
import { majorityOf, openBallotBox, type Votes } from "../src/arbitration/ballots.ts";
import { fitDawidSkene } from "../src/arbitration/dawid-skene.ts";
import { weighSources } from "../src/arbitration/weigh-sources.ts";

interface Source {
  readonly name: string;
  /** Share of what is met that it calls met, and of what is not met that it calls not met. */
  readonly sensitivity: number;
  readonly specificity: number;
  /** Share of the questions that it answers. */
  readonly answers: number;
  /** Says what this source says. */
  readonly copies?: string;
}

export interface Scenario {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly questions: number;
  /** Share of the questions that are met in truth. */
  readonly met: number;
  readonly sources: readonly Source[];
  /** Some of what is not met is hard to see: there each source overlooks the flaw with this chance, whatever its quality. */
  readonly hard?: { readonly share: number; readonly overlooked: number };
}

const honest = (count: number, answers = 1): Source[] =>
  Array.from({ length: count }, (_none, index) => ({
    name: `s${index + 1}`,
    sensitivity: 0.95,
    specificity: 0.9,
    answers,
  }));

const careless = { name: "careless", sensitivity: 0.7, specificity: 0.7, answers: 1 };

const rare = (notMet: number): Scenario => {
  const percent = `${notMet * 100} %`;
  return {
    id: `rare-${notMet * 100}`,
    zh: `不符合很少（${percent}）`,
    en: `rarely anything not met (${percent})`,
    questions: 400,
    met: 1 - notMet,
    sources: honest(5),
  };
};

export const scenarios: readonly Scenario[] = [
  {
    id: "honest",
    zh: "五个诚实来源",
    en: "five honest sources",
    questions: 400,
    met: 0.7,
    sources: honest(5),
  },
  {
    id: "compromised",
    zh: "五个中一个总说符合",
    en: "one of five always says met",
    questions: 400,
    met: 0.7,
    sources: [...honest(4), { name: "liar", sensitivity: 1, specificity: 0, answers: 1 }],
  },
  {
    id: "copied",
    zh: "粗心的一个被另两个照抄",
    en: "a careless one, copied by two others",
    questions: 400,
    met: 0.7,
    sources: [
      ...honest(3),
      careless,
      { ...careless, name: "copy-1", copies: "careless" },
      { ...careless, name: "copy-2", copies: "careless" },
    ],
  },
  {
    id: "correlated",
    zh: "五个来源常一起看漏",
    en: "five sources that miss together",
    questions: 400,
    met: 0.7,
    sources: honest(5),
    hard: { share: 0.2, overlooked: 0.8 },
  },
  rare(0.01),
  rare(0.02),
  rare(0.05),
  {
    id: "sparse",
    zh: "五个来源各答一半",
    en: "five sources that answer half each",
    questions: 400,
    met: 0.7,
    sources: honest(5, 0.5),
  },
  {
    id: "few",
    zh: "二十个问题，三个来源",
    en: "twenty questions, three sources",
    questions: 20,
    met: 0.7,
    sources: honest(3),
  },
];

/** Mulberry32: the same seed gives the same plant. */
const randomFrom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

interface Question {
  readonly truth: boolean;
  readonly votes: Votes;
}

const askAll = ({ questions, met, sources, hard }: Scenario, seed: number): Question[] => {
  const random = randomFrom(seed);
  return Array.from({ length: questions }, () => {
    const truth = random() < met;
    const overlooked =
      !truth && hard !== undefined && random() < hard.share ? hard.overlooked : null;
    const votes = new Map<string, boolean>();
    for (const { name, sensitivity, specificity, answers, copies } of sources) {
      const copied = copies === undefined ? undefined : votes.get(copies);
      const rightOfNot = overlooked === null ? specificity : 1 - overlooked;
      const right = random() < (truth ? sensitivity : rightOfNot);
      if (random() >= answers) continue;
      votes.set(name, copied ?? (right ? truth : !truth));
    }
    return { truth, votes };
  });
};

/** Shares of all questions that somebody answered. */
export interface Counted {
  /** Right where it decides, and its advice where it leaves the question to a person. */
  readonly accuracy: number;
  /** Called met without a person, and not met in truth: the worst error. */
  readonly falseMet: number;
  /** Left to a person. */
  readonly toPeople: number;
}

interface Decided {
  readonly answer: boolean | null;
  readonly advice: boolean;
}

const count = (questions: readonly Question[], decide: (votes: Votes) => Decided): Counted => {
  const asked = questions.filter(({ votes }) => votes.size > 0);
  let [right, falseMet, toPeople] = [0, 0, 0];
  for (const { truth, votes } of asked) {
    const { answer, advice } = decide(votes);
    if ((answer ?? advice) === truth) right += 1;
    if (answer === true && !truth) falseMet += 1;
    if (answer === null) toPeople += 1;
  }
  const all = Math.max(1, asked.length);
  return { accuracy: right / all, falseMet: falseMet / all, toPeople: toPeople / all };
};

/** `votesAlone`: ours without the estimate and without looking for copies. */
export const ways = ["majority", "dawidSkene", "votesAlone", "ours"] as const;

export type Way = (typeof ways)[number];

export const simulate = (scenario: Scenario, seed: number): Readonly<Record<Way, Counted>> => {
  const questions = askAll(scenario, seed);
  const box = openBallotBox();
  for (const { votes } of questions) box.add(votes);
  const ballots = box.ballots();
  const fit = fitDawidSkene(
    ballots,
    scenario.sources.map(({ name }) => name),
  );
  const weighed = weighSources(ballots);
  return {
    majority: count(questions, (votes) => {
      const answer = majorityOf(votes);
      return { answer, advice: answer ?? false };
    }),
    dawidSkene: count(questions, (votes) => {
      const answer = fit.probabilityMet(votes) > 0.5;
      return { answer, advice: answer };
    }),
    votesAlone: count(questions, (votes) => {
      const { answer, leansTo } = arbitrate(votes);
      return { answer, advice: leansTo ?? false };
    }),
    ours: count(questions, (votes) => {
      const { answer, leansTo } = arbitrate(votes, weighed);
      return { answer, advice: leansTo ?? false };
    }),
  };
};

export const average = (scenario: Scenario, seeds: number): Readonly<Record<Way, Counted>> => {
  const runs = Array.from({ length: seeds }, (_none, seed) => simulate(scenario, seed + 1));
  const mean = (way: Way, of: keyof Counted): number =>
    runs.reduce((sum, run) => sum + run[way][of], 0) / seeds;
  const counted = (way: Way): Counted => ({
    accuracy: mean(way, "accuracy"),
    falseMet: mean(way, "falseMet"),
    toPeople: mean(way, "toPeople"),
  });
  return {
    majority: counted("majority"),
    dawidSkene: counted("dawidSkene"),
    votesAlone: counted("votesAlone"),
    ours: counted("ours"),
  };
};
