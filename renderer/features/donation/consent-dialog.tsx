import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { type FormEvent, useRef, useState } from 'react';
import type { DonationView } from '../../../shared/domain/donation/views.ts';
import { Dialog } from '../../components/dialog.tsx';
import '../../components/doorway.css';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/state-views.tsx';
import { client, newRequestId } from '../../lib/client.ts';
import { sendUntilAnswered } from '../../lib/pending-command.ts';
import { sentenceOf } from '../../lib/shop-error.ts';

/** Writes down that the donor agrees to give the goods to anybody, or takes such a word back. */
export function ConsentDialog(props: {
  readonly view: DonationView;
  readonly withdraw: boolean;
  readonly onDone: (sentence: string) => void;
  readonly onClose: () => void;
}) {
  const { view, withdraw } = props;
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const requestId = useRef(newRequestId());
  const queryClient = useQueryClient();
  const long = text.trim().length >= 4;
  const save = useMutation({
    mutationFn: () => {
      const base = { requestId: requestId.current, entryId: view.entryId };
      if (withdraw) {
        const input = { ...base, reason: text };
        const command = {
          requestId: base.requestId,
          procedure: 'donation.withdrawConsent',
          input,
          what: `红冲 ${view.donationNo} 的同意`,
        } as const;
        return sendUntilAnswered(command, () => client.donation.withdrawConsent(input));
      }
      const input = { ...base, consent: text };
      const command = {
        requestId: base.requestId,
        procedure: 'donation.consent',
        input,
        what: `登记 ${view.donationNo} 的同意`,
      } as const;
      return sendUntilAnswered(command, () => client.donation.consent(input));
    },
    onSuccess: async (posted) => {
      props.onDone(
        withdraw
          ? `同意已红冲，单号 ${posted.documentNo}，物品仍按定向发放。`
          : `已登记同意，单号 ${posted.documentNo}，物品可以兑给别的户了。`,
      );
      props.onClose();
      await Promise.all(['donation', 'goods'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (long && !save.isPending) save.mutate();
  };
  return (
    <Dialog title={withdraw ? '红冲捐赠人的同意' : '登记捐赠人同意'} onClose={props.onClose}>
      <form className="doorway-form" onSubmit={submit}>
        <p>
          {withdraw
            ? '同意是记错的：红冲后，还没发出的物品又只兑给定向的户。'
            : '捐赠人同意后，这次捐赠里定向的物品可以兑给任何户。写清是谁、哪天、怎么说的。'}
        </p>
        <Field
          label={withdraw ? '红冲原因' : '同意的情况'}
          error={tried && !long ? '请写清楚，至少4个字。' : null}
          help={withdraw ? '' : '例：7月3日电话征得张主任同意'}
        >
          <Input autoFocus maxLength={200} value={text} onChange={(event) => setText(event.target.value)} />
        </Field>
        {save.isError ? (
          <Notice tone="refused" live="assertive">
            {sentenceOf(save.error)}
          </Notice>
        ) : null}
        <div className="form-actions">
          <Button size="large" onClick={props.onClose}>
            {withdraw ? '不红冲' : '不登记'}
          </Button>
          <Button size="large" type="primary" htmlType="submit" loading={save.isPending}>
            {withdraw ? '红冲' : '登记'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
