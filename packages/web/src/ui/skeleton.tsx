/** Grey blocks in the shape of what is coming, announced once to screen readers. */

import { shellMessages } from "../i18n/shell/shell-messages.ts";
import { useMessages } from "../i18n/language.tsx";

interface SkeletonProps {
  readonly rows: number;
  readonly height?: number;
}

export const Skeleton = ({ rows, height = 28 }: SkeletonProps) => {
  const m = useMessages(shellMessages);
  return (
    <div className="stack" role="status" aria-label={m.loading}>
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} className="skeleton" style={{ height, width: `${100 - (row % 4) * 7}%` }} />
      ))}
    </div>
  );
};
