import { expect, test } from 'vitest';
import { layoutCardSlip } from '../../../main/documents/receipt/layout-card-slip.ts';

test('the slip of a passbook carries the digits a scanner sends and a masked name', () => {
  const layout = layoutCardSlip(
    {
      shopName: '光明村爱心超市',
      villageName: '光明村',
      householdNo: 'GM007',
      headName: '郭㛃磊',
      cardNo: '2900000000070',
    },
    58,
  );
  const lines = layout.blocks.flatMap((block) =>
    block.type === 'text' ? [block.runs.map((run) => run.text).join(' ')] : [],
  );
  expect(lines).toEqual([
    '光明村爱心超市',
    '积分存折',
    '户号 GM007 村名 光明村',
    '户主 郭*磊',
    '2900000000070',
    '请贴在存折封面，兑换时出示',
  ]);
  expect(layout.blocks.filter((block) => block.type === 'qr')).toEqual([
    { type: 'qr', content: '2900000000070', moduleDots: 6 },
  ]);
});
