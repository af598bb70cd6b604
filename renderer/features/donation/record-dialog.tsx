import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Input } from 'antd';
import { type FormEvent, useRef, useState } from 'react';
import type { DonationView } from '../../../shared/domain/donation/views.ts';
import { Dialog } from '../../components/dialog.tsx';
import '../../components/doorway.css';
import { Field } from '../../components/field.tsx';
import { FormEnding } from '../../components/form-ending.tsx';
import { client, newRequestId } from '../../lib/client.ts';
import { type DonationDraft, donationInput, donationProblems, EMPTY_DONATION } from './donation-draft.ts';
import { DonationFields } from './donation-fields.tsx';
import { sendUntilAnswered } from '../../lib/pending-command.ts';
import { sentenceOf } from '../../lib/shop-error.ts';

type Rest = Pick<DonationView, 'donationNo' | 'certificateNo' | 'note'>;

/** Says whose gift it was, or completes what is known of it, by a document of its own. */
export function RecordDialog(props: {
  readonly view: DonationView;
  readonly onDone: (sentence: string) => void;
  readonly onClose: () => void;
}) {
  const { view } = props;
  const [draft, setDraft] = useState<DonationDraft>(() => draftOf(view));
  const [rest, setRest] = useState<Rest>(() => restOf(view));
  const [tried, setTried] = useState(false);
  const requestId = useRef(newRequestId());
  const queryClient = useQueryClient();
  const gift = donationInput(draft);
  const record = useMutation({
    mutationFn: async (ready: NonNullable<typeof gift>) => {
      // A group that is there already is not said again: only what has none yet is given one.
      const earmark = ready.earmark === earmarkOf(view) ? null : ready.earmark;
      const about = { requestId: requestId.current, entryId: view.entryId, basedOn: view.recordId };
      const input = { ...about, ...ready, ...rest, earmark };
      const what = `登记 ${view.donationNo} 的捐赠`;
      const command = { requestId: input.requestId, procedure: 'donation.record', input, what } as const;
      return sendUntilAnswered(command, () => client.donation.record(input));
    },
    onSuccess: async (posted) => {
      props.onDone(`已登记，单号 ${posted.documentNo}。`);
      props.onClose();
      await Promise.all(['donation', 'goods'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (gift && Object.keys(donationProblems(draft)).length === 0 && !record.isPending) record.mutate(gift);
  };
  const words = (key: keyof Rest) => ({
    maxLength: key === 'note' ? 500 : 64,
    value: rest[key],
    onChange: ({ target }: { readonly target: { readonly value: string } }) =>
      setRest((before) => ({ ...before, [key]: target.value })),
  });
  return (
    <Dialog title={`登记 ${view.donationNo} 的捐赠`} onClose={props.onClose} width="58rem">
      <form className="doorway-form" onSubmit={submit}>
        <div className="form-grid form-grid-dense">
          <DonationFields
            draft={draft}
            showProblems={tried}
            onChange={(part) => setDraft((before) => ({ ...before, ...part }))}
          />
          <Field label="捐赠编号" help="纸上另有编号才填">
            <Input {...words('donationNo')} placeholder={view.documentNo} />
          </Field>
          <Field label="证书编号" help={view.certificateNo === '' ? '不填就自动编号' : ''}>
            <Input {...words('certificateNo')} />
          </Field>
          <Field label="备注">
            <Input {...words('note')} />
          </Field>
        </div>
        <p className="soft">原来的登记留在账上，这一次另记一张，以最后一张为准。定向只能添，不能改成别的人群。</p>
        <FormEnding
          refusal={record.isError ? sentenceOf(record.error) : null}
          pending={record.isPending}
          onCancel={props.onClose}
        />
      </form>
    </Dialog>
  );
}

function draftOf(view: DonationView): DonationDraft {
  const { donor, intention, receiverOne, receiverTwo, externalReceiptNo } = view;
  const words = { intention, receiverOne, receiverTwo, externalReceiptNo };
  return { ...EMPTY_DONATION, ...words, donorId: donor?.id ?? null, earmark: earmarkOf(view) ?? '' };
}

function restOf({ donationNo, certificateNo, note, documentNo }: DonationView): Rest {
  return { donationNo: donationNo === documentNo ? '' : donationNo, certificateNo, note };
}

/** The group that all of it is for; null: none, or not all of it. */
function earmarkOf({ lots }: DonationView): string | null {
  const [first, ...others] = new Set(lots.map(({ earmark }) => earmark));
  return others.length === 0 ? (first ?? null) : null;
}
