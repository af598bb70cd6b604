import { useQuery } from '@tanstack/react-query';
import { Drawer } from 'antd';
import type { SettlementDetail } from '../../../shared/contract/partner.ts';
import type { EntryId } from '../../../shared/kernel/brands.ts';
import { yuanText } from '../../../shared/kernel/number-text.ts';
import { FailingState, LoadingState } from '../../components/state-views.tsx';
import { queries } from '../../lib/queries.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { SupplyTable, VillageTable } from './supply-tables.tsx';

/** One settlement: what was checked, what each village answers for, and every line it pays. */
export function SettlementDrawer({ id, onClose }: { readonly id: EntryId; readonly onClose: () => void }) {
  const settlement = useQuery(queries.settlement(id));
  const { data } = settlement;
  return (
    <Drawer open size="60rem" title={data ? `结算单 ${data.documentNo}` : '结算单'} onClose={onClose}>
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
