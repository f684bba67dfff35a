/** Tasks and notices about one enterprise: the firm acknowledges them, the supervisor sends more. */

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { filingsMessages } from "../../i18n/filings/filings-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { usePermissions } from "../access/use-permissions.ts";
import { enterpriseTasksQuery } from "./filing-queries.ts";
import { SendDialog } from "./send-dialog.tsx";
import { TaskList } from "./task-list.tsx";

interface TaskPanelProps {
  readonly enterpriseId: string;
  /** This is the firm's own node. */
  readonly firm: boolean;
}

export const TaskPanel = ({ enterpriseId, firm }: TaskPanelProps) => {
  const m = useMessages(filingsMessages).tasks;
  const permissions = usePermissions(enterpriseId);
  const [writing, setWriting] = useState(false);
  const { data, error, refetch } = useQuery(enterpriseTasksQuery(enterpriseId));
  return (
    <section className="panel" aria-label={m.title}>
      <header>
        <h2>{m.title}</h2>
        <span className="grow" />
        {!firm && permissions.may("message:write") && (
          <button type="button" className="btn no-print" onClick={() => setWriting(true)}>
            {m.write}
          </button>
        )}
      </header>
      {error !== null && <Failure error={error} retry={() => void refetch()} />}
      {data?.tasks.length === 0 && <p className="body quiet">{firm ? m.noneFirm : m.none}</p>}
      {data !== undefined && data.tasks.length > 0 && (
        <TaskList tasks={data.tasks} enterprises={false} />
      )}
      {writing && <SendDialog only={enterpriseId} onClose={() => setWriting(false)} />}
    </section>
  );
};
