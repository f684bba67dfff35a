/** One element of a requirement: its state, what would prove it, and the observations that speak about it. */

import type { LocalizedText } from "@fenji/kernel";
import { assessmentMessages } from "../../i18n/assessment/assessment-messages.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { IllustrativeStamp } from "../../ui/stamps.tsx";
import type { RequirementDetail } from "./assessment-queries.ts";

type Element = RequirementDetail["elements"][number];
type Observation = Element["observations"][number];

const stateShapes: Readonly<Record<Element["state"], string>> = {
  proven: "●",
  contradicted: "✕",
  mixed: "◐",
  contested: "◀▷",
  notApplicable: "—",
  missing: "◌",
};

interface ElementEvidenceProps {
  readonly element: Element;
  readonly freshness: RequirementDetail["freshnessStanding"];
}

export const ElementEvidence = ({ element, freshness }: ElementEvidenceProps) => {
  const m = useMessages(assessmentMessages);
  const text = useText();
  const { observations, observationsTotal } = element;
  return (
    <li>
      <p>
        <span className={`state state-${element.state}`}>
          <span aria-hidden="true">{stateShapes[element.state]}</span> {m.states[element.state]}
        </span>{" "}
        {text(element.text)}
      </p>
      {element.doubted && <p className="small">{m.doubted}</p>}
      <AgeNote element={element} freshness={freshness} />
      <LooksFor element={element} />
      {observations.length === 0 && element.state === "missing" && (
        <p className="quiet small">{m.noObservations}</p>
      )}
      {observations.length > 0 && (
        <ul className="observations">
          {observations.map((observation) => (
            <ObservationLine
              key={observation.id}
              observation={observation}
              question={questionOf(element, observation)}
            />
          ))}
        </ul>
      )}
      {observationsTotal > observations.length && (
        <p className="quiet small">{m.shownOf(observations.length, observationsTotal)}</p>
      )}
    </li>
  );
};

/** That evidence is old, or until when it counts; nothing where it does not age. */
const AgeNote = ({ element: { age, expiresAt }, freshness }: ElementEvidenceProps) => {
  const m = useMessages(assessmentMessages).age;
  const stamp = freshness === "illustrative" && <IllustrativeStamp />;
  if (age === "expired")
    return (
      <p className="small">
        {m.allExpired} {stamp}
      </p>
    );
  if (expiresAt === null) return null;
  const until = formatInstant(expiresAt);
  return (
    <p className="quiet small">
      {age === "stale" ? m.staleUntil(until) : m.until(until)} {stamp}
    </p>
  );
};

const LooksFor = ({ element }: { readonly element: Element }) => {
  const m = useMessages(assessmentMessages);
  const text = useText();
  return (
    <details className="small">
      <summary className="quiet">{m.looksFor}</summary>
      <p className="wrap-anywhere">
        {element.looksFor.map((check) => (
          <code key={check} className="check-ref">
            {check}
          </code>
        ))}
      </p>
      {element.questions.map((question) => (
        <p key={question.id}>
          <code className="check-ref">{question.id}</code> {text(question.text)}
        </p>
      ))}
    </details>
  );
};

/** An answer carries only the id of its question; the reader wants what was asked. */
const questionOf = (element: Element, { check }: Observation): LocalizedText | undefined =>
  element.questions.find(({ id }) => check === `question:${id}`)?.text;

interface ObservationLineProps {
  readonly observation: Observation;
  readonly question: LocalizedText | undefined;
}

const ObservationLine = ({ observation, question: asked }: ObservationLineProps) => {
  const text = useText();
  const question = asked === undefined ? undefined : text(asked);
  const m = useMessages(assessmentMessages);
  const words = m.observation;
  return (
    <li className={`observation says-${observation.says}`}>
      <p>
        <b>{words.says[observation.says]}</b>
        {observation.says !== "proves-in-part" && ` · ${words.result[observation.result]}`} ·{" "}
        {observation.title ?? question ?? observation.check}
        {observation.age !== "fresh" && ` · ${m.age[observation.age]}`}
      </p>
      {observation.message !== null && <p className="wrap-anywhere">{observation.message}</p>}
      <dl className="wrap-anywhere">
        <dt>{words.at}</dt>
        <dd>
          {observation.file.name} <code>{observation.at}</code>
        </dd>
        <dt>{words.path}</dt>
        <dd>
          <code>{observation.path.join(" → ")}</code>
        </dd>
        <dt>{words.subject}</dt>
        <dd>{observation.subject === "self" ? words.self : observation.subject}</dd>
        <dt>{words.tool}</dt>
        <dd>
          {observation.tool} · {observation.family}
        </dd>
        <dt>{words.observedAt}</dt>
        <dd>
          {observation.observedAt === null
            ? words.unknownTime
            : formatInstant(observation.observedAt)}{" "}
          · {words.receivedAt} {formatInstant(observation.receivedAt)}
        </dd>
      </dl>
    </li>
  );
};
