import type { Content, createPdf, CustomTableLayout } from 'pdfmake';

/** Points of a length in millimetres. */
export const mm = (millimetres: number): number => (millimetres * 72) / 25.4;

export const INK = '#1a1a1a';
export const SEAL_RED = '#B4232A';
const RULE = 0.5;

/** Width and height in millimetres, upright. */
export const PAGE_MM = { A3: [297, 420], A4: [210, 297], A5: [148, 210] } as const;

export type Definition = Parameters<typeof createPdf>[0];

/** What is known of every paper: its font, ink and where it comes from. */
export function definition(title: string, shopName: string, rest: Omit<Definition, 'info'>): Definition {
  return {
    ...rest,
    info: { title, author: shopName, producer: '爱心超市', creator: '爱心超市' },
    language: 'zh-CN',
    defaultStyle: { font: 'Sans', fontSize: 10.5, color: INK, lineHeight: 1.15, ...rest.defaultStyle },
  };
}

/** 第 2 页，共 3 页; a single page needs no number. */
export function pageFooter(left: string) {
  return (page: number, pages: number): Content => ({
    margin: [mm(15), 0, mm(15), 0],
    fontSize: 8.5,
    columns: [
      { text: left, width: '*' },
      { text: pages === 1 ? '' : `第 ${page} 页，共 ${pages} 页`, width: 'auto', alignment: 'right' },
    ],
  });
}

/** Thin rules around every cell, as on the office's own forms. */
export const RULED: CustomTableLayout = {
  hLineWidth: () => RULE,
  vLineWidth: () => RULE,
  hLineColor: () => INK,
  vLineColor: () => INK,
  paddingLeft: () => 4,
  paddingRight: () => 4,
  paddingTop: () => 3,
  paddingBottom: () => 3,
};

export const BARE: CustomTableLayout = {
  hLineWidth: () => 0,
  vLineWidth: () => 0,
  paddingLeft: () => 0,
  paddingRight: () => 0,
  paddingTop: () => 0,
  paddingBottom: () => 0,
};

/** Where the shop's seal goes: a dashed ring of 42 mm, as wide as an official seal. */
export function sealPlace(diameterMm = 42) {
  const radius = mm(diameterMm) / 2;
  return {
    stack: [
      {
        canvas: [
          {
            type: 'ellipse' as const,
            x: radius,
            y: radius,
            r1: radius,
            r2: radius,
            dash: { length: 3, space: 3 },
            lineWidth: RULE,
            lineColor: '#999999',
          },
        ],
      },
      {
        text: '（盖章处）',
        alignment: 'center' as const,
        color: '#888888',
        fontSize: 9,
        margin: [0, -radius - 6, 0, radius - 6] as [number, number, number, number],
      },
    ],
    width: radius * 2,
    unbreakable: true,
  };
}

/** Width of a text in ems, never too little: Han a whole one, capitals and the rest less. */
export function widthInEms(text: string): number {
  let ems = 0;
  for (const character of text)
    ems += /[\u2e80-\uffef\u{20000}-\u{3ffff}]/u.test(character) ? 1 : /[A-Z@%&mwMW]/.test(character) ? 0.78 : 0.58;
  return ems;
}

/** The biggest size, from `most` down to `least`, at which a text fits on so many lines of a width. */
export function fittingSize(text: string, widthPt: number, lines: number, most: number, least: number): number {
  for (let size = most; size > least; size -= 0.5) {
    // A line ends early where a word does not fit any more.
    if (Math.ceil((widthInEms(text) * size) / (widthPt - (lines > 1 ? size : 0))) <= lines) return size;
  }
  return least;
}

/** What fits on so many lines, with … where the rest was. */
export function clipped(text: string, widthPt: number, lines: number, size: number): string {
  const room = (widthPt / size - (lines > 1 ? 1 : 0)) * lines;
  if (widthInEms(text) <= room) return text;
  let kept = '';
  for (const character of text) {
    if (widthInEms(kept + character) > room - 1) break;
    kept += character;
  }
  return `${kept}…`;
}
