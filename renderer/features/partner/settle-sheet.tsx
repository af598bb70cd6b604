import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PartnerRow } from '../../../shared/contract/partner.ts';
import type { OverCap } from '../../../shared/domain/partner/partner.ts';
import type { LocalDate } from '../../../shared/kernel/brands.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';
import { DateField } from '../../components/date-field.tsx';
import '../../components/doorway.css';
import { Field } from '../../components/field.tsx';
import { Sheet } from '../../components/page.tsx';
import { EmptyState, FailingState, LoadingState, Notice } from '../../components/state-views.tsx';
import { queries } from '../../lib/queries.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { SettleForm } from './settle-form.tsx';
import { SupplyTable, VillageTable } from './supply-tables.tsx';

/** What a partner shop handed out in a period and was not paid for yet, and the settlement of it. */
export function SettleSheet(props: {
  readonly partner: PartnerRow;
  readonly today: LocalDate;
  readonly maySettle: boolean;
}) {
  const { partner, today } = props;
  const [chosenFrom, setFrom] = useState<LocalDate | null>(null);
  const [chosenTo, setTo] = useState<LocalDate | null>(null);
  // Unless somebody says otherwise, everything that is open.
  const from = chosenFrom ?? partner.unsettledFrom ?? localDate(`${today.slice(0, 7)}-01`);
  const to = chosenTo ?? today;
  const [overCap, setOverCap] = useState<OverCap>('pay_cap');
  const [done, setDone] = useState<string | null>(null);
  const question = { partnerId: partner.id, from, to, overCap };
  const unsettled = useQuery(queries.unsettled(question));
  return (
    <Sheet title="未结算的发放">
      {done ? (
        <Notice tone="done" live="polite">
          {done}
        </Notice>
      ) : null}
      <div className="partner-period">
        <Field label="起始日期">
          <DateField value={from} latest={to} onChange={(day) => setFrom(day === null ? null : localDate(day))} />
        </Field>
        <Field label="截止日期">
          <DateField value={to} latest={today} onChange={(day) => setTo(day === null ? null : localDate(day))} />
        </Field>
      </div>
      {unsettled.data ? (
        unsettled.data.lines.length === 0 ? (
          <EmptyState title="这段时间没有未结算的发放" hint="村民在柜台兑换它发放的物品后，会列在这里。" />
        ) : (
          <div className="partner-open">
            {unsettled.data.overCapLines > 0 ? (
              <fieldset className="choices">
                <legend className="mark-bad">✕ {unsettled.data.overCapLines} 行超过限价，怎么结？</legend>
                <CapChoice value="pay_cap" chosen={overCap} onChoose={setOverCap}>
                  <strong>按限价结算</strong>
                  <span className="soft">超出的部分不付</span>
                </CapChoice>
                <CapChoice value="pay_full" chosen={overCap} onChoose={setOverCap}>
                  <strong>按结算单价结算</strong>
                  <span className="soft">在“价格核查”里写明为什么</span>
                </CapChoice>
              </fieldset>
            ) : null}
            <SupplyTable lines={unsettled.data.lines} />
            {unsettled.data.villages.length > 1 ? <VillageTable villages={unsettled.data.villages} /> : null}
            {props.maySettle ? (
              <SettleForm
                partner={partner}
                question={question}
                unsettled={unsettled.data}
                onDone={(sentence) => {
                  setDone(sentence);
                  setOverCap('pay_cap');
                }}
                onChanged={() => void unsettled.refetch()}
              />
            ) : null}
          </div>
        )
      ) : unsettled.isError ? (
        <FailingState sentence={sentenceOf(unsettled.error)} onRetry={() => void unsettled.refetch()} />
      ) : (
        <LoadingState />
      )}
    </Sheet>
  );
}

function CapChoice(props: {
  readonly value: OverCap;
  readonly chosen: OverCap;
  readonly onChoose: (value: OverCap) => void;
  readonly children: React.ReactNode;
}) {
  return (
    <label className="choice">
      <input
        type="radio"
        name="over-cap"
        checked={props.value === props.chosen}
        onChange={() => props.onChoose(props.value)}
      />
      {props.children}
    </label>
  );
}
