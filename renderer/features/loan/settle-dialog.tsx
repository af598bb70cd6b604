import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Radio } from 'antd';
import { type FormEvent, useRef, useState } from 'react';
import type { LoanRow } from '../../../shared/contract/loan.ts';
import {
  LOSS_CAUSES,
  type LossCause,
  RETURN_CONDITIONS,
  type ReturnCondition,
} from '../../../shared/domain/loan/loan.ts';
import { LOSS_CAUSE_TEXT, RETURN_CONDITION_TEXT } from '../../../shared/messages/loan-text.ts';
import { Dialog } from '../../components/dialog.tsx';
import '../../components/doorway.css';
import { Field } from '../../components/field.tsx';
import { PhotoPicker } from '../../components/photo-picker.tsx';
import { SecondPersonDialog } from '../../components/second-person-dialog.tsx';
import { Notice } from '../../components/state-views.tsx';
import { client, newRequestId } from '../../lib/client.ts';
import { sendUntilAnswered } from '../../lib/pending-command.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { useApproval } from '../../lib/use-approval.ts';
import { usePhotos } from '../../lib/use-photos.ts';

type Draft = {
  /** Typed quantity by line; '' or 0 leaves the line out. */
  readonly quantities: Readonly<Record<number, string>>;
  readonly condition: ReturnCondition;
  readonly cause: LossCause;
  readonly disposal: string;
  readonly witness: string;
  readonly note: string;
};

