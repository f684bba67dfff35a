/** Failures of assessment as work: engagements, field records, conclusions, findings and signatures. */

import { defineErrors } from "./define-errors.ts";

export const engagementErrors = defineErrors({
  "engagement.organisation": {
    status: 422,
    zh: "第三方评测须由本期受托的评测机构承担，自评由企业自己承担。请先在“委托”中委派评测机构，或改为自评。",
    en: "A third-party assessment is done by an assessor that is assigned to the firm now, a self-assessment by the firm. Assign an assessor first, or choose self-assessment.",
  },
  "engagement.stage": {
    status: 409,
    zh: "评测项目 {number} 处于“{zh}”阶段，不能这样操作。请先进入或退回到相应阶段；已签署的报告须先退回更正。",
    en: "Engagement {number} is in the stage “{en}”, where this cannot be done. Move it to the right stage first; a signed report must be returned for correction.",
  },
  "engagement.not-in-team": {
    status: 403,
    zh: "这一步由评测组的{zh}办理，您没有这个角色。请让组长把您加入评测组。",
    en: "This is for the team's {en}, and you are not one of them. Ask the lead to add you to the team.",
  },
  "engagement.not-a-candidate": {
    status: 422,
    zh: "{person} 不能加入评测组：须是承担评测的组织的成员。请从可选人员中选择。",
    en: "{person} cannot join the team: only members of the assessing organisation can. Choose from the people listed.",
  },
  "engagement.lead-missing": {
    status: 422,
    zh: "评测组没有组长。请指定一名组长。",
    en: "The team has no lead. Name one.",
  },
  "engagement.unknown-requirement": {
    status: 422,
    zh: "这个评测项目不涉及要求 {requirement}。请从项目的要求中选择。",
    en: "The engagement has no requirement {requirement}. Choose one of those that it covers.",
  },
  "engagement.unknown-question": {
    status: 422,
    zh: "规则包里没有问题 {question}。请从要求所列的问题中选择，或把它留空。",
    en: "The pack has no question {question}. Choose one that the requirement lists, or leave it out.",
  },
  "engagement.unknown-document": {
    status: 422,
    zh: "项目里没有文件 {sha256}。请先上传文件，再同步引用它的记录。",
    en: "The engagement has no document {sha256}. Upload it first, then sync the record that refers to it.",
  },
  "engagement.version-differs": {
    status: 409,
    zh: "记录 {id} 的版本 {version} 已存在而内容不同。版本不可更改；请为改动生成新的版本号。",
    en: "Version {version} of record {id} exists with other content. A version never changes: give the change a version id of its own.",
  },
  "engagement.marked-secret": {
    status: 422,
    zh: "文件 {name} 标有国家秘密标志，本系统不得存放。请不要上传，按保密规定处理。",
    en: "The document {name} carries a mark of a state secret and must not be kept here. Do not upload it; handle it by the rules of secrecy.",
  },
  "engagement.nothing-to-sample": {
    status: 422,
    zh: "还没有已知的这类对象（{kind}），无从抽样。请先导入证据，或另选一类。",
    en: "No subject of this kind ({kind}) is known yet, so there is nothing to sample. Import evidence first, or choose another kind.",
  },
  "engagement.confirmed-by-firm": {
    status: 403,
    zh: "进场由被评测企业自己确认。请让企业负责人办理。",
    en: "The start is confirmed by the firm that is assessed. Ask its owner to do it.",
  },
  "engagement.blocked": {
    status: 409,
    zh: "还不能这样做：{zh}",
    en: "This cannot be done yet: {en}",
  },
  "engagement.reason-missing": {
    status: 422,
    zh: "退回、取消或与机器判定不同的结论必须说明理由。请填写理由。",
    en: "Going back, cancelling or concluding against the machine's verdict needs a reason. Give one.",
  },
  "engagement.undecided": {
    status: 409,
    zh: "要求 {requirement} 的判定是“{zh}”，不能直接下结论。请补充证据或现场记录，或在争议队列中处理后再下结论。",
    en: "The verdict on {requirement} is “{en}”, which cannot be concluded over. Add evidence or field records, or settle it in the contested queue first.",
  },
  "engagement.out-of-scope": {
    status: 422,
    zh: "要求 {requirement} 不在评测范围内。请先调整范围。",
    en: "Requirement {requirement} is out of scope. Change the scope first.",
  },
  "engagement.signature-order": {
    status: 409,
    zh: "签署须按编制、审核、批准的次序进行，现在应为“{zh}”。请按次序签署。",
    en: "Signatures go in order: prepared, reviewed, approved; now it is “{en}”. Sign in this order.",
  },
  "engagement.signature-person": {
    status: 403,
    zh: "编制、审核、批准须由三个不同的人签署，您已签署过一步。请由另一人签署。",
    en: "The three signatures are by three different people, and you have signed one. Let somebody else sign.",
  },
  "engagement.content-changed": {
    status: 409,
    zh: "报告在您阅读之后有了变化。请重新打开，核对后再签署。",
    en: "The report changed after you read it. Open it again, check it, then sign.",
  },
  "finding.open-already": {
    status: 409,
    zh: "要求 {requirement} 的这些对象已有未关闭的问题 {number}。请在该问题中继续整改和复测。",
    en: "Finding {number} is open on these subjects of {requirement} already. Go on with it.",
  },
  "finding.closed": {
    status: 409,
    zh: "问题 {number} 已关闭，不能再改。再次发生时请提出新的问题，它会引用旧号。",
    en: "Finding {number} is closed and stays as it is. If it recurs, raise a new one: it refers to the old number.",
  },
  "finding.due-past": {
    status: 422,
    zh: "整改期限 {due} 已经过去。请填今天以后的日期。",
    en: "The due date {due} has passed. Give a later one than today.",
  },
  "finding.calendar-unknown": {
    status: 422,
    zh: "不知道到期年份的放假安排，无法按工作日计算。请改填日期，或为该年加入日历包。",
    en: "The holidays of the year in which it falls due are not known, so working days cannot be counted. Give a date, or add the calendar pack of that year.",
  },
  "finding.no-rectification": {
    status: 409,
    zh: "问题 {number} 还没有整改责任人和期限。请先确定。",
    en: "Finding {number} has no owner and due date yet. Set them first.",
  },
  "finding.unknown-evidence": {
    status: 422,
    zh: "本企业在节点上没有文件 {sha256}。请先导入证据或上传文件。",
    en: "The firm holds no file {sha256} on the node. Import it as evidence, or upload it as a document, first.",
  },
  "finding.unknown-subject": {
    status: 422,
    zh: "问题 {number} 没有未关闭的对象 {subject}。请从它未关闭的对象中选择。",
    en: "Finding {number} has no open subject {subject}. Choose among those that are open.",
  },
  "finding.not-retester": {
    status: 403,
    zh: "现场核查关闭问题须由评测组的组长或评测员办理。请让他们核查，或以新的证据复测。",
    en: "Closing by a check is for the lead and assessors of the team. Ask them to look, or retest by new evidence.",
  },
});
