/** Takes in a file of messages that was carried by hand; answers what became of each, and what to carry back. */

import { importBundle, type ReplyOf } from "@fenji/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type DragEvent } from "react";
import { client } from "../../contract-client.ts";
import { exchangeMessages } from "../../i18n/exchange/exchange-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { saveText } from "../../ui/save-text.ts";
import { refreshExchange } from "./exchange-queries.ts";

type Imported = ReplyOf<typeof importBundle>;

export const BundleImport = () => {
  const m = useMessages(exchangeMessages).bundle;
  const [over, setOver] = useState(false);
  const taking = useImport();
  const take = (file: File | undefined) => {
    if (file !== undefined && !taking.isPending) taking.mutate(file);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    // Dropping is one more way; the button inside does the same for the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className={over ? "panel drop-target over" : "panel drop-target"}
      aria-label={m.title}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <header>
        <h2>{m.title}</h2>
      </header>
      <div className="body stack">
        <p className="quiet small">{m.note}</p>
        <p>
          <label className="btn file-picker">
            {taking.isPending ? m.reading : m.choose}
            <input
              type="file"
              className="sr-only"
              onChange={(event) => {
                take(event.target.files?.[0]);
                event.target.value = "";
              }}
            />
          </label>
        </p>
        {taking.error !== null && <Failure error={taking.error} />}
        {taking.data !== undefined && <ImportResult imported={taking.data} />}
      </div>
    </section>
  );
};

const useImport = () => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (file: File) => client.call(importBundle, { bytes: file }),
    onSuccess: async () => {
      await refreshExchange(queries);
      await queries.invalidateQueries({ queryKey: ["enterprise"] });
    },
  });
};

const ImportResult = ({ imported }: { readonly imported: Imported }) => {
  const m = useMessages(exchangeMessages);
  const text = useText();
  const kindOf = (kind: string | null): string =>
    kind === null
      ? ""
      : (Object.entries(m.messages.kinds).find(([id]) => id === kind)?.[1] ?? kind);
  return (
    <div className="stack" role="status">
      <h3>{m.bundle.result(imported.messages.length)}</h3>
      <ul className="imported">
        {imported.messages.map((message, index) => (
          // A message that cannot be read has no id; its place in the file names it.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index}>
            <b className={`taken-${message.outcome}`}>{m.bundle.outcomes[message.outcome]}</b>{" "}
            {kindOf(message.kind)}{" "}
            <code className="quiet small">{message.id ?? m.bundle.unreadable}</code>
            {message.failure !== null && <p className="small">{text(message.failure)}</p>}
          </li>
        ))}
      </ul>
      {imported.answers.length === 0 ? (
        <p className="quiet">{m.bundle.answersNone}</p>
      ) : (
        <>
          <h3>{m.bundle.answers}</h3>
          {imported.answers.map((answer) => (
            <p key={answer.peerId}>
              <button
                type="button"
                className="btn btn-primary"
                onClick={() => saveText(answer.fileName, answer.bundle)}
              >
                {m.bundle.download(answer.name, answer.messages)}
              </button>
            </p>
          ))}
        </>
      )}
    </div>
  );
};