/** What of a loan comes back, or is written off because it does not. All that is out unless somebody says otherwise. */
export function SettleDialog(props: {
  readonly way: 'back' | 'write_off';
  readonly loan: LoanRow;
  readonly onDone: (sentence: string) => void;
  readonly onClose: () => void;
}) {
  const { loan, way } = props;
  const open = loan.lines.filter(({ openQuantity }) => openQuantity > 0);
  const [draft, setDraft] = useState<Draft>(() => ({
    quantities: Object.fromEntries(open.map(({ lineNo, openQuantity }) => [lineNo, String(openQuantity)])),
    condition: 'good',
    cause: 'lost',
    disposal: '',
    witness: '',
    note: '',
  }));
  const [tried, setTried] = useState(false);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const photos = usePhotos(way === 'back' ? 'goods' : 'damage');
  const requestId = useRef(newRequestId());
  const queryClient = useQueryClient();
  const { withApproval, asked } = useApproval();
  const wrongLine = (typed: string, most: number) =>
    /^\d{0,4}$/.test(typed.trim()) && Number(typed) <= most ? null : `请填 0 到 ${most} 的整数。`;
  const lines = open.flatMap(({ lineNo }) => {
    const quantity = Number(draft.quantities[lineNo] ?? '');
    return quantity > 0 ? [{ lineNo, quantity }] : [];
  });
  const post = useMutation({
    mutationFn: () => {
      const input = { requestId: requestId.current, loanId: loan.entryId, lines, photos: [...photos.attachments] };
      const { condition, cause, disposal, witness, note } = draft;
      const of = `${loan.documentNo}（${loan.householdNo} ${loan.headName}）`;
      if (way === 'back') {
        const back = { ...input, condition, note };
        const what = `归还${of}`;
        return withApproval(what, (approval) =>
          sendUntilAnswered({ requestId: input.requestId, procedure: 'loan.takeBack', input: back, what }, () =>
            client.loan.takeBack({ ...back, approval }),
          ),
        );
      }
      return withApproval(`报损借出的工具：${of}`, (approval) =>
        client.loan.writeOff({ ...input, cause, disposal, witness, note, approval }),
      );
    },
    onSuccess: async (posted) => {
      const word = way === 'back' ? '已归还' : '已报损';
      props.onDone(`${word}：${loan.householdNo} ${loan.headName} 的 ${loan.documentNo}，单号 ${posted.documentNo}。`);
      await Promise.all(['loan', 'goods', 'outbound'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })));
      props.onClose();
    },
  });
  const quantitiesWrong = open.some(
    ({ lineNo, openQuantity }) => wrongLine(draft.quantities[lineNo] ?? '', openQuantity) !== null,
  );
  const complaint = !tried
    ? null
    : lines.length === 0 && !quantitiesWrong
      ? '请填至少一件。'
      : photos.busy
        ? '照片还在保存，请稍等。'
        : photos.failed
          ? '有照片没有保存，请再试或去掉。'
          : null;
  const missing = way === 'write_off' && (draft.witness.trim() === '' || draft.disposal.trim() === '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const ready = lines.length > 0 && !quantitiesWrong && !missing && !photos.busy && !photos.failed;
    if (ready && !post.isPending) post.mutate();
  };
  return (
    <>
      <Dialog
        title={`${way === 'back' ? '归还' : '报损'} ${loan.documentNo}（${loan.headName}）`}
        width="42rem"
        onClose={props.onClose}
      >
        <form className="doorway-form" onSubmit={submit}>
          <ul className="loan-lines">
            {open.map(({ lineNo, itemName, spec, unit, lotCode, openQuantity }) => {
              const typed = draft.quantities[lineNo] ?? '';
              const wrong = wrongLine(typed, openQuantity);
              return (
                <li key={lineNo} className="loan-line">
                  <span className="loan-line-name">{spec === '' ? itemName : `${itemName} ${spec}`}</span>
                  <span className="soft">
                    批次 {lotCode} · 未还 {openQuantity}
                    {unit}
                  </span>
                  <span className="loan-line-count">
                    <Input
                      aria-label={`${itemName}数量`}
                      inputMode="numeric"
                      maxLength={4}
                      value={typed}
                      {...(wrong === null ? {} : { status: 'error', 'aria-invalid': true })}
                      onChange={(event) =>
                        change({ quantities: { ...draft.quantities, [lineNo]: event.target.value } })
                      }
                    />
                    {unit}
                  </span>
                  {wrong === null ? null : (
                    <span className="field-error loan-line-problem" role="alert">
                      {wrong}
                    </span>
                  )}
                </li>
              );
            })}
          </ul>
          {way === 'back' ? (
            <Field
              label="归还时"
              help={draft.condition === 'damaged' ? '先回到库存；修不好的再到“报损出库”报损。' : ''}
            >
              <Radio.Group
                optionType="button"
                value={draft.condition}
                options={RETURN_CONDITIONS.map((value) => ({ value, label: RETURN_CONDITION_TEXT[value] }))}
                onChange={(event) => change({ condition: event.target.value as ReturnCondition })}
              />
            </Field>
          ) : (
            <LossFields draft={draft} tried={tried} onChange={change} />
          )}
          <Field label="备注" help="可不填">
            <Input maxLength={200} value={draft.note} onChange={(event) => change({ note: event.target.value })} />
          </Field>
          <PhotoPicker inHand={photos} hint="工具和收条的照片都可以，也可以拖到这里" />
          {complaint ? (
            <Notice tone="refused" live="assertive">
              {complaint}
            </Notice>
          ) : null}
          {post.isError ? (
            <Notice tone="refused" live="assertive">
              {sentenceOf(post.error)}
            </Notice>
          ) : null}
          <div className="form-actions">
            <Button size="large" onClick={props.onClose}>
              取消
            </Button>
            <Button size="large" type="primary" htmlType="submit" loading={post.isPending}>
              {way === 'back' ? '归还' : '报损'}
            </Button>
          </div>
        </form>
      </Dialog>
      {asked ? <SecondPersonDialog {...asked} /> : null}
    </>
  );
}

function LossFields(props: {
  readonly draft: Draft;
  readonly tried: boolean;
  readonly onChange: (part: Partial<Draft>) => void;
}) {
  const { draft, tried, onChange } = props;
  return (
    <>
      <Field label="为什么报损">
        <Radio.Group
          optionType="button"
          value={draft.cause}
          options={LOSS_CAUSES.map((value) => ({ value, label: LOSS_CAUSE_TEXT[value] }))}
          onChange={(event) => onChange({ cause: event.target.value as LossCause })}
        />
      </Field>
      <div className="form-grid">
        <Field label="处理方式" error={tried && draft.disposal.trim() === '' ? '请填处理方式。' : null}>
          <Input
            maxLength={64}
            placeholder="例：照价赔偿"
            value={draft.disposal}
            onChange={(event) => onChange({ disposal: event.target.value })}
          />
        </Field>
        <Field label="监督人" error={tried && draft.witness.trim() === '' ? '请填监督人。' : null}>
          <Input maxLength={50} value={draft.witness} onChange={(event) => onChange({ witness: event.target.value })} />
        </Field>
      </div>
    </>
  );
}
