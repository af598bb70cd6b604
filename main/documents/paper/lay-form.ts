import type { Content, TableCell } from 'pdfmake';
import { BARE, type Definition, definition, mm, PAGE_MM, pageFooter, RULED, sealPlace } from './layout.ts';
import type { FormPaper } from './paper.ts';

const MARGIN_MM = 15;
/** Padding and rule beside a cell's contents. */
const BESIDE = 8.5;

/** A form of the office. The last row stands in one piece with what is signed below it. */
export function layForm(paper: FormPaper): Definition {
  const [short, long] = PAGE_MM[paper.size];
  const widths = columnWidths(paper, mm((paper.landscape ? long : short) - MARGIN_MM * 2));
  return definition(paper.title, paper.shopName, {
    pageSize: paper.size,
    pageOrientation: paper.landscape ? 'landscape' : 'portrait',
    pageMargins: [mm(MARGIN_MM), mm(MARGIN_MM), mm(MARGIN_MM), mm(16)],
    defaultStyle: { fontSize: paper.size === 'A5' ? 9 : 10 },
    footer: pageFooter(`${paper.shopName}　${paper.title}`),
    content: [
      {
        text: paper.title,
        alignment: 'center',
        bold: true,
        fontSize: paper.size === 'A5' ? 15 : 19,
        margin: [0, 0, 0, 6],
      },
      { columns: paper.about.map((text, index) => aboutCell(text, index, paper.about.length)), margin: [0, 0, 0, 4] },
      ...(paper.intro === undefined ? [] : [{ text: paper.intro, margin: [0, 2, 0, 5] } as Content]),
      {
        table: { headerRows: 1, dontBreakRows: true, widths, body: body(paper, widths) },
        layout: RULED,
      },
    ],
  });
}

function aboutCell(text: string, index: number, count: number) {
  const alignment = index === 0 ? 'left' : index === count - 1 ? 'right' : 'center';
  return { text, width: '*', alignment } as const;
}

/** Widths of the cells' contents: millimetres as given, the rest by shares. */
function columnWidths({ columns }: FormPaper, total: number): number[] {
  const fixed = columns.reduce((sum, { width }) => sum + ('mm' in width ? mm(width.mm) : 0), 0);
  const shares = columns.reduce((sum, { width }) => sum + ('share' in width ? width.share : 0), 0);
  return columns.map(({ width }) =>
    Math.max(8, ('mm' in width ? mm(width.mm) : ((total - fixed) * width.share) / shares) - BESIDE),
  );
}

function body(paper: FormPaper, widths: readonly number[]): TableCell[][] {
  const head = paper.columns.map(({ title }): TableCell => ({ text: title, bold: true, alignment: 'center' }));
  const rows = paper.rows.map((row) => cellsOf(paper, row));
  const last = rows.pop();
  const end = [...(last === undefined ? [] : [last]), ...totalsOf(paper)];
  const foot =
    paper.issuer === undefined ? [...notesOf(paper), signatureLine(paper)] : [sealedFoot(paper, paper.issuer)];
  const tail: Content[] = [...(end.length === 0 ? [] : [nested(end, widths)]), { stack: foot, margin: [4, 0, 4, 0] }];
  const piece: TableCell = {
    colSpan: widths.length,
    // Out to the table's own rules: the inner table draws them.
    margin: [-4.5, -3.5, -4.5, -3],
    border: [false, false, false, false],
    stack: tail,
  };
  return [head, ...rows, [piece, ...widths.slice(1).map((): TableCell => '')]];
}

function nested(rows: TableCell[][], widths: readonly number[]): Content {
  return { table: { widths: [...widths], body: rows, dontBreakRows: true }, layout: RULED };
}

function cellsOf(paper: FormPaper, row: readonly string[]): TableCell[] {
  return paper.columns.map(({ align }, index) => ({ text: row[index] ?? '', alignment: align ?? 'left' }));
}

function totalsOf(paper: FormPaper): TableCell[][] {
  if (paper.totals === null) return [];
  return [cellsOf(paper, paper.totals).map((cell) => ({ ...(cell as object), bold: true }) as TableCell)];
}

const notesOf = ({ notes }: FormPaper): Content[] => notes.map((text): Content => ({ text, margin: [0, 4, 0, 0] }));

/** Notes and signatures at the left, who issues it and a place for the seal at the right. */
function sealedFoot(paper: FormPaper, issuer: readonly string[]): Content {
  const seal = paper.size === 'A5' ? 30 : 40;
  const signatures = paper.signatures.map((signature): Content => ({ text: toSign(signature), margin: [0, 9, 0, 0] }));
  return {
    margin: [0, 2, 0, 0],
    columns: [
      { width: '*', stack: [...notesOf(paper), ...signatures] },
      { width: 'auto', stack: [...issuer], alignment: 'right', margin: [10, mm(seal) / 2 - 10, 8, 0] },
      { margin: [0, 4, 0, 0], ...sealPlace(seal) },
    ],
  };
}

const toSign = ({ role, name }: FormPaper['signatures'][number]): string =>
  name === '' ? `${role}：＿＿＿＿＿＿` : `${role}：${name}　签字：＿＿＿＿＿`;

/** 盘点人：________ 监盘人：________ */
function signatureLine({ signatures }: FormPaper): Content {
  if (signatures.length === 0) return { text: '' };
  return {
    margin: [0, 10, 0, 2],
    layout: BARE,
    table: {
      widths: signatures.map(() => '*'),
      body: [signatures.map((signature) => ({ text: toSign(signature) }))],
    },
  };
}
