import { useMutation, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { HouseholdId } from '../../../shared/kernel/brands.ts';
import { ReceiptDrawer } from '../../components/receipt-drawer.tsx';
import { Notice } from '../../components/state-views.tsx';
import { client } from '../../lib/client.ts';
import { notePrint } from '../../lib/print-state.ts';
import { queries } from '../../lib/queries.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { printProblem } from '../../lib/words.ts';

/** The code that a passbook carries to the counter: glued inside, it is scanned instead of typing a name. */
export function CardSlipDrawer(props: { readonly householdId: HouseholdId; readonly onClose: () => void }) {
  const slip = useQuery(queries.cardSlip(props.householdId));
  const print = useMutation({
    mutationFn: () => client.household.printCardSlip({ householdId: props.householdId }),
    onSuccess: notePrint,
  });
  const problem = print.data ? printProblem(print.data) : null;
  const failure = print.isError ? sentenceOf(print.error) : problem === null ? null : `没打出：${problem}。`;
  return (
    <ReceiptDrawer
      title="存折码"
      layout={slip.data}
      failure={slip.isError ? sentenceOf(slip.error) : null}
      onRetry={() => void slip.refetch()}
      onClose={props.onClose}
      head={
        <div className="slip-head">
          <Button type="primary" size="large" loading={print.isPending} onClick={() => print.mutate()}>
            打印，贴在存折里
          </Button>
          {failure !== null ? (
            <Notice tone="refused" live="assertive">
              {failure}
            </Notice>
          ) : null}
          {print.data && problem === null ? <Notice tone="done">已发给打印机。</Notice> : null}
        </div>
      }
    />
  );
}
