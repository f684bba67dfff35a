/** What would be filed on the chosen occasion, byte for byte, what never is, and the act itself. */

import { casesMessages } from "../../i18n/cases/cases-messages.ts";
import { filingsMessages } from "../../i18n/filings/filings-messages.ts";
import { formatBytes } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Choice } from "../../ui/choice.tsx";
import { CopyButton } from "../../ui/shown-once.tsx";
import { usePermissions } from "../access/use-permissions.ts";
import type { Occasion } from "../cases/case-queries.ts";
import { BytesText } from "../exchange/bytes-text.tsx";
import { FiledContent } from "./filed-content.tsx";
import type { Filing, FilingWish, Preview } from "./filing-queries.ts";
import { SubmitFiling } from "./submit-filing.tsx";
import { usePackWords } from "./use-pack-words.ts";

interface PreviewPanelProps {
  readonly preview: Preview;
  readonly enterpriseId: string;
  readonly current: Filing | undefined;
  readonly wish: FilingWish;
  /** What is shown is still that of an earlier wish. */
  readonly busy: boolean;
  readonly mayFile: readonly Occasion[];
  readonly onWish: (wish: FilingWish) => void;
}

export const PreviewPanel = (props: PreviewPanelProps) => {
  const { preview, enterpriseId, current, wish, busy } = props;
  const m = useMessages(filingsMessages).firm;
  const permissions = usePermissions(enterpriseId);
  return (
    <>
      <section className="panel" id="filing-preview" aria-label={m.preview}>
        <header>
          <h2>{m.preview}</h2>
          {preview.peer !== null && <span>{m.to(preview.peer.name)}</span>}
          <span className="quiet small">
            {formatBytes(preview.sizeBytes)} ·{" "}
            <code title={preview.sha256}>{preview.sha256.slice(0, 12)}</code>
          </span>
          <span className="grow" />
          {permissions.may("submission:write") && preview.peer !== null && (
            <SubmitFiling
              enterpriseId={enterpriseId}
              preview={preview}
              current={current}
              wish={wish}
              busy={busy}
            />
          )}
        </header>
        <OccasionChoice {...props} />
        <details className="body">
          <summary>{m.bytes}</summary>
          <p className="row">
            <span className="quiet small">{m.previewNote}</span>
            <span className="grow" />
            <CopyButton value={preview.bytes} />
          </p>
          <BytesText label={m.preview} text={preview.bytes} mark={null} />
        </details>
      </section>
      <NeverSent />
      <FiledContent content={preview.content} status="self-assessed" />
    </>
  );
};

/** Occasions that the stage allows; an assessment says what it leaves open before it is filed. */
const OccasionChoice = ({ preview, wish, mayFile, onWish }: PreviewPanelProps) => {
  const m = useMessages(casesMessages);
  const occasion = wish.occasion ?? preview.content.occasion ?? "initial";
  const offered = [...new Set<Occasion>([occasion, ...mayFile])];
  return (
    <div className="body stack">
      <p className="row row-end no-print">
        {offered.length > 1 ? (
          <Choice
            label={m.firm.occasion}
            value={occasion}
            options={offered.map((value) => ({ value, label: m.occasions[value] }))}
            onChange={(value) => onWish({ occasion: offered.find((known) => known === value) })}
          />
        ) : (
          <b>{m.occasions[occasion]}</b>
        )}
        <span className="quiet small">{m.firm.occasionNotes[occasion]}</span>
      </p>
      {(occasion === "assessment" || occasion === "rectification") && (
        <OpenItems preview={preview} wish={wish} onWish={onWish} />
      )}
    </div>
  );
};

const shownItems = 12;

const OpenItems = ({
  preview,
  wish,
  onWish,
}: Pick<PreviewPanelProps, "preview" | "wish" | "onWish">) => {
  const m = useMessages(casesMessages).firm;
  const words = usePackWords(preview.content.pack);
  const { openItems } = preview;
  if (openItems.length === 0) return null;
  return (
    <div className="notice notice-warn stack">
      <p>{m.openItems(openItems.length)}</p>
      <ul className="small">
        {openItems.slice(0, shownItems).map(({ type, requirement }) => (
          <li key={`${type} ${requirement}`}>
            {words.requirement(requirement)} <code className="quiet">{requirement}</code>
          </li>
        ))}
        {openItems.length > shownItems && <li>{m.more(openItems.length - shownItems)}</li>}
      </ul>
      <label className="check">
        <input
          type="checkbox"
          checked={wish.withOpenItems === true}
          onChange={({ target }) => onWish({ ...wish, withOpenItems: target.checked })}
        />
        {m.withOpenItems}
      </label>
      {wish.withOpenItems !== true && <p className="small">{m.openFirst}</p>}
    </div>
  );
};

export const NeverSent = () => {
  const m = useMessages(filingsMessages).firm;
  return (
    <section className="panel" aria-label={m.neverSent}>
      <header>
        <h2>{m.neverSent}</h2>
      </header>
      <div className="body stack">
        <ul className="never">
          {m.neverList.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <p className="quiet small">{m.neverExcept}</p>
      </div>
    </section>
  );
};
