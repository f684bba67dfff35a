/** What the worker could not do, in words. */

import { AppError } from "@fenji/kernel";
import { whatIfMessages } from "../../i18n/what-if/what-if-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { useFailureText } from "../../ui/failure.tsx";
import type { Problem } from "./worker-messages.ts";

export const ProblemText = ({ problem }: { readonly problem: Problem }) => {
  const m = useMessages(whatIfMessages);
  const textOf = useFailureText();
  if (problem.code === "memory") return <>{m.memory}</>;
  if (problem.code === "unknown") return <>{m.failed("detail" in problem ? problem.detail : "")}</>;
  return <>{textOf(new AppError(problem.code, "params" in problem ? problem.params : {}))}</>;
};
