import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import {
  type LimitUnit,
  SECOND_PERSON_OPERATIONS,
  SECOND_PERSON_RULES,
  type SecondPersonLimits,
  type SecondPersonOperation,
} from '../../../shared/domain/staff/second-person.ts';
import { hundredthsText, parseHundredths } from '../../../shared/kernel/number-text.ts';
import { Field } from '../../components/field.tsx';
import { Sheet } from '../../components/page.tsx';
import { FailingState, LoadingState, Notice } from '../../components/state-views.tsx';
import { client } from '../../lib/client.ts';
import { queries } from '../../lib/queries.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { ROLE_TEXT } from '../../../shared/messages/role-text.ts';

const UNIT_TEXT: Readonly<Record<Exclude<LimitUnit, 'always'>, string>> = { fen: '元', centipoints: '分' };

/** 另一人同意: what one person alone may not do, and from which amount on. */
export function SecondPersonSheet({ mayChange }: { readonly mayChange: boolean }) {
  const limits = useQuery(queries.secondPersonLimits());
  return (
    <Sheet title="另一人同意">
      <p className="soft sheet-lead">
        下面的事一个人办不了，要另一位当场输入自己的密码；谁办的、谁同意的都记在单据上。
      </p>
      {limits.data ? (
        <LimitsForm key={JSON.stringify(limits.data)} limits={limits.data} mayChange={mayChange} />
      ) : limits.isError ? (
        <FailingState sentence={sentenceOf(limits.error)} onRetry={() => void limits.refetch()} />
      ) : (
        <LoadingState />
      )}
    </Sheet>
  );
}

type Draft = Readonly<Partial<Record<SecondPersonOperation, string>>>;

const ALWAYS = SECOND_PERSON_OPERATIONS.filter((operation) => SECOND_PERSON_RULES[operation].unit === 'always');
const SETTABLE = SECOND_PERSON_OPERATIONS.filter((operation) => !ALWAYS.includes(operation));

function LimitsForm({ limits, mayChange }: { readonly limits: SecondPersonLimits; readonly mayChange: boolean }) {
  const [draft, setDraft] = useState<Draft>({});
  const queryClient = useQueryClient();
  const text = (operation: SecondPersonOperation) => draft[operation] ?? hundredthsText(limits[operation]);
  const valueOf = (operation: SecondPersonOperation) => {
    const value = parseHundredths(text(operation).trim());
    return value === null || value < 0 || value > 1_000_000_000 ? null : value;
  };
  const wrong = SETTABLE.some((operation) => valueOf(operation) === null);
  const save = useMutation({
    mutationFn: () =>
      client.settings.saveSecondPersonLimits({
        limits: Object.fromEntries(SETTABLE.map((operation) => [operation, valueOf(operation) ?? 0])),
      }),
    onSuccess: (saved) => {
      queryClient.setQueryData(queries.secondPersonLimits().queryKey, saved);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!wrong && !save.isPending) save.mutate();
  };
  return (
    <form onSubmit={submit}>
      <div className="form-grid">
        {SETTABLE.map((operation) => (
          <Field
            key={operation}
            label={labelOf(operation)}
            help={`${helpOf(valueOf(operation))}能同意的：${approversOf(operation)}`}
            error={valueOf(operation) === null ? '请填0或更大的数，最多两位小数。' : null}
          >
            <Input
              inputMode="decimal"
              maxLength={12}
              disabled={!mayChange}
              value={text(operation)}
              onChange={(event) => {
                setDraft({ ...draft, [operation]: event.target.value });
                save.reset();
              }}
            />
          </Field>
        ))}
      </div>
      <ul className="second-person-always">
        {ALWAYS.map((operation) => (
          <li key={operation}>
            <strong>{SECOND_PERSON_RULES[operation].name}</strong>：
            {SECOND_PERSON_RULES[operation].aloneIfNobodyElse === true ? '有能同意的人时都要。' : '每次都要。'}
            <span className="soft">能同意的：{approversOf(operation)}</span>
          </li>
        ))}
      </ul>
      {save.isSuccess ? <Notice tone="done">已保存，改动记在操作记录里。</Notice> : null}
      {save.isError ? (
        <Notice tone="refused" live="assertive">
          {sentenceOf(save.error)}
        </Notice>
      ) : null}
      {mayChange ? (
        <div className="form-actions">
          <Button size="large" htmlType="submit" disabled={wrong} loading={save.isPending}>
            保存限额
          </Button>
        </div>
      ) : null}
    </form>
  );
}

function labelOf(operation: SecondPersonOperation): string {
  const { name, unit } = SECOND_PERSON_RULES[operation];
  return unit === 'always' ? name : `${name}，超过多少${UNIT_TEXT[unit]}`;
}

function helpOf(limit: number | null): string {
  return limit === 0 ? '每次都要。' : '';
}

function approversOf(operation: SecondPersonOperation): string {
  return SECOND_PERSON_RULES[operation].approvers.map((role) => ROLE_TEXT[role]).join('、');
}
