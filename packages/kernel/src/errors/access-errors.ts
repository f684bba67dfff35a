/** Failures of policies, entities and requests before anything is decided. */

import { defineErrors } from "./define-errors.ts";

export const accessErrors = defineErrors({
  "access.number-inexact": {
    status: 400,
    zh: "{at} 的数不是整数，或超出 ±(2^53 − 1)，无法精确表示。请改用较小的整数，或改为文本或 decimal。",
    en: "The number at {at} is not whole or lies beyond ±(2^53 − 1) and cannot be held exactly. Use a smaller whole number, a text or a decimal.",
  },
  "access.text-malformed": {
    status: 400,
    zh: "{at} 的文本含有不成对的代理码位，不是有效的 Unicode。请修正来源的编码。",
    en: "The text at {at} holds unpaired surrogates and is no valid Unicode. Correct the encoding at its source.",
  },
  "access.type-malformed": {
    status: 400,
    zh: "“{type}”不是实体类型的名称。请写成 Fenji::Enterprise 这样由字母、数字、下划线组成的名称。",
    en: "“{type}” is no name of an entity type. Write letters, digits and underscores, such as Fenji::Enterprise.",
  },
  "access.value-unknown": {
    status: 400,
    zh: "{at} 不是 Cedar 的值（空值、函数和日期对象都不是）。没有的属性请直接省去。",
    en: "What stands at {at} is no Cedar value (null, functions and date objects are none). Leave absent attributes out.",
  },
  "access.value-too-large": {
    status: 400,
    zh: "{at} 的值嵌套超过 {depth} 层，或总数超过 {count} 个。请只传决策所需的属性。",
    en: "The values at {at} are nested deeper than {depth} or number more than {count}. Pass only what the decision needs.",
  },
  "access.escape-malformed": {
    status: 400,
    zh: '{at} 的转义不完整。实体写作 {"__entity":{"type":…,"id":…}}，扩展值写作 {"__extn":{"fn":…,"arg":…}}，不得有其他成员；fn 可为 decimal、ip、datetime、duration，arg 须合其格式。',
    en: 'The escape at {at} is misshapen. Write {"__entity":{"type":…,"id":…}} for an entity and {"__extn":{"fn":…,"arg":…}} for an extension value, without other members; fn is decimal, ip, datetime or duration and arg must be well-formed.',
  },
  "access.entity-twice": {
    status: 400,
    zh: "实体 {entity} 出现两次且内容不同。请只保留一个。",
    en: "Entity {entity} is given twice with different content. Keep one.",
  },
  "access.entity-cycle": {
    status: 400,
    zh: "实体 {entity} 经由上级又回到自己。请断开上级之间的循环。",
    en: "Entity {entity} is its own ancestor. Break the cycle among the parents.",
  },
  "access.too-many-entities": {
    status: 400,
    zh: "实体超过 {limit} 个。请只传与请求有关的实体。",
    en: "More than {limit} entities. Pass only those that the request concerns.",
  },
  "access.too-many-parents": {
    status: 400,
    zh: "实体 {entity} 的直接上级超过 {limit} 个。请用中间的组归并。",
    en: "Entity {entity} has more than {limit} direct parents. Gather them in groups between.",
  },
  "access.member-missing": {
    status: 400,
    zh: "{at} 缺失或形状不对。实体要有 uid、attrs、parents，请求要有 principal、action、resource；uid 由文本 type 和 id 组成。",
    en: "{at} is missing or misshapen. An entity has uid, attrs and parents, a request principal, action and resource; a uid has the texts type and id.",
  },
  "access.file-refused": {
    status: 400,
    zh: "{file}：{zh}",
    en: "{file}: {en}",
  },
  "policy.folder-not-found": {
    status: 404,
    zh: "没有策略文件夹 {folder}。请给出含 .cedar 文件的文件夹。",
    en: "There is no folder of policies {folder}. Name one that holds .cedar files.",
  },
  "policy.none": {
    status: 422,
    zh: "{folder} 里没有 .cedar 文件（不看下级文件夹）。没有策略就什么都不允许；请至少放入一条。",
    en: "{folder} holds no .cedar file (folders below are not looked into). Without policies nothing is allowed; put one there at least.",
  },
  "policy.file-refused": {
    status: 422,
    zh: "{file} 不是普通文件，或超过 {limit} 字节，或不是 UTF-8。请替换。",
    en: "{file} is no regular file, or larger than {limit} bytes, or not UTF-8. Replace it.",
  },
  "policy.too-many-files": {
    status: 422,
    zh: "{folder} 里的策略文件超过 {limit} 个。请确认文件夹无误，或合并文件。",
    en: "{folder} holds more than {limit} files of policies. Check the folder, or merge files.",
  },
  "policy.two-schemas": {
    status: 422,
    zh: "{folder} 里有不止一个 .cedarschema 文件。请合并成一个。",
    en: "{folder} holds more than one .cedarschema file. Merge them into one.",
  },
  "policy.invalid": {
    status: 422,
    zh: "{file}:{line} {detail}（共 {count} 处问题，这是第一处；引擎的提示为英文。）请照提示修改后重试。",
    en: "{file}:{line} {detail} (The first of {count} problem(s).) Correct it and try again.",
  },
  "policy.id-twice": {
    status: 422,
    zh: '{file}:{line} 策略编号 {id} 已在 {other} 用过。请改成唯一的 @id("…")。',
    en: '{file}:{line} The policy id {id} is taken by {other}. Choose an @id("…") of its own.',
  },
  "policy.template": {
    status: 422,
    zh: "{file} 里有模板（?principal 或 ?resource）。模板须链接后才生效，这里不支持；请写成普通策略。",
    en: "{file} holds a template (?principal or ?resource). Templates take effect only when linked, which is not supported here; write a plain policy.",
  },
  "policy.reference-crashed": {
    status: 503,
    zh: "Cedar 参考引擎中断（{reason}），已重新启动。请重试；若再次出现，请检查是否有极深的策略表达式。",
    en: "Cedar's reference engine broke off ({reason}) and was started anew. Try again; if it recurs, look for a very deeply nested policy.",
  },
  "policy.reference-refused": {
    status: 400,
    zh: "Cedar 参考引擎不接受这个请求：{detail}。请检查实体和上下文。",
    en: "Cedar's reference engine refuses the request: {detail}. Check entities and context.",
  },
  "policy.reference-closed": {
    status: 503,
    zh: "Cedar 参考引擎已经关闭。请重新打开策略文件夹。",
    en: "Cedar's reference engine is closed. Open the folder of policies again.",
  },
  "policy.malformed": {
    status: 422,
    zh: "策略 {policy} 不是 Cedar 的策略 JSON：缺少 effect，或注解不是文本。请用 Cedar 的转换工具生成。",
    en: "Policy {policy} is no policy in Cedar's JSON: its effect is missing or its annotations are no texts. Make it with Cedar's own conversion.",
  },
  "policy.too-many": {
    status: 422,
    zh: "策略超过 {limit} 条。请合并只差一个值的策略，把差别放进实体的属性。",
    en: "More than {limit} policies. Merge those that differ in one value, and put the difference into the entities' attributes.",
  },
});
