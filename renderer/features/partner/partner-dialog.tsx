import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Checkbox, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import type { Partner } from '../../../shared/domain/partner/partner.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { FormEnding } from '../../components/form-ending.tsx';
import { client } from '../../lib/client.ts';
import { go } from '../../lib/navigation.ts';
import { sentenceOf } from '../../lib/shop-error.ts';

/** Registers a partner shop, or corrects one. */
export function PartnerDialog({
  partner,
  onClose,
}: {
  readonly partner: Partner | null;
  readonly onClose: () => void;
}) {
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState({
    name: partner?.name ?? '',
    contact: partner?.contact ?? '',
    phone: partner?.phone ?? '',
    note: partner?.note ?? '',
    active: partner?.active ?? true,
  });
  const [tried, setTried] = useState(false);
  const set = (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part }));
  const save = useMutation({
    mutationFn: () => client.partner.save({ partnerId: partner?.id ?? null, ...draft }),
    onSuccess: async (saved) => {
      await queryClient.invalidateQueries({ queryKey: ['partner'] });
      await queryClient.invalidateQueries({ queryKey: ['goods'] });
      void message.success(`已存 ${saved.name}`);
      onClose();
      if (partner === null) go(`/goods/partners/${saved.id}`);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (draft.name.trim() !== '' && !save.isPending) save.mutate();
  };
  return (
    <Dialog title={partner ? `更正 ${partner.name}` : '登记共建店'} onClose={onClose}>
      <form className="doorway-form" onSubmit={submit}>
        <Field label="店名" error={tried && draft.name.trim() === '' ? '请填店名。' : null}>
          <Input autoFocus maxLength={50} value={draft.name} onChange={(event) => set({ name: event.target.value })} />
        </Field>
        <Field label="联系人">
          <Input maxLength={50} value={draft.contact} onChange={(event) => set({ contact: event.target.value })} />
        </Field>
        <Field label="电话">
          <Input maxLength={32} value={draft.phone} onChange={(event) => set({ phone: event.target.value })} />
        </Field>
        <Field label="备注">
          <Input maxLength={500} value={draft.note} onChange={(event) => set({ note: event.target.value })} />
        </Field>
        <Checkbox checked={draft.active} onChange={(event) => set({ active: event.target.checked })}>
          在用（停用后不再发放，未结的仍可结算）
        </Checkbox>
        <FormEnding
          refusal={save.isError ? sentenceOf(save.error) : null}
          pending={save.isPending}
          {...(partner ? {} : { cancel: '不登记' })}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}
