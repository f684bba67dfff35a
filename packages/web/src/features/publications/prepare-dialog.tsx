/** Asks what is to be published and prepares the draft of it. */

import { preparePublication, type BodyOf } from "@fenji/contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState, type FormEvent } from "react";
import { client } from "../../contract-client.ts";
import { publicationsMessages } from "../../i18n/publications/publications-messages.ts";
import { shellMessages } from "../../i18n/shell/shell-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { Choice } from "../../ui/choice.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Failure } from "../../ui/failure.tsx";
import { jurisdictionsQuery } from "../enterprises/enterprise-queries.ts";
import { sessionQuery } from "../node/session-query.ts";
import { defaultPackQuery } from "../packs/pack-queries.ts";

type Wish = BodyOf<typeof preparePublication>;

/** What the person supervises; without an office, everything, beginning with the demonstration. */
const useOffice = () => {
  const session = useQuery(sessionQuery).data;
  const organisation = session?.standing?.organisation;
  const nation = "CN";
  const own = organisation?.jurisdiction ?? null;
  return {
    only: own === null || own === nation ? null : own,
    first: own ?? session?.demonstration?.jurisdiction ?? nation,
    line: organisation?.line ?? null,
  };
};

const usePrepare = () => {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (wish: Wish) => client.call(preparePublication, { body: wish }),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ["publications"] });
      await navigate({ to: "/publication-drafts/$publicationId", params: { publicationId: id } });
    },
  });
};

export const PrepareDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const m = useMessages(publicationsMessages).dialog;
  const shell = useMessages(shellMessages);
  const [changed, change] = useState<Partial<Wish>>({});
  const prepare = usePrepare();
  const options = useWishOptions();
  const wish: Wish = {
    jurisdiction: options.jurisdictions[0]?.value ?? "",
    type: options.types[0]?.value ?? "",
    rowsBy: "sector",
    threshold: 10,
    note: "",
    ...changed,
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    prepare.mutate(wish);
  };
  return (
    <Dialog title={m.title} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <SubjectFields
          wish={wish}
          options={options}
          onChange={(more) => change({ ...changed, ...more })}
        />
        <WishFields wish={wish} onChange={(more) => change({ ...changed, ...more })} />
        {prepare.error !== null && <Failure error={prepare.error} />}
        <p className="row">
          <button
            type="submit"
            className="btn btn-primary"
            disabled={prepare.isPending || wish.type === ""}
          >
            {prepare.isPending ? m.acting : m.act}
          </button>
          <button type="button" className="btn" onClick={onClose}>
            {shell.cancel}
          </button>
        </p>
      </form>
    </Dialog>
  );
};

/** The first of each is the one that stands chosen. */
const useWishOptions = () => {
  const text = useText();
  const office = useOffice();
  const table = useQuery(jurisdictionsQuery).data?.jurisdictions ?? [];
  const types = useQuery(defaultPackQuery).data?.grading.types ?? [];
  const open = table.filter(({ code }) => office.only === null || code === office.only);
  const first = open.filter(({ code }) => code === office.first);
  return {
    jurisdictions: [...new Set([...first, ...open])].map(({ code, name }) => ({
      value: code,
      label: text(name),
    })),
    types: types
      .filter(
        ({ supervision }) => office.line === null || (supervision ?? office.line) === office.line,
      )
      .map(({ id, name }) => ({ value: id, label: text(name) })),
  };
};

interface WishFieldsProps {
  readonly wish: Wish;
  readonly onChange: (more: Partial<Wish>) => void;
}

interface SubjectFieldsProps extends WishFieldsProps {
  readonly options: ReturnType<typeof useWishOptions>;
}

const SubjectFields = ({ wish, options, onChange }: SubjectFieldsProps) => {
  const all = useMessages(publicationsMessages);
  const m = all.dialog;
  return (
    <div className="row row-end">
      <Choice
        label={m.jurisdiction}
        value={wish.jurisdiction}
        options={options.jurisdictions}
        onChange={(jurisdiction) => onChange({ jurisdiction })}
      />
      <Choice
        label={m.type}
        value={wish.type}
        options={options.types}
        onChange={(type) => onChange({ type })}
      />
      <Choice
        label={m.rowsBy}
        value={wish.rowsBy}
        options={(["sector", "place"] as const).map((value) => ({
          value,
          label: all.rowsBy[value],
        }))}
        onChange={(rowsBy) => onChange({ rowsBy: rowsBy === "place" ? "place" : "sector" })}
      />
    </div>
  );
};

const WishFields = ({ wish, onChange }: WishFieldsProps) => {
  const m = useMessages(publicationsMessages).dialog;
  return (
    <>
      <label className="field">
        <span>{m.threshold}</span>
        <input
          className="input threshold"
          type="number"
          required
          min={10}
          max={1000}
          step={1}
          value={Number.isNaN(wish.threshold) ? "" : wish.threshold}
          onChange={(event) => onChange({ threshold: event.target.valueAsNumber })}
        />
        <small className="quiet">{m.thresholdHint}</small>
      </label>
      <label className="field">
        <span>{m.note}</span>
        <input
          className="input"
          maxLength={500}
          value={wish.note}
          onChange={(event) => onChange({ note: event.target.value })}
        />
        <small className="quiet">{m.noteHint}</small>
      </label>
    </>
  );
};
