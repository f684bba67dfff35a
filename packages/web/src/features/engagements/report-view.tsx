/** The report as its documents print it, what refuses a signature, three signatures in order, and the files. */

import { layOutReport } from "@fenji/assessment";
import {
  downloadReportDocx,
  downloadReportJson,
  downloadReportOscalAr,
  downloadReportOscalPoam,
  downloadReportPdf,
  downloadReportXlsx,
  urlOf,
} from "@fenji/contract";
import { useQuery } from "@tanstack/react-query";
import { engagementsMessages } from "../../i18n/engagements/engagements-messages.ts";
import { useLanguage, useMessages } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import type { EngagementProps } from "./engagement-props.ts";
import { reportQuery } from "./engagement-queries.ts";
import { SignaturePanel } from "./signature-panel.tsx";

const withReport: readonly string[] = ["report", "closed"];

export const ReportView = (props: EngagementProps) => {
  const m = useMessages(engagementsMessages);
  if (!withReport.includes(props.engagement.stage))
    return <p className="notice">{m.noReportYet}</p>;
  return (
    <div className="stack">
      <SignaturePanel {...props} />
      <Written {...props} />
    </div>
  );
};

const Written = ({ enterpriseId, engagement }: EngagementProps) => {
  const m = useMessages(engagementsMessages);
  const { language } = useLanguage();
  const path = { enterpriseId, engagementId: engagement.id };
  const { data, error, refetch } = useQuery(reportQuery(path));
  if (error !== null) return <Failure error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Skeleton rows={12} />;
  const report = layOutReport(data, language);
  const query = { language };
  const files = [
    ["PDF", urlOf(downloadReportPdf, { path, query })],
    ["DOCX", urlOf(downloadReportDocx, { path, query })],
    ["XLSX", urlOf(downloadReportXlsx, { path, query })],
    ["JSON", urlOf(downloadReportJson, { path })],
    ["OSCAL AR", urlOf(downloadReportOscalAr, { path, query })],
    ["OSCAL POA&M", urlOf(downloadReportOscalPoam, { path, query })],
  ] as const;
  return (
    <section className="panel report" aria-label={m.views.report}>
      <header>
        <h2>{report.title}</h2>
        <b className="small">{report.status}</b>
        <span className="grow" />
        <span className="row no-print">
          {files.map(([name, address]) => (
            <a key={name} className="btn" href={address} download>
              {name}
            </a>
          ))}
          <button type="button" className="btn" onClick={() => window.print()}>
            {m.print}
          </button>
        </span>
      </header>
      <div className="body stack">
        {report.sections.map((section) => (
          <ReportSection key={section.id} section={section} />
        ))}
        <ul className="small quiet">
          {report.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      </div>
    </section>
  );
};

type Section = ReturnType<typeof layOutReport>["sections"][number];

const ReportSection = ({ section }: { readonly section: Section }) => {
  const { title, paragraphs, table } = section;
  return (
    <section className="stack">
      <h3>{title}</h3>
      {paragraphs.map((text) => (
        <p key={text}>{text}</p>
      ))}
      {table.rows.length === 0 ? (
        <p className="quiet">–</p>
      ) : (
        <div className="table-scroll">
          <table className="table report-table">
            <thead>
              <tr>
                {table.headings.map((heading, index) => (
                  <th key={heading} scope="col" style={{ width: `${table.widths[index] ?? 10}%` }}>
                    {heading}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map((cells) => (
                <tr key={cells.join("\u0000")}>
                  {cells.map((cell, column) => (
                    <td key={table.headings[column]} className="wrap-anywhere">
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
};
