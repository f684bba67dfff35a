/** The facts that an enterprise is graded by: a form that regrades as one types, saving, and earlier versions. */

import type { getEnterprise, ReplyOf } from "@fenji/contract";
import type { Facts, Pack } from "@fenji/regime";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { accessMessages } from "../../i18n/access/access-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import type { Permissions } from "../access/permissions.ts";
import { usePermissions } from "../access/use-permissions.ts";
import { WhyNot } from "../access/why-not.tsx";
import { enterpriseQuery } from "../enterprises/enterprise-queries.ts";
import { defaultPackQuery } from "../packs/pack-queries.ts";
import { FactSections } from "./fact-sections.tsx";
import { FactsHistory } from "./facts-history.tsx";
import { changedFacts } from "./facts-draft.ts";
import { GradePreview } from "./grade-preview.tsx";
import { LeaveGuard } from "./leave-guard.tsx";
import { SaveConflict, type StoredFacts } from "./save-conflict.tsx";
import { useSaveFacts } from "./use-save-facts.ts";
import "./facts.css";

const route = getRouteApi("/enterprises/$enterpriseId/facts");

type Enterprise = ReplyOf<typeof getEnterprise>;

export const FactsPage = () => {
  const { enterpriseId } = route.useParams();
  const pack = useQuery(defaultPackQuery);
  const enterprise = useQuery(enterpriseQuery(enterpriseId));
  const permissions = usePermissions(enterpriseId);
  const error = pack.error ?? enterprise.error;
  if (error !== null) return <Failure error={error} retry={() => void pack.refetch()} />;
  if (pack.data === undefined || enterprise.data === undefined || !permissions.known)
    return <Skeleton rows={14} height={32} />;
  const shown = { pack: pack.data, enterprise: enterprise.data };
  return permissions.may("enterprise:write") ? (
    <FactsEditor key={enterpriseId} {...shown} />
  ) : (
    <FactsReading {...shown} permissions={permissions} />
  );
};

interface FactsEditorProps {
  readonly pack: Pack;
  readonly enterprise: Enterprise;
}

const FactsEditor = ({ pack, enterprise }: FactsEditorProps) => {
  // What the form started from; a newer version that arrives meanwhile must not overwrite typing.
  const [base, setBase] = useState<StoredFacts>(enterprise);
  const [opening] = useState(() => openingDraft(pack, enterprise));
  const [draft, setDraft] = useState<Facts>(opening);
  const changed = changedFacts(pack.grading.facts, base.facts, draft);
  const start = (from: StoredFacts) => {
    setBase(from);
    setDraft(from.facts);
  };
  const save = useSaveFacts(enterprise, (factsId, facts) => start({ factsId, facts }));
  return (
    <div className="facts-grid">
      <div className="stack">
        <FactSections pack={pack} draft={draft} changed={changed} onChange={setDraft} />
      </div>
      <aside className="stack facts-aside">
        <SaveConflict
          error={save.error}
          enterpriseId={enterprise.id}
          mine={draft}
          base={base.facts}
          onResolve={(newest, facts) => {
            save.reset();
            setBase(newest);
            setDraft(facts);
          }}
        />
        <GradePreview
          pack={pack}
          stored={base.facts}
          draft={draft}
          changed={changed.length}
          saving={save.isPending}
          onSave={() => save.mutate({ facts: draft, basedOn: base.factsId })}
          onDiscard={() => setDraft(base.facts)}
        />
        <FactsHistory
          pack={pack}
          enterpriseId={enterprise.id}
          onRestore={(facts) => save.mutate({ facts, basedOn: base.factsId })}
          busy={save.isPending || changed.length > 0}
        />
      </aside>
      <LeaveGuard dirty={changed.length > 0 && draft !== opening} />
    </div>
  );
};

interface FactsReadingProps extends FactsEditorProps {
  readonly permissions: Permissions;
}

const FactsReading = ({ pack, enterprise, permissions }: FactsReadingProps) => {
  const a = useMessages(accessMessages);
  return (
    <div className="facts-grid">
      <div className="stack">
        <WhyNot permissions={permissions} permission="enterprise:write">
          {a.readOnlyFacts}
        </WhyNot>
        <FactSections pack={pack} draft={enterprise.facts} changed={[]} onChange={null} />
      </div>
      <aside className="stack facts-aside">
        <FactsHistory pack={pack} enterpriseId={enterprise.id} onRestore={null} busy={false} />
      </aside>
    </div>
  );
};

/** A firm without facts starts with the division that it was registered under; it is stored when saved. */
const openingDraft = (pack: Pack, { facts, factsId, division }: Enterprise): Facts =>
  factsId === null && pack.grading.facts.some(({ id }) => id === "division")
    ? { ...facts, division }
    : facts;
