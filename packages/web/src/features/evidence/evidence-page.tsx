/** The evidence of one enterprise: its files, adding and withdrawing them, and checks left without a requirement. */

import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { accessMessages } from "../../i18n/access/access-messages.ts";
import { evidenceMessages } from "../../i18n/evidence/evidence-messages.ts";
import { observationsMessages } from "../../i18n/observations/observations-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { usePermissions } from "../access/use-permissions.ts";
import { WhyNot } from "../access/why-not.tsx";
import { MappingsPanel } from "../mappings/mappings-panel.tsx";
import { BlankQuestionnaire } from "./blank-questionnaire.tsx";
import { addFiles } from "./drop-anywhere.tsx";
import { filesOfInput } from "./dropped-files.ts";
import { EvidenceFiles } from "./evidence-files.tsx";
import { evidenceQuery, formatsQuery } from "./evidence-queries.ts";
import { UnmappedChecks } from "./unmapped-checks.tsx";

const route = getRouteApi("/enterprises/$enterpriseId/evidence");

export const EvidencePage = () => {
  const m = useMessages(evidenceMessages);
  const { enterpriseId } = route.useParams();
  const a = useMessages(accessMessages);
  const observations = useMessages(observationsMessages);
  const permissions = usePermissions(enterpriseId);
  const mayImport = permissions.may("evidence:import");
  const { data, error, refetch } = useQuery(evidenceQuery(enterpriseId));
  return (
    <div className="stack">
      <section className="panel" aria-label={m.title}>
        <header>
          <h2>{m.title}</h2>
          {permissions.may("evidence:read") && (
            <Link
              className="no-print"
              to="/enterprises/$enterpriseId/observations"
              params={{ enterpriseId }}
            >
              {observations.open}
            </Link>
          )}
          {mayImport && <span className="quiet small no-print">{m.note}</span>}
        </header>
        <div className="body stack">
          {mayImport && <AddFiles enterpriseId={enterpriseId} />}
          <WhyNot permissions={permissions} permission="evidence:import">
            {a.noImport}
          </WhyNot>
          {error !== null && <Failure error={error} retry={() => void refetch()} />}
          {data === undefined && error === null && <Skeleton rows={6} height={28} />}
          {data !== undefined && (
            <EvidenceFiles
              enterpriseId={enterpriseId}
              files={data.files}
              freshness={data.freshnessStanding}
              mayWithdraw={mayImport}
            />
          )}
        </div>
      </section>
      <MappingsPanel enterpriseId={enterpriseId} />
      <UnmappedChecks enterpriseId={enterpriseId} />
    </div>
  );
};

const AddFiles = ({ enterpriseId }: { readonly enterpriseId: string }) => {
  const m = useMessages(evidenceMessages);
  const text = useText();
  const formats = useQuery(formatsQuery).data?.formats ?? [];
  return (
    <div className="row no-print">
      <FilePicker label={m.choose} folder={false} enterpriseId={enterpriseId} />
      <FilePicker label={m.chooseFolder} folder enterpriseId={enterpriseId} />
      <BlankQuestionnaire />
      {formats.length > 0 && (
        <details className="quiet small formats">
          <summary>{m.formats(formats.length)}</summary>
          <p>{formats.map((format) => text(format.name)).join(" · ")}</p>
        </details>
      )}
    </div>
  );
};

interface FilePickerProps {
  readonly label: string;
  readonly folder: boolean;
  readonly enterpriseId: string;
}

const FilePicker = ({ label, folder, enterpriseId }: FilePickerProps) => (
  <label className="btn file-picker">
    {label}
    <input
      type="file"
      multiple
      className="sr-only"
      {...(folder ? { webkitdirectory: "" } : {})}
      onChange={(event) => {
        if (event.target.files !== null) addFiles(enterpriseId, filesOfInput(event.target.files));
        // The same file may be chosen again.
        event.target.value = "";
      }}
    />
  </label>
);
