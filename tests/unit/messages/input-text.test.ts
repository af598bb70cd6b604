import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { inputRule } from '../../../main/transport/input-rule.ts';
import { zCentipoints, zFen, zLocalDate, zQuantity, zText } from '../../../shared/contract/base.ts';
import { FIELD_NAMES, fieldName } from '../../../shared/messages/field-names.ts';
import { refusalText } from '../../../shared/messages/refusal-text.ts';
import { contractFields } from '../../builders/contract-fields.ts';

describe('every field of the contract', () => {
  const fields = contractFields();

  test('has a Chinese name', () => {
    expect(fields.length).toBeGreaterThan(150);
    const nameless = fields.filter(({ path }) => fieldName(path.join('.')) === null);
    expect(nameless.map(({ procedure, path }) => `${procedure} ${path.join('.')}`)).toEqual([]);
    for (const name of Object.values(FIELD_NAMES)) expect(name).toMatch(/\p{Script=Han}/u);
  });

  test('is named when it is wrong, without a word of the program', () => {
    for (const { schema, path } of fields) {
      const input = path.reduceRight<unknown>(
        (inner, key) => (typeof key === 'number' ? [inner] : { [key]: inner }),
        Symbol('wrong'),
      );
      const rule = inputRule(schema, input, path, { code: 'invalid_type', message: '' });
      const sentence = refusalText({ code: 'input_invalid', path: path.join('.'), rule });
      expect(sentence).toContain(fieldName(path.join('.')));
      expect(sentence.replace(/MB|最大\d+/g, '')).not.toMatch(/[A-Za-z_]/);
    }
  });
});

describe('the sentence', () => {
  const schema = z.object({
    date: zLocalDate,
    pin: z
      .string()
      .regex(/^\d{6}$/)
      .optional(),
    supplier: zText(100).default(''),
    reason: zText(200).pipe(z.string().min(1)),
    priceCentipoints: zCentipoints.nullable().default(null),
    source: z.enum(['purchase', 'donation']),
    port: z.int().min(1).max(65_535),
    limit: z.int().min(1),
    file: z.file().max(50_000_000),
    lines: z.array(z.object({ quantity: zQuantity, costFen: zFen })).max(500),
    connection: z.discriminatedUnion('type', [
      z.object({ type: z.literal('none') }),
      z.object({ type: z.literal('tcp'), host: z.string().min(1).max(255) }),
    ]),
  });
  const right = {
    date: '2026-07-01',
    reason: '好',
    source: 'purchase',
    port: 1,
    limit: 1,
    file: new File([], 'a'),
    lines: [],
    connection: { type: 'none' },
  };

  function sentenceOf(wrong: Record<string, unknown>): string {
    const input = { ...right, ...wrong };
    const parsed = schema.safeParse(input);
    const issue = parsed.error?.issues[0];
    if (issue === undefined) throw new Error('nothing is wrong');
    const rule = inputRule(schema, input, issue.path, issue);
    return refusalText({ code: 'input_invalid', path: issue.path.join('.'), rule });
  }

  test('nothing is wrong with what is right', () => {
    expect(() => sentenceOf({})).toThrow('nothing is wrong');
  });

  test.each([
    [
      {
        lines: [
          { quantity: 1, costFen: 1 },
          { quantity: 1e9, costFen: 1 },
        ],
      },
      '第2行“数量”应是不大于1亿的整数',
    ],
    [{ lines: [{ quantity: 0.5, costFen: 1 }] }, '第1行“数量”应是不大于1亿的整数'],
    [{ lines: [{ quantity: 1 }] }, '请填写第1行“金额”'],
    [{ lines: [{ quantity: 1, costFen: 1e15 }] }, '第1行“金额”应是不大于100亿的数（元），最多两位小数'],
    [{ lines: Array.from({ length: 501 }, () => ({ quantity: 1, costFen: 1 })) }, '“明细”应是0到500行'],
    [{ lines: 'x' }, '“明细”应是0到500行'],
    [{ priceCentipoints: Number.NaN }, '“兑换分值”应是不大于100亿的数（分），最多两位小数'],
    [{ port: 70_000 }, '“端口”应是1到65535之间的整数'],
    [{ port: '80' }, '“端口”应是1到65535之间的整数'],
    [{ limit: 0 }, '“每页行数”应是不小于1的整数'],
    [{ date: '2026-02-30' }, '“日期”不是日期，请写成2026-07-01这样'],
    [{ date: undefined }, '请填写“日期”'],
    [{ reason: '  ' }, '请填写“原因”'],
    [{ reason: '字'.repeat(201) }, '“原因”最多200个字'],
    [{ supplier: 5 }, '“供货单位”最多100个字'],
    [{ source: 'theft' }, '“来源”不在可选的范围内，请重新选择'],
    [{ file: 'a.xlsx' }, '“文件”应是一个文件，最大50MB'],
    [{ connection: { type: 'tcp', host: '' } }, '请填写“打印机地址”'],
    [{ connection: { type: 'fax' } }, '“连接方式”不在可选的范围内，请重新选择'],
    [{ pin: '12' }, '输入的内容不完整或有多余'],
  ])('%j', (wrong, sentence) => {
    expect(sentenceOf(wrong)).toBe(sentence);
  });

  test.each(['', 'constructor', '__proto__', 'lines.0', 'nowhere.at.all'])(
    'a path without a name (%s) has no field',
    (path) => {
      expect(fieldName(path)).toBe(path === 'lines.0' ? '第1行“明细”' : null);
      expect(refusalText({ code: 'input_invalid', path, rule: { kind: 'unknown' } })).toMatch(
        /^\p{Script=Han}|^第1行/u,
      );
    },
  );
});
