import type { InputRule } from '../domain/settings/input-rule.ts';
import { fieldName } from './field-names.ts';

/** `第2行“数量”应是1到1亿之间的整数`: which field, and what it should be. */
export function inputText(path: string, rule: InputRule): string {
  const name = fieldName(path);
  return name === null ? '输入的内容不完整或有多余' : sentenceOf(name, rule, unitOf(path));
}

/** Amounts travel in hundredths; people know them in points and yuan. */
type Unit = { readonly hundredths: boolean; readonly word: string };

function unitOf(path: string): Unit {
  if (path.endsWith('Centipoints')) return { hundredths: true, word: '分' };
  return path.endsWith('Fen') ? { hundredths: true, word: '元' } : { hundredths: false, word: '' };
}

function sentenceOf(name: string, rule: InputRule, unit: Unit): string {
  switch (rule.kind) {
    case 'missing':
      return `请填写${name}`;
    case 'number':
      return `${name}应是${range(rule, unit)}${unit.hundredths ? '，最多两位小数' : ''}`;
    case 'text':
      return textSentence(name, rule);
    case 'list':
      return rule.maximum === null ? `${name}至少${rule.minimum}行` : `${name}应是${rule.minimum}到${rule.maximum}行`;
    case 'file':
      return rule.maximumBytes === null
        ? `请选择${name}`
        : `${name}应是一个文件，最大${Math.floor(rule.maximumBytes / 1_000_000)}MB`;
    case 'choice':
      return `${name}不在可选的范围内，请重新选择`;
    case 'date':
      return `${name}不是日期，请写成2026-07-01这样`;
    case 'form':
      return `${name}的格式不对，请检查`;
    case 'unknown':
      return `${name}填写有误，请检查`;
  }
}

function textSentence(name: string, { minimum, maximum }: Extract<InputRule, { kind: 'text' }>): string {
  if (maximum === null) return minimum > 1 ? `${name}至少${minimum}个字` : `请填写${name}`;
  return minimum > 1 ? `${name}应是${minimum}到${maximum}个字` : `${name}最多${maximum}个字`;
}

function range({ whole, minimum, maximum }: Extract<InputRule, { kind: 'number' }>, unit: Unit): string {
  const figure = (value: number): string => bigNumber(unit.hundredths ? value / 100 : value);
  const kind = `${whole && !unit.hundredths ? '整' : ''}数`;
  const what = unit.word === '' ? kind : `${kind}（${unit.word}）`;
  if (minimum === null && maximum === null) return what;
  // As far below zero as above: what may not be below zero has a refusal of its own that says so.
  if (maximum !== null && (minimum === null || minimum === -maximum)) return `不大于${figure(maximum)}的${what}`;
  if (minimum === null || maximum === null) return `不小于${figure(minimum ?? 0)}的${what}`;
  return `${figure(minimum)}到${figure(maximum)}之间的${what}`;
}

/** 100000000 is 1亿, 50000 is 5万; what is not round stays as it is. */
function bigNumber(value: number): string {
  for (const [size, word] of [
    [1e8, '亿'],
    [1e4, '万'],
  ] as const) {
    if (value !== 0 && value % size === 0) return `${value / size}${word}`;
  }
  return String(value);
}
