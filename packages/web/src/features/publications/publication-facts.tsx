/** What stands beside a published table: whose firms, when, by which pack, who may know, and the hash. */

import { canonicalJson } from "@fenji/kernel";
import { publicationsMessages } from "../../i18n/publications/publications-messages.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useLanguage, useMessages, useText } from "../../i18n/language.tsx";
import { shellMessages } from "../../i18n/shell/shell-messages.ts";
import { downloadCsv } from "../../ui/csv.ts";
import { PageTitle } from "../../ui/page-title.tsx";
import { saveText } from "../../ui/save-text.ts";
import { IllustrativeStamp, SyntheticStamp } from "../../ui/stamps.tsx";
import { csvRows } from "./publication-labels.ts";
import type { PublicationBody, PublicationHead } from "./publication-queries.ts";

export const PublicationTitle = ({ head }: { readonly head: PublicationHead }) => {
  const m = useMessages(publicationsMessages);
  const shell = useMessages(shellMessages);
  const text = useText();
  return (
    <div className="row">
      <PageTitle
        title={`${text(head.jurisdiction.name)} · ${m.of(text(head.type.name), m.rowsBy[head.rowsBy])}`}
      />
      <span className={`stamp publication-${head.state}`}>{m.state[head.state]}</span>
      {head.synthetic && <SyntheticStamp />}
      {head.illustrative && <IllustrativeStamp />}
      {head.selfReviewed && <span className="stamp">{m.selfReviewed}</span>}
      <span className="quiet small">{shell.selfAssessed}</span>
    </div>
  );
};

interface FactsProps {
  readonly head: PublicationHead;
  readonly note: string;
}

export const PublicationFacts = ({ head, note }: FactsProps) => {
  const m = useMessages(publicationsMessages);
  const text = useText();
  const rows: readonly (readonly [string, string])[] = [
    [m.audience, m.audiences[head.audience]],
    [m.countedAt, formatInstant(head.countedAt)],
    ...(head.releasedAt === null ? [] : [[m.releasedAt, formatInstant(head.releasedAt)] as const]),
    [m.pack, `${text(head.pack.title)} · ${head.pack.id}@${head.pack.version}`],
    [m.columns.withheld, m.withheldOf(head.withheldValues, head.values)],
    ...(note === "" ? [] : [[m.note, note] as const]),
  ];
  return (
    <dl className="publication-facts">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="wrap-anywhere">{value}</dd>
        </div>
      ))}
      <div>
        <dt>{m.hash}</dt>
        <dd>
          <code className="wrap-anywhere">{head.hash}</code>
          <br />
          <small className="quiet">{m.hashWhat}</small>
        </dd>
      </div>
    </dl>
  );
};

interface DownloadButtonsProps {
  readonly body: PublicationBody;
  readonly hash: string;
}

export const DownloadButtons = ({ body, hash }: DownloadButtonsProps) => {
  const m = useMessages(publicationsMessages);
  const { language } = useLanguage();
  const name = `fenji-${body.jurisdiction.code}-${body.type.id}-${body.rowsBy}-${body.countedAt.slice(0, 10)}`;
  return (
    <>
      <button
        type="button"
        className="btn"
        onClick={() => downloadCsv(`${name}.csv`, csvRows({ body, hash }, language))}
      >
        {m.csv}
      </button>
      <button
        type="button"
        className="btn"
        onClick={() => saveText(`${name}.json`, canonicalJson(body), "application/json")}
      >
        {m.json}
      </button>
    </>
  );
};
