/** What is wrong with a question put to the decision point over AuthZEN. */

import { defineErrors } from "./define-errors.ts";

export const authzenErrors = defineErrors({
  "authzen.not-json": {
    status: 400,
    zh: "请求在 {at} 处不是有效的 JSON。请更正后重试。",
    en: "The request is not valid JSON at {at}. Correct it and try again.",
  },
  "authzen.too-deep": {
    status: 400,
    zh: "请求在 {at} 处嵌套超过 {limit} 层。请减少嵌套后重试。",
    en: "The request is nested more than {limit} levels deep at {at}. Flatten it and try again.",
  },
  "authzen.repeated-member": {
    status: 400,
    zh: "请求在 {at} 处重复了成员“{name}”，读者可能各取其一。请只保留一个。",
    en: "The request repeats the member “{name}” at {at}, and readers may differ in which one they take. Keep one of them.",
  },
  "authzen.broken-text": {
    status: 400,
    zh: "请求在 {at} 处的文字不是完整的 Unicode（UTF-8）。请以 UTF-8 重新编码后重试。",
    en: "The text of the request is not whole Unicode (UTF-8) at {at}. Encode it as UTF-8 and try again.",
  },
  "authzen.missing-member": {
    status: 400,
    zh: "请求缺少必需的 {at}。请补上后重试。",
    en: "The request lacks the required {at}. Add it and try again.",
  },
  "authzen.not-object": {
    status: 400,
    zh: "请求中的 {at} 应为 JSON 对象。请更正后重试。",
    en: "{at} in the request must be a JSON object. Correct it and try again.",
  },
  "authzen.not-string": {
    status: 400,
    zh: "请求中的 {at} 应为字符串。请更正后重试。",
    en: "{at} in the request must be a string. Correct it and try again.",
  },
  "authzen.not-array": {
    status: 400,
    zh: "请求中的 {at} 应为 JSON 数组。请更正后重试。",
    en: "{at} in the request must be a JSON array. Correct it and try again.",
  },
  "authzen.too-many": {
    status: 400,
    zh: "一次请求有 {count} 项评估，最多 {limit} 项。请分成多次请求。",
    en: "The request holds {count} evaluations; at most {limit} are answered at once. Send it in parts.",
  },
  "authzen.unknown-semantic": {
    status: 400,
    zh: "options.evaluations_semantic 的值“{value}”不认识。请用 execute_all、deny_on_first_deny 或 permit_on_first_permit。",
    en: "The value “{value}” of options.evaluations_semantic is not known. Use execute_all, deny_on_first_deny or permit_on_first_permit.",
  },
  "authzen.bad-page": {
    status: 400,
    zh: "{at} 不能用：limit 为不小于 0 的整数；token 取自上一页的 next_token，其余内容须与上一页的请求相同。请更正，或去掉 token 从头开始。",
    en: "{at} cannot be used: limit is a whole number from 0; token is the next_token of the page before, and all else must be as in that request. Correct it, or leave the token out to begin anew.",
  },
  "authzen.inexact-number": {
    status: 400,
    zh: "{at} 的数值 {text} 无法精确比较：只接受绝对值不超过 9007199254740991 的整数。请改用整数的较小单位，或写成字符串。",
    en: "The number {text} at {at} cannot be compared exactly: integers up to 9007199254740991 are accepted. Use a smaller unit that is whole, or write it as a string.",
  },
  "authzen.null-in-list": {
    status: 400,
    zh: "{at} 是列表中的 null，策略无法理解。请去掉它。",
    en: "{at} is a null within a list, which no policy can read. Leave it out.",
  },
  "authzen.no-cedar-type": {
    status: 400,
    zh: "{at} 的值“{value}”不能作为策略中的类型名：应由字母、数字和下划线组成，可用 :: 分段。请更正后重试。",
    en: "The value “{value}” of {at} cannot be a type in a policy: it is made of letters, digits and underscores, in parts joined by ::. Correct it and try again.",
  },
  "authzen.no-decision": {
    status: 500,
    zh: "决策执行器没有答复（{detail}），按拒绝处理。请稍后重试，并告诉管理员。",
    en: "The executor gave no answer ({detail}); this counts as a denial. Try again later and tell your administrator.",
  },
  "authzen.unauthenticated": {
    status: 401,
    zh: "请求没有携带有效的令牌。请在 Authorization 首部中给出 Bearer 令牌。",
    en: "The request carries no valid token. Give a Bearer token in the Authorization header.",
  },
  "authzen.wrong-method": {
    status: 405,
    zh: "{path} 只接受 {allowed}。请改用该方法。",
    en: "{path} accepts only {allowed}. Use that method.",
  },
  "decision-point.not-loopback": {
    status: 422,
    zh: "{host} 不是本机回环地址，对外开放的决策点必须验证调用方。请用 --token-file 给出令牌，或改用 127.0.0.1。",
    en: "{host} is not a loopback address, and a decision point that others reach must know its callers. Give tokens with --token-file, or use 127.0.0.1.",
  },
  "decision-point.no-token": {
    status: 422,
    zh: "{path} 中没有可用的令牌：每行一个，每个 {least} 到 {most} 个可见 ASCII 字符。请更正后重试。",
    en: "{path} holds no usable token: one a line, each of {least} to {most} visible ASCII characters. Correct it and try again.",
  },
  "decision-point.half-tls": {
    status: 422,
    zh: "--tls-cert 和 --tls-key 必须一起给出。请补上另一个。",
    en: "--tls-cert and --tls-key belong together. Give the other one too.",
  },
  "decision-point.cannot-listen": {
    status: 422,
    zh: "不能在 {host}:{port} 上监听（{detail}）。请停止占用它的程序，或用 --port 换一个端口。",
    en: "{host}:{port} cannot be listened on ({detail}). Stop the program that holds it, or choose another port with --port.",
  },
  "decision-point.disagreement": {
    status: 500,
    zh: "两个执行器的结论不同，按拒绝处理（{detail}）。请把策略和请求告诉开发者。",
    en: "The two executors differ, which counts as a denial ({detail}). Report the policies and the request.",
  },
  "decision-point.bad-request-file": {
    status: 422,
    zh: "{path} 不是可以回答的请求：{detail}",
    en: "{path} is no request that can be answered: {detail}",
  },
  "example.invalid": {
    status: 422,
    zh: "{path} 中的 {at} 不符合用例表的格式（{detail}）。请参照 examples/access/policies/examples 更正。",
    en: "{path} is no table of examples at {at} ({detail}). Correct it after the model of examples/access/policies/examples.",
  },
  "gateway.no-subject": {
    status: 401,
    zh: "网关没有说明请求者是谁（首部 X-Subject-Id）。请先登录。",
    en: "The gateway did not say who asks (header X-Subject-Id). Sign in first.",
  },
  "gateway.missing-header": {
    status: 400,
    zh: "网关的询问缺少首部 {name}。请在网关的配置中补上。",
    en: "The gateway's question lacks the header {name}. Add it in the gateway's configuration.",
  },
  "gateway.repeated-header": {
    status: 400,
    zh: "网关的询问中首部 {name} 出现了不止一次，可能由客户端夹带。请让网关只发送自己设置的首部。",
    en: "The gateway's question holds the header {name} more than once; a client may have slipped one in. Let the gateway send only headers that it sets itself.",
  },
  "gateway.ambiguous-path": {
    status: 400,
    zh: "路径 {path} 有不止一种读法（点段、重复斜线或编码的斜线）。请让网关拒绝或规范化这样的地址。",
    en: "The path {path} can be read in more than one way (dot segments, doubled or encoded slashes). Let the gateway refuse or normalise such addresses.",
  },
});
