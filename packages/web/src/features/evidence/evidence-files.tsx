/** The table of evidence files, with withdrawal as the way to undo an import. */

import { withdrawEvidence, type listEvidence, type ReplyOf } from "@fenji/contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { client } from "../../contract-client.ts";
import { evidenceMessages } from "../../i18n/evidence/evidence-messages.ts";
import { formatBytes, formatInstant, formatNumber } from "../../i18n/format.ts";
import { useLanguage, useMessages, useText } from "../../i18n/language.tsx";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Failure } from "../../ui/failure.tsx";
import { IllustrativeStamp } from "../../ui/stamps.tsx";
import { formatsQuery } from "./evidence-queries.ts";
import { Warnings } from "./warnings.tsx";

const route = getRouteApi("/enterprises/$enterpriseId/evidence");

type EvidenceFile = ReplyOf<typeof listEvidence>["files"][number];

interface EvidenceFilesProps {
  readonly enterpriseId: string;
  readonly files: readonly EvidenceFile[];
  /** How sure the periods are by which evidence ages; null: none does. */
  readonly freshness: ReplyOf<typeof listEvidence>["freshnessStanding"];
  readonly mayWithdraw: boolean;
}

export const EvidenceFiles = (props: EvidenceFilesProps) => {
  const { enterpriseId, files, freshness, mayWithdraw } = props;
  const m = useMessages(evidenceMessages);
  const [asked, setAsked] = useState<EvidenceFile>();
  const withdraw = useWithdraw(enterpriseId);
  const columns = useColumns(mayWithdraw ? setAsked : null);
  return (
    <>
      {withdraw.data !== undefined && (
        <p className="notice" role="status">
          {m.withdrawDone(withdraw.data.observationsClosed, withdraw.data.verdictsChanged)}
        </p>
      )}
      {withdraw.error !== null && <Failure error={withdraw.error} />}
      {freshness !== null && (
        <p className="quiet small">
          {m.countsUntilNote} {freshness === "illustrative" && <IllustrativeStamp />}
        </p>
      )}
      <DataTable
        label={m.title}
        columns={columns}
        rows={files}
        rowKey={(file) => file.sha256}
        empty={mayWithdraw ? m.empty : m.emptyToRead}
      />
      {asked !== undefined && (
        <Dialog title={m.withdrawTitle} onClose={() => setAsked(undefined)}>
          <div className="stack">
            <p className="wrap-anywhere">
              <b>{asked.name}</b>
            </p>
            <p>{m.withdrawText}</p>
            <p className="row">
              <button
                type="button"
                className="btn btn-primary"
                onClick={() => {
                  withdraw.mutate(asked.sha256);
                  setAsked(undefined);
                }}
              >
                {m.withdraw}
              </button>
              <button type="button" className="btn" onClick={() => setAsked(undefined)}>
                {m.cancel}
              </button>
            </p>
          </div>
        </Dialog>
      )}
    </>
  );
};

const useWithdraw = (enterpriseId: string) => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (sha256: string) =>
      client.call(withdrawEvidence, { path: { enterpriseId, sha256 } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["enterprise", enterpriseId] }),
  });
};

/** What a file still says. */
const useSaysColumns = (): Column<EvidenceFile>[] => {
  const m = useMessages(evidenceMessages);
  const { language } = useLanguage();
  return [
    {
      key: "observed",
      title: m.observed,
      cell: ({ covers }) => <Observed at={covers.observedAt} />,
      compare: (a, b) => ((a.covers.observedAt ?? "") < (b.covers.observedAt ?? "") ? -1 : 1),
    },
    {
      key: "counts",
      title: m.countsUntil,
      cell: (file) => <Counts file={file} />,
      compare: (a, b) => ((a.covers.expiresAt ?? "9") < (b.covers.expiresAt ?? "9") ? -1 : 1),
    },
    {
      key: "covers",
      title: m.covers,
      cell: (file) => <Covers file={file} />,
      compare: (a, b) => a.covers.requirements.length - b.covers.requirements.length,
    },
    {
      key: "open",
      title: m.open,
      align: "right",
      cell: ({ covers }) => formatNumber(covers.observations, language),
      compare: (a, b) => a.covers.observations - b.covers.observations,
    },
  ];
};

type Withdraw = ((file: EvidenceFile) => void) | null;

