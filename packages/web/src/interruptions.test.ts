/** A call waits for its person, all calls wait for one answer, and a need is met only once. */

import { AppError } from "@fenji/kernel";
import { afterEach, describe, expect, it, vi } from "vitest";
import {
  needOf,
  pendingInterruptions,
  settleInterruption,
  watchInterruptions,
  withInterruptions,
} from "./interruptions.ts";

const denied = (policies: string) =>
  new AppError("permission.denied", { permission: "member:write", policies, zh: "否", en: "no" });

afterEach(() => {
  settleInterruption("sign-in", false);
  settleInterruption("second-factor", false);
});

describe("needOf", () => {
  it.each([
    [new AppError("session.required"), "sign-in"],
    [new AppError("session.step-up-needed", { minutes: 15 }), "second-factor"],
    [denied("second-factor-office"), "second-factor"],
    [denied("token-limits, second-factor-kept"), "second-factor"],
    [denied("risk-elevated"), "sign-in"],
    [denied("auditor-writes-nothing"), undefined],
    [new AppError("session.refused"), undefined],
    [new TypeError("offline"), undefined],
  ])("%s", (error, need) => expect(needOf(error)).toBe(need));
});

describe("withInterruptions", () => {
  it("goes on when the need was met", async () => {
    const run = vi.fn(() => Promise.resolve("done"));
    run.mockRejectedValueOnce(new AppError("session.required"));
    const answer = withInterruptions(run);
    await vi.waitFor(() => expect(pendingInterruptions()).toHaveLength(1));
    settleInterruption("sign-in", true);
    expect(await answer).toBe("done");
    expect(run).toHaveBeenCalledTimes(2);
    expect(pendingInterruptions()).toEqual([]);
  });

  it("asks once for all calls that wait, and tells who watches", async () => {
    const seen: string[][] = [];
    const stop = watchInterruptions(() => seen.push(pendingInterruptions().map((one) => one.need)));
    const fail = () => Promise.reject(new AppError("session.required"));
    const calls = [withInterruptions(fail), withInterruptions(fail)];
    await vi.waitFor(() => expect(seen).toEqual([["sign-in"]]));
    settleInterruption("sign-in", false);
    const results = await Promise.allSettled(calls);
    expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(seen).toEqual([["sign-in"], []]);
    stop();
  });

  it("does not ask twice for the same need, but for another", async () => {
    const errors = [
      new AppError("session.required"),
      denied("second-factor-office"),
      new AppError("session.required"),
    ];
    const answer = withInterruptions(() => Promise.reject(errors.shift() ?? new Error("too far")));
    await vi.waitFor(() => expect(pendingInterruptions()[0]?.need).toBe("sign-in"));
    settleInterruption("sign-in", true);
    await vi.waitFor(() => expect(pendingInterruptions()[0]?.need).toBe("second-factor"));
    settleInterruption("second-factor", true);
    await expect(answer).rejects.toMatchObject({ code: "session.required" });
  });

  it("leaves other failures alone", async () => {
    await expect(
      withInterruptions(() => Promise.reject(new AppError("request.not-found"))),
    ).rejects.toMatchObject({ code: "request.not-found" });
    expect(pendingInterruptions()).toEqual([]);
  });
});
