/** Asks for the name and note of a scenario. */

import { useState } from "react";
import { whatIfMessages } from "../../i18n/what-if/what-if-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Failure } from "../../ui/failure.tsx";

interface ScenarioDialogProps {
  readonly title: string;
  readonly name: string;
  readonly note: string;
  readonly error: Error | null;
  readonly busy: boolean;
  readonly onSave: (named: { readonly name: string; readonly note: string }) => void;
  readonly onClose: () => void;
}

export const ScenarioDialog = (props: ScenarioDialogProps) => {
  const m = useMessages(whatIfMessages);
  const [name, setName] = useState(props.name);
  const [note, setNote] = useState(props.note);
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          props.onSave({ name, note });
        }}
      >
        <label className="field">
          <span>{m.scenarioName}</span>
          <input
            className="input"
            required
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        <label className="field">
          <span>{m.note}</span>
          <input
            className="input"
            maxLength={1000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </label>
        {props.error !== null && <Failure error={props.error} />}
        <p>
          <button type="submit" className="btn btn-primary" disabled={props.busy}>
            {props.title}
          </button>
        </p>
      </form>
    </Dialog>
  );
};
