import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Input, Select } from 'antd';
import { type FormEvent, useState } from 'react';
import type { HouseholdSummary } from '../../../shared/contract/household.ts';
import { tidyTags } from '../../../shared/domain/donation/earmark.ts';
import { HOUSEHOLD_STATUSES, type Village } from '../../../shared/domain/household/household.ts';
import { parseLocalDate } from '../../../shared/kernel/local-date.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { FormEnding } from '../../components/form-ending.tsx';
import { client } from '../../lib/client.ts';
import { queries } from '../../lib/queries.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { HOUSEHOLD_STATUS_TEXT } from '../../lib/words.ts';
import { draftOf, type HouseholdDraft, inputOf, problemsOf } from './household-draft.ts';

type Props = {
  /** Null: a new household. */
  readonly household: HouseholdSummary | null;
  readonly villages: readonly Village[];
  readonly onClose: () => void;
};

/** Registers a household or corrects its register data; points are never touched here. */
export function HouseholdDialog({ household, villages, onClose }: Props) {
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(household, villages));
  const [tried, setTried] = useState(false);
  const problems = problemsOf(draft);
  const known = useQuery(queries.tags());
  const save = useMutation({
    mutationFn: () => client.household.save(inputOf(household, draft)),
    onSuccess: async (saved) => {
      await queryClient.invalidateQueries({ queryKey: ['household'] });
      await queryClient.invalidateQueries({ queryKey: ['donation', 'tags'] });
      void message.success(`已存 ${saved.householdNo} ${saved.headName}`);
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(problems).length === 0 && !save.isPending) save.mutate();
  };
  const bind = (key: Exclude<keyof HouseholdDraft, 'tags'>) => ({
    value: draft[key],
    onChange: (event: { readonly target: { readonly value: string } }) =>
      setDraft((before) => ({ ...before, [key]: event.target.value })),
  });
  const error = (key: keyof HouseholdDraft) => (tried ? (problems[key] ?? null) : null);
  const keepHint = household ? '留空就不改' : '';
  return (
    <Dialog title={household ? `更正 ${household.householdNo} 的登记` : '新登记一户'} onClose={onClose} width="58rem">
      <form onSubmit={submit}>
        <div className="form-grid form-grid-dense">
          <Field label="户编号" error={error('householdNo')}>
            <Input autoFocus maxLength={32} {...bind('householdNo')} />
          </Field>
          <Field label="户主姓名" error={error('headName')}>
            <Input maxLength={64} {...bind('headName')} />
          </Field>
          <Field label="村">
            <Select
              value={draft.villageId}
              options={villages.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(villageId: string) => setDraft((before) => ({ ...before, villageId }))}
            />
          </Field>
          <Field label="组">
            <Input maxLength={64} {...bind('groupName')} />
          </Field>
          <Field label="网格">
            <Input maxLength={64} {...bind('villageGrid')} />
          </Field>
          <Field label="人数" error={error('memberCount')}>
            <Input inputMode="numeric" maxLength={2} {...bind('memberCount')} />
          </Field>
          <Field label="电话" error={error('phone')} help={keepHint}>
            <Input maxLength={20} placeholder={household?.phoneMasked ?? ''} {...bind('phone')} />
          </Field>
          <Field label="身份证号" error={error('idNumber')} help={keepHint}>
            <Input maxLength={18} placeholder={household?.idNumberMasked ?? ''} {...bind('idNumber')} />
          </Field>
          <Field
            label="入册日期"
            error={error('enrolledOn')}
            help={parseLocalDate(draft.enrolledOn) ? '' : '例：2026-07-01'}
          >
            <Input maxLength={10} {...bind('enrolledOn')} />
          </Field>
          <Field label="状态">
            <Select
              value={draft.status}
              options={HOUSEHOLD_STATUSES.map((value) => ({ value, label: HOUSEHOLD_STATUS_TEXT[value] }))}
              onChange={(status) => setDraft((before) => ({ ...before, status }))}
            />
          </Field>
          <Field label="标签" wide error={error('tags')} help="定向捐赠的物品只兑给有这个标签的户，例：80岁以上老人">
            <Select
              mode="tags"
              value={[...draft.tags]}
              tokenSeparators={[',', '，', '、', '；']}
              options={(known.data ?? []).map(({ tag }) => ({ value: tag, label: tag }))}
              onChange={(tags: string[]) => setDraft((before) => ({ ...before, tags: tidyTags(tags) }))}
            />
          </Field>
          <Field label="家庭成员" wide error={error('members')}>
            <Input maxLength={500} {...bind('members')} />
          </Field>
          <Field label="备注" wide error={error('note')}>
            <Input maxLength={500} {...bind('note')} />
          </Field>
        </div>
        <FormEnding
          refusal={save.isError ? sentenceOf(save.error) : null}
          pending={save.isPending}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}
