/** Decides about a requirement: accepts the risk of a gap, attests, or overrides; always with a reason and a last day. */

import { decideVerdict, type BodyOf } from "@fenji/contract";
import { useQuery } from "@tanstack/react-query";
import { useId, useState, type FormEvent } from "react";
import { client } from "../../contract-client.ts";
import { decisionsMessages } from "../../i18n/decisions/decisions-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { shellMessages } from "../../i18n/shell/shell-messages.ts";
import { verdictWords } from "../../i18n/verdict-words.ts";
import type { Verdict } from "../../routes/search-params.ts";
import { useChange } from "../../use-change.ts";
import { Failure } from "../../ui/failure.tsx";
import { requirementQuery, type RequirementDetail } from "../assessment/assessment-queries.ts";
import { DocumentLines } from "./document-lines.tsx";
import { ElementChoice } from "./element-choice.tsx";

type Body = BodyOf<typeof decideVerdict>;

const kinds = ["override", "acceptance", "attestation"] as const;

type Kind = (typeof kinds)[number];

const findings = ["met", "partlyMet", "notMet", "notApplicable"] as const;

interface DecideFormProps {
  readonly enterpriseId: string;
  readonly requirementId: string;
  readonly machine: Verdict;
  readonly verdict: Verdict;
  readonly onDone: () => void;
}

/** Only a gap can be lived with. */
const isGap = (verdict: Verdict): boolean => verdict === "notMet" || verdict === "partlyMet";

const textIn = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
};

interface Chosen {
  readonly kind: Kind;
  readonly machine: Verdict;
  /** Null: the whole requirement. */
  readonly elements: string[] | null;
}

const bodyOf = (form: FormData, { kind, machine, elements }: Chosen): Body => {
  const common = { reason: textIn(form, "reason"), until: textIn(form, "until") };
  if (kind === "acceptance") return { kind, ...common, owner: textIn(form, "owner") };
  if (kind === "override") {
    const finding = findings.find((one) => one === textIn(form, "finding")) ?? "notMet";
    return { kind, ...common, finding, over: machine };
  }
  const documents = textIn(form, "documents")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const says = textIn(form, "says") === "notMet" ? "notMet" : "met";
  return { kind, ...common, says, elements, documents };
};

/** The elements to choose among, and those left out; with one element, or none known yet, there is nothing to choose. */
const useElements = ({ enterpriseId, requirementId }: DecideFormProps, kind: Kind) => {
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const wanted = kind === "attestation";
  const { data, error } = useQuery({
    ...requirementQuery(enterpriseId, requirementId),
    enabled: wanted,
  });
  const all: RequirementDetail["elements"] =
    wanted && data?.id === requirementId ? data.elements : [];
  const chosen = all.map(({ id }) => id).filter((id) => !leftOut.has(id));
  return {
    all,
    leftOut,
    setLeftOut,
    error: wanted ? error : null,
    elements: chosen.length === all.length ? null : chosen,
    waits: wanted && all.length === 0,
  };
};

export const DecideForm = (props: DecideFormProps) => {
  const { enterpriseId, requirementId, machine, verdict, onDone } = props;
  const m = useMessages(decisionsMessages);
  const shell = useMessages(shellMessages);
  const offered = kinds.filter((kind) => kind !== "acceptance" || isGap(verdict));
  const [kind, setKind] = useState<Kind>(isGap(verdict) ? "acceptance" : "override");
  const choice = useElements(props, kind);
  const decide = useChange({
    run: (body: Body) =>
      client.call(decideVerdict, { path: { enterpriseId, requirementId }, query: {}, body }),
    stale: [
      ["enterprise", enterpriseId],
      ["engagements", enterpriseId],
    ],
    onDone,
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    decide.mutate(
      bodyOf(new FormData(event.currentTarget), { kind, machine, elements: choice.elements }),
    );
  };
  return (
    <form className="stack decide no-print" onSubmit={submit}>
      <KindChoice offered={offered} kind={kind} onChange={setKind} />
      <p className="quiet small">{m.about[kind]}</p>
      <Particulars enterpriseId={enterpriseId} kind={kind} machine={machine} />
      {choice.all.length > 1 && (
        <ElementChoice
          elements={choice.all}
          leftOut={choice.leftOut}
          onChange={choice.setLeftOut}
        />
      )}
      {choice.error !== null && choice.waits && <Failure error={choice.error} />}
      <label className="field wide">
        <span>{m.reason}</span>
        <textarea className="input area" name="reason" rows={3} required maxLength={2000} />
      </label>
      <label className="field">
        <span>{m.untilLabel}</span>
        <input className="input" type="date" name="until" required />
      </label>
      {decide.error !== null && <Failure error={decide.error} />}
      <p className="row">
        <button
          type="submit"
          className="btn btn-primary"
          disabled={decide.isPending || choice.waits || choice.elements?.length === 0}
        >
          {m.kinds[kind]}
        </button>
        <button type="button" className="btn" onClick={onDone}>
          {shell.cancel}
        </button>
      </p>
    </form>
  );
};

interface KindChoiceProps {
  readonly offered: readonly Kind[];
  readonly kind: Kind;
  readonly onChange: (kind: Kind) => void;
}

const KindChoice = ({ offered, kind, onChange }: KindChoiceProps) => {
  const m = useMessages(decisionsMessages);
  return (
    <div className="segmented" role="group" aria-label={m.decide}>
      {offered.map((one) => (
        <button key={one} type="button" aria-pressed={one === kind} onClick={() => onChange(one)}>
          {m.kinds[one]}
        </button>
      ))}
    </div>
  );
};

interface ParticularsProps {
  readonly enterpriseId: string;
  readonly kind: Kind;
  readonly machine: Verdict;
}

const Particulars = ({ enterpriseId, kind, machine }: ParticularsProps) => {
  const m = useMessages(decisionsMessages);
  const words = useMessages(verdictWords);
  const id = useId();
  if (kind === "acceptance")
    return (
      <label className="field">
        <span>{m.owner}</span>
        <input className="input" name="owner" required maxLength={200} placeholder={m.ownerHint} />
      </label>
    );
  const words4 = kind === "override" ? findings.filter((one) => one !== machine) : findings;
  const options = kind === "override" ? words4 : (["met", "notMet"] as const);
  return (
    <>
      <div className="field">
        <label htmlFor={id}>{m.result}</label>
        <select id={id} className="select" name={kind === "override" ? "finding" : "says"}>
          {options.map((one) => (
            <option key={one} value={one}>
              {words[one]}
            </option>
          ))}
        </select>
      </div>
      {kind === "attestation" && <DocumentLines enterpriseId={enterpriseId} />}
    </>
  );
};
