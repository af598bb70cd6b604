import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Checkbox, Input } from 'antd';
import { type FormEvent, useRef, useState } from 'react';
import type { LocalDate } from '../../../shared/kernel/brands.ts';
import { Dialog } from '../../components/dialog.tsx';
import '../../components/doorway.css';
import { Field } from '../../components/field.tsx';
import { FormEnding } from '../../components/form-ending.tsx';
import { client, newRequestId } from '../../lib/client.ts';
import { queries } from '../../lib/queries.ts';
import { sentenceOf } from '../../lib/shop-error.ts';

/** Begins a count of the whole shop or of some categories. */
export function StartDialog({ today, onClose }: { readonly today: LocalDate; readonly onClose: () => void }) {
  const items = useQuery(queries.items());
  const [title, setTitle] = useState(`${Number(today.slice(5, 7))}月盘点`);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [tried, setTried] = useState(false);
  const requestId = useRef(newRequestId());
  const queryClient = useQueryClient();
  const start = useMutation({
    mutationFn: () => client.stocktake.start({ requestId: requestId.current, title, categories: [...chosen] }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['stocktake'] });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (title.trim() !== '' && !start.isPending) start.mutate();
  };
  const categories = [...new Set(items.data?.map(({ category }) => category) ?? [])];
  return (
    <Dialog title="开始盘点" onClose={onClose}>
      <form className="doorway-form" onSubmit={submit}>
        <Field label="名称" error={tried && title.trim() === '' ? '请填名称。' : null}>
          <Input autoFocus maxLength={50} value={title} onChange={(event) => setTitle(event.target.value)} />
        </Field>
        <fieldset className="stocktake-scope">
          <legend>只盘这些类别（都不选就是全店）</legend>
          <Checkbox.Group
            value={[...chosen]}
            options={categories.map((name) => ({ value: name, label: name || '未分类' }))}
            onChange={(values) => setChosen(values)}
          />
        </fieldset>
        <p className="soft">盘点时柜台照常兑换，点数之后发出去的会自动算清。</p>
        <FormEnding
          refusal={start.isError ? sentenceOf(start.error) : null}
          pending={start.isPending}
          onCancel={onClose}
          cancel="不盘了"
          submit="开始"
        />
      </form>
    </Dialog>
  );
}
