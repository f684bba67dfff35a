/** What other features may use of recording facts. */

export { saveFacts } from "./save-facts.ts";
