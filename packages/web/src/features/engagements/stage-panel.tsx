/** The stages of an assessment, what stands before the next one, and the way there. */

import { moveEngagement, type BodyOf } from "@fenji/contract";
import { getRouteApi } from "@tanstack/react-router";
import { useState, type FormEvent } from "react";
import { client } from "../../contract-client.ts";
import { engagementsMessages } from "../../i18n/engagements/engagements-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { shellMessages } from "../../i18n/shell/shell-messages.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Failure } from "../../ui/failure.tsx";
import { usePermissions } from "../access/use-permissions.ts";
import type { EngagementProps } from "./engagement-props.ts";
import type { Stage } from "./engagement-queries.ts";
import { AreaField, textOrNull } from "./form-fields.tsx";
import { useEngagementChange } from "./use-engagement-change.ts";

const route = getRouteApi("/enterprises/$enterpriseId/assessments/$engagementId");

const way = ["prepare", "plan", "field", "report", "closed"] as const;

type Target = BodyOf<typeof moveEngagement>["to"];

const nextOf: Partial<Record<Stage, Target>> = {
  prepare: "plan",
  plan: "field",
  field: "report",
  report: "closed",
};

const backOf: Partial<Record<Stage, Target>> = { field: "plan", report: "field" };

export const StagePanel = ({ enterpriseId, engagement }: EngagementProps) => {
  const m = useMessages(engagementsMessages);
  const may = usePermissions(enterpriseId).may("engagement:write");
  const [asked, setAsked] = useState<Target>();
  const move = useEngagementChange({
    enterpriseId,
    run: (body: { to: Target; reason: string | null }) =>
      client.call(moveEngagement, { path: { enterpriseId, engagementId: engagement.id }, body }),
    onDone: () => setAsked(undefined),
  });
  const { stage, signed } = engagement;
  const next = nextOf[stage];
  const back = signed.length === 0 ? backOf[stage] : undefined;
  const isOver = stage === "closed" || stage === "cancelled";
  return (
    <section className="panel" aria-label={m.stageTitle}>
      <div className="body stack">
        <StageLine stage={stage} />
        <Blockers engagement={engagement} />
        {move.error !== null && asked === undefined && <Failure error={move.error} />}
        {may && !isOver && (
          <p className="row no-print">
            {next !== undefined && (
              <button
                type="button"
                className={engagement.blockers.length === 0 ? "btn btn-primary" : "btn"}
                disabled={move.isPending}
                onClick={() => move.mutate({ to: next, reason: null })}
              >
                {m.moveTo(m.stages[next])}
              </button>
            )}
            {back !== undefined && (
              <button type="button" className="btn" onClick={() => setAsked(back)}>
                {m.backTo(m.stages[back])}
              </button>
            )}
            <button type="button" className="btn btn-plain" onClick={() => setAsked("cancelled")}>
              {m.cancelEngagement}
            </button>
          </p>
        )}
      </div>
      {asked !== undefined && (
        <ReasonDialog
          to={asked}
          move={move}
          onClose={() => {
            move.reset();
            setAsked(undefined);
          }}
        />
      )}
    </section>
  );
};

const StageLine = ({ stage }: { readonly stage: Stage }) => {
  const m = useMessages(engagementsMessages);
  if (stage === "cancelled") return <p className="notice notice-warn">{m.stages.cancelled}</p>;
  const at = way.indexOf(stage);
  return (
    <ol className="stages" aria-label={m.stageTitle}>
      {way.map((one, index) => (
        <li
          key={one}
          className={index < at ? "is-done" : index === at ? "is-current" : ""}
          aria-current={index === at ? "step" : undefined}
        >
          <span className="stage-mark" aria-hidden="true">
            {index < at ? "✓" : index + 1}
          </span>
          {m.stages[one]}
        </li>
      ))}
    </ol>
  );
};

const Blockers = ({ engagement }: Pick<EngagementProps, "engagement">) => {
  const m = useMessages(engagementsMessages);
  const text = useText();
  const navigate = route.useNavigate();
  const { blockers, stage } = engagement;
  if (stage === "closed" || stage === "cancelled") return null;
  if (blockers.length === 0) return <p className="quiet small">{m.noBlockers}</p>;
  return (
    <div className="notice notice-warn">
      <b>{m.blockers}</b>
      <ul className="blockers">
        {blockers.map(({ code, text: words, requirements }) => (
          <li key={code}>
            {text(words)}
            {requirements.length > 0 && (
              <button
                type="button"
                className="btn btn-plain btn-cell no-print"
                onClick={() => void navigate({ search: { view: "desk", only: code } })}
              >
                {m.showThem(requirements.length)}
              </button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
};

interface ReasonDialogProps {
  readonly to: Target;
  readonly move: {
    readonly isPending: boolean;
    readonly error: Error | null;
    readonly mutate: (body: { to: Target; reason: string | null }) => void;
  };
  readonly onClose: () => void;
}

const ReasonDialog = ({ to, move, onClose }: ReasonDialogProps) => {
  const m = useMessages(engagementsMessages);
  const shell = useMessages(shellMessages);
  const title = to === "cancelled" ? m.cancelEngagement : m.backTo(m.stages[to]);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    move.mutate({ to, reason: textOrNull(new FormData(event.currentTarget), "reason") });
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <p>{to === "cancelled" ? m.cancelNote : m.backNote}</p>
        <AreaField label={m.reason} name="reason" required maxLength={2000} />
        {move.error !== null && <Failure error={move.error} />}
        <p className="row">
          <button type="submit" className="btn btn-danger" disabled={move.isPending}>
            {title}
          </button>
          <button type="button" className="btn" onClick={onClose}>
            {shell.cancel}
          </button>
        </p>
      </form>
    </Dialog>
  );
};
