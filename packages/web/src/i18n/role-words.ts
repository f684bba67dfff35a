/** What kinds of organisation, roles and lines of supervision are called, wherever a page names one. */

import type { Line, OrganisationKind, Role } from "@fenji/contract";
import type { Catalogue } from "./language.tsx";

interface RoleWords {
  readonly kinds: Readonly<Record<OrganisationKind, string>>;
  readonly roles: Readonly<Record<Role, string>>;
  readonly lines: Readonly<Record<Line, string>>;
  readonly everyLine: string;
  readonly manager: string;
}

export const roleWords: Catalogue<RoleWords> = {
  zh: {
    kinds: {
      enterprise: "企业",
      assessor: "评测机构",
      supervisor: "主管部门",
      vendor: "供应商",
      fund: "基金",
      institution: "院校机构",
      park: "园区",
      operator: "节点运营者",
    },
    roles: {
      "enterprise-owner": "企业负责人",
      "enterprise-editor": "企业编辑者",
      "enterprise-viewer": "企业查看者",
      assessor: "评测人员",
      supervisor: "主管人员",
      vendor: "供应商人员",
      fund: "基金人员",
      institution: "院校人员",
      park: "园区人员",
      auditor: "审计人员",
      administrator: "节点管理员",
    },
    lines: { industry: "工业和信息化", communications: "通信管理" },
    everyLine: "全部条线",
    manager: "管理成员",
  },
  en: {
    kinds: {
      enterprise: "Enterprise",
      assessor: "Assessor",
      supervisor: "Supervisor",
      vendor: "Vendor",
      fund: "Fund",
      institution: "Institution",
      park: "Park",
      operator: "Operator of the node",
    },
    roles: {
      "enterprise-owner": "Enterprise owner",
      "enterprise-editor": "Enterprise editor",
      "enterprise-viewer": "Enterprise viewer",
      assessor: "Assessor",
      supervisor: "Supervisor",
      vendor: "Vendor",
      fund: "Fund",
      institution: "Institution",
      park: "Park",
      auditor: "Auditor",
      administrator: "Administrator",
    },
    lines: { industry: "Industry and information", communications: "Communications" },
    everyLine: "every line",
    manager: "manages members",
  },
};
