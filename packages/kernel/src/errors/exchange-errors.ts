/** Failures between nodes: messages that cannot be believed or read, links, codes, bundles. */

import { defineErrors } from "./define-errors.ts";

export const exchangeErrors = defineErrors({
  "exchange.malformed": {
    status: 400,
    zh: "消息不是规范的 JSON（{detail}）。请原样传送对方签名的字节，不要改写或重新排版。",
    en: "The message is not canonical JSON ({detail}). Pass on the signed bytes as they are; do not rewrite or reformat them.",
  },
  "exchange.too-large": {
    status: 413,
    zh: "消息超过 {limit} 的上限。请减少所附内容后重新生成。",
    en: "The message is over the limit of {limit}. Make it again with less in it.",
  },
  "exchange.too-deep": {
    status: 400,
    zh: "消息的嵌套超过 {limit} 层。请检查生成它的程序。",
    en: "The message is nested more than {limit} levels deep. Check the program that made it.",
  },
  "exchange.newer-schema": {
    status: 422,
    zh: "消息格式 {schema} 比本节点新。请升级本节点；对方会保留消息，过后再送。",
    en: "Message format {schema} is newer than this node. Upgrade this node; the sender keeps the message and offers it again.",
  },
  "exchange.schema": {
    status: 422,
    zh: "消息内容在 {at} 处不符合格式：{detail}。请由发送方更正后重新生成。",
    en: "The message does not fit its format at {at}: {detail}. The sender has to correct it and make it again.",
  },
  "exchange.forged": {
    status: 403,
    zh: "消息的签名与密钥 {keyId} 不符，内容可能被改动。请从发送方重新取得原件。",
    en: "The signature does not match key {keyId}; the content may have been changed. Get the original from the sender again.",
  },
  "exchange.unknown-key": {
    status: 403,
    zh: "本节点没有登记密钥 {keyId}。请用主管节点给出的接入码完成接入。",
    en: "Key {keyId} is not pinned on this node. Enrol with a code of the supervisor's node first.",
  },
  "exchange.replaced-key": {
    status: 403,
    zh: "密钥 {keyId} 已被轮换。请用现行密钥重新签名后再送。",
    en: "Key {keyId} has been rotated out. Sign with the current key and send again.",
  },
  "exchange.revoked-key": {
    status: 403,
    zh: "密钥 {keyId} 已被吊销。请联系对方，凭新的接入码重新接入。",
    en: "Key {keyId} has been revoked. Contact the other side and enrol again with a new code.",
  },
  "exchange.signature-missing": {
    status: 403,
    zh: "消息缺少 {algorithm} 签名，而双方登记了这种密钥。请由发送方补签后重发。",
    en: "The message lacks the {algorithm} signature for which a key is pinned. The sender has to sign with it and send again.",
  },
  "exchange.wrong-recipient": {
    status: 403,
    zh: "消息的收件节点是 {to}，不是本节点。请送到正确的节点。",
    en: "The message is for node {to}, not for this one. Take it to the right node.",
  },
  "exchange.clock": {
    status: 403,
    zh: "消息时间 {createdAt} 与本节点时钟相差过大。请校准两端的时钟后重试。",
    en: "The time {createdAt} of the message is too far from this node's clock. Set both clocks right and try again.",
  },
  "exchange.not-linked": {
    status: 403,
    zh: "企业 {creditCode} 没有与发送节点建立连接。请先用该企业的接入码接入。",
    en: "Enterprise {creditCode} is not linked to the sending node. Enrol it with a code of its own first.",
  },
  "exchange.not-theirs": {
    status: 403,
    zh: "发送节点不能发出 {kind} 类消息。请检查双方的接入关系。",
    en: "The sending node may not send messages of kind {kind}. Check how the two nodes are linked.",
  },
  "exchange.id-reused": {
    status: 409,
    zh: "消息编号 {id} 已用于另一份内容。请由发送方以新编号重新生成。",
    en: "Message id {id} was used for other content. The sender has to make the message anew with an id of its own.",
  },
  "exchange.about-unknown": {
    status: 404,
    zh: "消息所答复的 {about} 在本节点没有记录。请核对后重发。",
    en: "This node has no record of {about}, which the message answers. Check it and send again.",
  },
  "exchange.code-damaged": {
    status: 422,
    zh: "接入码不完整或有误。请完整复制主管节点给出的接入码。",
    en: "The enrolment code is incomplete or mistyped. Copy the whole code that the supervisor's node gave.",
  },
  "exchange.code-refused": {
    status: 403,
    zh: "接入码无效：从未发出、已用过、已过期，或属于另一家企业。请向主管节点要一个新的。",
    en: "The enrolment code is not valid: never issued, used, expired, or for another enterprise. Ask the supervisor's node for a new one.",
  },
  "exchange.wrong-supervisor": {
    status: 403,
    zh: "{address} 上的节点与接入码不符，接入已停止。请核对地址，并向发码方确认指纹。",
    en: "The node at {address} is not the one in the code; nothing was linked. Check the address, and the fingerprint with whoever gave the code.",
  },
  "exchange.address": {
    status: 422,
    zh: "地址 {address} 不能用：须为 https，仅本机回环地址可用 http。请更正。",
    en: "Address {address} cannot be used: it must be https; http is for the loopback address only. Correct it.",
  },
  "exchange.unreachable": {
    status: 502,
    zh: "连不上 {address}（{detail}）。消息仍在队列中，会自动重试；也可导出文件人工携带。",
    en: "{address} cannot be reached ({detail}). Messages stay queued and are tried again; you can also export a file and carry it.",
  },
  "exchange.unlinked": {
    status: 409,
    zh: "这家企业还没有接入主管节点。请先在“节点”中输入接入码。",
    en: "This enterprise is not linked to a supervisor's node yet. Enter an enrolment code under Nodes first.",
  },
  "exchange.linked-already": {
    status: 409,
    zh: "已经接入该主管节点。若要更换密钥请用轮换，若要重新接入请先解除。",
    en: "It is linked to that supervisor's node already. Use rotation to change keys, or revoke the link before enrolling again.",
  },
  "exchange.wrong-node-kind": {
    status: 409,
    zh: "这项操作属于{kind}节点，本节点不是。请在相应节点上操作。",
    en: "This belongs to a node of kind {kind}, which this one is not. Do it on such a node.",
  },
  "exchange.bundle": {
    status: 400,
    zh: "文件不是 Fenji 消息包（第 {line} 行）。请使用导出的原文件。",
    en: "The file is not a Fenji bundle (line {line}). Use the file as it was exported.",
  },
  "exchange.key-file": {
    status: 500,
    zh: "节点密钥文件 {path} 无法使用：{detail}。请从备份恢复；丢失时须重新接入。",
    en: "The key file {path} of the node cannot be used: {detail}. Restore it from a backup; if it is lost, enrol again.",
  },
});
