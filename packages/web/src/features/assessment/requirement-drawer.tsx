/** One requirement beside the matrix: text, procedure, elements with their evidence, crosswalk, effort. */

import { useQuery } from "@tanstack/react-query";
import { Drawer } from "antd";
import { assessmentMessages } from "../../i18n/assessment/assessment-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { AntdFrame } from "../../ui/antd-frame.tsx";
import { Failure } from "../../ui/failure.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { VerdictMark } from "../../ui/verdict-mark.tsx";
import { DocumentsOfRequirement } from "../documents/documents-of-requirement.tsx";
import { DecisionsOf } from "../decisions/decisions-of.tsx";
import {
  requirementQuery,
  type AssessmentOf,
  type RequirementDetail,
} from "./assessment-queries.ts";
import { ElementEvidence } from "./element-evidence.tsx";
import { RequirementFacts } from "./requirement-facts.tsx";

interface RequirementDrawerProps {
  readonly enterpriseId: string;
  readonly requirementId: string;
  /** The past moment that is looked at. */
  readonly at: Pick<AssessmentOf, "asOf" | "by">;
  /** Requirements as the matrix lists them, for the previous and the next one. */
  readonly order: readonly string[];
  readonly onMove: (id: string) => void;
  readonly onClose: () => void;
}

export const RequirementDrawer = (props: RequirementDrawerProps) => {
  const { enterpriseId, requirementId, at: moment, order, onMove, onClose } = props;
  const m = useMessages(assessmentMessages);
  const text = useText();
  const { data, error } = useQuery(requirementQuery(enterpriseId, requirementId, moment));
  const at = order.indexOf(requirementId);
  const step = (offset: number) => {
    const id = at < 0 ? undefined : order[at + offset];
    return { disabled: id === undefined, go: () => (id === undefined ? undefined : onMove(id)) };
  };
  const previous = step(-1);
  const next = step(1);
  return (
    <AntdFrame>
      <Drawer
        open
        size="min(760px, 100vw)"
        onClose={onClose}
        closable={{ "aria-label": m.close }}
        title={data === undefined ? requirementId : `${data.id} ${text(data.title)}`}
        extra={
          <span className="row">
            <button
              type="button"
              className="btn"
              disabled={previous.disabled}
              onClick={previous.go}
            >
              {m.previous}
            </button>
            <button type="button" className="btn" disabled={next.disabled} onClick={next.go}>
              {m.next}
            </button>
          </span>
        }
      >
        {error !== null && <Failure error={error} />}
        {data === undefined && error === null && <Skeleton rows={10} />}
        {data !== undefined && <Detail enterpriseId={enterpriseId} requirement={data} />}
      </Drawer>
    </AntdFrame>
  );
};

interface DetailProps {
  readonly enterpriseId: string;
  readonly requirement: RequirementDetail;
}

const Detail = ({ enterpriseId, requirement }: DetailProps) => {
  const m = useMessages(assessmentMessages);
  const text = useText();
  return (
    <div className="stack requirement">
      <p className="row">
        <VerdictMark verdict={requirement.verdict} />
        {requirement.accepted && <span className="stamp">{m.accepted}</span>}
        <span className="quiet">{m.fromGradeOf(requirement.fromGrade)}</span>
        <span className="stamp">{m.standings[requirement.standing]}</span>
      </p>
      <p>{text(requirement.text)}</p>
      {requirement.appliesBy.length > 0 && (
        <p className="quiet">
          {m.applies[requirement.applies](
            requirement.appliesBy.map(({ label }) => text(label)).join(" · "),
          )}
        </p>
      )}
      <section>
        <h3>
          {m.procedure}{" "}
          <span className="quiet small">
            {requirement.methods.map((method) => m.methods[method]).join(" · ")}
          </span>
        </h3>
        <p>{text(requirement.procedure)}</p>
      </section>
      <section className="stack">
        <h3>{m.elementsTitle}</h3>
        {!requirement.evidenceShown && <p className="quiet">{m.evidenceStays}</p>}
        <ol className="elements">
          {requirement.elements.map((element) => (
            <ElementEvidence
              key={element.id}
              element={element}
              freshness={requirement.freshnessStanding}
            />
          ))}
        </ol>
      </section>
      <DocumentsOfRequirement enterpriseId={enterpriseId} requirementId={requirement.id} />
      <DecisionsOf
        enterpriseId={enterpriseId}
        requirementId={requirement.id}
        machine={requirement.machine}
        verdict={requirement.verdict}
      />
      <RequirementFacts requirement={requirement} />
    </div>
  );
};
