/** Assess once, see every regime: under each pack the objects, their grades or vector, and what the same evidence proves. */

import type { getRegimes, ReplyOf } from "@fenji/contract";
import type { Pack } from "@fenji/regime";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { objectsMessages } from "../../i18n/objects/objects-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { packQuery } from "../packs/pack-queries.ts";
import { DatedPackLine } from "./dated-pack.tsx";
import { DayChoice } from "./day-choice.tsx";
import { regimesQuery } from "./object-queries.ts";
import { RankMark } from "./rank-mark.tsx";
import "./objects.css";

const route = getRouteApi("/enterprises/$enterpriseId/regimes");

type Regime = ReplyOf<typeof getRegimes>["regimes"][number];

export const RegimesPage = () => {
  const m = useMessages(objectsMessages);
  const { enterpriseId } = route.useParams();
  const { date } = route.useSearch();
  const navigate = route.useNavigate();
  const { data, error, refetch } = useQuery(regimesQuery(enterpriseId, date));
  if (error !== null) return <Failure error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Skeleton rows={14} height={30} />;
  return (
    <div className="stack">
      <header className="stack">
        <h2>{m.regimes.title}</h2>
        <p className="quiet">{m.regimes.note}</p>
        <DayChoice
          day={data.date}
          onChange={(day) => void navigate({ search: (now) => ({ ...now, date: day }) })}
        />
      </header>
      {data.regimes.map((regime) => (
        <RegimePanel key={regime.pack.id} regime={regime} enterpriseId={enterpriseId} />
      ))}
    </div>
  );
};

interface RegimePanelProps {
  readonly regime: Regime;
  readonly enterpriseId: string;
}

const RegimePanel = ({ regime, enterpriseId }: RegimePanelProps) => {
  const text = useText();
  const { data: pack, error } = useQuery(packQuery(regime.pack.id, regime.pack.version));
  return (
    <section className="panel" aria-label={text(regime.pack.title)}>
      <header>
        <DatedPackLine pack={regime.pack} />
        <span className="quiet small">{text(regime.kindName)}</span>
      </header>
      <div className="body stack">
        {error !== null && <Failure error={error} />}
        {pack === undefined && error === null && <Skeleton rows={3} height={24} />}
        {pack !== undefined &&
          regime.objects.map((object) => (
            <ObjectVector
              key={object.id}
              object={object}
              regime={regime}
              pack={pack}
              enterpriseId={enterpriseId}
            />
          ))}
        {regime.requirements !== null && <Proofs requirements={regime.requirements} />}
      </div>
    </section>
  );
};

interface ObjectVectorProps extends RegimePanelProps {
  readonly object: Regime["objects"][number];
  readonly pack: Pack;
}

/** Every type of the pack: what the facts come to, and what all requirements of a type being met has achieved. */
const ObjectVector = ({ object, regime, pack, enterpriseId }: ObjectVectorProps) => {
  const m = useMessages(objectsMessages);
  const text = useText();
  const achieves = regime.achieved.length > 0;
  return (
    <div className="table-scroll">
      <table className="table">
        <caption>
          <Link
            to="/enterprises/$enterpriseId/objects/$objectId"
            params={{ enterpriseId, objectId: object.id }}
            search={{ pack: `${regime.pack.id}@${regime.pack.version}` }}
          >
            {object.id === enterpriseId ? m.selfTitle : object.name}
          </Link>
        </caption>
        <thead>
          <tr>
            <th scope="col">{m.regimes.part}</th>
            <th scope="col">{m.regimes.byFacts}</th>
            {achieves && <th scope="col">{m.regimes.achieved}</th>}
          </tr>
        </thead>
        <tbody>
          {pack.grading.types.map((type) => {
            const graded = object.grades.find((one) => one.type === type.id);
            const reached =
              graded === undefined
                ? undefined
                : regime.achieved.find((one) => one.type === type.id);
            return (
              <tr key={type.id}>
                <th scope="row">{text(type.name)}</th>
                <td>
                  {object.grades.length === 0 ? (
                    <span className="quiet">{m.noFacts}</span>
                  ) : (
                    <RankMark type={type} result={graded} />
                  )}
                </td>
                {achieves && (
                  <td>
                    {reached === undefined && "—"}
                    {reached !== undefined && reached.achieved === null && m.regimes.notYet}
                    {reached !== undefined && reached.achieved !== null && (
                      <RankMark type={type} result={{ grade: reached.achieved, possible: [] }} />
                    )}
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
};

const Proofs = ({
  requirements,
}: {
  readonly requirements: NonNullable<Regime["requirements"]>;
}) => {
  const m = useMessages(objectsMessages).regimes;
  const text = useText();
  const { asked, evidenced, counts, strengths, mapped } = requirements;
  if (asked === 0) return <p className="quiet">{m.nothingAsked}</p>;
  return (
    <div>
      <p>{m.coverage(evidenced, asked)}</p>
      <p className="small">
        {m.verdicts(counts.met, counts.partlyMet, counts.notMet)} ·{" "}
        {m.strengths(strengths.full, strengths.partial, strengths.mapped)}
      </p>
      {mapped.length > 0 && (
        <details>
          <summary>{m.mappedOnly(mapped.length)}</summary>
          <ul className="steps-of">
            {mapped.map(({ id, title }) => (
              <li key={id}>
                <code>{id}</code> {text(title)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
};
