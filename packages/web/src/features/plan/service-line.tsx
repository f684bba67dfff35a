/** What serves a clause: a live value with its lineage, an act, or the record that is still missing. */

import { useId, useState } from "react";
import { planMessages } from "../../i18n/plan/plan-messages.ts";
import { amountUnit, formatBillions } from "../../i18n/amount.ts";
import { formatInstant, formatNumber } from "../../i18n/format.ts";
import { useLanguage, useMessages, useText } from "../../i18n/language.tsx";
import { AppLink } from "../../ui/app-link.tsx";
import { SyntheticStamp } from "../../ui/stamps.tsx";
import type { Service } from "./filter-plan.ts";

type ValueService = Extract<Service, { kind: "value" }>;

export const ServiceLine = ({ service }: { readonly service: Service }) => {
  const m = useMessages(planMessages);
  const text = useText();
  if (service.kind === "value") return <LiveValue service={service} />;
  if (service.kind === "act") {
    return (
      <li className="service service-act">
        <ServiceShape kind="act" label={m.act} />
        <AppLink href={service.href}>{text(service.label)}</AppLink>
      </li>
    );
  }
  return (
    <li className="service service-awaits">
      <ServiceShape kind="awaits" label={m.awaits} />
      <span>
        <span className="awaits-word">{m.awaits}</span> · {m.awaitsRecord}
        {text(service.record)}
      </span>
    </li>
  );
};

const LiveValue = ({ service }: { readonly service: ValueService }) => {
  const m = useMessages(planMessages);
  const text = useText();
  const { language } = useLanguage();
  const [open, setOpen] = useState(false);
  const detailId = useId();
  const { value, coverage, synthetic } = service.value;
  return (
    <li className="service service-value">
      <ServiceShape kind="value" label={m.value} />
      <div>
        <button
          type="button"
          className="value-line"
          aria-expanded={open}
          aria-controls={open ? detailId : undefined}
          onClick={() => setOpen(!open)}
        >
          <span className="value-label">{text(service.label)}</span>
          {value === null ? (
            <span className="value-none">{m.unknownValue}</span>
          ) : (
            <Figure value={value} of={service.value} />
          )}
        </button>
        {(coverage !== null || synthetic) && (
          <p className="value-notes">
            {coverage !== null && (
              <span className="quiet small">
                {coverage.counted === value
                  ? m.ofAll(formatNumber(coverage.of, language))
                  : m.coverage(
                      formatNumber(coverage.counted, language),
                      formatNumber(coverage.of, language),
                    )}
              </span>
            )}
            {synthetic && <SyntheticStamp />}
          </p>
        )}
        {open && <Lineage id={detailId} value={service.value} />}
      </div>
    </li>
  );
};

interface FigureProps {
  readonly value: number;
  readonly of: ValueService["value"];
}

const Figure = ({ value, of: { unit, decimals, billionsOf } }: FigureProps) => {
  const text = useText();
  const { language } = useLanguage();
  return (
    <span className="value-number">
      <b>
        {billionsOf === null
          ? formatNumber(value, language, decimals)
          : formatBillions(value, language, decimals)}
      </b>{" "}
      {billionsOf === null ? text(unit) : amountUnit(billionsOf, language)}
    </span>
  );
};

interface LineageProps {
  readonly id: string;
  readonly value: ValueService["value"];
}

const Lineage = ({ id, value }: LineageProps) => {
  const m = useMessages(planMessages);
  const text = useText();
  const { language } = useLanguage();
  const { lineage } = value;
  return (
    <div id={id} className="lineage">
      <p>{text(lineage.text)}</p>
      <p className="quiet">
        {m.rows(formatNumber(lineage.rows, language))} · {m.computedAt}{" "}
        <time dateTime={value.computedAt}>{formatInstant(value.computedAt)}</time>
      </p>
      {lineage.href !== null && (
        <p>
          <AppLink href={lineage.href}>{m.openRows} →</AppLink>
        </p>
      )}
    </div>
  );
};

const shapes = {
  value: <circle cx="6" cy="6" r="4.500" fill="currentColor" />,
  act: <path d="M3 1.800 10 6l-7 4.200z" fill="currentColor" />,
  awaits: (
    <circle
      cx="6"
      cy="6"
      r="4"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.300"
      strokeDasharray="2 1.600"
    />
  ),
};

interface ServiceShapeProps {
  readonly kind: keyof typeof shapes;
  readonly label: string;
}

/** Filled, arrow or dashed: the three kinds differ in shape, so they differ on paper too. */
const ServiceShape = ({ kind, label }: ServiceShapeProps) => (
  <svg className="service-shape" viewBox="0 0 12 12" role="img" aria-label={label}>
    <title>{label}</title>
    {shapes[kind]}
  </svg>
);
