/** Three signatures by three people over the same content; returned for correction, they are kept and no longer count. */

import { returnEngagement, signEngagement } from "@fenji/contract";
import { useState, type FormEvent } from "react";
import { client } from "../../contract-client.ts";
import { engagementsMessages } from "../../i18n/engagements/engagements-messages.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import { shellMessages } from "../../i18n/shell/shell-messages.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Failure } from "../../ui/failure.tsx";
import { usePermissions } from "../access/use-permissions.ts";
import type { EngagementProps } from "./engagement-props.ts";
import type { Engagement } from "./engagement-queries.ts";
import { AreaField, textOf } from "./form-fields.tsx";
import { useEngagementChange } from "./use-engagement-change.ts";

const steps = ["prepared", "reviewed", "approved"] as const;

type Step = (typeof steps)[number];

const rolesFor: Readonly<Record<Step, readonly string[]>> = {
  prepared: ["lead", "assessor"],
  reviewed: ["reviewer"],
  approved: ["approver"],
};

export const SignaturePanel = ({ enterpriseId, engagement }: EngagementProps) => {
  const m = useMessages(engagementsMessages);
  const may = usePermissions(enterpriseId).may("engagement:review");
  const [asked, setAsked] = useState<"sign" | "return">();
  const { signed, contentHash, blockers, stage, myRoles } = engagement;
  const next = stage === "report" ? steps[signed.length] : undefined;
  const mine = next !== undefined && myRoles.some((role) => rolesFor[next].includes(role));
  const of = { enterpriseId, engagement, onClose: () => setAsked(undefined) };
  return (
    <section className="panel" aria-label={m.signatures}>
      <header>
        <h2>{m.signatures}</h2>
        <span className="quiet small">{m.signaturesNote}</span>
      </header>
      <div className="body stack">
        <ol className="signatures">
          {steps.map((step) => (
            <SignatureLine key={step} step={step} engagement={engagement} />
          ))}
        </ol>
        {contentHash !== null && (
          <p className="small quiet wrap-anywhere">
            {m.contentHash} <code>{contentHash}</code>
          </p>
        )}
        {blockers.length > 0 && stage === "report" && signed.length === 0 && (
          <p className="notice notice-warn small">{m.signingRefused(blockers.length)}</p>
        )}
        {next !== undefined && may && (
          <p className="row no-print">
            {mine ? (
              <button
                type="button"
                className="btn btn-primary"
                disabled={contentHash === null}
                onClick={() => setAsked("sign")}
              >
                {m.signAs(m.steps[next])}
              </button>
            ) : (
              <span className="quiet small">{m.signsNext(m.steps[next])}</span>
            )}
            {signed.length > 0 && (
              <button type="button" className="btn" onClick={() => setAsked("return")}>
                {m.returnIt}
              </button>
            )}
          </p>
        )}
        {stage === "report" && signed.length === steps.length && (
          <p className="quiet small">{m.allSigned}</p>
        )}
        <Withdrawn engagement={engagement} />
      </div>
      {asked === "sign" && next !== undefined && <SignDialog {...of} step={next} />}
      {asked === "return" && <ReturnDialog {...of} />}
    </section>
  );
};

const SignatureLine = ({ step, engagement }: { step: Step; engagement: Engagement }) => {
  const m = useMessages(engagementsMessages);
  const given = engagement.signatures.find(
    (one) => one.step === step && one.withdrawn === null && one.version === engagement.version,
  );
  return (
    <li className={given === undefined ? "quiet" : ""}>
      <b>{m.steps[step]}</b>{" "}
      {given === undefined ? (
        m.unsigned
      ) : (
        <>
          {given.person.name} · {formatInstant(given.at)}
          {given.attestation !== null && (
            <span className="quiet small">
              {" "}
              · {given.attestation.algorithm} <code>{given.attestation.keyId.slice(0, 16)}</code>
            </span>
          )}
        </>
      )}
    </li>
  );
};

const Withdrawn = ({ engagement }: { readonly engagement: Engagement }) => {
  const m = useMessages(engagementsMessages);
  const gone = engagement.signatures.filter(({ withdrawn }) => withdrawn !== null);
  if (gone.length === 0) return null;
  return (
    <details>
      <summary>{m.withdrawnSignatures(gone.length)}</summary>
      <ul className="small">
        {gone.map(({ step, version, person, withdrawn }) => (
          <li key={`${version} ${step}`}>
            {m.version(version)} · {m.steps[step]} · {person.name} — {withdrawn?.reason} (
            {withdrawn?.by.name})
          </li>
        ))}
      </ul>
    </details>
  );
};

interface ActProps extends EngagementProps {
  readonly onClose: () => void;
}

const SignDialog = ({ enterpriseId, engagement, step, onClose }: ActProps & { step: Step }) => {
  const m = useMessages(engagementsMessages);
  const sign = useEngagementChange({
    enterpriseId,
    run: (contentHash: string) =>
      client.call(signEngagement, {
        path: { enterpriseId, engagementId: engagement.id },
        body: { step, contentHash },
      }),
    onDone: onClose,
  });
  const act = m.signAs(m.steps[step]);
  return (
    <ConfirmDialog
      title={act}
      act={act}
      mutation={sign}
      onConfirm={() => sign.mutate(engagement.contentHash ?? "")}
      onClose={onClose}
    >
      <p>{m.signNote}</p>
      <p className="small wrap-anywhere">
        <code>{engagement.contentHash}</code>
      </p>
    </ConfirmDialog>
  );
};

const ReturnDialog = ({ enterpriseId, engagement, onClose }: ActProps) => {
  const m = useMessages(engagementsMessages);
  const shell = useMessages(shellMessages);
  const giveBack = useEngagementChange({
    enterpriseId,
    run: (reason: string) =>
      client.call(returnEngagement, {
        path: { enterpriseId, engagementId: engagement.id },
        body: { reason },
      }),
    onDone: onClose,
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    giveBack.mutate(textOf(new FormData(event.currentTarget), "reason"));
  };
  return (
    <Dialog title={m.returnIt} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <p>{m.returnNote}</p>
        <AreaField label={m.reason} name="reason" required maxLength={2000} />
        {giveBack.error !== null && <Failure error={giveBack.error} />}
        <p className="row">
          <button type="submit" className="btn btn-danger" disabled={giveBack.isPending}>
            {m.returnIt}
          </button>
          <button type="button" className="btn" onClick={onClose}>
            {shell.cancel}
          </button>
        </p>
      </form>
    </Dialog>
  );
};
