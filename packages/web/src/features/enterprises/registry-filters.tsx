/** Search and filters of the registry; what is chosen stands in the address. */

import { sectors } from "@fenji/kernel";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { enterprisesMessages } from "../../i18n/enterprises/enterprises-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { registryOrders, type RegistrySearch } from "../../routes/search-params.ts";
import { Choice } from "../../ui/choice.tsx";
import { useDebounced } from "../../ui/use-debounced.ts";
import { provinceQuery } from "./enterprise-queries.ts";

interface RegistryFiltersProps {
  readonly search: RegistrySearch;
  readonly onChange: (search: RegistrySearch, replace?: boolean) => void;
}

export const RegistryFilters = ({ search, onChange }: RegistryFiltersProps) => {
  const m = useMessages(enterprisesMessages);
  const text = useText();
  const province = useQuery(provinceQuery).data;
  const set = (name: FilterName, value: string) => onChange(withFilter(search, name, value));
  const cities = (province?.byCity ?? []).flatMap(({ city }) =>
    city === null ? [] : [{ value: city.code, label: text(city.name) }],
  );
  const grades = [1, 2, 3].map((grade) => ({ value: String(grade), label: m.gradeName(grade) }));
  return (
    <search className="row row-end no-print" aria-label={m.filters}>
      <SearchWords
        words={search.q ?? ""}
        onChange={(words) => {
          const { q: _old, after: _after, ...rest } = search;
          onChange(words === "" ? rest : { ...rest, q: words }, true);
        }}
      />
      <Choice
        label={m.city}
        value={search.city ?? ""}
        any={m.any}
        options={cities}
        onChange={(value) => set("city", value)}
      />
      <Choice
        label={m.sector}
        value={search.sector ?? ""}
        any={m.any}
        options={sectors.map((sector) => ({ value: sector, label: m.sectors[sector] }))}
        onChange={(value) => set("sector", value)}
      />
      <Choice
        label={m.type}
        value={search.type ?? ""}
        any={m.any}
        options={(province?.types ?? []).map((type) => ({
          value: type.id,
          label: text(type.name),
        }))}
        onChange={(value) => set("type", value)}
      />
      <Choice
        label={m.grade}
        value={search.grade === undefined ? "" : String(search.grade)}
        any={m.any}
        options={[...grades, { value: "undetermined", label: m.undetermined }]}
        onChange={(value) => set("grade", value)}
      />
      <OrderChoice order={search.order} onChange={(order) => set("order", order)} />
      {Object.keys(search).length > 0 && (
        <button type="button" className="btn btn-plain" onClick={() => onChange({})}>
          {m.clear}
        </button>
      )}
    </search>
  );
};

interface OrderChoiceProps {
  readonly order: RegistrySearch["order"];
  /** Empty: the order that a list has of itself. */
  readonly onChange: (order: string) => void;
}

const OrderChoice = ({ order, onChange }: OrderChoiceProps) => {
  const m = useMessages(enterprisesMessages);
  return (
    <Choice
      label={m.order}
      value={order ?? "creditCode"}
      options={registryOrders.map((one) => ({ value: one, label: m.orders[one] }))}
      onChange={(one) => onChange(one === "creditCode" ? "" : one)}
    />
  );
};

type FilterName = "city" | "sector" | "type" | "grade" | "order";

/** A changed filter begins at the first page again. */
const withFilter = (search: RegistrySearch, name: FilterName, value: string): RegistrySearch => {
  const { [name]: _old, after: _after, ...rest } = search;
  const parsed = name === "grade" && value !== "undetermined" ? Number(value) : value;
  return value === "" ? rest : { ...rest, [name]: parsed };
};

interface SearchWordsProps {
  readonly words: string;
  readonly onChange: (words: string) => void;
}

const SearchWords = ({ words, onChange }: SearchWordsProps) => {
  const m = useMessages(enterprisesMessages);
  const [typed, setTyped] = useState(words);
  const settled = useDebounced(typed, 250);
  useEffect(() => {
    if (settled !== words) onChange(settled);
    // Only what was typed drives the address; the other direction is below.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [settled]);
  useEffect(() => setTyped(words), [words]);
  return (
    <input
      type="search"
      className="input registry-search"
      aria-label={m.search}
      placeholder={m.searchHint}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
};
