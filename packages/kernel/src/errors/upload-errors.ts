/** Failures of handing files over in parts. */

import { defineErrors } from "./define-errors.ts";

export const uploadErrors = defineErrors({
  "upload.too-many": {
    status: 429,
    zh: "已有 {limit} 个文件在上传或等待导入。请等它们完成，或取消一些。",
    en: "{limit} files are being sent or wait to be read already. Let them finish, or cancel some.",
  },
  "upload.too-much": {
    status: 429,
    zh: "正在上传和等待导入的文件合计会超过 {limitGb} GB。请等它们完成，或取消一些。",
    en: "The files being sent or waiting would exceed {limitGb} GB together. Let them finish, or cancel some.",
  },
  "upload.state": {
    status: 409,
    zh: "这个文件现在是“{state}”状态，不能这样做。请刷新后查看它的状态。",
    en: "The file is in the state “{state}”, where this cannot be done. Look at its state again.",
  },
  "upload.offset": {
    status: 409,
    zh: "这一段从第 {given} 字节开始，但已收到 {expected} 字节。请用 HEAD 询问 Upload-Offset，从那里继续。",
    en: "The part begins at byte {given}, but {expected} bytes have arrived. Ask for Upload-Offset with HEAD and go on from there.",
  },
  "upload.too-long": {
    status: 413,
    zh: "收到的内容超过了所说的 {size} 字节，多出的部分没有保存。文件在上传途中变了吗？请重新开始上传。",
    en: "More came than the {size} bytes that were announced; the rest was not kept. Did the file change on the way? Begin the upload again.",
  },
  "upload.changed": {
    status: 422,
    zh: "“{name}”收到的内容与所说的 SHA-256 不符，没有导入。文件在上传途中变了，请重新上传。",
    en: "What arrived of “{name}” does not have the announced SHA-256 and was not imported. The file changed on the way; send it again.",
  },
  "upload.gone": {
    status: 410,
    zh: "“{name}”的内容已不在节点上，无法导入。请重新上传。",
    en: "The content of “{name}” is no longer on the node, so it cannot be imported. Send it again.",
  },
  "upload.gave-up": {
    status: 500,
    zh: "读取“{name}”时节点中断了 {attempts} 次，不再自动重试。请检查文件是否异常巨大，再手动重试，并把日志告诉管理员。",
    en: "The node broke off {attempts} times while reading “{name}” and no longer tries by itself. Check whether the file is unusually large, retry by hand, and tell the administrator of the log.",
  },
});
