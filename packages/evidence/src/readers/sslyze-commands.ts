/** What the results of SSLyze's scan commands say, by the name of the command. */

import type { JsonValue } from "../json-select.ts";
import { listAt, textAt, valueAt } from "../json-value.ts";
import {
  ccsInjectionSays,
  cipherSays,
  compressionSays,
  fallbackSays,
  heartbleedSays,
  judged,
  protocolSays,
  renegotiationSays,
  robotSays,
  type SslyzeSaid,
} from "./sslyze-checks.ts";
import { wordTable } from "../word-table.ts";

const truth = (value: JsonValue, ...path: readonly string[]): boolean | undefined => {
  const found = valueAt(value, ...path);
  return typeof found === "boolean" ? found : undefined;
};

/** `tls_1_2_cipher_suites` is the command, `tls-1.2` the protocol. */
const protocolOf = (command: string): string | undefined => {
  const found = /^(ssl|tls)_(\d)_(\d)_cipher_suites$/.exec(command);
  return found === null ? undefined : `${found[1]}-${found[2]}.${found[3]}`;
};

const suitesSay = (protocol: string, result: JsonValue): SslyzeSaid[] => {
  const accepted = listAt(result, "accepted_cipher_suites");
  const isSupported =
    truth(result, "is_tls_version_supported") ??
    (Array.isArray(valueAt(result, "accepted_cipher_suites")) ? accepted.length > 0 : undefined);
  return [
    ...protocolSays(protocol, isSupported),
    ...accepted.flatMap((each) => {
      const name = textAt(each, "cipher_suite", "name");
      const isAnonymous = truth(each, "cipher_suite", "is_anonymous") ?? false;
      return name === undefined ? [] : [cipherSays(protocol, { name, isAnonymous })];
    }),
  ];
};

const certificatesSay = (result: JsonValue): SslyzeSaid[] =>
  listAt(result, "certificate_deployments").flatMap((deployment) => [
    ...judged(
      "certificate/host-name",
      truth(deployment, "leaf_certificate_subject_matches_hostname"),
    ),
    ...judged("certificate/chain-order", truth(deployment, "received_chain_has_valid_order")),
    ...judged(
      "certificate/no-sha1",
      negated(truth(deployment, "verified_chain_has_sha1_signature")),
    ),
    ...listAt(deployment, "path_validation_results").flatMap((validation) =>
      judged(
        `certificate/trust/${textAt(validation, "trust_store", "name") ?? "?"}`,
        truth(validation, "was_validation_successful") ?? successWithoutWord(validation),
        {
          message:
            textAt(validation, "validation_error") ?? textAt(validation, "openssl_error_string"),
        },
      ),
    ),
  ]);

const negated = (value: boolean | undefined): boolean | undefined =>
  value === undefined ? undefined : !value;

/** From version 5.2 on, a validation is successful where it names no error. */
const successWithoutWord = (validation: JsonValue): boolean | undefined => {
  const error = valueAt(validation, "validation_error");
  return error === undefined ? undefined : error === null;
};

const commands = wordTable<(result: JsonValue) => SslyzeSaid[]>({
  certificate_info: certificatesSay,
  heartbleed: (result) => heartbleedSays(truth(result, "is_vulnerable_to_heartbleed")),
  openssl_ccs_injection: (result) =>
    ccsInjectionSays(truth(result, "is_vulnerable_to_ccs_injection")),
  robot: (result) => robotSays(textAt(result, "robot_result")),
  session_renegotiation: (result) =>
    renegotiationSays(
      truth(result, "supports_secure_renegotiation"),
      truth(result, "is_vulnerable_to_client_renegotiation_dos") ??
        truth(result, "accepts_client_renegotiation"),
    ),
  tls_compression: (result) => compressionSays(truth(result, "supports_compression")),
  tls_fallback_scsv: (result) => fallbackSays(truth(result, "supports_fallback_scsv")),
});

/** Commands that judge nothing (session resumption, curves, headers) say nothing here. */
export const commandSays = (command: string, result: JsonValue): SslyzeSaid[] => {
  const protocol = protocolOf(command);
  return protocol === undefined ? (commands[command]?.(result) ?? []) : suitesSay(protocol, result);
};
