/** The parts of a message in words; choosing one marks it in the bytes. */

import { exchangeMessages } from "../../i18n/exchange/exchange-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import type { MessagePart } from "./message-parts.ts";

interface PartTableProps {
  readonly parts: readonly MessagePart[];
  /** Path of the part that is marked. */
  readonly marked: string | undefined;
  readonly onMark: (part: MessagePart | undefined) => void;
}

export const PartTable = ({ parts, marked, onMark }: PartTableProps) => {
  const messages = useMessages(exchangeMessages);
  const m = messages.message;
  const contentOf = useContent();
  return (
    <section className="panel" aria-label={m.parts}>
      <header>
        <h2>{m.parts}</h2>
        <span className="quiet small">{m.partsNote}</span>
      </header>
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{m.part}</th>
              <th scope="col">{m.meaning}</th>
              <th scope="col">{m.value}</th>
            </tr>
          </thead>
          <tbody>
            {parts.map((part) => (
              <tr key={part.path}>
                <th scope="row">
                  {part.range === null ? (
                    <code>{part.path}</code>
                  ) : (
                    <button
                      type="button"
                      className="btn-part"
                      aria-label={m.show(part.path)}
                      aria-pressed={part.path === marked}
                      onClick={() => onMark(part.path === marked ? undefined : part)}
                    >
                      <code>{part.path}</code>
                    </button>
                  )}
                </th>
                <td>{messages.parts[part.meaning] ?? ""}</td>
                <td className="wrap-anywhere">
                  <code>{contentOf(part.value)}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
};

const longest = 80;

/** Short values as they are; long ones by how much they hold. */
const useContent = () => {
  const m = useMessages(exchangeMessages).message;
  return (value: unknown): string => {
    if (value === null) return m.nothing;
    const written = typeof value === "string" ? value : JSON.stringify(value);
    if (written.length <= longest) return written;
    if (typeof value === "string") return `${value.slice(0, longest)}…`;
    return m.entries(Object.keys(value ?? {}).length);
  };
};
