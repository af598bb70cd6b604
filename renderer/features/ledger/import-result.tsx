import { Button } from 'antd';
import type { ImportOutcome, SheetOutcome } from '../../../shared/domain/ledger/import-report.ts';
import { LEDGERS } from '../../../shared/domain/ledger/ledger-definitions.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Sheet } from '../../components/page.tsx';
import { Notice } from '../../components/state-views.tsx';
import { ImportProblems } from './import-problems.tsx';
import { SaveProblems } from './save-problems.tsx';

type Props = { readonly importId: string; readonly outcome: ImportOutcome; readonly onRestart: () => void };

/** What came in, and what was left out. */
export function ImportResult({ importId, outcome, onRestart }: Props) {
  const taken = outcome.sheets.filter((sheet) => sheet.ledger !== null);
  const sum = (of: (sheet: SheetOutcome) => number): number => taken.reduce((total, sheet) => total + of(sheet), 0);
  const bad = sum((sheet) => sheet.bad);
  const columns: readonly Column<SheetOutcome>[] = [
    { key: 'sheet', title: '表', text: ({ sheet }) => sheet },
    { key: 'ledger', title: '台账', text: ({ ledger }) => (ledger === null ? '' : LEDGERS[ledger].sheet) },
    numberColumn('added', '新增', sum, (sheet) => sheet.added),
    numberColumn('updated', '更正', sum, (sheet) => sheet.updated),
    numberColumn('skipped', '账里已有', sum, (sheet) => sheet.skipped),
    numberColumn('bad', '没有导入', sum, (sheet) => sheet.bad),
  ];
  return (
    <>
      <Notice
        tone={bad > 0 ? 'soon' : 'done'}
        action={
          <>
            {bad > 0 ? <SaveProblems importId={importId} rows={bad} /> : null}
            <Button type="primary" onClick={onRestart}>
              再导入一份
            </Button>
          </>
        }
      >
        {sentence(
          sum((sheet) => sheet.added),
          sum((sheet) => sheet.updated),
          sum((sheet) => sheet.skipped),
          bad,
        )}
      </Notice>
      <Sheet>
        <DataTable
          label="导入结果"
          tools={<h2>{outcome.fileName}</h2>}
          columns={columns}
          rows={taken}
          rowKey={({ sheet }) => sheet}
        />
      </Sheet>
      <ImportProblems sheets={taken} />
    </>
  );
}

function numberColumn(
  key: string,
  title: string,
  sum: (of: (sheet: SheetOutcome) => number) => number,
  of: (sheet: SheetOutcome) => number,
): Column<SheetOutcome> {
  return { key, title, numeric: true, text: (sheet) => String(of(sheet)), total: String(sum(of)) };
}

function sentence(added: number, updated: number, skipped: number, bad: number): string {
  const parts = [`已导入 ${added} 行`];
  if (updated > 0) parts.push(`更正 ${updated} 行`);
  if (skipped > 0) parts.push(`${skipped} 行账里已有，没有重复`);
  parts.push(bad > 0 ? `${bad} 行有问题没有导入，可存成表格，改好再导入` : '全部无误');
  return `${parts.join('，')}。`;
}
