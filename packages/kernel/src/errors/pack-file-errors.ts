/** Faults in how a pack file is written; `{at}` is file, line, column and member. */

import { defineErrors } from "./define-errors.ts";

export const packFileErrors = defineErrors({
  "pack.file-missing": {
    status: 422,
    zh: "{at}：规则包缺少这个文件。请按 packs/README.md 补上。",
    en: "{at}: the pack lacks this file. Add it as packs/README.md describes.",
  },
  "pack.unexpected-file": {
    status: 422,
    zh: "{at}：规则包里不该有这个文件。请改正文件名，或移到别处；允许的文件见 packs/README.md。",
    en: "{at}: a pack has no such file. Correct its name or move it away; packs/README.md lists what a pack holds.",
  },
  "pack.yaml": {
    status: 422,
    zh: "{at}：YAML 写法有误（{detail}）。请检查这一行的缩进、冒号和引号。",
    en: "{at}: this is not valid YAML ({detail}). Check indentation, colons and quotes of this line.",
  },
  "pack.duplicate-member": {
    status: 422,
    zh: "{at}：同一个成员写了两次。请删去其中一个。",
    en: "{at}: the same member is written twice. Delete one of them.",
  },
  "pack.alias-bomb": {
    status: 422,
    zh: "{at}：YAML 别名展开后过大。请直接写出内容，不用别名。",
    en: "{at}: its YAML aliases unfold to too much. Write the content out instead of using aliases.",
  },
  "pack.too-deep": {
    status: 422,
    zh: "{at}：嵌套超过 {limit} 层。请减少嵌套。",
    en: "{at}: nested more than {limit} levels deep. Nest less.",
  },
  "pack.unknown-member": {
    status: 422,
    zh: "{at}：没有名为“{member}”的成员。这里可用的成员：{known}。请改名或删去。",
    en: "{at}: there is no member “{member}”. Members here: {known}. Rename or delete it.",
  },
  "pack.unknown-member-near": {
    status: 422,
    zh: "{at}：没有名为“{member}”的成员。是不是“{near}”？请改名或删去。",
    en: "{at}: there is no member “{member}”. Did you mean “{near}”? Rename or delete it.",
  },
  "pack.missing": {
    status: 422,
    zh: "{at}：缺少必填的内容（{expected}）。请补上。",
    en: "{at}: something required is missing ({expected}). Add it.",
  },
  "pack.wrong-type": {
    status: 422,
    zh: "{at}：应为{expected}，写的是 {actual}。请更正；看起来像数字的文本要加引号。",
    en: "{at}: must be {expected}, is {actual}. Correct it; text that looks like a number needs quotes.",
  },
  "pack.not-one-of": {
    status: 422,
    zh: "{at}：“{actual}”不在允许的值之中：{expected}。请从中选一个。",
    en: "{at}: “{actual}” is not one of {expected}. Choose one of these.",
  },
  "pack.out-of-limits": {
    status: 422,
    zh: "{at}：超出允许的范围（{limit}）。请改到范围之内。",
    en: "{at}: outside what is allowed ({limit}). Bring it inside.",
  },
  "pack.empty-list": {
    status: 422,
    zh: "{at}：至少要有 {minimum} 项。请补上。",
    en: "{at}: at least {minimum} needed. Add what is missing.",
  },
  "pack.wrong-format": {
    status: 422,
    zh: "{at}：“{actual}”的写法不对，应为{expected}。请改写。",
    en: "{at}: “{actual}” is not written as {expected}. Rewrite it.",
  },
  "pack.shape": {
    status: 422,
    zh: "{at}：要有且只有这些成员之一：{expected}。请只留一个。",
    en: "{at}: must have exactly one of these members: {expected}. Keep just one.",
  },
  "pack.text-empty": {
    status: 422,
    zh: "{at}：文本是空的。请用中英文都写上。",
    en: "{at}: the text is empty. Write it in both languages.",
  },
  "pack.text-zh": {
    status: 422,
    zh: "{at}：中文文本里没有汉字。请写成中文。",
    en: "{at}: the Chinese text holds no Chinese character. Write it in Chinese.",
  },
  "pack.text-en": {
    status: 422,
    zh: "{at}：英文文本里有汉字“{actual}”。请写成英文。",
    en: "{at}: the English text holds the Chinese “{actual}”. Write it in English.",
  },
});
