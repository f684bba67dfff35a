/** What must be known before the device's store is opened: whether anything is in it, and what this device is called. */

const takenKey = "fenji.taken-along";
const deviceKey = "fenji.device";

export const hasTakenAlong = (): boolean => localStorage.getItem(takenKey) !== null;

export const markTakenAlong = (taken: boolean): void => {
  if (taken) localStorage.setItem(takenKey, "1");
  else localStorage.removeItem(takenKey);
};

/** Tells two devices of one person apart; says nothing about either. */
export const deviceName = (): string => {
  const known = localStorage.getItem(deviceKey);
  if (known !== null) return known;
  const [number = 0] = crypto.getRandomValues(new Uint16Array(1));
  const made = `browser-${number.toString(16).padStart(4, "0")}`;
  localStorage.setItem(deviceKey, made);
  return made;
};
