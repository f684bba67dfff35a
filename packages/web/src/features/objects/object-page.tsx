/** One graded object: which pack, its facts, what they come to, and earlier versions of them. */

import type { getObject, ReplyOf } from "@fenji/contract";
import type { Pack } from "@fenji/regime";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { objectsMessages } from "../../i18n/objects/objects-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { Choice } from "../../ui/choice.tsx";
import { Failure } from "../../ui/failure.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { usePermissions } from "../access/use-permissions.ts";
import { TypeResult } from "../grading/type-result.tsx";
import { packQuery } from "../packs/pack-queries.ts";
import { DatedPackLine, type DatedPack } from "./dated-pack.tsx";
import { DayChoice } from "./day-choice.tsx";
import { ObjectActs } from "./object-acts.tsx";
import { ObjectFacts } from "./object-facts.tsx";
import { objectGradingQuery, objectQuery } from "./object-queries.ts";
import { RankMark } from "./rank-mark.tsx";
import "../facts/facts.css";
import "../grading/grading.css";
import "./objects.css";

const route = getRouteApi("/enterprises/$enterpriseId/objects/$objectId");

type Reply = ReplyOf<typeof getObject>;

export const ObjectPage = () => {
  const path = route.useParams();
  const { date } = route.useSearch();
  const { data, error, refetch } = useQuery(objectQuery(path, date));
  if (error !== null) return <Failure error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Skeleton rows={14} height={30} />;
  return <ObjectView reply={data} />;
};

const nameOf = ({ id, version }: { readonly id: string; readonly version: string }): string =>
  `${id}@${version}`;

const ObjectView = ({ reply }: { readonly reply: Reply }) => {
  const m = useMessages(objectsMessages);
  const text = useText();
  const { enterpriseId, objectId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const permissions = usePermissions(enterpriseId);
  const { packs } = reply.kind;
  const chosen =
    packs.find((pack) => nameOf(pack) === search.pack) ??
    packs.find(({ inForce }) => inForce) ??
    packs[0];
  return (
    <div className="stack">
      <header className="stack">
        <p className="no-print">
          <Link to="/enterprises/$enterpriseId/objects" params={{ enterpriseId }}>
            {m.back}
          </Link>
        </p>
        <div className="row">
          <h2>{reply.object.name}</h2>
          <span className="quiet">{text(reply.kind.name)}</span>
          {reply.object.archivedAt !== null && <span className="stamp">{m.archived}</span>}
          {objectId !== enterpriseId && permissions.may("enterprise:write") && (
            <ObjectActs enterpriseId={enterpriseId} object={reply.object} />
          )}
        </div>
        <div className="row choices-beside">
          <Choice
            label={m.pack}
            value={chosen === undefined ? "" : nameOf(chosen)}
            options={packs.map((pack) => ({
              value: nameOf(pack),
              label: `${text(pack.title)} ${pack.version}`,
            }))}
            onChange={(pack) => void navigate({ search: (now) => ({ ...now, pack }) })}
          />
          <DayChoice
            day={reply.date}
            onChange={(date) =>
              void navigate({ search: ({ pack: _before, ...now }) => ({ ...now, date }) })
            }
          />
        </div>
      </header>
      {chosen !== undefined && (
        <ByPack
          key={nameOf(chosen)}
          chosen={chosen}
          reply={reply}
          editable={permissions.may("enterprise:write") && reply.object.archivedAt === null}
        />
      )}
    </div>
  );
};

interface ByPackProps {
  readonly chosen: DatedPack;
  readonly reply: Reply;
  readonly editable: boolean;
}

const ByPack = ({ chosen, reply, editable }: ByPackProps) => {
  const text = useText();
  const path = route.useParams();
  const { data: pack, error } = useQuery(packQuery(chosen.id, chosen.version));
  const stored = reply.facts.find(
    ({ pack: of }) => of.id === chosen.id && of.version === chosen.version,
  );
  return (
    <>
      <div className="notice">
        <DatedPackLine pack={chosen} />
        {chosen.notice !== null && <p className="small">{text(chosen.notice)}</p>}
      </div>
      {error !== null && <Failure error={error} />}
      {pack === undefined && error === null && <Skeleton rows={10} height={30} />}
      {pack !== undefined && (
        <>
          <ObjectFacts
            pack={pack}
            address={path}
            stored={{ factsId: reply.factsId, facts: stored?.facts ?? {} }}
            editable={editable}
          />
          <StoredResults pack={pack} />
        </>
      )}
    </>
  );
};

const StoredResults = ({ pack }: { readonly pack: Pack }) => {
  const m = useMessages(objectsMessages);
  const path = route.useParams();
  const { data, error } = useQuery(objectGradingQuery(path, nameOf(pack.header)));
  if (error !== null) return <Failure error={error} />;
  if (data === undefined) return <Skeleton rows={6} height={30} />;
  return (
    <section className="stack" aria-label={m.reasons}>
      <h2>{m.reasons}</h2>
      {data.report.results.map((result) => (
        <TypeResult
          key={result.type}
          result={result}
          pack={pack}
          mark={
            <RankMark
              type={pack.grading.types.find(({ id }) => id === result.type)}
              result={result}
            />
          }
        />
      ))}
    </section>
  );
};
