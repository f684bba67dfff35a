export type { Observation } from "./observation.ts";
