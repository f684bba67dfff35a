/** Begins an assessment: its name, whose it is, which type is assessed at which grade. */

import { createEngagement } from "@fenji/contract";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState, type FormEvent } from "react";
import { client } from "../../contract-client.ts";
import { engagementsMessages } from "../../i18n/engagements/engagements-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { shellMessages } from "../../i18n/shell/shell-messages.ts";
import { Choice } from "../../ui/choice.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Failure } from "../../ui/failure.tsx";
import { enterpriseQuery } from "../enterprises/enterprise-queries.ts";
import { sessionQuery } from "../node/session-query.ts";
import { packQuery } from "../packs/pack-queries.ts";
import { assessorsQuery } from "./engagement-queries.ts";
import { textOf, TextField } from "./form-fields.tsx";
import { useEngagementChange } from "./use-engagement-change.ts";

interface BeginDialogProps {
  readonly enterpriseId: string;
  readonly onClose: () => void;
}

const grades = [1, 2, 3, 4, 5] as const;

export const BeginDialog = ({ enterpriseId, onClose }: BeginDialogProps) => {
  const m = useMessages(engagementsMessages);
  const shell = useMessages(shellMessages);
  const navigate = useNavigate();
  const [by, setBy] = useState("self");
  const [type, setType] = useState("");
  const [grade, setGrade] = useState("");
  const begin = useEngagementChange({
    enterpriseId,
    run: (title: string) =>
      client.call(createEngagement, {
        path: { enterpriseId },
        body: {
          title,
          kind: by === "self" ? "self" : "thirdParty",
          ...(by === "self" || by === "own" ? {} : { organisationId: by }),
          ...(type === "" ? {} : { type }),
          ...(grade === "" ? {} : { grade: Number(grade) }),
        },
      }),
    onDone: ({ id }) =>
      void navigate({
        to: "/enterprises/$enterpriseId/assessments/$engagementId",
        params: { enterpriseId, engagementId: id },
      }),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    begin.mutate(textOf(new FormData(event.currentTarget), "title"));
  };
  return (
    <Dialog title={m.begin} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <TextField label={m.name} name="title" required maxLength={200} placeholder={m.nameHint} />
        <AssessorChoice enterpriseId={enterpriseId} value={by} onChange={setBy} />
        <TypeChoice enterpriseId={enterpriseId} value={type} onChange={setType} />
        <Choice
          label={m.grade}
          value={grade}
          any={m.gradeDefault}
          options={grades.map((one) => ({ value: String(one), label: m.gradeOf(one) }))}
          onChange={setGrade}
        />
        <p className="quiet small">{m.beginNote}</p>
        {begin.error !== null && <Failure error={begin.error} />}
        <p className="row">
          <button type="submit" className="btn btn-primary" disabled={begin.isPending}>
            {m.begin}
          </button>
          <button type="button" className="btn" onClick={onClose}>
            {shell.cancel}
          </button>
        </p>
      </form>
    </Dialog>
  );
};

interface OneOfFirmProps {
  readonly enterpriseId: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

const TypeChoice = ({ enterpriseId, value, onChange }: OneOfFirmProps) => {
  const m = useMessages(engagementsMessages);
  const text = useText();
  const { data: session } = useQuery(sessionQuery);
  const { id = "", version = "" } = session?.defaultPack ?? {};
  const { data: pack } = useQuery({ ...packQuery(id, version), enabled: id !== "" });
  const grades = useQuery(enterpriseQuery(enterpriseId)).data?.grades ?? [];
  const types = pack?.grading.types ?? [];
  const graded = types.filter((type) => grades.some((one) => one.type === type.id));
  return (
    <Choice
      label={m.type}
      value={value}
      any={m.typeDefault}
      options={(graded.length === 0 ? types : graded).map((type) => ({
        value: type.id,
        label: text(type.name),
      }))}
      onChange={onChange}
    />
  );
};

const AssessorChoice = ({ enterpriseId, value, onChange }: OneOfFirmProps) => {
  const m = useMessages(engagementsMessages);
  const assessors = useQuery(assessorsQuery(enterpriseId)).data?.assignments ?? [];
  const running = assessors.filter(({ state }) => state === "running");
  return (
    <Choice
      label={m.by}
      value={value}
      options={[
        { value: "self", label: m.kinds.self },
        { value: "own", label: m.ownOrganisation },
        ...running.map(({ organisation }) => ({
          value: organisation.id,
          label: organisation.name,
        })),
      ]}
      onChange={onChange}
    />
  );
};
