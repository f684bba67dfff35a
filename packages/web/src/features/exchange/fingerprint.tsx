/** A key's fingerprint in groups of four, as people read it to each other. */

import { CopyButton } from "../../ui/shown-once.tsx";

interface FingerprintProps {
  readonly value: string;
  readonly copy?: boolean;
}

export const Fingerprint = ({ value, copy = false }: FingerprintProps) => (
  <>
    <code className="fingerprint" title={value}>
      {(value.match(/.{1,4}/g) ?? []).map((group, index) => (
        // The same four digits may come twice; their place tells them apart.
        // oxlint-disable-next-line react/no-array-index-key
        <span key={index}>{group}</span>
      ))}
    </code>
    {copy && <CopyButton value={value} />}
  </>
);
