import { expect, test } from 'vitest';
import { layoutRecoverySlip } from '../../../main/documents/receipt/layout-recovery-slip.ts';
import { columnScale, columnsOf } from '../../../shared/domain/redemption/receipt-layout.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';

const CODE = '7K3P-MN4Q-22XY-HJ89-ABC2';

test.each([58, 80] as const)('the code is printed whole, in large letters, on %i mm paper', (width) => {
  const data = { shopName: '光明村爱心超市', operatorName: '管理员', date: localDate('2026-07-15'), code: CODE };
  const layout = layoutRecoverySlip(data, width);
  const texts = layout.blocks.flatMap((block) => (block.type === 'text' ? [block] : []));
  const large = texts.filter(({ size, runs }) => size === 'large' && runs.some(({ text }) => /\d/.test(text)));
  expect(large.map(({ runs }) => runs.map(({ text }) => text).join('')).join('-')).toBe(CODE);
  for (const { size, runs } of texts) {
    for (const { column, text } of runs) {
      expect(column + columnsOf(text) * columnScale(size)).toBeLessThanOrEqual(layout.columns);
    }
  }
  expect(texts.flatMap(({ runs }) => runs.map(({ text }) => text)).join('')).toContain('只能用一次');
  expect(layout.blocks.at(-1)).toEqual({ type: 'cut' });
});
