/** Failures of preparing, reviewing and withdrawing published aggregates. */

import { defineErrors } from "./define-errors.ts";

export const publicationErrors = defineErrors({
  "publication.needs-person": {
    status: 403,
    zh: "公开汇总由人编制、复核和撤回，不由程序凭令牌作出。请登录后在页面上操作。",
    en: "People prepare, review and withdraw published aggregates; a program with a token does not. Sign in and use the page.",
  },
  "publication.outside-scope": {
    status: 403,
    zh: "辖区 {jurisdiction} 不在您的监管范围内。请选择本辖区，或由该辖区的主管部门办理。",
    en: "Jurisdiction {jurisdiction} is not among those you supervise. Choose your own, or ask its supervisor.",
  },
  "publication.other-line": {
    status: 403,
    zh: "类型 {type} 不属于您的条线。请选择本条线的企业类型，或由另一条线的主管部门办理。",
    en: "Type {type} does not belong to your line of supervision. Choose a type of your line, or ask the other line's supervisor.",
  },
  "publication.overlap": {
    status: 409,
    zh: "本节点已就 {jurisdiction} 发布过同一规则包、同一类型的汇总；全国与所含辖区同时发布，相减可以推出隐去的数目。请沿用原来的范围。",
    en: "This node has published the same pack and type for {jurisdiction}; with the nation and a part of it both printed, subtraction would give withheld counts away. Keep to the area published before.",
  },
  "publication.linked": {
    status: 409,
    zh: "同一范围的另一种分行（{publication}）隐去了合计；两种分行都发布，合计可以被推得更窄。请沿用原来的分行方式。",
    en: "The table of the same firms by other rows ({publication}) withholds a total; with both printed, that total could be narrowed down. Keep to the rows published before.",
  },
  "publication.too-few": {
    status: 422,
    zh: "按阈值 {threshold} 隐去之后，表中没有一个数目可以公布。请等企业增多或变化增大，或选择更大的范围。",
    en: "At threshold {threshold} not one count of the table may be printed. Wait until there are more firms or more has changed, or choose a larger area.",
  },
  "publication.own-review": {
    status: 403,
    zh: "编制人不能复核自己的草稿。请由另一位有复核权限的人复核。",
    en: "Whoever prepared a draft cannot review it. Ask another person who may review.",
  },
  "publication.not-draft": {
    status: 409,
    zh: "这份汇总已经复核过。请重新载入查看结果；如需更改，请另编草稿。",
    en: "This aggregate has been reviewed already. Load it again to see the outcome; to change it, prepare another draft.",
  },
  "publication.not-released": {
    status: 409,
    zh: "这份汇总没有处于发布状态，无法撤回。请重新载入查看现状。",
    en: "This aggregate is not released at present, so it cannot be withdrawn. Load it again to see how it stands.",
  },
  "publication.changed": {
    status: 409,
    zh: "您看到的草稿与现在的不同。请重新载入，再看一遍后复核。",
    en: "The draft is not the one you looked at. Load it again, look once more, then review.",
  },
  "publication.outdated": {
    status: 409,
    zh: "草稿编制之后，又发布了相关的汇总（{publication}），两者之差尚未检查。请重新编制草稿。",
    en: "Since the draft was prepared a related aggregate was released ({publication}), and the difference of the two is unchecked. Prepare the draft again.",
  },
});
