/** Provincial-level areas as a grid of tiles; a tile says how many of its firms move and narrows the picture to itself. */

import type { listJurisdictions, ReplyOf } from "@fenji/contract";
import { whatIfMessages } from "../../i18n/what-if/what-if-messages.ts";
import { formatNumber } from "../../i18n/format.ts";
import { useLanguage, useMessages, useText } from "../../i18n/language.tsx";
import { matricesBy, totalsOf, type Matrix, type Picture } from "./picture.ts";
import { besideGrid, gridColumns, outsideRegime, tiles } from "./tiles.ts";

type Jurisdictions = ReplyOf<typeof listJurisdictions>["jurisdictions"];

interface TileGridProps {
  readonly picture: Picture;
  readonly jurisdictions: Jurisdictions;
  readonly chosen: string | null;
  readonly onChoose: (code: string | null) => void;
}

export const TileGrid = ({ picture, jurisdictions, chosen, onChoose }: TileGridProps) => {
  const m = useMessages(whatIfMessages);
  const text = useText();
  const byCode = matricesBy(picture, "jurisdiction", null);
  const one = (code: string, name: string) => (
    <TileButton
      code={code}
      name={name}
      picture={picture}
      matrix={byCode.get(code)}
      chosen={chosen === code}
      onChoose={() => onChoose(chosen === code ? null : code)}
    />
  );
  const known = new Set([...tiles, ...besideGrid].map(({ code }) => code));
  const others = [...byCode.keys()].filter((code) => !known.has(code));
  const nameOf = (code: string): string => {
    const found = jurisdictions.find((area) => area.code === code);
    return found === undefined ? code : text(found.name);
  };
  return (
    <section className="stack" aria-label={m.byProvince}>
      <h3>{m.byProvince}</h3>
      <ul
        className="tile-grid"
        style={{ gridTemplateColumns: `repeat(${gridColumns}, minmax(0, 1fr))` }}
      >
        {tiles.map(({ code, column, row, name }) => (
          <li key={code} style={{ gridColumn: column, gridRow: row }}>
            {one(code, text(name))}
          </li>
        ))}
      </ul>
      <TileRow label={m.beside}>
        {besideGrid.map(({ code, name }) => (
          <li key={code}>{one(code, text(name))}</li>
        ))}
      </TileRow>
      {others.length > 0 && (
        <TileRow label={m.others}>
          {others.map((code) => (
            <li key={code}>{one(code, nameOf(code))}</li>
          ))}
        </TileRow>
      )}
      <p className="quiet small">{m.heat}</p>
    </section>
  );
};

interface TileRowProps {
  readonly label: string;
  readonly children: React.ReactNode;
}

const TileRow = ({ label, children }: TileRowProps) => (
  <div>
    <h4 className="small quiet">{label}</h4>
    <ul className="tile-row">{children}</ul>
  </div>
);

/** Step of shade by the share that moves. */
const heatOf = (share: number): number =>
  share === 0 ? 0 : 1 + [0.01, 0.05, 0.2].filter((bound) => share > bound).length;

interface TileButtonProps {
  readonly code: string;
  readonly name: string;
  readonly picture: Picture;
  /** undefined: no firm lies there. */
  readonly matrix: Matrix | undefined;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

const TileButton = ({ code, name, picture, matrix, chosen, onChoose }: TileButtonProps) => {
  const m = useMessages(whatIfMessages);
  const { language } = useLanguage();
  if (outsideRegime.has(code) && matrix === undefined)
    return (
      <span className="tile tile-out">
        <span>{name}</span>
        <small>{m.notApplicable}</small>
      </span>
    );
  const totals = matrix === undefined ? undefined : totalsOf(picture.classes, matrix);
  if (totals === undefined || totals.firms === 0)
    return (
      <span className="tile tile-out">
        <span>{name}</span>
        <small>{m.noFirms}</small>
      </span>
    );
  const [moved, firms] = [totals.moved, totals.firms].map((n) => formatNumber(n, language));
  const words = m.tile(name, moved ?? "", firms ?? "");
  const arrow = totals.up > totals.down ? "▲" : totals.down > totals.up ? "▼" : "";
  return (
    <button
      type="button"
      className={`tile heat-${heatOf(totals.moved / totals.firms)}`}
      aria-pressed={chosen}
      title={words}
      onClick={onChoose}
    >
      <span>{name}</span>
      <strong>
        {moved}
        <i aria-hidden="true">{arrow}</i>
      </strong>
      <span className="sr-only">{words}</span>
    </button>
  );
};
