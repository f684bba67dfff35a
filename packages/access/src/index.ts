/** Policies in, decisions with their reasons out: Cedar's policy JSON compiled to a JavaScript rule list. */

export {};
