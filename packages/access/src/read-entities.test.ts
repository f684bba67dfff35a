/** Entities and requests from text: numbers are judged by their digits, names of every object are plain names. */

import { AppError } from "@fenji/kernel";
import { describe, expect, it } from "vitest";
import { entityStore, readEntities, readRequest } from "./index.ts";

const refusal = (text: string): string => {
  try {
    readEntities(text, "entities.json");
  } catch (error) {
    if (error instanceof AppError) return `${error.code} ${error.message}`;
  }
  return "taken";
};

const withAttribute = (value: string): string =>
  `[{"uid":{"type":"User","id":"a"},"attrs":{"x":${value}},"parents":[]}]`;

describe("readEntities", () => {
  it("reads uids alone or inside __entity, parents and tags", () => {
    const text = `[{"uid":{"__entity":{"type":"User","id":"a"}},"attrs":{"__proto__":1,"set":[true,"x"]},
      "parents":[{"type":"Group","id":"constructor"}],"tags":{"t":{"__extn":{"fn":"ip","arg":"::1"}}}}]`;
    const [entity] = readEntities(text, "entities.json");
    expect(entity?.uid).toEqual({ type: "User", id: "a" });
    expect(Object.keys(entity?.attrs ?? {})).toEqual(["__proto__", "set"]);
    expect(entity?.parents).toEqual([{ type: "Group", id: "constructor" }]);
    expect(entityStore(readEntities(text, "e")).get({ type: "User", id: "a" })).toEqual(entity);
  });

  it.each(["9007199254740992", "9007199254740993", "-9007199254740993", "1e3", "1.0", "0.5"])(
    "refuses the number %s by its digits",
    (number) => {
      expect(refusal(withAttribute(number))).toMatch(
        /^access\.file-refused entities\.json: .*\[0\]\.attrs\.x/,
      );
    },
  );

  it("takes the largest exact ones", () => {
    expect(refusal(withAttribute("[9007199254740991,-9007199254740991]"))).toBe("taken");
  });

  it.each([
    ["null", withAttribute("null"), /\[0\]\.attrs\.x/],
    ["an object in place of the list", "{}", /\[ \]/],
    ["an entity without uid", '[{"attrs":{},"parents":[]}]', /\[0\]\.uid/],
    ["an entity without attrs", '[{"uid":{"type":"A","id":"a"},"parents":[]}]', /\[0\]\.attrs/],
    ["an entity without parents", '[{"uid":{"type":"A","id":"a"},"attrs":{}}]', /\[0\]\.parents/],
    [
      "a parent that is a text",
      '[{"uid":{"type":"A","id":"a"},"attrs":{},"parents":["b"]}]',
      /parents\[0\]/,
    ],
    ["half a file", '[{"uid":', /1:\d/],
    [
      "a member twice",
      '[{"uid":{"type":"A","type":"B","id":"a"},"attrs":{},"parents":[]}]',
      /1:\d/,
    ],
    ["too deep", withAttribute("[".repeat(40) + "]".repeat(40)), /1:\d/],
  ])("refuses %s and says where", (_what, text, place) => {
    expect(refusal(text)).toMatch(/^access\.file-refused entities\.json: /);
    expect(refusal(text)).toMatch(place);
  });
});

describe("readRequest", () => {
  it("reads a request in Cedar's terms, the context optional", () => {
    const uids =
      '"principal":{"type":"U","id":"u"},"action":{"type":"Action","id":"x"},"resource":{"type":"R","id":"r"}';
    expect(readRequest(`{${uids}}`, "r.json").context).toEqual({});
    const { context, resource } = readRequest(
      `{${uids},"context":{"n":1,"constructor":"c"}}`,
      "r.json",
    );
    expect(resource).toEqual({ type: "R", id: "r" });
    expect(Object.entries(context)).toEqual([
      ["n", 1],
      ["constructor", "c"],
    ]);
    expect(() => readRequest(`{${uids},"context":{"n":9007199254740993}}`, "r.json")).toThrow(
      /r\.json: .*context\.n/,
    );
    expect(() => readRequest('{"principal":{"type":"U","id":1}}', "r.json")).toThrow(/principal/);
  });
});
