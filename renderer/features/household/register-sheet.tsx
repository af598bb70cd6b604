import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect } from 'react';
import type { HouseholdSummary } from '../../../shared/contract/household.ts';
import { Sheet } from '../../components/page.tsx';
import { Notice } from '../../components/state-views.tsx';
import { client } from '../../lib/client.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { HOUSEHOLD_STATUS_TEXT } from '../../lib/words.ts';

/** How long whole numbers stay on the screen of a counter that somebody may look over. */
const SHOWN_MS = 60_000;

/** What is registered about a household; whole numbers only for whom they concern, when asked for, and for a minute. */
export function RegisterSheet(props: {
  readonly household: HouseholdSummary;
  readonly mayShow: boolean;
  readonly onDataSheet: () => void;
}) {
  const { household, mayShow } = props;
  const show = useMutation({ mutationFn: () => client.household.showPersonal({ householdId: household.id }) });
  const numbers = show.data ?? null;
  const { reset } = show;
  useEffect(() => {
    if (numbers === null) return undefined;
    const timer = setTimeout(reset, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [numbers, reset]);
  const facts: readonly (readonly [string, string])[] = [
    ['状态', HOUSEHOLD_STATUS_TEXT[household.status]],
    ['入册日期', household.enrolledOn],
    ['人数', household.memberCount === null ? '' : `${household.memberCount} 人`],
    ['家庭成员', household.members],
    ['电话', numbers?.phone ?? household.phoneMasked ?? ''],
    ['身份证', numbers?.idNumber ?? household.idNumberMasked ?? ''],
    ['标签', household.tags.join('、')],
    ['存折码', household.cardNo],
    ['备注', household.note],
  ];
  return (
    <Sheet
      title="登记信息"
      extra={
        mayShow ? (
          <div className="sheet-tools">
            {numbers === null ? (
              <Button loading={show.isPending} onClick={() => show.mutate()}>
                显示证件号
              </Button>
            ) : (
              <Button onClick={reset}>收起证件号</Button>
            )}
            <Button onClick={props.onDataSheet}>给本户看</Button>
          </div>
        ) : null
      }
    >
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt className="soft">{name}</dt>
            <dd className="number">{value === '' ? '未填' : value}</dd>
          </div>
        ))}
      </dl>
      {numbers === null ? null : <Notice tone="plain">已记入操作记录。一分钟后自动收起。</Notice>}
      {show.isError ? (
        <Notice tone="refused" live="assertive">
          {sentenceOf(show.error)}
        </Notice>
      ) : null}
    </Sheet>
  );
}
