/** Words of work on a device without a network, in English. */

import type { zhDevice } from "./zh-device.ts";

export const enDevice: typeof zhDevice = {
  label: "This device",
  online: "Connected to the node",
  offline: "The node cannot be reached: go on recording, it is sent when it can",
  waiting: (count) => `${count} waiting to be sent`,
  waits: "waiting",
  sendNow: "Send now",
  take: "Take along",
  takeAgain: "Download again",
  takeNote:
    "Keeps requirements, procedures and records on this device, to be read and added to without a network; not encrypted, gone after 14 days, removed on signing out.",
  taking: (done, all) => `Downloading ${done}/${all}`,
  takenAt: (at) => `On this device since ${at}`,
  until: (day) => `readable without a network until ${day}`,
  remove: "Remove from this device",
  needsHttps: "Work without a network needs HTTPS, or the node's own machine",
  discard: "Discard this one",
};
