import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { AutoComplete, Button, Input, Radio } from 'antd';
import { type FormEvent, useRef, useState } from 'react';
import type { HouseholdCard } from '../../../shared/contract/household.ts';
import type { ShopStatus } from '../../../shared/contract/settings.ts';
import { parsePoints, pointsText } from '../../../shared/kernel/number-text.ts';
import { DateField } from '../../components/date-field.tsx';
import { Field } from '../../components/field.tsx';
import { Sheet } from '../../components/page.tsx';
import { SecondPersonDialog } from '../../components/second-person-dialog.tsx';
import { Notice } from '../../components/state-views.tsx';
import { client, newRequestId } from '../../lib/client.ts';
import { sendUntilAnswered } from '../../lib/pending-command.ts';
import { queries } from '../../lib/queries.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { useApproval } from '../../lib/use-approval.ts';

type Draft = {
  readonly mode: 'award' | 'deduct';
  readonly points: string;
  readonly date: string | null;
  readonly category: string;
  readonly rule: string;
  readonly reason: string;
};

const EMPTY: Draft = { mode: 'award', points: '', date: null, category: '', rule: '', reason: '' };

/** One award or deduction. The key is kept until it is known to be entered, so a retry never counts twice. */
export function PointsForm(props: {
  readonly card: HouseholdCard;
  readonly status: ShopStatus;
  readonly onDone: (sentence: string) => void;
}) {
  const { card, status } = props;
  const [draft, setDraft] = useState(EMPTY);
  const [tried, setTried] = useState(false);
  const requestId = useRef(newRequestId());
  const queryClient = useQueryClient();
  const presets = useQuery(queries.presets());
  const categories = presets.data?.find(({ name }) => name === status.schemeName)?.categories ?? [];
  const points = parsePoints(draft.points);
  const pointsWrong = points === null || points <= 0;
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const { withApproval, asked } = useApproval();
  const post = useMutation({
    mutationFn: () => {
      const input = {
        requestId: requestId.current,
        householdId: card.household.id,
        pointsCentipoints: points ?? 0,
        date: draft.date,
        reason: draft.reason,
        category: draft.category,
        rule: draft.rule,
      };
      const word = draft.mode === 'award' ? '加' : '扣';
      const what = `给${card.household.headName}（${card.household.householdNo}）${word} ${draft.points} 分：${draft.reason}`;
      const procedure = draft.mode === 'award' ? 'points.award' : 'points.deduct';
      return withApproval(what, (approval) =>
        sendUntilAnswered({ requestId: input.requestId, procedure, input, what }, () =>
          draft.mode === 'award'
            ? client.points.award({ ...input, approval })
            : client.points.deduct({ ...input, approval }),
        ),
      );
    },
    onSuccess: async (posted) => {
      requestId.current = newRequestId();
      const word = draft.mode === 'award' ? '加' : '扣';
      props.onDone(`已给${card.household.headName}${word} ${draft.points} 分，单号 ${posted.documentNo}。`);
      setDraft({ ...EMPTY, mode: draft.mode, category: draft.category, date: draft.date });
      setTried(false);
      await queryClient.invalidateQueries({ queryKey: ['household'] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!pointsWrong && draft.reason.trim() !== '' && !post.isPending) post.mutate();
  };
  return (
    <Sheet>
      <p className="points-head">
        <strong>{card.household.headName}</strong>
        <span>
          {card.household.householdNo}　{card.household.villageName}　{card.household.groupName}
        </span>
        <span>
          可兑换 <span className="points">{pointsText(card.spendableCentipoints)}</span> 分
        </span>
        <span>
          荣誉 <span className="number">{pointsText(card.honourCentipoints)}</span> 分
        </span>
      </p>
      <form onSubmit={submit}>
        <div className="form-grid">
          <Field label="加还是扣">
            <Radio.Group
              optionType="button"
              buttonStyle="solid"
              value={draft.mode}
              options={[
                { value: 'award', label: '加分' },
                { value: 'deduct', label: '扣分' },
              ]}
              onChange={(event) => change({ mode: event.target.value === 'deduct' ? 'deduct' : 'award' })}
            />
          </Field>
          <Field label="分值（分）" error={tried && pointsWrong ? '请填大于 0 的分值，最多两位小数。' : null}>
            <Input
              autoFocus
              inputMode="decimal"
              maxLength={12}
              value={draft.points}
              onChange={(event) => change({ points: event.target.value })}
            />
          </Field>
          <Field label="哪天的事" help="不填就是今天">
            <DateField value={draft.date} latest={status.businessDate} onChange={(date) => change({ date })} />
          </Field>
          <Field label="类别">
            <AutoComplete
              value={draft.category}
              options={categories.map((value) => ({ value }))}
              onChange={(category: string) => change({ category })}
            />
          </Field>
          <Field label="依据哪一条" help="可不填">
            <Input maxLength={200} value={draft.rule} onChange={(event) => change({ rule: event.target.value })} />
          </Field>
          <Field label="事由" error={tried && draft.reason.trim() === '' ? '请填事由。' : null} span>
            <Input
              maxLength={200}
              placeholder="例：参加村里清扫河道半天"
              value={draft.reason}
              onChange={(event) => change({ reason: event.target.value })}
            />
          </Field>
        </div>
        {post.isError ? (
          <Notice tone="refused" live="assertive">
            {sentenceOf(post.error)}
          </Notice>
        ) : null}
        <div className="form-actions">
          <Button type="primary" size="large" htmlType="submit" loading={post.isPending}>
            {draft.mode === 'award' ? '加分' : '扣分'}
          </Button>
        </div>
      </form>
      {asked ? <SecondPersonDialog {...asked} /> : null}
    </Sheet>
  );
}
