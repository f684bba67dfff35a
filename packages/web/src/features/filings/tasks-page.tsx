/** Tasks and notices sent and received, and sending more. */

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { filingsMessages } from "../../i18n/filings/filings-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Choice } from "../../ui/choice.tsx";
import { Failure, isDenied } from "../../ui/failure.tsx";
import { OlderButton } from "../../ui/older-button.tsx";
import { PageTitle } from "../../ui/page-title.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { usePermissions } from "../access/use-permissions.ts";
import { sessionQuery } from "../node/session-query.ts";
import { FilingsNav } from "./filings-nav.tsx";
import { tasksQuery } from "./filing-queries.ts";
import { SendDialog } from "./send-dialog.tsx";
import { TaskList } from "./task-list.tsx";
import "../exchange/exchange.css";
import "./filings.css";
import "../enterprises/enterprises.css";

const route = getRouteApi("/filings/tasks");

const states = ["sent", "seen", "done"] as const;

export const TasksPage = () => {
  const messages = useMessages(filingsMessages);
  const m = messages.tasks;
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [writing, setWriting] = useState(false);
  const supervises = useQuery(sessionQuery).data?.node === "supervisor";
  const permissions = usePermissions();
  const pages = useInfiniteQuery(tasksQuery(search));
  const tasks = pages.data?.pages.flatMap((page) => page.tasks);
  return (
    <div className="page stack">
      <div className="row">
        <PageTitle title={m.title} />
        <span className="grow" />
        {supervises && permissions.may("message:write") && (
          <button
            type="button"
            className="btn btn-primary no-print"
            onClick={() => setWriting(true)}
          >
            {m.write}
          </button>
        )}
      </div>
      <FilingsNav />
      {!isDenied(pages.error) && (
        <search className="row no-print">
          <Choice
            label={messages.inspections.state}
            value={search.state ?? ""}
            any={messages.inspections.any}
            options={states.map((value) => ({ value, label: m.states[value] }))}
            onChange={(state) => void navigate({ search: state === "" ? {} : { state } })}
          />
        </search>
      )}
      {pages.error !== null && <Failure error={pages.error} retry={() => void pages.refetch()} />}
      {pages.isPending && <Skeleton rows={6} />}
      {tasks !== undefined && (
        <section className="panel" aria-label={m.title}>
          {tasks.length === 0 ? (
            <p className="body">{m.none}</p>
          ) : (
            <TaskList tasks={tasks} enterprises />
          )}
          <OlderButton pages={pages} label={m.older} />
        </section>
      )}
      {writing && <SendDialog onClose={() => setWriting(false)} />}
    </div>
  );
};
