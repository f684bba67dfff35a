/** What the changes come to: counts, flow, areas, sectors, sizes; every number says what it is of. */

import { editablePaths, type RuleEdit } from "@fenji/grading";
import type { Pack } from "@fenji/regime";
import { sectors } from "@fenji/kernel";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { enterprisesMessages } from "../../i18n/enterprises/enterprises-messages.ts";
import { whatIfMessages } from "../../i18n/what-if/what-if-messages.ts";
import { formatNumber } from "../../i18n/format.ts";
import { useLanguage, useMessages, useText } from "../../i18n/language.tsx";
import { downloadCsv } from "../../ui/csv.ts";
import { jurisdictionsQuery } from "../enterprises/enterprise-queries.ts";
import { useClassWords } from "./class-name.tsx";
import { CountsTable, GroupTable } from "./counts-table.tsx";
import { editRows, movementRows } from "./export-csv.ts";
import { GradeFlow } from "./grade-flow.tsx";
import { matricesBy, matrixOf, totalsOf, type Filter, type Picture } from "./picture.ts";
import type { Shown } from "./simulation-client.ts";
import { TileGrid } from "./tile-grid.tsx";

interface PictureViewProps {
  readonly pack: Pack;
  readonly shown: Shown;
  readonly rows: number;
  readonly area: string | null;
  readonly onArea: (code: string | null) => void;
}

/** From the moved number to the painted picture, where the browser's own tools and the tests find it. */
const useMeasured = (shown: Shown): void => {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      // Runs after the frame that shows the picture.
      timer = setTimeout(() => {
        const span = { start: shown.movedAt, end: performance.now() };
        performance.measure("what-if: number to picture", span);
      }, 0);
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [shown]);
};

export const PictureView = ({ pack, shown, rows, area, onArea }: PictureViewProps) => {
  const m = useMessages(whatIfMessages);
  const { language } = useLanguage();
  const jurisdictions = useQuery(jurisdictionsQuery).data?.jurisdictions ?? [];
  useMeasured(shown);
  const { picture } = shown;
  const filter: Filter | null = area === null ? null : { dimension: "jurisdiction", key: area };
  const matrix = matrixOf(picture, filter);
  const totals = totalsOf(picture.classes, matrix);
  const number = (value: number) => formatNumber(value, language);
  return (
    <section className="stack" aria-label={m.picture}>
      <div className="row">
        <p className="headline">{m.headline(number(totals.firms), number(totals.moved))}</p>
        <span className="quiet small">
          ▲ {m.up} {number(totals.up)} · ▼ {m.down} {number(totals.down)} · {m.withUndetermined}{" "}
          {number(totals.moved - totals.up - totals.down)}
        </span>
        <span className="quiet small grow">
          {m.gradedIn(number(rows), formatNumber(shown.gradeMs, language, 1))}
        </span>
        {area !== null && <AreaChosen area={area} jurisdictions={jurisdictions} onArea={onArea} />}
        <ExportButtons pack={pack} picture={picture} edits={shown.edits} />
      </div>
      <div className="picture-grid">
        <CountsTable label={m.firms} classes={picture.classes} matrix={matrix} />
        <GradeFlow classes={picture.classes} matrix={matrix} />
      </div>
      <TileGrid picture={picture} jurisdictions={jurisdictions} chosen={area} onChoose={onArea} />
      <div className="picture-grid wide">
        <SectorTable picture={picture} filter={filter} />
        <SizeTable picture={picture} filter={filter} />
      </div>
    </section>
  );
};

interface AreaChosenProps {
  readonly area: string;
  readonly jurisdictions: readonly {
    readonly code: string;
    readonly name: { zh: string; en: string };
  }[];
  readonly onArea: (code: string | null) => void;
}

const AreaChosen = ({ area, jurisdictions, onArea }: AreaChosenProps) => {
  const m = useMessages(whatIfMessages);
  const text = useText();
  const found = jurisdictions.find(({ code }) => code === area);
  return (
    <span className="row">
      <strong>{m.chosenArea(found === undefined ? area : text(found.name))}</strong>
      <button type="button" className="btn" onClick={() => onArea(null)}>
        {m.allAreas}
      </button>
    </span>
  );
};

interface GroupProps {
  readonly picture: Picture;
  readonly filter: Filter | null;
}

const SectorTable = ({ picture, filter }: GroupProps) => {
  const m = useMessages(whatIfMessages);
  const names = useMessages(enterprisesMessages).sectors;
  const found = matricesBy(picture, "sector", filter);
  const rows = [...sectors, ""].flatMap((key) => {
    const matrix = found.get(key);
    if (matrix === undefined) return [];
    const sector = sectors.find((one) => one === key);
    return [{ key, name: sector === undefined ? m.unknownSector : names[sector], matrix }];
  });
  return <GroupTable label={m.bySector} head={m.sector} classes={picture.classes} rows={rows} />;
};

const sizes = ["large", "medium", "small", "micro", ""] as const;

const SizeTable = ({ picture, filter }: GroupProps) => {
  const m = useMessages(whatIfMessages);
  const found = matricesBy(picture, "size", filter);
  const rows = sizes.flatMap((key) => {
    const matrix = found.get(key);
    return matrix === undefined ? [] : [{ key, name: m.sizes[key] ?? key, matrix }];
  });
  return <GroupTable label={m.bySize} head={m.size} classes={picture.classes} rows={rows} />;
};

interface ExportButtonsProps {
  readonly pack: Pack;
  readonly picture: Picture;
  readonly edits: readonly RuleEdit[];
}

const ExportButtons = ({ pack, picture, edits }: ExportButtonsProps) => {
  const m = useMessages(whatIfMessages);
  const text = useText();
  const of = useClassWords();
  const name = `what-if-${pack.header.id}-${pack.header.version}-${picture.type}`;
  const moves = () =>
    downloadCsv(
      `${name}-movement.csv`,
      movementRows(picture, {
        head: [m.dimension, m.key, m.from, m.to, m.firms],
        all: m.all,
        dimension: { jurisdiction: m.jurisdiction, sector: m.sector, size: m.size },
        of,
      }),
    );
  const changes = () =>
    downloadCsv(
      `${name}-changes.csv`,
      editRows(edits, editablePaths(pack.grading), {
        head: [m.path, m.label, m.before, m.after, m.standing],
        text,
      }),
    );
  return (
    <span className="row no-print">
      <button type="button" className="btn" onClick={moves}>
        {m.exportMoves}
      </button>
      <button type="button" className="btn" disabled={edits.length === 0} onClick={changes}>
        {m.exportEdits}
      </button>
    </span>
  );
};
