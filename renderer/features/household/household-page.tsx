import { useMutation, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { HouseholdCard } from '../../../shared/contract/household.ts';
import type { HouseholdId } from '../../../shared/kernel/brands.ts';
import { pointsText } from '../../../shared/kernel/number-text.ts';
import { Page } from '../../components/page.tsx';
import { FailingState, LoadingState } from '../../components/state-views.tsx';
import { client } from '../../lib/client.ts';
import { href } from '../../lib/navigation.ts';
import { may } from '../../lib/permissions.ts';
import type { PlaceProps } from '../../lib/place.ts';
import { queries } from '../../lib/queries.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { CardSlipDrawer } from './card-slip-drawer.tsx';
import { DataSheetDialog } from './data-sheet-dialog.tsx';
import { HouseholdDialog } from './household-dialog.tsx';
import './household.css';
import { HouseholdRedemptions } from './household-redemptions.tsx';
import { PassbookSheet } from './passbook-sheet.tsx';
import { RegisterSheet } from './register-sheet.tsx';

/** One household: its figures, its passbook of the year, what it took home. */
export function HouseholdPage({ id, status, operator }: PlaceProps & { readonly id: HouseholdId }) {
  const [editing, setEditing] = useState(false);
  const [slipOpen, setSlipOpen] = useState(false);
  // Not a query: those are asked again by themselves, and every look stands in the audit trail.
  const dataSheet = useMutation({ mutationFn: () => client.household.dataSheet({ householdId: id }) });
  const card = useQuery(queries.card(id));
  if (!card.data) {
    return card.isError ? (
      <FailingState sentence={sentenceOf(card.error)} onRetry={() => void card.refetch()} />
    ) : (
      <LoadingState />
    );
  }
  const { household } = card.data;
  return (
    <Page
      title={household.headName}
      lead={[household.householdNo, household.villageName, household.villageGrid, household.groupName]
        .filter((part) => part !== '')
        .join('　')}
      actions={
        <>
          <a className="back-link" href={href('/households')}>
            ← 全部户
          </a>
          {may(operator.role, 'printCardSlip') ? (
            <Button size="large" onClick={() => setSlipOpen(true)}>
              存折码
            </Button>
          ) : null}
          {may(operator.role, 'awardPoints') ? (
            <Button size="large" href={href('/points', { household: household.id })}>
              加分或扣分
            </Button>
          ) : null}
          {may(operator.role, 'saveHousehold') ? (
            <Button size="large" type="primary" onClick={() => setEditing(true)}>
              更正登记
            </Button>
          ) : null}
        </>
      }
    >
      <Figures card={card.data} />
      <RegisterSheet
        household={household}
        mayShow={may(operator.role, 'showPersonal')}
        onDataSheet={() => dataSheet.mutate()}
      />
      <PassbookSheet householdId={id} />
      <HouseholdRedemptions householdId={id} />
      {slipOpen ? <CardSlipDrawer householdId={id} onClose={() => setSlipOpen(false)} /> : null}
      {dataSheet.isIdle ? null : (
        <DataSheetDialog
          sheet={dataSheet.data ?? null}
          error={dataSheet.error}
          shopName={status.shopName}
          onRetry={() => dataSheet.mutate()}
          onClose={dataSheet.reset}
          onCorrect={() => {
            dataSheet.reset();
            setEditing(true);
          }}
        />
      )}
      {editing ? (
        <HouseholdDialog household={household} villages={status.villages} onClose={() => setEditing(false)} />
      ) : null}
    </Page>
  );
}

function Figures({ card }: { readonly card: HouseholdCard }) {
  const figures: readonly (readonly [string, string, boolean])[] = [
    ['可兑换', pointsText(card.spendableCentipoints), true],
    ['荣誉', pointsText(card.honourCentipoints), false],
    ['其中基础分', pointsText(card.account.baseCentipoints), false],
    ['今年已兑', pointsText(card.account.redeemedCentipoints), false],
    ['冻结', pointsText(card.account.heldCentipoints), false],
    ...(card.arrearsCentipoints > 0 ? [['待补欠分', pointsText(card.arrearsCentipoints), false] as const] : []),
  ];
  return (
    <dl className="figures" aria-label={`${card.schemeYear}年积分`}>
      {figures.map(([name, value, main]) => (
        <div key={name} className="figure" data-main={main}>
          <dt>{name}（分）</dt>
          <dd className="number">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
