import { Button, Drawer } from 'antd';
import { useState } from 'react';
import type { LoanRow } from '../../../shared/contract/loan.ts';
import type { Operator } from '../../../shared/contract/staff.ts';
import type { LoanEvent, LoanLine } from '../../../shared/domain/loan/loan.ts';
import { pointsText, yuanText } from '../../../shared/kernel/number-text.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { DocumentPhotosDialog } from '../../components/document-photos-dialog.tsx';
import { may } from '../../lib/permissions.ts';
import { useDocumentPhotos } from '../../lib/use-document-photos.ts';
import { ReverseLoanDialog } from './reverse-loan-dialog.tsx';
import { SettleDialog } from './settle-dialog.tsx';

type Shown = Pick<LoanEvent, 'entryId' | 'documentNo' | 'summary'>;

/** One loan: what was lent, what became of it, and everything that can be done about it. */
export function LoanDrawer(props: {
  readonly loan: LoanRow;
  readonly operator: Operator;
  readonly onDone: (sentence: string) => void;
  readonly onClose: () => void;
}) {
  const { loan, operator } = props;
  const [settling, setSettling] = useState<'back' | 'write_off' | null>(null);
  const [reversing, setReversing] = useState<Shown | null>(null);
  const [pictured, setPictured] = useState<Shown | null>(null);
  const mayLend = may(operator.role, 'lendTools');
  const seesPhotos = may(operator.role, 'seePhotos');
  const out = loan.state === 'out' || loan.state === 'overdue';
  const reversible = out && loan.events.every(({ reversedBy }) => reversedBy !== null);
  return (
    <Drawer open size="46rem" title={`借用单 ${loan.documentNo}`} onClose={props.onClose}>
      <dl className="loan-facts">
        <dt className="soft">户</dt>
        <dd>
          {loan.householdNo} {loan.headName}
          {loan.borrower === '' ? '' : `（${loan.borrower}来借）`}
        </dd>
        <dt className="soft">借出</dt>
        <dd>
          {loan.businessDate}，{loan.operatorName}经办，
          {loan.pointsCentipoints === 0 ? '免费' : `${pointsText(loan.pointsCentipoints)} 分`}
        </dd>
        {loan.note === '' ? null : (
          <>
            <dt className="soft">备注</dt>
            <dd>{loan.note}</dd>
          </>
        )}
        {loan.reversedBy === null ? null : (
          <>
            <dt className="soft">红冲</dt>
            <dd>已由 {loan.reversedBy} 红冲</dd>
          </>
        )}
      </dl>
      <DataTable label="借出的工具" columns={LINES} rows={loan.lines} rowKey={(line) => String(line.lineNo)} />
      <div className="form-actions">
        {seesPhotos ? <Button onClick={() => setPictured(loan)}>照片</Button> : null}
        {mayLend && reversible ? <Button onClick={() => setReversing(loan)}>红冲整单</Button> : null}
        {out && may(operator.role, 'writeOffLent') ? (
          <Button onClick={() => setSettling('write_off')}>报损</Button>
        ) : null}
        {out && mayLend ? (
          <Button type="primary" onClick={() => setSettling('back')}>
            归还
          </Button>
        ) : null}
      </div>
      {loan.events.length === 0 ? null : (
        <>
          <h3 className="loan-events">归还和报损</h3>
          <DataTable
            label="归还和报损"
            columns={eventColumns(mayLend ? setReversing : null, seesPhotos ? setPictured : null)}
            rows={loan.events}
            rowKey={(event) => event.entryId}
            tone={(event) => (event.reversedBy === null ? undefined : 'quiet')}
          />
        </>
      )}
      {settling ? (
        <SettleDialog way={settling} loan={loan} onDone={props.onDone} onClose={() => setSettling(null)} />
      ) : null}
      {reversing ? (
        <ReverseLoanDialog document={reversing} onDone={props.onDone} onClose={() => setReversing(null)} />
      ) : null}
      {pictured ? (
        <Photos document={pictured} mayAdd={may(operator.role, 'addPhotos')} onClose={() => setPictured(null)} />
      ) : null}
    </Drawer>
  );
}

function Photos(props: { readonly document: Shown; readonly mayAdd: boolean; readonly onClose: () => void }) {
  const { entryId, documentNo } = props.document;
  const shown = useDocumentPhotos(entryId);
  return <DocumentPhotosDialog documentNo={documentNo} shown={shown} mayAdd={props.mayAdd} onClose={props.onClose} />;
}

const LINES: readonly Column<LoanLine>[] = [
  { key: 'item', title: '工具', text: ({ itemName, spec }) => (spec === '' ? itemName : `${itemName} ${spec}`) },
  { key: 'lot', title: '批次', whole: true, text: ({ lotCode }) => lotCode },
  { key: 'quantity', title: '借出', numeric: true, text: ({ quantity, unit }) => `${quantity}${unit}` },
  { key: 'open', title: '未还', numeric: true, text: ({ openQuantity, unit }) => `${openQuantity}${unit}` },
  { key: 'due', title: '应还日期', whole: true, text: ({ dueOn }) => dueOn },
  {
    key: 'value',
    title: '货值（元）',
    numeric: true,
    text: ({ costFen }) => (costFen === null ? '未计价' : yuanText(costFen)),
  },
];

function eventColumns(
  onReverse: ((event: LoanEvent) => void) | null,
  onPhotos: ((event: LoanEvent) => void) | null,
): readonly Column<LoanEvent>[] {
  return [
    { key: 'date', title: '日期', whole: true, text: ({ businessDate }) => businessDate },
    { key: 'document', title: '单号', whole: true, text: ({ documentNo }) => documentNo },
    { key: 'what', title: '内容', text: ({ summary, note }) => (note === '' ? summary : `${summary}；${note}`) },
    {
      key: 'act',
      title: '操作',
      text: ({ reversedBy }) => reversedBy ?? '',
      show: (event) => (
        <span className="loan-event-acts">
          {onPhotos ? (
            <Button size="small" aria-label={`${event.documentNo} 的照片`} onClick={() => onPhotos(event)}>
              照片
            </Button>
          ) : null}
          <EventReversal event={event} onReverse={onReverse} />
        </span>
      ),
    },
  ];
}

function EventReversal(props: { readonly event: LoanEvent; readonly onReverse: ((event: LoanEvent) => void) | null }) {
  const { event, onReverse } = props;
  if (event.reversedBy !== null) return <span>已由 {event.reversedBy} 红冲</span>;
  if (event.kind === 'write_off') return <span className="soft">在“报损出库”里红冲</span>;
  return onReverse ? (
    <Button size="small" aria-label={`红冲 ${event.documentNo}`} onClick={() => onReverse(event)}>
      红冲
    </Button>
  ) : null;
}
