import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import type { SettlementDetail } from '../../../shared/contract/partner.ts';
import type { EntryId } from '../../../shared/kernel/brands.ts';
import { yuanText } from '../../../shared/kernel/number-text.ts';
import { FailingState, LoadingState, Notice } from '../../components/state-views.tsx';
import { client } from '../../lib/client.ts';
import { queries } from '../../lib/queries.ts';
import { saveWorkbook } from '../../lib/save-workbook.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { SupplyTable, VillageTable } from './supply-tables.tsx';

/** One settlement: what was checked, what each village answers for, and every line it pays. */
export function SettlementDrawer({ id, onClose }: { readonly id: EntryId; readonly onClose: () => void }) {
  const settlement = useQuery(queries.settlement(id));
  const { data } = settlement;
  const [said, setSaid] = useState<{ readonly done: boolean; readonly sentence: string } | null>(null);
  const print = useMutation({
    mutationFn: async () => {
      const file = await client.partner.settlementPaper({ entryId: id });
      return { name: file.name, outcome: await saveWorkbook(file) };
    },
    onSuccess: ({ name, outcome }) => {
      if (outcome.kind === 'saved') setSaid({ done: true, sentence: `已存 ${name}，打印后双方签字盖章。` });
      if (outcome.kind === 'failed') setSaid({ done: false, sentence: outcome.reason });
    },
    onError: (error) => setSaid({ done: false, sentence: sentenceOf(error) }),
  });
  return (
    <Drawer
      open
      size="60rem"
      title={data ? `结算单 ${data.documentNo}` : '结算单'}
      onClose={onClose}
      extra={
        <Button type="primary" disabled={!data} loading={print.isPending} onClick={() => print.mutate()}>
          打印结算单
        </Button>
      }
    >
      {said ? (
        <Notice tone={said.done ? 'done' : 'refused'} live="polite">
          {said.sentence}
        </Notice>
      ) : null}
      {data ? (
        <div className="partner-settlement">
          <dl className="facts">
            {factsOf(data).map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          <VillageTable villages={data.villages} />
          <SupplyTable lines={data.lines} />
        </div>
      ) : settlement.isError ? (
        <FailingState sentence={sentenceOf(settlement.error)} onRetry={() => void settlement.refetch()} />
      ) : (
        <LoadingState />
      )}
    </Drawer>
  );
}

function factsOf(settlement: SettlementDetail): readonly (readonly [string, string])[] {
  const { reversedBy, approvedByName, note } = settlement;
  return [
    ['共建店', settlement.partnerName],
    ['期间', `${settlement.periodFrom} 至 ${settlement.periodTo}`],
    ['金额', `${yuanText(settlement.amountFen)} 元`],
    ['价格核查', settlement.priceCheck],
    ['质量核查', settlement.qualityCheck],
    ['核查人', settlement.checkedBy],
    ['经办', `${settlement.operatorName}，${settlement.businessDate}`],
    ...(approvedByName === null ? [] : [['同意人', approvedByName] as const]),
    ...(note === '' ? [] : [['备注', note] as const]),
    ...(reversedBy === null ? [] : [['红冲', `已由 ${reversedBy} 红冲`] as const]),
  ];
}
