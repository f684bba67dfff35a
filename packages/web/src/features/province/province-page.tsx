/** The jurisdiction by grade: types, cities and sectors; every number leads to its enterprises. */

import type { getProvince, ReplyOf } from "@fenji/contract";
import { sectors } from "@fenji/kernel";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { enterprisesMessages } from "../../i18n/enterprises/enterprises-messages.ts";
import { provinceMessages } from "../../i18n/province/province-messages.ts";
import { shellMessages } from "../../i18n/shell/shell-messages.ts";
import { formatInstant, formatNumber } from "../../i18n/format.ts";
import { useLanguage, useMessages, useText } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { PageTitle } from "../../ui/page-title.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { IllustrativeStamp, SyntheticStamp } from "../../ui/stamps.tsx";
import { provinceQuery } from "../enterprises/enterprise-queries.ts";
import { GradeTable } from "./grade-table.tsx";
import { ShortfallTable } from "./shortfall-table.tsx";
import "./province.css";

type Province = ReplyOf<typeof getProvince>;

export const ProvincePage = () => {
  const { data, error, refetch } = useQuery(provinceQuery);
  return (
    <div className="page stack">
      {error !== null && <Failure error={error} retry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton rows={14} height={32} />}
      {data !== undefined && <ProvinceView province={data} />}
    </div>
  );
};

const ProvinceView = ({ province }: { readonly province: Province }) => {
  const m = useMessages(provinceMessages);
  const text = useText();
  const [type, setType] = useState(province.types[0]?.id ?? "");
  return (
    <>
      <ProvinceHead province={province} />
      {province.enterprises === 0 ? (
        <p className="notice row">
          {m.empty}
          <Link to="/enterprises" className="btn">
            {m.register}
          </Link>
        </p>
      ) : (
        <>
          <section className="stack" aria-label={m.byType}>
            <h2>{m.byType}</h2>
            <GradeTable
              label={m.byType}
              head={m.type}
              rows={province.types.map(({ id, name }) => ({
                key: id,
                name: text(name),
                cells: province.byGrade,
                type: id,
                filter: { type: id },
              }))}
            />
            <p className="quiet small">{m.perType}</p>
          </section>
          <TypeSwitch types={province.types} chosen={type} onChoose={setType} />
          <div className="province-grid">
            <CityTable province={province} type={type} />
            <SectorTable province={province} type={type} />
          </div>
          <ShortfallTable />
        </>
      )}
    </>
  );
};

const ProvinceHead = ({ province }: { readonly province: Province }) => {
  const m = useMessages(provinceMessages);
  const shell = useMessages(shellMessages);
  const text = useText();
  const { language } = useLanguage();
  return (
    <div className="row">
      <PageTitle title={text(province.jurisdiction.name)} />
      <span>{m.summary(formatNumber(province.enterprises, language))}</span>
      {province.synthetic && <SyntheticStamp />}
      <IllustrativeStamp />
      <span className="quiet small">
        {shell.selfAssessed} · {m.computedAt(formatInstant(province.computedAt))}
      </span>
    </div>
  );
};

interface TypeSwitchProps {
  readonly types: Province["types"];
  readonly chosen: string;
  readonly onChoose: (type: string) => void;
}

const TypeSwitch = ({ types, chosen, onChoose }: TypeSwitchProps) => {
  const m = useMessages(provinceMessages);
  const text = useText();
  return (
    <div>
      <div className="segmented" role="group" aria-label={m.shownType}>
        {types.map(({ id, name }) => (
          <button key={id} type="button" aria-pressed={id === chosen} onClick={() => onChoose(id)}>
            {text(name)}
          </button>
        ))}
      </div>
    </div>
  );
};

interface PartProps {
  readonly province: Province;
  readonly type: string;
}

const CityTable = ({ province, type }: PartProps) => {
  const m = useMessages(provinceMessages);
  const text = useText();
  return (
    <section className="stack" aria-label={m.byCity}>
      <h2>{m.byCity}</h2>
      <GradeTable
        label={m.byCity}
        head={m.city}
        rows={province.byCity.map(({ city, cells }) => ({
          key: city?.code ?? "",
          name: city === null ? m.elsewhere : text(city.name),
          cells,
          type,
          filter: city === null ? null : { city: city.code, type },
        }))}
      />
    </section>
  );
};

const SectorTable = ({ province, type }: PartProps) => {
  const m = useMessages(provinceMessages);
  const names = useMessages(enterprisesMessages).sectors;
  const rows = sectors.flatMap((sector) => {
    const found = province.bySector.find((known) => known.sector === sector);
    if (found === undefined) return [];
    return [
      { key: sector, name: names[sector], cells: found.cells, type, filter: { sector, type } },
    ];
  });
  return (
    <section className="stack" aria-label={m.bySector}>
      <h2>{m.bySector}</h2>
      <GradeTable label={m.bySector} head={m.sector} rows={rows} />
    </section>
  );
};
