import { Button, Select } from 'antd';
import { useState } from 'react';
import { IMPORT_COLUMNS, isImportable } from '../../../shared/domain/ledger/import/import-columns.ts';
import type { ColumnMapping, SheetMapping, SheetPreview } from '../../../shared/domain/ledger/import-report.ts';
import { IMPORT_ORDER, type LedgerId, LEDGERS } from '../../../shared/domain/ledger/ledger-definitions.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Field } from '../../components/field.tsx';
import { Sheet } from '../../components/page.tsx';
import { Notice } from '../../components/state-views.tsx';
import { ImportProblems } from './import-problems.tsx';

const NOT_TAKEN = 'none';
const LEDGER_OPTIONS = [
  ...IMPORT_ORDER.map((ledger): { value: string; label: string } => ({ value: ledger, label: LEDGERS[ledger].sheet })),
  { value: NOT_TAKEN, label: '不导入这张表' },
];

type Props = {
  readonly sheet: SheetPreview;
  readonly busy: boolean;
  readonly onCorrect: (mapping: SheetMapping) => void;
};

/** One sheet: what it was taken for, which column is which, and its first rows. */
export function ImportSheet({ sheet, busy, onCorrect }: Props) {
  const missing = sheet.problems.filter((problem) => problem.code === 'column_missing');
  const [open, setOpen] = useState(missing.length > 0);
  const question = sheet.ledger === null ? sheet.problems[0]?.message : undefined;
  return (
    <>
      <Sheet className="import-sheet">
        <div className="import-sheet-head">
          <Field label="这张表是">
            <Select
              value={sheet.ledger ?? NOT_TAKEN}
              options={LEDGER_OPTIONS}
              loading={busy}
              onChange={(value) => onCorrect({ ledger: ledgerOf(value), columns: {} })}
            />
          </Field>
          {sheet.ledger === null ? null : (
            <dl className="import-counts">
              <Count name="无误" value={sheet.good} />
              <Count name="有问题" value={sheet.bad} bad={sheet.bad > 0} />
              <Count name="账里已有" value={sheet.known} />
            </dl>
          )}
          {sheet.ledger === null ? null : (
            <Button aria-expanded={open} onClick={() => setOpen(!open)}>
              {open ? '收起列的对应' : '核对列的对应'}
            </Button>
          )}
        </div>
        {question ? <Notice tone="soon">{question}。</Notice> : null}
        {missing.map((problem) => (
          <Notice key={problem.message} tone="refused">
            {problem.message}。
          </Notice>
        ))}
        {open && sheet.ledger !== null ? (
          <ColumnChoices sheet={sheet} ledger={sheet.ledger} busy={busy} onCorrect={onCorrect} />
        ) : null}
      </Sheet>
      {sheet.ledger === null ? null : <ImportProblems key={String(sheet.problems.length)} sheets={[sheet]} />}
      {sheet.sample.length > 0 ? <SampleRows sheet={sheet} /> : null}
    </>
  );
}

function Count(props: { readonly name: string; readonly value: number; readonly bad?: boolean }) {
  return (
    <div data-bad={props.bad}>
      <dt>{props.name}</dt>
      <dd className="number">{props.value} 行</dd>
    </div>
  );
}

function ledgerOf(value: string): LedgerId | null {
  return IMPORT_ORDER.find((ledger) => ledger === value) ?? null;
}

/** For every column of the file, which column of the ledger it is. */
function ColumnChoices(props: Props & { readonly ledger: LedgerId }) {
  const { sheet, ledger, busy, onCorrect } = props;
  if (!isImportable(ledger)) return null;
  const options = [
    { value: NOT_TAKEN, label: '不导入这一列' },
    ...IMPORT_COLUMNS[ledger].map(({ key, heading }) => ({ value: key, label: heading })),
  ];
  const width = Math.max(sheet.headings.length, ...sheet.sample.map((row) => row.length));
  return (
    <div className="import-columns">
      {Array.from({ length: width }, (_, index) => (
        <Field key={index} label={sheet.headings[index] || `第 ${index + 1} 列（没有表头）`}>
          <Select
            value={keyOf(sheet.mapping, index)}
            options={options}
            showSearch={{ optionFilterProp: 'label' }}
            disabled={busy}
            onChange={(key) => onCorrect({ ledger, columns: withColumn(sheet.mapping, key, index) })}
          />
        </Field>
      ))}
    </div>
  );
}

function keyOf(mapping: ColumnMapping, index: number): string {
  return Object.entries(mapping).find(([, column]) => column === index)?.[0] ?? NOT_TAKEN;
}

/** A column is one thing only, and a thing is in one column only. */
function withColumn(mapping: ColumnMapping, key: string, index: number): ColumnMapping {
  const others = Object.entries(mapping).filter(([other, column]) => other !== key && column !== index);
  return Object.fromEntries(key === NOT_TAKEN ? others : [...others, [key, index]]);
}

type SampleRow = { readonly number: number; readonly cells: readonly string[] };

function SampleRows({ sheet }: { readonly sheet: SheetPreview }) {
  const mapped = Object.values(sheet.mapping);
  const shown = sheet.headings.flatMap((heading, index) => {
    const taken = sheet.ledger === null || mapped.includes(index);
    return taken && sheet.sample.some((row) => (row[index] ?? '') !== '') ? [{ heading, index }] : [];
  });
  const columns = shown.map(
    ({ heading, index }): Column<SampleRow> => ({
      key: String(index),
      title: heading || `第 ${index + 1} 列`,
      text: (row) => row.cells[index] ?? '',
    }),
  );
  const rows = sheet.sample.slice(0, 5).map((cells, number): SampleRow => ({ number, cells }));
  if (columns.length === 0) return null;
  return (
    <Sheet className="import-sample">
      <DataTable
        label={`${sheet.sheet}的前几行`}
        tools={<h2>{sheet.ledger === null ? '表里的前几行' : '无误的前几行'}</h2>}
        columns={columns}
        rows={rows}
        rowKey={(row) => String(row.number)}
      />
    </Sheet>
  );
}
