import type ExcelJS from 'exceljs';
import type { ColumnKind } from '../../../../shared/domain/ledger/ledger-definitions.ts';

/**
 * Number formats. Points keep the hundredth if there is one and hide it if not; minus is red. Identifiers and text
 * are text cells, so that a spreadsheet neither rounds an 18-digit number nor turns edited text into a formula.
 */
const NUMBER_FORMAT: Readonly<Record<ColumnKind, string>> = {
  text: '@',
  identifier: '@',
  integer: '0',
  quantity: '#,##0;[Red]-#,##0',
  points: '0.0#;[Red]-0.0#',
  yuan: '#,##0.00;[Red]-#,##0.00',
  date: 'yyyy-mm-dd',
  dateTime: 'yyyy-mm-dd hh:mm',
};

const RULE = { style: 'thin', color: { argb: 'FF8C8C8C' } } as const;
const BORDER = { top: RULE, left: RULE, bottom: RULE, right: RULE } as const;
const BODY_FONT = { name: '宋体', size: 10 } as const;
const BOLD_FONT = { ...BODY_FONT, bold: true } as const;

export const TITLE_STYLE: Partial<ExcelJS.Style> = {
  font: { name: '宋体', size: 16, bold: true },
  // Centred across the empty cells beside it: a merge would get in the way of sorting and filtering.
  alignment: { horizontal: 'centerContinuous', vertical: 'middle' },
};

export const NOTE_STYLE: Partial<ExcelJS.Style> = {
  font: BODY_FONT,
  alignment: { horizontal: 'left', vertical: 'middle' },
};
export const NOTE_RIGHT_STYLE: Partial<ExcelJS.Style> = {
  font: BODY_FONT,
  alignment: { horizontal: 'right', vertical: 'middle' },
};
export const SIGNATURE_STYLE: Partial<ExcelJS.Style> = {
  font: BODY_FONT,
  alignment: { horizontal: 'left', vertical: 'bottom' },
};

export const HEADING_STYLE: Partial<ExcelJS.Style> = {
  font: BOLD_FONT,
  border: BORDER,
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFF3F0E8' } },
  alignment: { horizontal: 'center', vertical: 'middle', wrapText: true },
};

export function bodyStyle(kind: ColumnKind): Partial<ExcelJS.Style> {
  return { font: BODY_FONT, border: BORDER, numFmt: NUMBER_FORMAT[kind], alignment: alignmentOf(kind) };
}

/** The 合计 row: the column's own number format in bold. */
export function totalStyle(kind: ColumnKind): Partial<ExcelJS.Style> {
  return { ...bodyStyle(kind), font: BOLD_FONT };
}

/** Text keeps a step away from the figure to its left. */
function alignmentOf(kind: ColumnKind): Partial<ExcelJS.Alignment> {
  switch (kind) {
    case 'text':
      return { horizontal: 'left', vertical: 'middle', wrapText: true, indent: 1 };
    case 'identifier':
      return { horizontal: 'left', vertical: 'middle', indent: 1 };
    case 'integer':
    case 'date':
    case 'dateTime':
      return { horizontal: 'center', vertical: 'middle' };
    default:
      return { horizontal: 'right', vertical: 'middle' };
  }
}
