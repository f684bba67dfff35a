/** Writes a template of a reason, or changes one: about which item of which pack, in one language or both. */

import { changeReasonTemplate, createReasonTemplate } from "@fenji/contract";
import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { client } from "../../contract-client.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { reviewMessages } from "../../i18n/review/review-messages.ts";
import { useChange } from "../../use-change.ts";
import { Choice } from "../../ui/choice.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Failure } from "../../ui/failure.tsx";
import { sessionQuery } from "../node/session-query.ts";
import { packQuery, packsQuery } from "../packs/pack-queries.ts";
import {
  isWritten,
  writtenOf,
  WrittenFields,
  blankDraft,
  type Draft,
} from "../filings/written.tsx";
import type { ReasonTemplate } from "./review-queries.ts";

interface TemplateDialogProps {
  /** Left out: a new one. */
  readonly template?: ReasonTemplate;
  readonly onClose: () => void;
}

const draftOf = (template: ReasonTemplate | undefined): Draft =>
  template === undefined ? blankDraft : { zh: template.text.zh ?? "", en: template.text.en ?? "" };

export const TemplateDialog = ({ template, onClose }: TemplateDialogProps) => {
  const m = useMessages(reviewMessages).templates;
  const inForce = useQuery(sessionQuery).data?.defaultPack.id ?? "";
  const [chosen, setChosen] = useState<string>();
  const [item, setItem] = useState(template?.item ?? null);
  const [text, setText] = useState(() => draftOf(template));
  const pack = chosen ?? template?.pack ?? inForce;
  const save = useChange({
    run: () => {
      const body = { pack, item, text: writtenOf(text) };
      return template === undefined
        ? client.call(createReasonTemplate, { body })
        : client.call(changeReasonTemplate, { path: { templateId: template.id }, body });
    },
    stale: [["filings"]],
    onDone: onClose,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isWritten(text)) save.mutate(undefined);
  };
  return (
    <Dialog title={template === undefined ? m.add : m.change} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <PackItem
          pack={pack}
          item={item}
          onPack={(next) => {
            setChosen(next);
            setItem(null);
          }}
          onItem={setItem}
        />
        <WrittenFields label={m.text} value={text} onChange={setText} />
        {save.error !== null && <Failure error={save.error} />}
        <p className="row">
          <button
            type="submit"
            className="btn btn-primary"
            disabled={!isWritten(text) || save.isPending}
          >
            {m.save}
          </button>
          {!isWritten(text) && <span className="quiet small">{m.missing}</span>}
        </p>
      </form>
    </Dialog>
  );
};

interface PackItemProps {
  readonly pack: string;
  readonly item: string | null;
  readonly onPack: (pack: string) => void;
  readonly onItem: (item: string | null) => void;
}

const PackItem = ({ pack, item, onPack, onItem }: PackItemProps) => {
  const m = useMessages(reviewMessages).templates;
  const text = useText();
  const regimes = (useQuery(packsQuery).data?.packs ?? []).filter(({ kind }) => kind === "regime");
  const version = regimes.findLast(({ id }) => id === pack)?.version ?? "";
  const known = useQuery({ ...packQuery(pack, version), enabled: version !== "" }).data;
  const items = [
    ...(known?.grading.facts.map(({ id, label }) => ({ value: id, label: text(label) })) ?? []),
    ...(known?.requirements.map(({ id, title }) => ({ value: id, label: text(title) })) ?? []),
  ];
  return (
    <p className="row row-end">
      <Choice
        label={m.pack}
        value={pack}
        options={[...new Map(regimes.map((one) => [one.id, text(one.title)]))].map(
          ([value, label]) => ({ value, label }),
        )}
        onChange={onPack}
      />
      <Choice
        label={m.item}
        value={item ?? ""}
        any={m.whole}
        options={items}
        onChange={(value) => onItem(value === "" ? null : value)}
      />
    </p>
  );
};
