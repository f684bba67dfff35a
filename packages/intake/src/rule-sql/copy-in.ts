/** Sends lines into a table by PostgreSQL's COPY, as fast as the server takes them. */

import { once } from "node:events";
import type { ClientBase, Connection, Submittable } from "pg";

/** What the driver's connection has and its types do not mention. */
interface CopyConnection extends Connection {
  readonly sendCopyFromChunk: (chunk: Buffer) => void;
  readonly endCopyFrom: () => void;
  readonly sendCopyFail: (reason: string) => void;
}

/** The driver calls these by name; a query that only copies has no rows. */
interface CopyQuery extends Submittable {
  readonly handleCopyInResponse: (connection: CopyConnection) => void;
  readonly handleCommandComplete: () => void;
  readonly handleReadyForQuery: () => void;
  readonly handleError: (error: Error) => void;
}

const send = async (connection: CopyConnection, lines: Iterable<string>): Promise<void> => {
  for (const text of lines) {
    connection.sendCopyFromChunk(Buffer.from(text));
    if (connection.stream.writableNeedDrain) await once(connection.stream, "drain");
  }
  connection.endCopyFrom();
};

/**
 * @param text `COPY … FROM STDIN`.
 * @throws what the database answers.
 */
export const copyIn = (client: ClientBase, text: string, lines: Iterable<string>): Promise<void> =>
  new Promise((resolve, reject) => {
    let failure: Error | undefined;
    const query: CopyQuery = {
      submit: (connection) => connection.query(text),
      handleCopyInResponse: (connection) => {
        send(connection, lines).catch((error: unknown) => {
          failure = error instanceof Error ? error : new Error(String(error));
          connection.sendCopyFail(failure.message);
        });
      },
      handleCommandComplete: () => undefined,
      handleReadyForQuery: () => (failure === undefined ? resolve() : reject(failure)),
      handleError: (error) => {
        failure ??= error;
        reject(failure);
      },
    };
    client.query(query);
  });
