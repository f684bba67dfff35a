/** The refusal of a feature that holds a line itself, beneath the decision point. */

import type { Permission } from "@fenji/contract";
import { AppError } from "@fenji/kernel";

export const lacking = ({ permission }: { readonly permission: Permission | null }): AppError =>
  new AppError("permission.denied", {
    permission: permission ?? "",
    policies: "",
    zh: "当前角色没有这项权限。请联系本单位的管理成员或节点管理员。",
    en: "Your role does not include it. Ask who manages your organisation, or the node's administrator.",
  });
