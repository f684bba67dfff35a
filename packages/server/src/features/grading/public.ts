/** What other features may use of grading. */

export { gradeReport, kernelOf } from "./grade-report.ts";
export { linesOfSupervision } from "./lines-of-supervision.ts";
export { storeGrades } from "./store-grades.ts";
