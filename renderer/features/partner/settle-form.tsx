import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { type FormEvent, useRef, useState } from 'react';
import type { PartnerRow, UnsettledSupplies } from '../../../shared/contract/partner.ts';
import type { OverCap } from '../../../shared/domain/partner/partner.ts';
import type { LocalDate, PartnerId } from '../../../shared/kernel/brands.ts';
import { yuanText } from '../../../shared/kernel/number-text.ts';
import { Field } from '../../components/field.tsx';
import { SecondPersonDialog } from '../../components/second-person-dialog.tsx';
import { Notice } from '../../components/state-views.tsx';
import { client, newRequestId } from '../../lib/client.ts';
import { sendUntilAnswered } from '../../lib/pending-command.ts';
import { sentenceOf, toShopError } from '../../lib/shop-error.ts';
import { useApproval } from '../../lib/use-approval.ts';

const TOO_SHORT = '请写明怎么核查的，至少4个字。';

/** The checks that a settlement records, and the settlement itself. */
export function SettleForm(props: {
  readonly partner: PartnerRow;
  readonly question: {
    readonly partnerId: PartnerId;
    readonly from: LocalDate;
    readonly to: LocalDate;
    readonly overCap: OverCap;
  };
  readonly unsettled: UnsettledSupplies;
  readonly onDone: (sentence: string) => void;
  /** What is due changed meanwhile: it has to be looked at again. */
  readonly onChanged: () => void;
}) {
  const { partner, question, unsettled } = props;
  const [draft, setDraft] = useState({ priceCheck: '', qualityCheck: '', checkedBy: '', note: '' });
  const [tried, setTried] = useState(false);
  const requestId = useRef(newRequestId());
  const queryClient = useQueryClient();
  const { withApproval, asked } = useApproval();
  const amount = yuanText(unsettled.amountFen);
  const settle = useMutation({
    mutationFn: () => {
      const input = { requestId: requestId.current, ...question, ...draft, expectedFen: unsettled.amountFen };
      const what = `和${partner.name}结算 ${question.from}至${question.to}，${amount}元`;
      const command = { requestId: input.requestId, procedure: 'partner.settle', input, what } as const;
      return withApproval(what, (approval) =>
        sendUntilAnswered(command, () => client.partner.settle({ ...input, approval })),
      );
    },
    onSuccess: async (posted) => {
      requestId.current = newRequestId();
      props.onDone(`已结算 ${partner.name} ${amount} 元，结算单号 ${posted.documentNo}。`);
      await queryClient.invalidateQueries({ queryKey: ['partner'] });
    },
    onError: (error) => {
      if (toShopError(error).refusal?.code === 'settlement_changed') props.onChanged();
    },
  });
  const short = (text: string) => text.trim().length < 4;
  const wrong = short(draft.priceCheck) || short(draft.qualityCheck) || draft.checkedBy.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!wrong && !settle.isPending) settle.mutate();
  };
  const bind = (key: keyof typeof draft) => ({
    value: draft[key],
    onChange: (event: { readonly target: { readonly value: string } }) =>
      setDraft((before) => ({ ...before, [key]: event.target.value })),
  });
  return (
    <>
      <form className="doorway-form" onSubmit={submit}>
        <div className="form-grid">
          <Field
            label="价格核查"
            error={tried && short(draft.priceCheck) ? TOO_SHORT : null}
            help="和谁家的价比过，结果怎样"
          >
            <Input maxLength={200} placeholder="例：与镇上超市同价" {...bind('priceCheck')} />
          </Field>
          <Field
            label="质量核查"
            error={tried && short(draft.qualityCheck) ? TOO_SHORT : null}
            help="看过的包装、保质期、合格证"
          >
            <Input maxLength={200} placeholder="例：抽查5件，均在保质期内" {...bind('qualityCheck')} />
          </Field>
          <Field label="核查人" error={tried && draft.checkedBy.trim() === '' ? '请填核查人。' : null}>
            <Input maxLength={50} {...bind('checkedBy')} />
          </Field>
          <Field label="备注">
            <Input maxLength={500} {...bind('note')} />
          </Field>
        </div>
        {settle.isError ? (
          <Notice tone="refused" live="assertive">
            {sentenceOf(settle.error)}
          </Notice>
        ) : null}
        <div className="form-actions">
          <span className="partner-due">
            {unsettled.lines.length} 笔，应结 <strong className="number">{amount}</strong> 元
          </span>
          <Button type="primary" size="large" htmlType="submit" loading={settle.isPending}>
            结算
          </Button>
        </div>
      </form>
      {asked ? <SecondPersonDialog {...asked} /> : null}
    </>
  );
}
