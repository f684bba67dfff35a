/** Which assessors may look at the enterprise, and until when: assigning one, ending an assignment at once. */

import { endAssignment } from "@fenji/contract";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../../contract-client.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import { organisationsMessages } from "../../i18n/organisations/organisations-messages.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { Failure } from "../../ui/failure.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useChange } from "../../use-change.ts";
import { usePermissions } from "../access/use-permissions.ts";
import { AssignDialog } from "./assign-dialog.tsx";
import { assignmentsQuery, type Assignment } from "./organisation-queries.ts";

interface AssessorsPanelProps {
  readonly enterpriseId: string;
}

/** Absent for whoever may not see the assignments, such as the node's administrator. */
export const AssessorsPanel = ({ enterpriseId }: AssessorsPanelProps) => {
  const permissions = usePermissions(enterpriseId);
  if (!permissions.may("assignment:read")) return null;
  return <Assessors enterpriseId={enterpriseId} mayAssign={permissions.may("assignment:write")} />;
};

interface AssessorsProps extends AssessorsPanelProps {
  readonly mayAssign: boolean;
}

const Assessors = ({ enterpriseId, mayAssign }: AssessorsProps) => {
  const m = useMessages(organisationsMessages);
  const { data, error, refetch } = useQuery(assignmentsQuery(enterpriseId));
  const [assigning, setAssigning] = useState(false);
  return (
    <section className="panel" aria-label={m.assessors}>
      <header>
        <h2>{m.assessors}</h2>
        <span className="quiet small">{m.assessorsText}</span>
        <span className="grow" />
        {mayAssign && (
          <button type="button" className="btn" onClick={() => setAssigning(true)}>
            {m.assign}
          </button>
        )}
      </header>
      {error !== null && <Failure error={error} retry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton rows={2} />}
      {data?.assignments.length === 0 && <p className="body quiet">{m.noAssessors}</p>}
      {data !== undefined && data.assignments.length > 0 && (
        <AssignmentTable
          enterpriseId={enterpriseId}
          assignments={data.assignments}
          mayAssign={mayAssign}
        />
      )}
      {assigning && (
        <AssignDialog enterpriseId={enterpriseId} onClose={() => setAssigning(false)} />
      )}
    </section>
  );
};

interface AssignmentTableProps extends AssessorsProps {
  readonly assignments: readonly Assignment[];
}

const AssignmentTable = ({ enterpriseId, assignments, mayAssign }: AssignmentTableProps) => {
  const m = useMessages(organisationsMessages);
  const [ending, setEnding] = useState<Assignment | null>(null);
  return (
    <div className="table-scroll">
      <table className="table table-acts">
        <thead>
          <tr>
            <th scope="col">{m.assignOrganisation}</th>
            <th scope="col">{m.state}</th>
            <th scope="col">{m.from}</th>
            <th scope="col">{m.until}</th>
            <th scope="col">{m.assignedBy}</th>
            {mayAssign && (
              <th scope="col">
                <span className="sr-only">{m.end}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {assignments.map((assignment) => (
            <tr key={assignment.id}>
              <th scope="row" className="wrap-anywhere">
                {assignment.organisation.name}
              </th>
              <td>{m.states[assignment.state]}</td>
              <td>{formatInstant(assignment.from)}</td>
              <td>{formatInstant(assignment.until)}</td>
              <td>{assignment.assignedBy}</td>
              {mayAssign && (
                <td>
                  {assignment.state !== "over" && (
                    <button
                      type="button"
                      className="btn btn-plain"
                      aria-label={m.endOf(assignment.organisation.name)}
                      onClick={() => setEnding(assignment)}
                    >
                      {m.end}
                    </button>
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {ending !== null && (
        <EndAssignment
          enterpriseId={enterpriseId}
          assignment={ending}
          onClose={() => setEnding(null)}
        />
      )}
    </div>
  );
};

interface EndAssignmentProps extends AssessorsPanelProps {
  readonly assignment: Assignment;
  readonly onClose: () => void;
}

const EndAssignment = ({ enterpriseId, assignment, onClose }: EndAssignmentProps) => {
  const m = useMessages(organisationsMessages);
  const { name } = assignment.organisation;
  const end = useChange({
    run: () => client.call(endAssignment, { path: { enterpriseId, assignmentId: assignment.id } }),
    stale: [assignmentsQuery(enterpriseId).queryKey],
    onDone: onClose,
  });
  return (
    <ConfirmDialog
      title={m.endOf(name)}
      act={m.end}
      mutation={end}
      onConfirm={() => end.mutate(undefined)}
      onClose={onClose}
    >
      <p>{m.endText(name)}</p>
    </ConfirmDialog>
  );
};
