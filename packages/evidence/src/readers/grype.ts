/** Reads Grype's JSON: known vulnerabilities of the packages in an image or a folder. */

import { identifierRef, identifierRefs, ownRef, severityOf } from "../finding-refs.ts";
import { jsonReader } from "../json-report.ts";
import type { JsonPath, JsonValue } from "../json-select.ts";
import { jsonPointer, listAt, objectIn, textAt, valueAt } from "../json-value.ts";
import type { Subject } from "../observation.ts";
import { reportWriter, type HeldFinding, type ReportWriter } from "../report-writer.ts";
import { imageSubject, repositorySubject, unnamedRepository } from "../subjects.ts";

interface GrypeState {
  readonly writer: ReportWriter;
  /** Grype names image, time and itself after all matches. */
  source: JsonValue;
  descriptor: JsonValue;
}

/** Of an image the digest of its manifest, of a folder its path. */
const subjectOf = (source: JsonValue): Subject => {
  const target = valueAt(source, "target");
  const name = textAt(target, "userInput");
  if (textAt(source, "type") === "image" && name !== undefined)
    return imageSubject({ name, digest: textAt(target, "manifestDigest") });
  const folder = textAt(target) ?? name;
  return folder === undefined ? unnamedRepository("grype") : repositorySubject(folder);
};

const findingOf = (path: JsonPath, match: JsonValue): HeldFinding | undefined => {
  const id = textAt(match, "vulnerability", "id");
  if (id === undefined) return undefined;
  const related = listAt(match, "relatedVulnerabilities").flatMap((one) => textAt(one, "id") ?? []);
  const purl = textAt(match, "artifact", "purl");
  const [name = "?", version = "?"] = ["name", "version"].map((key) =>
    textAt(match, "artifact", key),
  );
  const fixed = listAt(match, "vulnerability", "fix", "versions").flatMap(
    (one) => textAt(one) ?? [],
  );
  return {
    check: identifierRef(id) ?? ownRef("grype", id),
    title: `${id}: ${name} ${version}`,
    refs: [
      ...identifierRefs([id, ...related]),
      ...(purl === undefined ? [] : [ownRef("purl", purl)]),
    ],
    result: "fail",
    severity: severityOf(textAt(match, "vulnerability", "severity")),
    at: jsonPointer(path),
    message:
      textAt(match, "vulnerability", "description") ??
      (fixed.length === 0 ? null : `fixed in ${fixed.join(", ")}`),
  };
};

export const grypeReader = jsonReader<GrypeState>({
  format: "grype",
  name: { zh: "Grype（软件成分漏洞）", en: "Grype (vulnerable components)" },
  versions: ["0"],
  detect: (root) =>
    Array.isArray(valueAt(root, "matches")) &&
    (textAt(root, "descriptor", "name") === "grype" ||
      objectIn(valueAt(root, "matches", 0, "vulnerability")) !== undefined),
  select: ([top, second, third]) => {
    if (top === undefined) return "enter";
    if (top === "matches") return second === undefined ? "enter" : "value";
    if (top === "source") return third === "layers" || third === "config" ? "skip" : "value";
    return top === "descriptor" && second !== "configuration" && second !== "db" ? "value" : "skip";
  },
  start: (context) => ({
    writer: reportWriter(
      {
        tool: { name: "grype", version: null },
        family: "grype",
        scope: "grype",
        kinds: ["vulnerable-component"],
      },
      context,
    ),
    source: null,
    descriptor: null,
  }),
  *take(state, event) {
    if (event.kind !== "value") return;
    const [top] = event.path;
    if (top === "source") state.source = event.value;
    else if (top === "descriptor") state.descriptor = event.value;
    else if (top === "matches") {
      const finding = findingOf(event.path, event.value);
      if (finding === undefined)
        yield state.writer.warning("id-missing", jsonPointer(event.path), "vulnerability.id");
      else state.writer.hold(finding);
    }
  },
  *end({ writer, source, descriptor }) {
    const subject = subjectOf(source);
    writer.setTool({ name: "grype", version: textAt(descriptor, "version") ?? null });
    yield* writer.covered(subject, "/source", textAt(descriptor, "timestamp"));
    if (subject.id.startsWith("unnamed:"))
      yield writer.warning("subject-unclear", "/source", "source.target");
    yield* writer.release(subject);
    yield* writer.conclude();
  },
});
