/** Failures of deciding on access and of writing decisions down. */

import { defineErrors } from "./define-errors.ts";

export const decisionErrors = defineErrors({
  "access.unknown-permission": {
    status: 400,
    zh: "没有名为 {permission} 的权限。请从策略页面列出的权限中选择。",
    en: "There is no permission named {permission}. Choose one of those that the policies page lists.",
  },
  "access.log-overflow": {
    status: 500,
    zh: "决策记录积压过多，有 {lost} 条没有写入。请检查数据库是否繁忙或磁盘已满。",
    en: "Too many decisions were waiting to be written; {lost} were lost. Check whether the database is busy or the disk is full.",
  },
});
