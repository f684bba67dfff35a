/** Which support policies the enterprise qualifies for on a day: the version in force beside the other, and the nearest step. */

import type { getEligibility, ReplyOf } from "@fenji/contract";
import type { Pack } from "@fenji/regime";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { objectsMessages } from "../../i18n/objects/objects-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { ReasonTree } from "../grading/reason-tree.tsx";
import { packQuery } from "../packs/pack-queries.ts";
import { DatedPackLine } from "./dated-pack.tsx";
import { DayChoice } from "./day-choice.tsx";
import { eligibilityQuery } from "./object-queries.ts";
import { RankMark } from "./rank-mark.tsx";
import { StepLine } from "./step-line.tsx";
import "../grading/grading.css";
import "./objects.css";

const route = getRouteApi("/enterprises/$enterpriseId/eligibility");

type Eligibility = ReplyOf<typeof getEligibility>;
type Version = Eligibility["policies"][number]["versions"][number];

export const EligibilityPage = () => {
  const m = useMessages(objectsMessages);
  const { enterpriseId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { data, error, refetch } = useQuery(eligibilityQuery(enterpriseId, search));
  if (error !== null) return <Failure error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Skeleton rows={14} height={30} />;
  const fixed = (search.fixed ?? "").split(",").filter((id) => id !== "");
  const fix = (facts: readonly string[]) =>
    void navigate({
      search: ({ fixed: _before, ...rest }) =>
        facts.length === 0 ? rest : { ...rest, fixed: facts.join(",") },
      replace: true,
    });
  return (
    <div className="stack">
      <header className="stack">
        <h2>{m.eligibility.title}</h2>
        <p className="quiet">{m.eligibility.note}</p>
        <DayChoice
          day={data.date}
          onChange={(date) => void navigate({ search: (now) => ({ ...now, date }) })}
        />
      </header>
      {data.policies.length === 0 && <p className="notice">{m.eligibility.noPolicy}</p>}
      {data.policies.map((policy) => (
        <div key={policy.id} className="versions-beside">
          {policy.versions.map((version) => (
            <VersionPanel
              key={version.pack.version}
              version={version}
              enterpriseId={enterpriseId}
              fixed={fixed}
              onFix={fix}
            />
          ))}
        </div>
      ))}
    </div>
  );
};

interface VersionPanelProps {
  readonly version: Version;
  readonly enterpriseId: string;
  readonly fixed: readonly string[];
  readonly onFix: (facts: readonly string[]) => void;
}

const VersionPanel = (props: VersionPanelProps) => {
  const { version, enterpriseId } = props;
  const m = useMessages(objectsMessages);
  const text = useText();
  const { id, version: number, notice, title } = version.pack;
  const { data: pack, error } = useQuery(packQuery(id, number));
  return (
    <section className="panel" aria-label={`${text(title)} ${number}`}>
      <header>
        <DatedPackLine pack={version.pack} />
      </header>
      <div className="body stack">
        {notice !== null && <p className="small">{text(notice)}</p>}
        {error !== null && <Failure error={error} />}
        {pack === undefined && error === null && <Skeleton rows={6} height={24} />}
        {pack !== undefined && (
          <>
            <FixedFacts {...props} pack={pack} />
            {pack.grading.types.map((type) => (
              <TypeEligibility key={type.id} {...props} pack={pack} typeId={type.id} />
            ))}
          </>
        )}
        <p className="no-print">
          <Link
            className="btn"
            to="/enterprises/$enterpriseId/objects/$objectId"
            params={{ enterpriseId, objectId: enterpriseId }}
            search={{ pack: `${id}@${number}` }}
          >
            {m.eligibility.fill}
          </Link>
        </p>
      </div>
    </section>
  );
};

interface WithPack extends VersionPanelProps {
  readonly pack: Pack;
}

const FixedFacts = ({ pack, fixed, onFix }: WithPack) => {
  const m = useMessages(objectsMessages);
  const text = useText();
  const known = pack.grading.facts.filter(({ id }) => fixed.includes(id));
  if (known.length === 0) return null;
  return (
    <div>
      <h3>{m.eligibility.fixed}</h3>
      <ul className="steps-of">
        {known.map(({ id, label }) => (
          <li key={id}>
            {text(label)}{" "}
            <button
              type="button"
              className="btn btn-plain no-print"
              aria-label={`${m.eligibility.canChange} ${text(label)}`}
              onClick={() => onFix(fixed.filter((one) => one !== id))}
            >
              {m.eligibility.canChange}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
};

const mostMissing = 8;

const TypeEligibility = (props: WithPack & { readonly typeId: string }) => {
  const { version, pack, typeId, fixed, onFix } = props;
  const m = useMessages(objectsMessages);
  const text = useText();
  const type = pack.grading.types.find(({ id }) => id === typeId);
  const result = version.report.results.find((one) => one.type === typeId);
  const step = version.steps.find((one) => one.type === typeId);
  const missing = (result?.undetermined ?? []).flatMap(({ fact }) => {
    const found = pack.grading.facts.find(({ id }) => id === fact);
    return found === undefined ? [] : [text(found.label)];
  });
  const more = missing.length - mostMissing;
  return (
    <div>
      <h3 className="row">
        {type === undefined ? typeId : text(type.name)}
        <RankMark type={type} result={result} />
      </h3>
      {missing.length > 0 && (
        <p className="small">
          <strong>{m.eligibility.missing}</strong>: {missing.slice(0, mostMissing).join(" · ")}
          {more > 0 && ` · ${m.eligibility.missingMore(more)}`}
        </p>
      )}
      {step !== undefined && (
        <div>
          <strong className="small">{m.eligibility.step}</strong>
          <StepLine
            pack={pack}
            step={step}
            open={missing.length > 0}
            onFix={(fact) => onFix([...fixed, fact])}
          />
        </div>
      )}
      {result !== undefined && result.reasons.length > 0 && (
        <details>
          <summary>{m.reasons}</summary>
          <ReasonTree reasons={result.reasons} pack={pack} />
        </details>
      )}
    </div>
  );
};
