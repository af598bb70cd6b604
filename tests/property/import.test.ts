import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LEDGERS, IMPORT_ORDER } from '../../shared/domain/ledger/ledger-definitions.ts';
import { checkRows, isDataRow, parseRows, sheetContext } from '../../shared/domain/ledger/import/parse-sheet.ts';
import { recogniseSheet } from '../../shared/domain/ledger/import/recognise-sheet.ts';
import { readPoints, readYuan } from '../../shared/domain/ledger/import/cell-number.ts';
import { centipoints, fen } from '../../shared/kernel/brands.ts';
import { hundredthsText, yuanText } from '../../shared/kernel/number-text.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import { importProblemText } from '../../shared/messages/import-problem-text.ts';
import { type CellValue, rawSheet } from '../builders/raw-sheet.ts';

const cell: fc.Arbitrary<CellValue> = fc.oneof(
  fc.constant(null),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    'GM001',
    '仡磊',
    '2026-03-01',
    '２．５',
    '=1+1',
    '合计',
    '制表：',
    '500239197402252419',
    '1.38E+10',
    '\ud800',
    '\u202e',
  ),
  fc.double(),
  fc.integer(),
  fc.record({ date: fc.constantFrom('2026-01-05', '1900-02-29', '9999-12-31') }),
  fc.record({ formula: fc.string(), value: fc.integer() }),
  fc.record({ formula: fc.string() }),
  fc.record({ merged: fc.oneof(fc.string(), fc.integer()) }),
);

const headings = fc.constantFrom(...IMPORT_ORDER).chain((ledger) =>
  fc.shuffledSubarray(
    LEDGERS[ledger].columns.map((column) => column.heading),
    { minLength: 2 },
  ),
);

it('whatever stands in the cells, each row is taken or said to be wrong', () => {
  const sheets = fc.tuple(headings, fc.array(fc.array(cell, { maxLength: 24 }), { maxLength: 12 }));
  fc.assert(
    fc.property(sheets, ([heading, rows]) => {
      const sheet = rawSheet([heading, ...rows], '表');
      const recognition = recogniseSheet(sheet, null);
      const context = sheetContext(sheet, recognition, localDate('2026-11-22'));
      if (context === null) return;
      const data = sheet.rows.filter((row) => isDataRow(row, recognition));
      const parsed = checkRows(parseRows(data, context), recognition);
      for (const row of parsed.rows) {
        const wrong = row.problems.some((problem) => problem.severity === 'error');
        expect(row.draft === null).toBe(wrong);
        for (const problem of row.problems) {
          // A broken file's cell may hold no number at all; its own content may be quoted, and nothing else.
          const said = importProblemText(problem).replaceAll('的“NaN”', '');
          expect(said).not.toMatch(/undefined|NaN|null|object/);
        }
      }
      expect(parsed.rows.flatMap((row) => row.rows)).toEqual(data.map((row) => row.row));
    }),
    { numRuns: 400 },
  );
});

it('points and money come back from how they are written, as text and as numbers', () => {
  const hundredths = fc.integer({ min: 0, max: 100_000_000 });
  fc.assert(
    fc.property(hundredths, (amount) => {
      const text = hundredthsText(amount);
      const wide = text.replace(/[\d.]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
      for (const value of [
        { kind: 'text' as const, text },
        { kind: 'text' as const, text: wide },
        { kind: 'number' as const, number: Number(text), text },
      ]) {
        expect(readPoints(value)).toEqual({ ok: true, value: centipoints(amount) });
      }
      const grouped = yuanText(fen(amount)).replace(/\B(?=(\d{3})+\.)/g, ',');
      expect(readYuan({ kind: 'text', text: `¥${grouped}元` })).toEqual({ ok: true, value: fen(amount) });
    }),
  );
});
