/** Calls of extension functions: constructors of decimals, dates, durations and addresses, and what these can be asked. */

import { isInRange, isLoopback, isMulticast } from "./address-from-text.ts";
import {
  BeyondCompiler,
  EvaluationFault,
  evaluation,
  type Compiled,
  type Evaluate,
} from "./evaluation.ts";
import { dayMs, extensionFromText, isConstructor, isLong } from "./extension-values.ts";
import { ExtensionValue, type ExtensionKind, type Value } from "./values.ts";

const ipKinds: readonly ExtensionKind[] = ["ipv4", "ipv6"];
const overflow = new EvaluationFault("overflow of a date or duration");
const notText = new EvaluationFault("type error: expected a string");

interface Method {
  /** What the receiver must be. */
  readonly of: readonly ExtensionKind[];
  /** What the one argument must be; none where it is left out. */
  readonly with?: readonly ExtensionKind[];
  readonly answer: (receiver: ExtensionValue, argument: ExtensionValue) => Value;
}

const long = (amount: bigint): number => {
  const value = Number(amount);
  if (!Number.isSafeInteger(value)) throw new BeyondCompiler("a Long beyond 2^53");
  return value;
};

const checked = (kind: "datetime" | "duration", amount: bigint): ExtensionValue => {
  if (!isLong(amount)) throw overflow;
  return new ExtensionValue(kind, amount);
};

/** Milliseconds since the day began, also before 1970. */
const intoDay = (amount: bigint): bigint => ((amount % dayMs) + dayMs) % dayMs;

const compare = (holds: (a: bigint, b: bigint) => boolean): Method => ({
  of: ["decimal"],
  with: ["decimal"],
  answer: (a, b) => holds(a.amount, b.amount),
});

const inUnits = (unitMs: bigint): Method => ({
  of: ["duration"],
  answer: ({ amount }) => long(amount / unitMs),
});

const methods = new Map<string, Method>([
  ["lessThan", compare((a, b) => a < b)],
  ["lessThanOrEqual", compare((a, b) => a <= b)],
  ["greaterThan", compare((a, b) => a > b)],
  ["greaterThanOrEqual", compare((a, b) => a >= b)],
  ["isIpv4", { of: ipKinds, answer: ({ kind }) => kind === "ipv4" }],
  ["isIpv6", { of: ipKinds, answer: ({ kind }) => kind === "ipv6" }],
  ["isLoopback", { of: ipKinds, answer: isLoopback }],
  ["isMulticast", { of: ipKinds, answer: isMulticast }],
  ["isInRange", { of: ipKinds, with: ipKinds, answer: isInRange }],
  [
    "offset",
    {
      of: ["datetime"],
      with: ["duration"],
      answer: (a, b) => checked("datetime", a.amount + b.amount),
    },
  ],
  [
    "durationSince",
    {
      of: ["datetime"],
      with: ["datetime"],
      answer: (a, b) => checked("duration", a.amount - b.amount),
    },
  ],
  [
    "toDate",
    { of: ["datetime"], answer: ({ amount }) => checked("datetime", amount - intoDay(amount)) },
  ],
  ["toTime", { of: ["datetime"], answer: ({ amount }) => checked("duration", intoDay(amount)) }],
  ["toMilliseconds", inUnits(1n)],
  ["toSeconds", inUnits(1_000n)],
  ["toMinutes", inUnits(60_000n)],
  ["toHours", inUnits(3_600_000n)],
  ["toDays", inUnits(dayMs)],
]);

export const isExtensionCall = (name: string): boolean => isConstructor(name) || methods.has(name);

const wanted = (run: Evaluate, kinds: readonly ExtensionKind[]) => {
  const fault = new EvaluationFault(`type error: expected one of ${kinds.join(", ")}`);
  return (...[situation]: Parameters<Evaluate>): ExtensionValue => {
    const value = run(situation);
    if (!(value instanceof ExtensionValue) || !kinds.includes(value.kind)) throw fault;
    return value;
  };
};

const compileConstructor = (name: string, argument: Compiled): Compiled => {
  const fault = new EvaluationFault(`not well-formed: ${name}`);
  const make = (text: Value): ExtensionValue => {
    if (typeof text !== "string") throw notText;
    const value = extensionFromText(name, text);
    if (value === undefined) throw fault;
    return value;
  };
  const { constant, run } = argument;
  const known = typeof constant === "string" ? extensionFromText(name, constant) : undefined;
  if (known !== undefined) return { run: () => known, isTest: false, constant: known };
  return evaluation((situation) => make(run(situation)));
};

/** Undefined where the name or the number of arguments is not one that Cedar knows. */
export const compileExtensionCall = (
  name: string,
  operands: readonly Compiled[],
): Compiled | undefined => {
  const [first, second] = operands;
  const method = methods.get(name);
  const count = method?.with === undefined ? 1 : 2;
  if (first === undefined || operands.length !== count) return undefined;
  if (method === undefined) return compileConstructor(name, first);
  const receiver = wanted(first.run, method.of);
  const { answer } = method;
  if (second === undefined || method.with === undefined)
    return evaluation((situation) => {
      const value = receiver(situation);
      return answer(value, value);
    });
  const argument = wanted(second.run, method.with);
  return evaluation((situation) => answer(receiver(situation), argument(situation)));
};
