import type { Content } from 'pdfmake';
import { hundredthsText } from '../../../shared/kernel/number-text.ts';
import { barcodeSvg } from './barcode.ts';
import { clipped, type Definition, definition, fittingSize, mm } from './layout.ts';
import type { LabelData, LabelsPaper } from './paper.ts';

type Grid = {
  readonly pageMm: readonly [number, number];
  readonly labelMm: readonly [number, number];
  readonly columns: number;
  readonly rows: number;
  /** Left and top of the first label. */
  readonly offsetMm: readonly [number, number];
};

/** The usual sheet of 24 (70 x 36 mm), and one label a page on the roll. */
const GRIDS = {
  a4: { pageMm: [210, 297], labelMm: [70, 36], columns: 3, rows: 8, offsetMm: [0, 4.5] },
  roll: { pageMm: [40, 30], labelMm: [40, 30], columns: 1, rows: 1, offsetMm: [0, 0] },
} as const satisfies Record<string, Grid>;

/** Shelf labels, each at its exact place. */
export function layLabels(paper: LabelsPaper): Definition {
  const grid: Grid = GRIDS[paper.sheet];
  const perPage = grid.columns * grid.rows;
  const first = paper.sheet === 'a4' ? paper.skip % perPage : 0;
  const content: Content[] = [];
  paper.labels.forEach((label, index) => {
    const place = first + index;
    const cell = place % perPage;
    if (index > 0 && cell === 0) content.push({ text: '', pageBreak: 'before' });
    const x = mm(grid.offsetMm[0] + (cell % grid.columns) * grid.labelMm[0]);
    const y = mm(grid.offsetMm[1] + Math.floor(cell / grid.columns) * grid.labelMm[1]);
    content.push(...layLabel(label, x, y, grid));
    if (paper.frames) content.push(frame(x, y, grid));
  });
  return definition('货架标签', '', {
    pageSize: { width: mm(grid.pageMm[0]), height: mm(grid.pageMm[1]) },
    pageMargins: 0,
    defaultStyle: { lineHeight: 1 },
    content,
  });
}

/** Name and points large enough for a shelf at arm's length, the barcode below with what it says. */
function layLabel(label: LabelData, x: number, y: number, grid: Grid): Content[] {
  const [labelWidth, labelHeight] = [mm(grid.labelMm[0]), mm(grid.labelMm[1])];
  const inset = mm(2);
  const width = labelWidth - inset * 2;
  const nameSize = fittingSize(label.name, width, 1, 13, 8);
  const spec = [label.spec, `每${label.unit}`].filter((part) => part !== '').join(' · ');
  const points = hundredthsText(label.priceCentipoints);
  const barHeight = labelHeight * 0.24;
  const codeTop = labelHeight - inset - barHeight - 9;
  const pointsSize = fittingSize(`${points} 分`, width * 0.6, 1, labelHeight * 0.34, 12);
  const pointsTop = inset + nameSize * 1.35 + (codeTop - inset - nameSize * 1.35 - pointsSize * 1.45) / 2;
  const at = (top: number, content: object, left = 0, wide = width): Content =>
    ({
      columns: [{ width: wide, ...content }],
      absolutePosition: { x: x + inset + left, y: y + top },
    }) as Content;
  const specWidth = width * 0.4;
  return [
    at(inset - 1, { text: clipped(label.name, width, 1, nameSize), fontSize: nameSize, bold: true }),
    at(pointsTop + pointsSize * 0.62, { text: clipped(spec, specWidth, 1, 7.5), fontSize: 7.5 }, 0, specWidth),
    at(
      pointsTop,
      {
        text: [
          { text: points, fontSize: pointsSize, bold: true },
          { text: ' 分', fontSize: pointsSize * 0.45, bold: true },
        ],
        alignment: 'right',
      },
      width * 0.4,
      width * 0.6,
    ),
    ...codeBlock(label, at, { top: codeTop, height: barHeight, width }),
  ];
}

type At = (top: number, content: object, left?: number, wide?: number) => Content;

function codeBlock(
  label: LabelData,
  at: At,
  place: { readonly top: number; readonly height: number; readonly width: number },
): Content[] {
  const text = label.barcode ?? label.code;
  // A clear strip at both sides, or the ends of the code are not found.
  const room = place.width * 0.9;
  const svg = barcodeSvg(text, room / mm(1));
  const caption = at(place.top + place.height + 1, {
    text: label.barcode === null ? `编码 ${label.code}` : `${text}  ${label.code}`,
    fontSize: 6.5,
    alignment: 'center',
  });
  if (svg === null) return [caption];
  return [at(place.top, { svg, fit: [room, place.height], alignment: 'center' }), caption];
}

/** A thin line to cut along. */
function frame(x: number, y: number, grid: Grid): Content {
  const line = { type: 'rect', x: 0, y: 0, w: mm(grid.labelMm[0]), h: mm(grid.labelMm[1]) } as const;
  return {
    canvas: [{ ...line, lineWidth: 0.3, lineColor: '#bbbbbb', dash: { length: 2, space: 2 } }],
    absolutePosition: { x, y },
  };
}
