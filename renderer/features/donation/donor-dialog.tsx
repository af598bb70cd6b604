import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Input, Segmented } from 'antd';
import { type FormEvent, useState } from 'react';
import {
  DONOR_KINDS,
  DONOR_THANKS,
  type Donor,
  donorKindOf,
  type DonorKind,
  type DonorThanks,
  thanksName,
  usualThanks,
} from '../../../shared/domain/donation/donation.ts';
import { Dialog } from '../../components/dialog.tsx';
import '../../components/doorway.css';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/state-views.tsx';
import { client } from '../../lib/client.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { DONOR_KIND_TEXT, DONOR_THANKS_TEXT } from './donation-words.ts';

/** Adds a donor to the register, or corrects one. */
export function DonorDialog(props: {
  /** Null: a new one. */
  readonly donor: Donor | null;
  /** What was typed of a new one's name. */
  readonly name?: string;
  readonly onSaved: (donor: Donor) => void;
  readonly onClose: () => void;
}) {
  const { donor } = props;
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(donor, props.name ?? ''));
  const [tried, setTried] = useState(false);
  const set = (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part }));
  const save = useMutation({
    mutationFn: () => client.donation.saveDonor({ donorId: donor?.id ?? null, ...draft }),
    onSuccess: async (saved) => {
      await queryClient.invalidateQueries({ queryKey: ['donation'] });
      props.onSaved(saved);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    setTried(true);
    if (draft.name.trim() !== '' && !save.isPending) save.mutate();
  };
  return (
    <Dialog title={donor ? `更正 ${donor.name}` : '登记捐赠人'} onClose={props.onClose}>
      <form className="doorway-form" onSubmit={submit} onKeyDown={(event) => event.stopPropagation()}>
        <Field label="名称" error={tried && draft.name.trim() === '' ? '请填单位名称或姓名。' : null}>
          <Input
            autoFocus
            maxLength={100}
            value={draft.name}
            onChange={({ target: { value } }) =>
              set(donor === null && !draft.chosen ? { name: value, ...usual(donorKindOf(value)) } : { name: value })
            }
          />
        </Field>
        <Field label="是单位还是个人">
          <Segmented<DonorKind>
            value={draft.kind}
            options={DONOR_KINDS.map((value) => ({ value, label: DONOR_KIND_TEXT[value] }))}
            onChange={(kind) => set({ ...usual(kind), chosen: true })}
          />
        </Field>
        <div className="form-grid">
          <Field label="联系人">
            <Input maxLength={50} value={draft.contact} onChange={(event) => set({ contact: event.target.value })} />
          </Field>
          <Field label="电话">
            <Input maxLength={32} value={draft.phone} onChange={(event) => set({ phone: event.target.value })} />
          </Field>
        </div>
        <Field
          label="致谢榜上怎么写"
          help={`${draft.name === '' ? '例如' : '榜上写'}：${thanksName({ ...draft, name: draft.name || '张小三' })}`}
        >
          <Segmented<DonorThanks>
            value={draft.thanks}
            options={DONOR_THANKS.map((value) => ({ value, label: DONOR_THANKS_TEXT[value] }))}
            onChange={(thanks) => set({ thanks })}
          />
        </Field>
        <Field label="备注">
          <Input maxLength={500} value={draft.note} onChange={(event) => set({ note: event.target.value })} />
        </Field>
        {donor ? (
          <Checkbox checked={draft.active} onChange={(event) => set({ active: event.target.checked })}>
            在用（停用后入库时不再列出，以前的捐赠照旧）
          </Checkbox>
        ) : null}
        {save.isError ? (
          <Notice tone="refused" live="assertive">
            {sentenceOf(save.error)}
          </Notice>
        ) : null}
        <div className="form-actions">
          <Button size="large" onClick={props.onClose}>
            {donor ? '不改了' : '不登记'}
          </Button>
          <Button size="large" type="primary" htmlType="submit" loading={save.isPending}>
            保存
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function usual(kind: DonorKind): { readonly kind: DonorKind; readonly thanks: DonorThanks } {
  return { kind, thanks: usualThanks(kind) };
}

function draftOf(donor: Donor | null, name: string) {
  if (donor) {
    const { id: _id, ...known } = donor;
    return { ...known, chosen: true };
  }
  const about = { name, contact: '', phone: '', active: true, note: '', chosen: false };
  return { ...about, ...usual(name === '' ? 'organisation' : donorKindOf(name)) };
}
