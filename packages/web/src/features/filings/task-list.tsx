/** Tasks and notices, each with its due date, its state, and the firm's receipt. */

import { acknowledgeTask } from "@fenji/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { client } from "../../contract-client.ts";
import { filingsMessages } from "../../i18n/filings/filings-messages.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { usePermissions } from "../access/use-permissions.ts";
import { refreshExchange } from "../exchange/exchange-queries.ts";
import type { Task } from "./filing-queries.ts";
import { Written } from "./written.tsx";

interface TaskListProps {
  readonly tasks: readonly Task[];
  /** Names the enterprise of each. */
  readonly enterprises: boolean;
}

export const TaskList = ({ tasks, enterprises }: TaskListProps) => (
  <ul className="tasks">
    {tasks.map((task) => (
      <TaskItem key={`${task.id} ${task.enterprise?.id ?? ""}`} task={task} named={enterprises} />
    ))}
  </ul>
);

interface TaskItemProps {
  readonly task: Task;
  readonly named: boolean;
}

const TaskItem = ({ task, named }: TaskItemProps) => {
  const m = useMessages(filingsMessages).tasks;
  const [today] = useState(() => formatInstant(new Date().toISOString()).slice(0, 10));
  return (
    <li>
      <p className="row">
        <span className="stamp">{m.kinds[task.kind]}</span>
        <b>
          <Written words={task.title} />
        </b>
        {task.dueDate !== null && (
          <span className="nowrap">
            {m.due(task.dueDate)}
            {task.state !== "done" && task.dueDate < today && (
              <b className="link-trouble"> {m.overdue}</b>
            )}
          </span>
        )}
        <span className={`task-${task.state}`}>{m.states[task.state]}</span>
        <span className="grow" />
        <span className="quiet small">
          {task.direction === "out" ? m.to : m.from} {task.peer.name} · {formatInstant(task.sentAt)}
        </span>
      </p>
      {named && task.enterprise !== null && (
        <p>
          <Link
            to="/enterprises/$enterpriseId/filing"
            params={{ enterpriseId: task.enterprise.id }}
          >
            {task.enterprise.name}
          </Link>
        </p>
      )}
      <p>
        <Written words={task.text} />
      </p>
      {task.firms !== null && (
        <p className="quiet small">
          {m.relayed(task.firms.asked, task.firms.seen, task.firms.done)}
        </p>
      )}
      {task.direction === "in" && task.enterprise !== null && (
        <Acknowledge task={task} enterpriseId={task.enterprise.id} />
      )}
    </li>
  );
};

interface AcknowledgeProps {
  readonly task: Task;
  readonly enterpriseId: string;
}

const Acknowledge = ({ task, enterpriseId }: AcknowledgeProps) => {
  const m = useMessages(filingsMessages).tasks;
  const permissions = usePermissions(enterpriseId);
  const queries = useQueryClient();
  const acknowledge = useMutation({
    mutationFn: (state: "seen" | "done") =>
      client.call(acknowledgeTask, { path: { enterpriseId, taskId: task.id }, body: { state } }),
    onSettled: () => refreshExchange(queries),
  });
  if (task.state === "done" || !permissions.may("submission:write")) return null;
  return (
    <>
      <p className="row no-print">
        {task.state === "sent" && (
          <button
            type="button"
            className="btn"
            disabled={acknowledge.isPending}
            onClick={() => acknowledge.mutate("seen")}
          >
            {m.seen}
          </button>
        )}
        {task.kind === "task" && (
          <button
            type="button"
            className="btn"
            disabled={acknowledge.isPending}
            onClick={() => acknowledge.mutate("done")}
          >
            {m.done}
          </button>
        )}
      </p>
      {acknowledge.error !== null && <Failure error={acknowledge.error} />}
    </>
  );
};