const useColumns = (onWithdraw: Withdraw): Column<EvidenceFile>[] => {
  const m = useMessages(evidenceMessages);
  const says = useSaysColumns();
  const text = useText();
  const formats = useQuery(formatsQuery).data?.formats ?? [];
  return [
    {
      key: "name",
      title: m.file,
      cell: (file) => <FileName file={file} />,
      compare: (a, b) => (a.name < b.name ? -1 : 1),
    },
    {
      key: "format",
      title: m.format,
      cell: (file) => {
        const format = formats.find((known) => known.format === file.format);
        return format === undefined ? file.format : text(format.name);
      },
    },
    {
      key: "tool",
      title: m.tool,
      cell: (file) => (file.tool === null ? "—" : `${file.tool.name} ${file.tool.version ?? ""}`),
    },
    {
      key: "received",
      title: m.received,
      cell: (file) => <time dateTime={file.receivedAt}>{formatInstant(file.receivedAt)}</time>,
      compare: (a, b) => (a.receivedAt < b.receivedAt ? -1 : 1),
    },
    {
      key: "size",
      title: m.size,
      align: "right",
      cell: (file) => formatBytes(file.sizeBytes),
      compare: (a, b) => a.sizeBytes - b.sizeBytes,
    },
    ...says,
    {
      key: "withdraw",
      title: m.withdraw,
      cell: (file) => <Withdrawal file={file} onWithdraw={onWithdraw} />,
    },
  ];
};

const FileName = ({ file }: { readonly file: EvidenceFile }) => (
  <>
    <span className="wrap-anywhere">{file.name}</span>
    <br />
    <code className="quiet" title={file.sha256}>
      {file.sha256.slice(0, 12)}
    </code>
    {file.warnings.length > 0 && <Warnings warnings={file.warnings} />}
  </>
);

const msPerDay = 86_400_000;

/** Old evidence proves what was; how old it is stands beside. */
const Observed = ({ at }: { readonly at: string | null }) => {
  const m = useMessages(evidenceMessages);
  const [now] = useState(Date.now);
  if (at === null) return m.observedUnknown;
  const days = Math.max(0, Math.floor((now - Date.parse(at)) / msPerDay));
  return (
    <>
      <time className="nowrap" dateTime={at}>
        {formatInstant(at).slice(0, 10)}
      </time>
      <br />
      <span className="quiet small">{m.daysAgo(days)}</span>
    </>
  );
};

/** Until when what the file says counts, and whether some of it is old by now. */
const Counts = ({ file: { covers } }: { readonly file: EvidenceFile }) => {
  const m = useMessages(evidenceMessages);
  const [now] = useState(Date.now);
  const { staleAt, expiresAt } = covers;
  if (staleAt === null) return "—";
  const expired = expiresAt !== null && Date.parse(expiresAt) <= now;
  const stale = Date.parse(staleAt) <= now;
  const day = (at: string) => <time dateTime={at}>{formatInstant(at).slice(0, 10)}</time>;
  return (
    <>
      {expiresAt !== null && <span className="nowrap">{day(expiresAt)}</span>}
      <br />
      <span className="quiet small">
        {expired ? (
          m.expired
        ) : stale ? (
          m.stale
        ) : (
          <>
            {m.staleFrom} {day(staleAt)}
          </>
        )}
      </span>
    </>
  );
};

const Covers = ({ file: { covers, withdrawnAt } }: { readonly file: EvidenceFile }) => {
  const m = useMessages(evidenceMessages);
  const { enterpriseId } = route.useParams();
  if (covers.observations === 0)
    return <span className="quiet">{withdrawnAt === null ? m.superseded : "—"}</span>;
  const { requirements, subjects } = covers;
  if (requirements.length === 0) return <>{m.coversOf(subjects, 0)}</>;
  return (
    <details>
      <summary>{m.coversOf(subjects, requirements.length)}</summary>
      <p className="covered">
        {requirements.map((req) => (
          <Link
            key={req}
            to="/enterprises/$enterpriseId/assessment"
            params={{ enterpriseId }}
            search={{ req }}
          >
            <code>{req}</code>
          </Link>
        ))}
      </p>
    </details>
  );
};

interface WithdrawalProps {
  readonly file: EvidenceFile;
  readonly onWithdraw: Withdraw;
}

const Withdrawal = ({ file, onWithdraw }: WithdrawalProps) => {
  const m = useMessages(evidenceMessages);
  if (file.withdrawnAt !== null) {
    return (
      <span className="quiet">
        {m.withdrawn} {formatInstant(file.withdrawnAt)}
      </span>
    );
  }
  if (onWithdraw === null) return null;
  return (
    <button
      type="button"
      className="btn btn-plain no-print"
      aria-label={`${m.withdraw} ${file.name}`}
      onClick={() => onWithdraw(file)}
    >
      {m.withdraw}
    </button>
  );
};
