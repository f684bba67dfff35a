/** What an archive of reports is called among the formats. */

import type { Reader } from "@fenji/evidence";

export const archiveFormat: Pick<Reader, "format" | "name" | "versions" | "media"> = {
  format: "archive",
  versions: ["zip", "tar", "gzip"],
  media: ["application/zip", "application/x-tar", "application/gzip"],
  name: { zh: "压缩包（内含多份报告）", en: "Archive (of several reports)" },
};
