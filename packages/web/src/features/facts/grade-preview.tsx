/** The grade by the stored facts beside the grade by what is typed, and saving. */

import type { TypeGrade } from "@fenji/grading";
import type { Facts, Pack } from "@fenji/regime";
import { factsMessages } from "../../i18n/facts/facts-messages.ts";
import { shellMessages } from "../../i18n/shell/shell-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { useFailureText } from "../../ui/failure.tsx";
import { VerificationMark } from "../../ui/verification-mark.tsx";
import { GradeChip } from "../../ui/grade-chip.tsx";
import { IllustrativeStamp } from "../../ui/stamps.tsx";
import { SettlingFacts } from "../grading/settling-facts.tsx";
import { useRegrade } from "./use-regrade.ts";
import "../grading/grading.css";

interface GradePreviewProps {
  readonly pack: Pack;
  readonly stored: Facts;
  readonly draft: Facts;
  readonly changed: number;
  readonly saving: boolean;
  readonly onSave: () => void;
  readonly onDiscard: () => void;
}

export const GradePreview = (props: GradePreviewProps) => {
  const { pack, stored, draft, changed, saving } = props;
  const m = useMessages(factsMessages);
  const shell = useMessages(shellMessages);
  const textOf = useFailureText();
  const before = useRegrade(pack, stored);
  const after = useRegrade(pack, draft);
  return (
    <section className="panel grade-preview" aria-label={m.after}>
      <header>
        <h2>{m.after}</h2>
        {pack.header.standing === "illustrative" && <IllustrativeStamp />}
        <span className="quiet small">{shell.selfAssessed}</span>
      </header>
      <div className="body stack">
        {after.error !== undefined && (
          <p className="notice notice-bad" role="alert">
            {textOf(after.error)}
          </p>
        )}
        {after.error === undefined && (
          <Comparison pack={pack} before={before.results} after={after.results} />
        )}
        <p className="row no-print">
          <button
            type="button"
            className="btn btn-primary"
            disabled={changed === 0 || saving || after.error !== undefined}
            onClick={props.onSave}
          >
            {saving ? m.saving : m.save}
          </button>
          <button
            type="button"
            className="btn"
            disabled={changed === 0 || saving}
            onClick={props.onDiscard}
          >
            {m.discard}
          </button>
          <span className="quiet small" role="status">
            {changed === 0 ? m.unchanged : m.changed(changed)}
          </span>
        </p>
        <p className="quiet small">{m.note}</p>
        {after.error === undefined && <StillOpen pack={pack} results={after.results} />}
      </div>
    </section>
  );
};

interface ComparisonProps {
  readonly pack: Pack;
  readonly before: readonly TypeGrade[];
  readonly after: readonly TypeGrade[];
}

const Comparison = ({ pack, before, after }: ComparisonProps) => {
  const m = useMessages(factsMessages);
  const text = useText();
  const resultOf = (results: readonly TypeGrade[], type: string) =>
    results.find((result) => result.type === type);
  const types = pack.grading.types.filter(
    ({ id }) => resultOf(before, id) !== undefined || resultOf(after, id) !== undefined,
  );
  return (
    <div className="comparison" aria-live="polite">
      {types.map((type) => {
        return (
          <div key={type.id} data-type={type.id}>
            <h3>{text(type.name)}</h3>
            <p className="comparison-line">
              <Grade label={m.before} result={resultOf(before, type.id)} />
              <span aria-hidden="true">→</span>
              <Grade label={m.after} result={resultOf(after, type.id)} />
            </p>
          </div>
        );
      })}
    </div>
  );
};

interface StillOpenProps {
  readonly pack: Pack;
  readonly results: readonly TypeGrade[];
}

/** Below the buttons: with most facts unknown the list is long, and saving must stay in sight. */
const StillOpen = ({ pack, results }: StillOpenProps) => {
  const text = useText();
  return pack.grading.types.map((type) => {
    const result = results.find((each) => each.type === type.id);
    if (result === undefined || result.undetermined.length === 0) return null;
    return (
      <div key={type.id}>
        <h3>{text(type.name)}</h3>
        <SettlingFacts result={result} pack={pack} />
      </div>
    );
  });
};

interface GradeProps {
  readonly label: string;
  readonly result: TypeGrade | undefined;
}

const Grade = ({ label, result }: GradeProps) => (
  <span className="comparison-grade">
    <span className="quiet small">{label}</span>
    {result === undefined ? (
      <span className="quiet">—</span>
    ) : (
      <>
        <GradeChip grade={result.grade} possible={result.possible} />
        <VerificationMark status="self-assessed" short />
      </>
    )}
  </span>
);
