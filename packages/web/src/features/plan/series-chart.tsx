/** A small line chart of one series: filled dots are final, hollow ones estimates, a dashed border a change of scope. */

import { formatBillions } from "../../i18n/amount.ts";
import { useLanguage } from "../../i18n/language.tsx";
import { layOutChart, type ChartPoint } from "./chart-layout.ts";

interface SeriesChartProps {
  readonly points: readonly ChartPoint[];
  readonly firstYear: number;
  readonly lastYear: number;
  readonly label: string;
}

const width = 276;
const height = 60;

export const SeriesChart = ({ points, firstYear, lastYear, label }: SeriesChartProps) => {
  const { language } = useLanguage();
  const layout = layOutChart(points, { width, height, firstYear, lastYear });
  const years = Array.from({ length: lastYear - firstYear + 1 }, (_, index) => firstYear + index);
  const xOf = (year: number) => ((year - firstYear) / Math.max(1, lastYear - firstYear)) * width;
  return (
    <svg className="series-chart" viewBox="-22 -16 320 94" role="img" aria-label={label}>
      <line className="axis" x1={-12} x2={width + 12} y1={height} y2={height} />
      {years.map((year) => (
        <text key={year} className="tick" x={xOf(year)} y={height + 14} textAnchor="middle">
          {year}
        </text>
      ))}
      {layout.breaks.map((x) => (
        <line key={x} className="scope-break" x1={x} x2={x} y1={-10} y2={height} />
      ))}
      {layout.lines.map((line) => (
        <line
          key={line.to.year}
          className={line.dashed ? "trend dashed" : "trend"}
          x1={line.from.x}
          y1={line.from.y}
          x2={line.to.x}
          y2={line.to.y}
        />
      ))}
      {layout.points.map((point) => (
        <g key={point.year}>
          <circle className={`dot dot-${point.status}`} cx={point.x} cy={point.y} r={3.5} />
          <text className="dot-value" x={point.x} y={point.y - 7} textAnchor="middle">
            {formatBillions(point.value, language, 1)}
          </text>
        </g>
      ))}
    </svg>
  );
};
