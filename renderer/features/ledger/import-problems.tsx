import { Button } from 'antd';
import { useState } from 'react';
import type { ImportProblem } from '../../../shared/domain/ledger/import-report.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Sheet } from '../../components/page.tsx';

const SHOWN_AT_FIRST = 100;

type SheetWithProblems = { readonly sheet: string; readonly problems: readonly ImportProblem[] };
type Row = ImportProblem & { readonly sheet: string; readonly number: number };

/** The row has its own column here; the sentence need not say it again. */
const withoutRow = (message: string): string => message.replace(/^第\d+行/, '');

const COLUMNS: readonly Column<Row>[] = [
  { key: 'sheet', title: '表', text: ({ sheet }) => sheet },
  { key: 'row', title: '行', numeric: true, text: ({ row }) => (row === 0 ? '' : String(row)) },
  {
    key: 'severity',
    title: '处理',
    text: ({ severity }) => (severity === 'error' ? '不导入' : '照常导入'),
    show: ({ severity }) =>
      severity === 'error' ? <span className="mark-bad">✕ 不导入</span> : <span className="mark-soon">! 照常导入</span>,
  },
  { key: 'column', title: '列', text: ({ column }) => column },
  {
    key: 'value',
    title: '填的是',
    text: ({ value }) => value,
    show: ({ value }) => <span className="import-value">{value}</span>,
  },
  { key: 'message', title: '原因', text: ({ message }) => withoutRow(message) },
];

/** What is wrong, row by row: where, what stands there, why. */
export function ImportProblems({ sheets }: { readonly sheets: readonly SheetWithProblems[] }) {
  const [all, setAll] = useState(false);
  const rows = sheets.flatMap(({ sheet, problems }) =>
    problems
      .filter((problem) => problem.code !== 'column_missing')
      .map((problem, number): Row => ({ ...problem, sheet, number })),
  );
  if (rows.length === 0) return null;
  const shown = all ? rows : rows.slice(0, SHOWN_AT_FIRST);
  return (
    <Sheet>
      <DataTable
        label="有问题的行"
        tools={<h2>要看一看的 {rows.length} 处</h2>}
        columns={COLUMNS}
        hidden={sheets.length > 1 ? [] : ['sheet']}
        rows={shown}
        rowKey={({ sheet, number }) => `${sheet}/${number}`}
        tone={(problem) => (problem.severity === 'error' ? 'bad' : 'soon')}
      />
      {shown.length < rows.length ? (
        <div className="form-actions">
          <Button onClick={() => setAll(true)}>全部显示（还有 {rows.length - shown.length} 处）</Button>
        </div>
      ) : null}
    </Sheet>
  );
}
