import type { Content } from 'pdfmake';
import { hundredthsText } from '../../../shared/kernel/number-text.ts';
import { barcodeSvg } from './barcode.ts';
import { clipped, type Definition, definition, fittingSize, mm, widthInEms } from './layout.ts';
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
  const at: At = (top, content, left = 0, wide = width) =>
    ({ columns: [{ width: wide, ...content }], absolutePosition: { x: x + inset + left, y: y + top } }) as Content;
  const name = fittedName(label.name, width);
  const nameBottom = inset + name.fontSize * 1.3 * name.lines;
  const barHeight = labelHeight * 0.24;
  const codeTop = labelHeight - inset - barHeight - 9;
  const points = hundredthsText(label.priceCentipoints);
  const pointsWidth = width * 0.64;
  const pointsSize = fittingSize(`${points} 分`, pointsWidth, 1, (codeTop - nameBottom) / 1.25, 11);
  const pointsTop = nameBottom + (codeTop - nameBottom - pointsSize * 1.45) / 2;
  const about = [label.spec, `每${label.unit}`].filter((part) => part !== '');
  const aboutWidth = width - pointsWidth;
  return [
    at(inset - 1, { text: name.text, fontSize: name.fontSize, bold: true }),
    at(
      pointsTop + pointsSize * 1.12 - 9.5 * about.length,
      { stack: about.map((part) => clipped(part, aboutWidth, 1, 7.5)), fontSize: 7.5 },
      0,
      aboutWidth,
    ),
    at(
      pointsTop,
      {
        text: [
          { text: points, fontSize: pointsSize, bold: true },
          { text: ' 分', fontSize: pointsSize * 0.45, bold: true },
        ],
        alignment: 'right',
      },
      aboutWidth,
      pointsWidth,
    ),
    ...codeBlock(label, at, { top: codeTop, height: barHeight, width }),
  ];
}

/** On one line as large as it goes; a long name on two, and only what fits on neither is cut. */
function fittedName(
  name: string,
  width: number,
): { readonly text: string; readonly fontSize: number; readonly lines: number } {
  const one = fittingSize(name, width, 1, 13, 9);
  if (widthInEms(name) * one <= width) return { text: name, fontSize: one, lines: 1 };
  return { text: clipped(name, width, 2, 8), fontSize: 8, lines: 2 };
}

/** What comes faster than a hand is taken for a scan from so many characters on; the dots are left out again by whoever reads. */
const SHORTEST_SCAN = 6;

type At = (top: number, content: object, left?: number, wide?: number) => Content;

function codeBlock(
  label: LabelData,
  at: At,
  place: { readonly top: number; readonly height: number; readonly width: number },
): Content[] {
  const text = label.barcode ?? label.code.padEnd(SHORTEST_SCAN, '.');
  // A clear strip at both sides, or the ends of the code are not found.
  const room = place.width * 0.9;
  const svg = barcodeSvg(text, room / mm(1));
  const caption = at(place.top + place.height + 1, {
    text: label.barcode === null ? `编码 ${label.code}` : `${label.barcode}  ${label.code}`,
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
