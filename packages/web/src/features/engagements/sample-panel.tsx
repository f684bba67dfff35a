/** Which subjects are looked at: a random sample by a rule and a recorded seed, drawn again to the same result. */

import { drawEngagementSample, type BodyOf } from "@fenji/contract";
import { useState, type FormEvent } from "react";
import { client } from "../../contract-client.ts";
import { engagementsMessages } from "../../i18n/engagements/engagements-messages.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Choice } from "../../ui/choice.tsx";
import { Failure } from "../../ui/failure.tsx";
import type { EngagementProps } from "./engagement-props.ts";
import type { Engagement } from "./engagement-queries.ts";
import { textOf, TextField } from "./form-fields.tsx";
import { useEngagementChange } from "./use-engagement-change.ts";
import { useMayPlan } from "./use-may.ts";

const kinds = ["host", "image", "repository", "network", "organisation", "document"] as const;
const rules = ["root", "fixed", "all"] as const;

type Draw = BodyOf<typeof drawEngagementSample>;

export const SamplePanel = ({ enterpriseId, engagement }: EngagementProps) => {
  const m = useMessages(engagementsMessages);
  const may = useMayPlan(enterpriseId, engagement, ["plan", "field"]);
  return (
    <section className="panel" aria-label={m.samples}>
      <header>
        <h2>{m.samples}</h2>
        <span className="quiet small">{m.samplesNote}</span>
      </header>
      <div className="body stack">
        {engagement.samples.length === 0 && <p className="quiet">{m.noSamples}</p>}
        {engagement.samples.map((sample) => (
          <Sample key={`${sample.kind} ${sample.drawnAt}`} sample={sample} />
        ))}
        {may && <DrawForm enterpriseId={enterpriseId} engagement={engagement} />}
      </div>
    </section>
  );
};

const Sample = ({ sample }: { readonly sample: Engagement["samples"][number] }) => {
  const m = useMessages(engagementsMessages);
  return (
    <details>
      <summary>
        {m.subjectKinds[sample.kind]}: {m.sampleOf(sample.size, sample.known)} ·{" "}
        {m.sampleRules[sample.rule]}{" "}
        <span className="quiet small">
          {sample.drawnBy.name} · {formatInstant(sample.drawnAt)}
        </span>
      </summary>
      <p className="small quiet wrap-anywhere">
        {m.seed} <code>{sample.seed}</code>
      </p>
      <ul className="chips">
        {sample.chosen.map(({ id, name }) => (
          <li key={id}>
            <code>{name ?? id}</code>
          </li>
        ))}
      </ul>
    </details>
  );
};

const DrawForm = ({ enterpriseId, engagement }: EngagementProps) => {
  const m = useMessages(engagementsMessages);
  const [kind, setKind] = useState<string>("host");
  const [rule, setRule] = useState<string>("root");
  const draw = useEngagementChange({
    enterpriseId,
    run: (body: Draw) =>
      client.call(drawEngagementSample, {
        path: { enterpriseId, engagementId: engagement.id },
        body,
      }),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const size = Number(textOf(new FormData(event.currentTarget), "size"));
    const seed = textOf(new FormData(event.currentTarget), "seed");
    draw.mutate({
      kind: kinds.find((one) => one === kind) ?? "host",
      rule: rules.find((one) => one === rule) ?? "root",
      ...(rule === "fixed" ? { size } : {}),
      ...(seed === "" ? {} : { seed }),
    });
  };
  return (
    <form className="row row-end no-print" onSubmit={submit}>
      <Choice
        label={m.subjectKind}
        value={kind}
        options={kinds.map((one) => ({ value: one, label: m.subjectKinds[one] }))}
        onChange={setKind}
      />
      <Choice
        label={m.sampleRule}
        value={rule}
        options={rules.map((one) => ({ value: one, label: m.sampleRules[one] }))}
        onChange={setRule}
      />
      {rule === "fixed" && (
        <TextField label={m.sampleSize} name="size" type="number" min={1} max={1000} required />
      )}
      <TextField label={m.seedOptional} name="seed" pattern="[0-9a-f]{32}" title={m.seedForm} />
      <button type="submit" className="btn" disabled={draw.isPending}>
        {m.draw}
      </button>
      {draw.error !== null && <Failure error={draw.error} />}
    </form>
  );
};
