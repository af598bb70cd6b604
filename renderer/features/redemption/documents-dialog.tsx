import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import type { RedemptionListRow } from '../../../shared/contract/redemption.ts';
import type { EntryId, LocalDate } from '../../../shared/kernel/brands.ts';
import { pointsText } from '../../../shared/kernel/number-text.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { PickList } from '../../components/pick-list.tsx';
import { EmptyState, FailingState, LoadingState } from '../../components/state-views.tsx';
import { client } from '../../lib/client.ts';
import { queries } from '../../lib/queries.ts';
import { useScanner } from '../../lib/scanner/scanner.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { soundRefused } from '../../lib/sounds.ts';

type Props = {
  readonly businessDate: LocalDate;
  readonly onReturn: (id: EntryId) => void;
  readonly onReprint: (id: EntryId) => void;
  readonly onReceipt: (id: EntryId) => void;
  readonly onClose: () => void;
};

/** Finds a document to take back or print again: by its number, or among today's. */
export function DocumentsDialog(props: Props) {
  const [number, setNumber] = useState('');
  const [complaint, setComplaint] = useState<string | null>(null);
  const today = useQuery(
    queries.redemptions({
      from: props.businessDate,
      to: props.businessDate,
      householdId: null,
      offset: 0,
      limit: 100,
    }),
  );
  const open = async (documentNo: string) => {
    try {
      const record = await client.redemption.get({ documentNo: documentNo.trim().toUpperCase() });
      props.onReturn(record.reversal?.redemptionId ?? record.id);
    } catch (error) {
      soundRefused();
      setComplaint(sentenceOf(error));
    }
  };
  useScanner((scan) => void open(scan.text));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (number.trim() !== '') void open(number);
  };
  return (
    <Dialog title="退回或补打" onClose={props.onClose} width="46rem">
      <form className="doorway-form" onSubmit={submit}>
        <Field label="单号" help="扫小票上的码，或输入单号后按 Enter" error={complaint}>
          <Input autoFocus size="large" value={number} onChange={(event) => setNumber(event.target.value)} />
        </Field>
        <h3>今日单据</h3>
        {today.data ? (
          today.data.rows.length === 0 ? (
            <EmptyState title="今天还没有兑换" hint="以前的单据请输入单号，或到“户籍”里打开那一户。" />
          ) : (
            <PickList
              label="今日单据"
              autoFocus={false}
              choices={today.data.rows.map((row) => ({
                key: row.id,
                content: <DocumentLine row={row} />,
                aside: (
                  <>
                    <Button onClick={() => props.onReceipt(row.id)}>小票</Button>
                    <Button
                      onClick={() => {
                        props.onReprint(row.id);
                        props.onClose();
                      }}
                    >
                      补打
                    </Button>
                  </>
                ),
              }))}
              onPick={(index) => {
                const row = today.data.rows[index];
                if (row) void open(row.documentNo);
              }}
            />
          )
        ) : today.isError ? (
          <FailingState sentence={sentenceOf(today.error)} onRetry={() => void today.refetch()} />
        ) : (
          <LoadingState />
        )}
      </form>
    </Dialog>
  );
}

function DocumentLine({ row }: { readonly row: RedemptionListRow }) {
  const word = row.kind === 'return' ? '退回' : { none: '', part: '已退一部分', whole: '已全退' }[row.returned];
  return (
    <>
      <span className="number soft">{row.timeOfDay}</span>
      <span className="number">{row.documentNo}</span>
      <span className="hit-main">
        <span className="hit-name">{row.headName}</span> <span className="soft">{row.summary}</span>
      </span>
      {word === '' ? null : <span className="small">{word}</span>}
      <span className="points">{pointsText(row.totalCentipoints)}</span>
    </>
  );
}
