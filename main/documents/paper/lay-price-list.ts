import type { Content, TableCell } from 'pdfmake';
import { hundredthsText } from '../../../shared/kernel/number-text.ts';
import { type Definition, definition, fittingSize, INK, mm, PAGE_MM, pageFooter, SEAL_RED } from './layout.ts';
import type { PriceListPaper } from './paper.ts';

type Group = PriceListPaper['groups'][number];

/** 兑换价目表 for the wall: two items a row, a band for each category, points the largest thing in a row. */
export function layPriceList(paper: PriceListPaper): Definition {
  const scale = paper.size === 'A3' ? 1.42 : 1;
  const [width] = PAGE_MM[paper.size];
  const margin = mm(14 * scale);
  const inner = mm(width) - margin * 2;
  return definition('兑换价目表', paper.shopName, {
    pageSize: paper.size,
    pageMargins: [margin, margin, margin, mm(16)],
    footer: pageFooter(`${paper.shopName}　价目自${paper.day}起`),
    content: [
      { text: paper.shopName, alignment: 'center', fontSize: 15 * scale },
      {
        text: '兑换价目表',
        alignment: 'center',
        bold: true,
        color: SEAL_RED,
        fontSize: 32 * scale,
        characterSpacing: 4 * scale,
        margin: [0, 2, 0, 4 * scale],
      },
      {
        text: [`${paper.day}起执行`, ...(paper.note === '' ? [] : [`　${paper.note}`])].join(''),
        alignment: 'center',
        fontSize: 11 * scale,
        margin: [0, 0, 0, 8 * scale],
      },
      ...paper.groups.map((group) => layGroup(group, inner, scale)),
    ],
  });
}

function layGroup(group: Group, inner: number, scale: number): Content {
  const gap = mm(7 * scale);
  const half = (inner - gap) / 2;
  const pointsWidth = half * 0.36;
  const nameWidth = half - pointsWidth;
  const cells = group.items.map((item) => layItem(item, nameWidth, pointsWidth, scale));
  const rows: TableCell[][] = [
    [
      {
        text: group.category === '' ? '其他' : group.category,
        colSpan: 5,
        bold: true,
        fontSize: 14 * scale,
        fillColor: '#f1e9d8',
        margin: [6, 2, 6, 2],
      },
      ...Array.from({ length: 4 }, () => ''),
    ],
  ];
  for (let index = 0; index < cells.length; index += 2) {
    rows.push([...(cells[index] ?? ['', '']), '', ...(cells[index + 1] ?? ['', ''])]);
  }
  return {
    table: {
      headerRows: 1,
      keepWithHeaderRows: 1,
      dontBreakRows: true,
      widths: [nameWidth, pointsWidth, gap, nameWidth, pointsWidth],
      body: rows,
    },
    layout: {
      hLineWidth: (row, node) => (row > 1 && row <= node.table.body.length ? 0.4 : 0),
      vLineWidth: () => 0,
      hLineColor: () => '#999999',
      paddingLeft: () => 0,
      paddingRight: () => 0,
      paddingTop: () => 3 * scale,
      paddingBottom: () => 3 * scale,
    },
    margin: [0, 0, 0, 7 * scale],
  };
}

function layItem(item: Group['items'][number], nameWidth: number, pointsWidth: number, scale: number): TableCell[] {
  const size = fittingSize(item.name, nameWidth, 1, 14 * scale, 9 * scale);
  const points = hundredthsText(item.priceCentipoints);
  const pointsSize = fittingSize(`${points}分/${item.unit}`, pointsWidth, 1, 20 * scale, 11 * scale);
  return [
    {
      stack: [
        { text: item.name, fontSize: size, bold: true },
        ...(item.spec === '' ? [] : [{ text: item.spec, fontSize: 9.5 * scale, color: '#444444' }]),
      ],
    },
    {
      text: [
        { text: points, fontSize: pointsSize, bold: true, color: INK },
        { text: ` 分/${item.unit}`, fontSize: 10 * scale },
      ],
      alignment: 'right',
    },
  ];
}
