/** Failures of telling others what changed. */

import { defineErrors } from "./define-errors.ts";

export const webhookErrors = defineErrors({
  "webhook.url": {
    status: 422,
    zh: "通知地址不可用：{detail}。请填写 https:// 开头、不含用户名和 # 的地址。",
    en: "The address cannot be used: {detail}. Give one that begins with https:// and has no user name and no #.",
  },
  "webhook.private": {
    status: 422,
    zh: "{host} 指向内部或保留的地址，节点不向那里发送。请换一个地址，或由运维者在 FENJI_WEBHOOK_NETWORKS 里放行该网段。",
    en: "{host} leads to an internal or reserved address, to which the node does not send. Use another address, or let the operator allow that network with FENJI_WEBHOOK_NETWORKS.",
  },
  "webhook.too-many": {
    status: 429,
    zh: "一家企业最多 {limit} 个通知地址。请先删除不用的。",
    en: "An enterprise has at most {limit} webhooks. Remove one that is not needed.",
  },
  "webhook.secret": {
    status: 500,
    zh: "通知地址的密钥打不开：节点的密钥文件换过了。请为它更换密钥。",
    en: "The webhook's secret cannot be opened: the node's key file was replaced. Give it a new secret.",
  },
});
