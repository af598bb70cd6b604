import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Input } from 'antd';
import { type FormEvent, useState } from 'react';
import type { StocktakeHead } from '../../../shared/contract/stocktake.ts';
import { Dialog } from '../../components/dialog.tsx';
import '../../components/doorway.css';
import { Field } from '../../components/field.tsx';
import { FormEnding } from '../../components/form-ending.tsx';
import { client } from '../../lib/client.ts';
import { sentenceOf } from '../../lib/shop-error.ts';

/** Gives a count up. It never was in the books, so nothing is taken back. */
export function DropDialog(props: {
  readonly head: StocktakeHead;
  readonly onDone: (sentence: string) => void;
  readonly onClose: () => void;
}) {
  const { head } = props;
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const queryClient = useQueryClient();
  const drop = useMutation({
    mutationFn: () => client.stocktake.drop({ stocktakeId: head.id, reason }),
    onSuccess: async () => {
      props.onDone(`“${head.title}”已作废，账没有变。`);
      props.onClose();
      await queryClient.invalidateQueries({ queryKey: ['stocktake'] });
    },
  });
  const short = [...reason.trim()].length < 4;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!short && !drop.isPending) drop.mutate();
  };
  return (
    <Dialog title={`作废“${head.title}”`} onClose={props.onClose}>
      <form className="doorway-form" onSubmit={submit}>
        <p>
          {head.countedLots === 0 ? '还没有人点数。' : `已点的 ${head.countedLots} 批不再算数，账没有变；`}
          作废后不能恢复，谁作废的、为什么会记在操作记录里。
        </p>
        <Field label="作废原因" error={tried && short ? '请写清原因，至少4个字。' : null}>
          <Input autoFocus maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
        <FormEnding
          refusal={drop.isError ? sentenceOf(drop.error) : null}
          pending={drop.isPending}
          onCancel={props.onClose}
          cancel="不作废"
          submit="作废"
        />
      </form>
    </Dialog>
  );
}
