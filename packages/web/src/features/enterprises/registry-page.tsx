/** The registry of enterprises: search, filters in the address, pages of fifty, export, registration. */

import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { accessMessages } from "../../i18n/access/access-messages.ts";
import { enterprisesMessages } from "../../i18n/enterprises/enterprises-messages.ts";
import { formatNumber } from "../../i18n/format.ts";
import { useLanguage, useMessages } from "../../i18n/language.tsx";
import type { RegistrySearch } from "../../routes/search-params.ts";
import { Failure, isDenied } from "../../ui/failure.tsx";
import { PageTitle } from "../../ui/page-title.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { SyntheticStamp } from "../../ui/stamps.tsx";
import { usePermissions } from "../access/use-permissions.ts";
import { WhyNot } from "../access/why-not.tsx";
import { provinceQuery, registryQuery } from "./enterprise-queries.ts";
import { RegisterDialog } from "./register-dialog.tsx";
import { RegistryFilters } from "./registry-filters.tsx";
import { RegistryPager } from "./registry-pager.tsx";
import { RegistryTable } from "./registry-table.tsx";
import "./enterprises.css";

const route = getRouteApi("/enterprises");

export const RegistryPage = () => {
  const m = useMessages(enterprisesMessages);
  const { language } = useLanguage();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [registering, setRegistering] = useState(false);
  const page = useQuery(registryQuery(search));
  const types = useQuery(provinceQuery).data?.types ?? [];
  const a = useMessages(accessMessages);
  const permissions = usePermissions();
  const setSearch = (next: RegistrySearch, replace = false) =>
    void navigate({ search: next, replace });
  return (
    <div className="page stack">
      <div className="row">
        <PageTitle title={m.title} />
        {page.data !== undefined && (
          <span className="quiet" role="status">
            {m.count(m.total(formatNumber(page.data.total.count, language), page.data.total.exact))}
          </span>
        )}
        {page.data?.items.some((item) => item.synthetic) === true && <SyntheticStamp />}
        <span className="grow" />
        {permissions.may("registry:import") && (
          <Link to="/list-imports" className="btn no-print">
            {m.importList}
          </Link>
        )}
        {permissions.may("registry:write") && (
          <button
            type="button"
            className="btn btn-primary no-print"
            onClick={() => setRegistering(true)}
          >
            {m.register}
          </button>
        )}
      </div>
      {!isDenied(page.error) && <RegistryFilters search={search} onChange={setSearch} />}
      {page.error !== null && <Failure error={page.error} retry={() => void page.refetch()} />}
      {page.isPending && <Skeleton rows={16} height={30} />}
      {page.data !== undefined && (
        <>
          <RegistryTable
            page={page.data}
            types={types}
            busy={page.isPlaceholderData}
            onClear={() => setSearch({})}
          />
          <RegistryPager page={page.data} types={types} search={search} onChange={setSearch} />
        </>
      )}
      <WhyNot permissions={permissions} permission="registry:write">
        {a.noRegister}
      </WhyNot>
      {registering && <RegisterDialog onClose={() => setRegistering(false)} />}
    </div>
  );
};
