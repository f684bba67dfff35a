/** Words of permissions, policies and decisions (source language). */

export const zh = {
  because: "原因：",
  readOnlyFacts: "这里只能查看事实，不能修改。",
  noImport: "这里不能导入或撤回证据。",
  noRegister: "这里不能登记企业。",
};

export type AccessMessages = typeof zh;
