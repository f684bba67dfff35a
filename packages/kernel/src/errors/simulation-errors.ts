/** Failures of registries kept as columns, of edited rules and of simulation. */

import { defineErrors } from "./define-errors.ts";

export const simulationErrors = defineErrors({
  "columns.not-columns": {
    status: 422,
    zh: "这不是登记列文件（开头不是 FENJICOL）。请用 fenji registry generate 生成，或检查路径。",
    en: "This is no file of registry columns (it does not begin with FENJICOL). Make one with fenji registry generate, or check the path.",
  },
  "columns.container-version": {
    status: 422,
    zh: "登记列文件的格式版本是 {actual}，本程序只读 {expected}。请用同一版本的 fenji 重新生成。",
    en: "The file of registry columns has format version {actual}; this program reads {expected}. Generate it again with this version of fenji.",
  },
  "columns.size": {
    status: 422,
    zh: "登记列文件应有 {expected} 字节，实有 {actual} 字节。文件不完整或被改动，请重新复制或生成。",
    en: "The file of registry columns should have {expected} bytes and has {actual}. It is incomplete or altered; copy or generate it again.",
  },
  "columns.header": {
    status: 422,
    zh: "登记列文件头中的 {at} 应为{expected}，实为 {actual}。请重新生成文件。",
    en: "In the header of the registry columns {at} must be {expected}, not {actual}. Generate the file again.",
  },
  "columns.value": {
    status: 422,
    zh: "登记列“{column}”第 {row} 行的值应为{expected}，实为 {actual}。请重新生成文件，或用与规则包相符的文件。",
    en: "In the registry column “{column}” the value of row {row} must be {expected}, not {actual}. Generate the file again, or use one that fits the pack.",
  },
  "columns.unfit": {
    status: 422,
    zh: "登记列“{column}”是 {actual}，规则包要求 {expected}。请用为该规则包生成的文件，或用 --pack 指定规则包。",
    en: "The registry column “{column}” is {actual}; the pack asks for {expected}. Use a file made for this pack, or name the pack with --pack.",
  },
  "rules.unknown-path": {
    status: 422,
    zh: "规则里没有“{path}”可改。请用 fenji simulate --paths 列出可改的各项。",
    en: "The rules have nothing to change at “{path}”. List what can be changed with fenji simulate --paths.",
  },
  "rules.unknown-path-near": {
    status: 422,
    zh: "规则里没有“{path}”可改。是不是“{near}”？请用 fenji simulate --paths 列出可改的各项。",
    en: "The rules have nothing to change at “{path}”. Did you mean “{near}”? List what can be changed with fenji simulate --paths.",
  },
  "rules.edit-range": {
    status: 422,
    zh: "“{path}”应为 {expected}，不能是 {actual}。请改用范围内的数。",
    en: "“{path}” must be {expected}, not {actual}. Choose a number within the range.",
  },
  "rules.edit-breaks": {
    status: 422,
    zh: "把“{path}”改为 {actual} 后，规则“{node}”可能得出 {values}，不在允许的取值之中（{expected}）。请改用别的数。",
    en: "With “{path}” set to {actual} the rule “{node}” can come out at {values}, which is not allowed ({expected}). Choose another number.",
  },
  "rules.unknown-type": {
    status: 422,
    zh: "规则包没有类型“{type}”。可用：{expected}。请改正 --type。",
    en: "The pack has no type “{type}”. There is: {expected}. Correct --type.",
  },
  "input.option-missing": {
    status: 422,
    zh: "缺少选项 {option}。请补上，用法见 --help。",
    en: "The option {option} is missing. Add it; see --help.",
  },
});
