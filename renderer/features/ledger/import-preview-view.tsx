import { Button } from 'antd';
import { useState } from 'react';
import type { ImportPreview, SheetMapping, SheetPreview } from '../../../shared/domain/ledger/import-report.ts';
import { Notice } from '../../components/state-views.tsx';
import { ImportSheet } from './import-sheet.tsx';
import { SaveProblems } from './save-problems.tsx';

type Props = {
  readonly preview: ImportPreview;
  readonly busy: boolean;
  readonly onCorrect: (sheet: string, mapping: SheetMapping) => void;
  readonly onTake: () => void;
  readonly onRestart: () => void;
};

/** What the file says, sheet by sheet, before anything is written. */
export function ImportPreviewView({ preview, busy, onCorrect, onTake, onRestart }: Props) {
  const [chosen, setChosen] = useState(() => firstToLookAt(preview));
  const sheet = preview.sheets.find((candidate) => candidate.sheet === chosen) ?? preview.sheets[0];
  const bad = total(preview, (each) => each.bad);
  const fresh = total(preview, (each) => each.good - each.known);
  return (
    <>
      <div className="import-head">
        <div>
          <h2>{preview.fileName}</h2>
          <p className="soft">{summary(preview)}</p>
        </div>
        <div className="import-actions">
          <Button onClick={onRestart}>换一个文件</Button>
          {bad > 0 ? <SaveProblems importId={preview.importId} rows={bad} /> : null}
          <Button type="primary" size="large" disabled={fresh === 0 || busy} onClick={onTake}>
            导入无误的 {fresh} 行
          </Button>
        </div>
      </div>
      {fresh === 0 && bad === 0 && total(preview, (each) => each.known) > 0 ? (
        <Notice tone="done">这份文件里的内容都已经在账里，不用再导入。</Notice>
      ) : null}
      {preview.sheets.length > 1 ? (
        <SheetTabs sheets={preview.sheets} chosen={sheet?.sheet ?? ''} onChoose={setChosen} />
      ) : null}
      {sheet ? (
        <ImportSheet
          key={`${sheet.sheet}/${sheet.ledger ?? ''}`}
          sheet={sheet}
          busy={busy}
          onCorrect={(mapping) => onCorrect(sheet.sheet, mapping)}
        />
      ) : (
        <Notice tone="soon">这个文件里没有内容。</Notice>
      )}
    </>
  );
}

function firstToLookAt(preview: ImportPreview): string {
  const unclear = preview.sheets.find((sheet) => sheet.bad > 0 || isAsked(sheet));
  return (unclear ?? preview.sheets[0])?.sheet ?? '';
}

/** Nobody has said yet what this sheet is. */
function isAsked(sheet: SheetPreview): boolean {
  return sheet.problems.some((problem) => problem.code === 'sheet_not_recognised');
}

function total(preview: ImportPreview, of: (sheet: SheetPreview) => number): number {
  return preview.sheets.reduce((sum, sheet) => sum + of(sheet), 0);
}

function summary(preview: ImportPreview): string {
  const known = total(preview, (sheet) => sheet.known);
  const fresh = total(preview, (sheet) => sheet.good) - known;
  const bad = total(preview, (sheet) => sheet.bad);
  const parts = [`${fresh} 行可以导入`];
  if (known > 0) parts.push(`${known} 行账里已有`);
  if (bad === 0) parts.push('没有问题');
  else parts.push(fresh > 0 ? `${bad} 行有问题，可先导入无误的行` : `${bad} 行有问题，改好再导入`);
  return `${parts.join('，')}。还没有写进账里。`;
}

function SheetTabs(props: {
  readonly sheets: readonly SheetPreview[];
  readonly chosen: string;
  readonly onChoose: (sheet: string) => void;
}) {
  return (
    <ul className="import-tabs" aria-label="文件里的表">
      {props.sheets.map((sheet) => (
        <li key={sheet.sheet}>
          <button type="button" aria-pressed={sheet.sheet === props.chosen} onClick={() => props.onChoose(sheet.sheet)}>
            <span className="import-tab-name">{sheet.sheet}</span>
            <span className="small">{tabText(sheet)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function tabText(sheet: SheetPreview): string {
  if (sheet.hidden && sheet.ledger === null) return '隐藏的表，不导入';
  if (isAsked(sheet)) return '! 认不出，请指定';
  if (sheet.ledger === null) return '不导入';
  return sheet.bad > 0 ? `${sheet.good} 行无误，✕ ${sheet.bad} 行有问题` : `✓ ${sheet.good} 行无误`;
}
