/** Takes files dropped anywhere on an enterprise's pages and refreshes what an import changes. */

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { evidenceMessages } from "../../i18n/evidence/evidence-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { filesOfDrop, type NamedFile } from "./dropped-files.ts";
import { uploads } from "./uploads.ts";
import "./evidence.css";

export const addFiles = (enterpriseId: string, files: readonly NamedFile[]): void =>
  uploads.add(
    files.map(({ name, content }) => ({ enterpriseId, name: name.slice(-255), content })),
  );

export const DropAnywhere = ({ enterpriseId }: { readonly enterpriseId: string }) => {
  const m = useMessages(evidenceMessages);
  const over = useFileDrop((files) => addFiles(enterpriseId, files));
  useRefreshAfterImport(enterpriseId);
  if (!over) return null;
  return (
    <div className="drop-veil">
      <p>
        <strong>{m.dropHere}</strong>
        <span>{m.dropFormats}</span>
      </p>
    </div>
  );
};

const carriesFiles = (event: DragEvent): boolean =>
  event.dataTransfer?.types.includes("Files") === true;

/** True while files hang over the window. */
const useFileDrop = (onFiles: (files: readonly NamedFile[]) => void): boolean => {
  const [depth, setDepth] = useState(0);
  useEffect(() => {
    const guard = (act: (event: DragEvent) => void) => (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      act(event);
    };
    const enter = guard(() => setDepth((now) => now + 1));
    const leave = guard(() => setDepth((now) => Math.max(0, now - 1)));
    const over = guard(() => {});
    const drop = guard((event) => {
      setDepth(0);
      if (event.dataTransfer !== null) void filesOfDrop(event.dataTransfer).then(onFiles);
    });
    window.addEventListener("dragenter", enter);
    window.addEventListener("dragleave", leave);
    window.addEventListener("dragover", over);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragenter", enter);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("dragover", over);
      window.removeEventListener("drop", drop);
    };
  });
  return depth > 0;
};

const useRefreshAfterImport = (enterpriseId: string): void => {
  const queries = useQueryClient();
  useEffect(
    () =>
      uploads.onSettled((upload) => {
        if (upload.enterpriseId !== enterpriseId || upload.state.step !== "done") return;
        void queries.invalidateQueries({ queryKey: ["enterprise", enterpriseId] });
        void queries.invalidateQueries({ queryKey: ["plan"] });
      }),
    [enterpriseId, queries],
  );
};
