/** The graded objects of an enterprise, kind by kind, and the enterprise itself under each pack. */

import type { GradedObjectShown, listObjects, ReplyOf } from "@fenji/contract";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { objectsMessages } from "../../i18n/objects/objects-messages.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { usePermissions } from "../access/use-permissions.ts";
import { packQuery } from "../packs/pack-queries.ts";
import { DatedPackLine } from "./dated-pack.tsx";
import { NewObject } from "./new-object.tsx";
import { objectsQuery } from "./object-queries.ts";
import { RankMark } from "./rank-mark.tsx";
import "./objects.css";

const route = getRouteApi("/enterprises/$enterpriseId/objects");

type Reply = ReplyOf<typeof listObjects>;
type Kind = Reply["kinds"][number];

export const ObjectsPage = () => {
  const m = useMessages(objectsMessages);
  const { enterpriseId } = route.useParams();
  const permissions = usePermissions(enterpriseId);
  const { data, error, refetch } = useQuery(objectsQuery(enterpriseId));
  if (error !== null) return <Failure error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Skeleton rows={10} height={30} />;
  const used = data.kinds.filter(({ kind }) => data.objects.some((one) => one.kind === kind));
  return (
    <div className="stack">
      <header>
        <h2>{m.title}</h2>
        <p className="quiet">{m.note}</p>
      </header>
      {permissions.may("enterprise:write") && (
        <NewObject enterpriseId={enterpriseId} kinds={data.kinds} />
      )}
      {data.objects.length === 0 && <p className="notice">{m.empty}</p>}
      {used.map((kind) => (
        <KindPanel
          key={kind.kind}
          kind={kind}
          enterpriseId={enterpriseId}
          objects={data.objects.filter((one) => one.kind === kind.kind)}
        />
      ))}
      <SelfPanel enterpriseId={enterpriseId} kinds={data.self} />
    </div>
  );
};

interface KindPanelProps {
  readonly kind: Kind;
  readonly enterpriseId: string;
  readonly objects: readonly GradedObjectShown[];
}

const KindPanel = ({ kind, enterpriseId, objects }: KindPanelProps) => {
  const m = useMessages(objectsMessages);
  const text = useText();
  const [all, setAll] = useState(false);
  const archived = objects.filter(({ archivedAt }) => archivedAt !== null).length;
  const shown = all ? objects : objects.filter(({ archivedAt }) => archivedAt === null);
  return (
    <section className="panel" aria-label={text(kind.name)}>
      <header>
        <h2>{text(kind.name)}</h2>
        {archived > 0 && !all && (
          <button type="button" className="btn btn-plain" onClick={() => setAll(true)}>
            {m.showArchived(archived)}
          </button>
        )}
      </header>
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{m.name}</th>
              <th scope="col">{m.result}</th>
              <th scope="col">{m.recordedAt}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((object) => (
              <tr key={object.id}>
                <th scope="row">
                  <Link
                    to="/enterprises/$enterpriseId/objects/$objectId"
                    params={{ enterpriseId, objectId: object.id }}
                  >
                    {object.name}
                  </Link>{" "}
                  {object.archivedAt !== null && <span className="stamp">{m.archived}</span>}
                </th>
                <td>
                  <Grades object={object} />
                </td>
                <td className="small quiet">
                  {object.factsRecordedAt === null
                    ? m.noFacts
                    : formatInstant(object.factsRecordedAt)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
};

/** The first result of each pack; the page of the object shows all of them. */
const Grades = ({ object }: { readonly object: GradedObjectShown }) => {
  const first = object.grades.filter(
    ({ pack }, index) => object.grades.findIndex((one) => one.pack.id === pack.id) === index,
  );
  return (
    <ul className="grades-of">
      {first.map((grade) => (
        <li key={grade.pack.id}>
          <Grade grade={grade} />
        </li>
      ))}
    </ul>
  );
};

const Grade = ({ grade }: { readonly grade: GradedObjectShown["grades"][number] }) => {
  const text = useText();
  const { data: pack } = useQuery(packQuery(grade.pack.id, grade.pack.version));
  const type = pack?.grading.types.find(({ id }) => id === grade.type);
  return (
    <>
      <span className="quiet small">{type === undefined ? "" : text(type.name)}</span>{" "}
      <RankMark type={type} result={grade} />
    </>
  );
};

interface SelfPanelProps {
  readonly enterpriseId: string;
  readonly kinds: readonly Kind[];
}

const SelfPanel = ({ enterpriseId, kinds }: SelfPanelProps) => {
  const m = useMessages(objectsMessages);
  return (
    <section className="panel" aria-label={m.selfTitle}>
      <header>
        <h2>{m.selfTitle}</h2>
        <span className="quiet small">{m.selfNote}</span>
      </header>
      <ul className="body stack">
        {kinds
          .flatMap(({ packs }) => packs)
          .map((pack) => (
            <li key={`${pack.id}@${pack.version}`} className="row">
              <DatedPackLine pack={pack} />
              <Link
                className="btn"
                to="/enterprises/$enterpriseId/objects/$objectId"
                params={{ enterpriseId, objectId: enterpriseId }}
                search={{ pack: `${pack.id}@${pack.version}` }}
              >
                {m.open}
              </Link>
            </li>
          ))}
      </ul>
    </section>
  );
};
