import { useQuery } from '@tanstack/react-query';
import { AutoComplete, Button, Input, Select, Space } from 'antd';
import { useState } from 'react';
import type { DonorRow, TagRow } from '../../../shared/domain/donation/views.ts';
import { tidyTag } from '../../../shared/domain/donation/earmark.ts';
import type { DonorId } from '../../../shared/kernel/brands.ts';
import { Field } from '../../components/field.tsx';
import { DonorDialog } from './donor-dialog.tsx';
import { type DonationDraft, donationProblems } from './donation-draft.ts';
import { queries } from '../../lib/queries.ts';

/** Whose gift it is, for whom, and who received it: fields for a form's grid. */
export function DonationFields(props: {
  readonly draft: DonationDraft;
  /** People who often receive, to choose from. */
  readonly people?: readonly string[];
  readonly showProblems: boolean;
  readonly onChange: (part: Partial<DonationDraft>) => void;
}) {
  const { draft, onChange, people = [] } = props;
  const tags = useQuery(queries.tags());
  const problems = props.showProblems ? donationProblems(draft) : {};
  const words = (key: 'receiverOne' | 'receiverTwo') => ({
    maxLength: 50,
    value: draft[key],
    options: matching(people, draft[key]).map((value) => ({ value })),
    onChange: (value: string) => onChange({ [key]: value }),
  });
  return (
    <>
      <Field label="捐赠人" span error={problems.donorId ?? null}>
        <DonorPicker value={draft.donorId} onChange={(donorId) => onChange({ donorId })} />
      </Field>
      <Field label="接收人一" error={problems.receiverOne ?? null}>
        <AutoComplete {...words('receiverOne')} />
      </Field>
      <Field label="接收人二" error={problems.receiverTwo ?? null}>
        <AutoComplete {...words('receiverTwo')} placeholder="另一个人" />
      </Field>
      <Field label="定向给" help={earmarkHelp(draft.earmark, tags.data ?? [])}>
        <AutoComplete
          maxLength={32}
          placeholder="不定向就不填，例：80岁以上老人"
          value={draft.earmark}
          options={matching(
            (tags.data ?? []).map(({ tag }) => tag),
            draft.earmark,
          ).map((value) => ({ value }))}
          onChange={(earmark: string) => onChange({ earmark })}
        />
      </Field>
      <Field label="捐赠意向">
        <Input
          maxLength={200}
          placeholder="捐赠人还说了什么，可不填"
          value={draft.intention}
          onChange={(event) => onChange({ intention: event.target.value })}
        />
      </Field>
      <Field label="外部票据号">
        <Input
          maxLength={64}
          placeholder="以后收到再补记也行"
          value={draft.externalReceiptNo}
          onChange={(event) => onChange({ externalReceiptNo: event.target.value })}
        />
      </Field>
    </>
  );
}

function matching(words: readonly string[], typed: string): readonly string[] {
  const wanted = typed.trim();
  return words.filter((word) => word.includes(wanted) && word !== wanted).slice(0, 8);
}

/** What an earmark means at the counter, with the number of households that may have the goods. */
function earmarkHelp(earmark: string, tags: readonly TagRow[]): string {
  const tag = tidyTag(earmark);
  if (tag === '') return '填了人群，就只兑给有这个标签的户';
  const households = tags.find((known) => known.tag === tag)?.households ?? 0;
  return households > 0 ? `现有 ${households} 户带这个标签` : '! 还没有一户带这个标签，登记标签前谁也不能兑';
}

/** A donor of the register; a new one is registered on the spot. */
export function DonorPicker(props: {
  readonly id?: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: boolean;
  readonly value: DonorId | null;
  readonly onChange: (donorId: DonorId) => void;
}) {
  const { value, onChange, ...described } = props;
  const donors = useQuery(queries.donors());
  const [typed, setTyped] = useState('');
  const [adding, setAdding] = useState(false);
  const shown = (donors.data ?? []).filter(({ active, id }) => active || id === value);
  return (
    <>
      <Space.Compact block>
        <Select<DonorId>
          {...described}
          showSearch={{ optionFilterProp: 'label', onSearch: setTyped }}
          loading={donors.isPending}
          placeholder="输入名称查找"
          notFoundContent={typed === '' ? '还没有登记捐赠人' : `没有“${typed}”，点右边登记`}
          value={value}
          options={shown.map((donor) => ({ value: donor.id, label: donorLabel(donor, shown) }))}
          onChange={onChange}
          style={{ width: '100%' }}
        />
        <Button onClick={() => setAdding(true)}>登记新的</Button>
      </Space.Compact>
      {adding ? (
        <DonorDialog
          donor={null}
          name={typed}
          onSaved={(donor) => {
            onChange(donor.id);
            setTyped('');
            setAdding(false);
          }}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </>
  );
}

/** Two people of one name are told apart by their telephone. */
function donorLabel({ id, name, phone }: DonorRow, all: readonly DonorRow[]): string {
  const twin = all.some((other) => other.id !== id && other.name === name);
  return twin && phone !== '' ? `${name}（${phone}）` : name;
}
