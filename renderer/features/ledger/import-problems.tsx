import { Button } from 'antd';
import { useState } from 'react';
import type { ImportProblem } from '../../../shared/domain/ledger/import-report.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Sheet } from '../../components/page.tsx';

const SHOWN_AT_FIRST = 100;

const COLUMNS: readonly Column<ImportProblem>[] = [
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
  { key: 'message', title: '原因', text: ({ message }) => message },
];

/** What is wrong, row by row: where, what stands there, why. */
export function ImportProblems({ problems }: { readonly problems: readonly ImportProblem[] }) {
  const [all, setAll] = useState(false);
  const rows = problems.filter((problem) => problem.code !== 'column_missing');
  if (rows.length === 0) return null;
  const shown = all ? rows : rows.slice(0, SHOWN_AT_FIRST);
  return (
    <Sheet title={`要看一看的 ${rows.length} 处`}>
      <DataTable
        label="有问题的行"
        columns={COLUMNS}
        rows={shown}
        rowKey={(problem) => `${problem.row}/${problem.column}/${problem.code}`}
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
