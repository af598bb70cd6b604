import { type Definition, definition, mm, pageFooter, SEAL_RED } from './layout.ts';
import type { ThanksPaper } from './paper.ts';

/** 捐赠致谢榜 for the wall: who gave what, each named as they wish. */
export function layThanks(paper: ThanksPaper): Definition {
  const scale = paper.size === 'A3' ? 1.42 : 1;
  const margin = mm(16 * scale);
  const period = paper.from === null ? `截至 ${paper.to}` : `${paper.from} 至 ${paper.to}`;
  const text = (value: string, more: object = {}) => ({ text: value, ...more });
  return definition('捐赠致谢榜', paper.shopName, {
    pageSize: paper.size,
    pageMargins: [margin, margin, margin, mm(16)],
    defaultStyle: { fontSize: 13 * scale },
    footer: pageFooter(`${paper.shopName}　捐赠致谢榜`),
    content: [
      text(paper.shopName, { alignment: 'center', fontSize: 15 * scale }),
      text('捐赠致谢榜', {
        alignment: 'center',
        bold: true,
        color: SEAL_RED,
        fontSize: 32 * scale,
        characterSpacing: 4 * scale,
        margin: [0, 2, 0, 4 * scale],
      }),
      text(period, { alignment: 'center', fontSize: 11 * scale }),
      text('感谢下列单位和个人的善举，所赠物资全部用于积分兑换。', {
        alignment: 'center',
        fontSize: 12 * scale,
        margin: [0, 2, 0, 10 * scale],
      }),
      {
        table: {
          headerRows: 1,
          dontBreakRows: true,
          widths: [mm(27 * scale), '*', '*'],
          body: [
            ['日期', '捐赠单位（人）', '捐赠物资'].map((title) => text(title, { bold: true })),
            ...paper.rows.map(({ date, donor, gift }) => [
              text(date, { fontSize: 11 * scale }),
              text(donor, { bold: true }),
              text(gift),
            ]),
          ],
        },
        layout: {
          hLineWidth: (row) => (row === 1 ? 1.2 : row === 0 ? 0 : 0.4),
          vLineWidth: () => 0,
          hLineColor: (row) => (row === 1 ? SEAL_RED : '#999999'),
          paddingLeft: () => 4,
          paddingRight: () => 4,
          paddingTop: () => 4 * scale,
          paddingBottom: () => 4 * scale,
        },
      },
    ],
  });
}
