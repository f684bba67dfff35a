/** The front page before its data: the same columns, so that nothing jumps. */

import { Skeleton } from "../../ui/skeleton.tsx";

export const PlanSkeleton = () => (
  <div className="page">
    <div className="plan-head">
      <Skeleton rows={3} height={22} />
    </div>
    <div className="plan-grid">
      <div className="plan-outline">
        <Skeleton rows={12} height={18} />
      </div>
      <div className="plan-text">
        <Skeleton rows={18} height={38} />
      </div>
      <div className="plan-aside">
        <Skeleton rows={4} height={120} />
      </div>
    </div>
  </div>
);
