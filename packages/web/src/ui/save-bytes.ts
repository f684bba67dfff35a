/** Hands bytes to the reader as a file, exactly as they are. */

export const saveBytes = (name: string, bytes: Uint8Array): void => {
  const address = URL.createObjectURL(
    new Blob([new Uint8Array(bytes)], { type: "application/octet-stream" }),
  );
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
};
