import type { Content } from 'pdfmake';
import { type Fen, fen, type LocalDate } from '../../../shared/kernel/brands.ts';
import { yuanText } from '../../../shared/kernel/number-text.ts';
import { clipped, type Definition, definition, fittingSize, mm, PAGE_MM, SEAL_RED, sealPlace } from './layout.ts';
import { layForm } from './lay-form.ts';
import type { CertificateLine, CertificatePaper, FormColumn } from './paper.ts';

/** Paper of thanks for goods. It is no financial document and never calls itself one. */
export function layCertificate(paper: CertificatePaper): Definition {
  const lines = paper.lines.map((line) => ({ ...line, name: plain(line.name), basis: plain(line.basis) }));
  const worded = { ...paper, lines, intention: plain(paper.intention) };
  return paper.form === 'receipt' ? layReceipt(worded) : layHonour(worded);
}

/** People write of receipts in their own words: on this paper the word would claim more than the shop may give. */
const plain = (text: string): string => text.replaceAll('票据', '凭证');

function layReceipt(paper: CertificatePaper): Definition {
  return layForm({
    kind: 'form',
    size: paper.size,
    landscape: paper.size === 'A5',
    shopName: paper.shopName,
    title: '捐赠物资接收凭证',
    about: [`编号：${paper.certificateNo}`, `日期：${chineseDate(paper.date)}`],
    intro: `今收到 ${paper.donorName} 捐赠的下列物资：`,
    columns: receiptColumns(paper.amounts),
    rows: paper.lines.map((line, index) => receiptRow(line, index + 1, paper.amounts)),
    totals: paper.amounts ? ['', '合计', '', '', '', '', totalText(paper.lines), ''] : null,
    notes: [
      ...(paper.intention === '' ? [] : [`捐赠意向：${paper.intention}`]),
      '以上物资已如数收到，入库登记，用于积分兑换。谨致谢意。',
    ],
    signatures: [0, 1].map((index) => ({
      role: `接收人${index === 0 ? '一' : '二'}`,
      name: paper.receivers[index] ?? '',
    })),
    issuer: [paper.shopName, chineseDate(paper.date)],
  });
}

function receiptColumns(amounts: boolean): FormColumn[] {
  const common: FormColumn[] = [
    { title: '序号', width: { mm: 11 }, align: 'center' },
    { title: '物品名称', width: { share: 3 } },
    { title: '规格', width: { share: 2 } },
    { title: '单位', width: { mm: 13 }, align: 'center' },
    { title: '数量', width: { mm: 16 }, align: 'right' },
  ];
  if (!amounts) return common;
  return [
    ...common,
    { title: '单价（元）', width: { mm: 21 }, align: 'right' },
    { title: '金额（元）', width: { mm: 25 }, align: 'right' },
    { title: '计价依据', width: { mm: 20 }, align: 'center' },
  ];
}

function receiptRow(line: CertificateLine, serial: number, amounts: boolean): string[] {
  const common = [String(serial), line.name, line.spec, line.unit, String(line.quantity)];
  return amounts ? [...common, valueText(line.unitFen), valueText(line.valueFen), line.basis] : common;
}

/** An unknown value is never a zero. */
const valueText = (value: Fen | null): string => (value === null ? '未计价' : yuanText(value));

function totalText(lines: readonly CertificateLine[]): string {
  const unvalued = lines.filter(({ valueFen }) => valueFen === null).length;
  if (unvalued === lines.length) return '未计价';
  const total = yuanText(totalOf(lines));
  return unvalued === 0 ? total : `${total}\n另${unvalued}项未计价`;
}

function totalOf(lines: readonly CertificateLine[]): Fen {
  return fen(lines.reduce((sum, { valueFen }) => sum + (valueFen ?? 0), 0));
}

/** A framed sheet on its side. */
function layHonour(paper: CertificatePaper): Definition {
  const [height, width] = PAGE_MM[paper.size].map(mm) as [number, number];
  const scale = paper.size === 'A4' ? 1 : 0.72;
  const inner = width - mm(32 * scale) * 2;
  const donorSize = fittingSize(`${paper.donorName}：`, inner, 1, 22 * scale, 13 * scale);
  return definition('捐赠证书', paper.shopName, {
    pageSize: paper.size,
    pageOrientation: 'landscape',
    pageMargins: [mm(32 * scale), mm(24 * scale), mm(32 * scale), mm(20 * scale)],
    defaultStyle: { fontSize: 17 * scale, lineHeight: 1.5 },
    background: () => frame(width, height, scale),
    content: [
      {
        text: '捐赠证书',
        alignment: 'center',
        bold: true,
        color: SEAL_RED,
        fontSize: 40 * scale,
        characterSpacing: 12 * scale,
        lineHeight: 1.1,
      },
      {
        text: `编号：${paper.certificateNo}`,
        alignment: 'right',
        fontSize: 10.5 * scale,
        margin: [0, 0, 0, 8 * scale],
      },
      { text: `${paper.donorName}：`, bold: true, fontSize: donorSize },
      { text: thanks(paper), leadingIndent: 34 * scale },
      { text: '特发此证，以表谢忱。', leadingIndent: 34 * scale },
      {
        columns: [
          { text: '', width: '*' },
          {
            width: 'auto',
            alignment: 'center',
            margin: [0, mm(12 * scale), mm(6), 0],
            stack: [
              { text: clipped(paper.shopName, inner / 2, 2, 15 * scale), fontSize: 15 * scale },
              chineseDate(paper.date),
            ],
          },
          sealPlace(42 * scale),
        ],
      },
    ],
  });
}

/** How many goods are named before the rest is counted: the receipt lists them all. */
const NAMED = 6;

function thanks(paper: CertificatePaper): string {
  const named = paper.lines.slice(0, NAMED).map(({ name, quantity, unit }) => `${name}${quantity}${unit}`);
  const rest = paper.lines.length > NAMED ? `等${paper.lines.length}种物资` : '';
  const wish = paper.intention === '' ? '' : `，用于${paper.intention}`;
  return `您于${chineseDate(paper.date)}向${paper.shopName}捐赠${named.join('、')}${rest}${worth(paper)}${wish}。情系乡里，善行可嘉。`;
}

/** 价值, where the paper is to say it and all of it is known. */
function worth({ amounts, lines }: CertificatePaper): string {
  if (!amounts || lines.every(({ valueFen }) => valueFen === null)) return '';
  const some = lines.some(({ valueFen }) => valueFen === null);
  return `，${some ? '其中已计价的' : ''}价值人民币${yuanText(totalOf(lines))}元`;
}

function frame(width: number, height: number, scale: number): Content {
  const line = (insetMm: number, lineWidth: number) => {
    const inset = mm(insetMm * scale);
    return {
      type: 'rect',
      x: inset,
      y: inset,
      w: width - inset * 2,
      h: height - inset * 2,
      lineWidth,
      lineColor: SEAL_RED,
    } as const;
  };
  return { canvas: [line(9, 2.5 * scale), line(11.5, 0.7)] };
}

function chineseDate(date: LocalDate): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}
