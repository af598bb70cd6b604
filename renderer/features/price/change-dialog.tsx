import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Input } from 'antd';
import { type FormEvent, useRef, useState } from 'react';
import type { PriceRow } from '../../../shared/contract/price.ts';
import { hundredthsText } from '../../../shared/kernel/number-text.ts';
import { DateField } from '../../components/date-field.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { FormEnding } from '../../components/form-ending.tsx';
import { client, newRequestId } from '../../lib/client.ts';
import { sendUntilAnswered } from '../../lib/pending-command.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { draftProblem, EMPTY_DRAFT, type PriceDraft, priceOf } from './change-draft.ts';
import { priceText, worthText } from './price-words.ts';

const REASONS = ['进价变动', '村民代表会议决定', '临期促兑', '按方案折合率核定'];

/** 调价: new prices for one or many items, from one day on and for one reason. */
export function ChangeDialog(props: {
  readonly rows: readonly PriceRow[];
  readonly today: string;
  readonly onDone: (sentence: string) => void;
  readonly onClose: () => void;
}) {
  const { rows } = props;
  const [drafts, setDrafts] = useState<ReadonlyMap<string, PriceDraft>>(new Map());
  const [from, setFrom] = useState<string | null>(props.today);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const requestId = useRef(newRequestId());
  const queryClient = useQueryClient();
  const draftOf = (row: PriceRow) => drafts.get(row.itemId) ?? EMPTY_DRAFT;
  const set = (row: PriceRow, part: Partial<PriceDraft>) =>
    setDrafts((before) => new Map(before).set(row.itemId, { ...(before.get(row.itemId) ?? EMPTY_DRAFT), ...part }));
  const wrong = rows.some((row) => draftProblem(row, draftOf(row)) !== null);
  const save = useMutation({
    mutationFn: () => {
      const lines = rows.map((row) => ({ itemId: row.itemId, priceCentipoints: priceOf(draftOf(row)) }));
      const input = { requestId: requestId.current, effectiveFrom: from, reason, lines };
      const what = `调价 ${rows.length} 种物品`;
      return sendUntilAnswered({ requestId: input.requestId, procedure: 'price.change', input, what }, () =>
        client.price.change(input),
      );
    },
    onSuccess: async (posted) => {
      await queryClient.invalidateQueries({ queryKey: ['goods'] });
      props.onDone(
        `已调价 ${rows.length} 种，${from ?? props.today} 起执行，单号 ${posted.documentNo}。标签要重新打印。`,
      );
      props.onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!wrong && reason.trim() !== '' && !save.isPending) save.mutate();
  };
  const takeSuggested = () => {
    for (const row of rows)
      if (row.suggestedCentipoints !== null)
        set(row, { text: hundredthsText(row.suggestedCentipoints), stopped: false });
  };
  return (
    <Dialog
      title={rows.length === 1 ? `调价：${rows[0]?.name ?? ''}` : `调价：${rows.length} 种物品`}
      onClose={props.onClose}
      width="56rem"
    >
      <form onSubmit={submit}>
        <div className="price-lines">
          {rows.map((row) => (
            <ChangeLine
              key={row.itemId}
              row={row}
              draft={draftOf(row)}
              problem={tried || draftOf(row).text !== '' ? draftProblem(row, draftOf(row)) : null}
              onChange={(part) => set(row, part)}
            />
          ))}
        </div>
        {rows.length > 1 && rows.some(({ suggestedCentipoints }) => suggestedCentipoints !== null) ? (
          <p className="price-all">
            <Button onClick={takeSuggested}>都用建议分值</Button>
          </p>
        ) : null}
        <div className="form-grid price-about">
          <Field label="从哪天起" help="已经兑换的不变">
            <DateField value={from} onChange={setFrom} />
          </Field>
          <Field label="原因" error={tried && reason.trim() === '' ? '请填原因。' : null}>
            <Input maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
          </Field>
        </div>
        <div className="price-reasons" role="group" aria-label="常用原因">
          {REASONS.map((words) => (
            <Button key={words} size="small" onClick={() => setReason(words)}>
              {words}
            </Button>
          ))}
        </div>
        <FormEnding
          refusal={save.isError ? sentenceOf(save.error) : null}
          pending={save.isPending}
          onCancel={props.onClose}
          cancel="返回"
          submit="调价"
        />
      </form>
    </Dialog>
  );
}

function ChangeLine(props: {
  readonly row: PriceRow;
  readonly draft: PriceDraft;
  readonly problem: string | null;
  readonly onChange: (part: Partial<PriceDraft>) => void;
}) {
  const { row, draft, onChange } = props;
  const { suggestedCentipoints: suggested } = row;
  return (
    <div className="price-line">
      <div>
        <strong>{row.name}</strong> <span className="soft">{row.spec}</span>
        <p className="soft number">
          现价 {priceText(row.priceCentipoints)}，{worthText(row)}
        </p>
      </div>
      <Field label={`${row.name}的新分值（分）`} error={props.problem}>
        <Input
          inputMode="decimal"
          maxLength={12}
          disabled={draft.stopped}
          value={draft.text}
          onChange={(event) => onChange({ text: event.target.value })}
        />
      </Field>
      <div className="price-line-more">
        {suggested === null ? null : (
          <Button onClick={() => onChange({ text: hundredthsText(suggested), stopped: false })}>
            建议 {hundredthsText(suggested)} 分
          </Button>
        )}
        <Checkbox checked={draft.stopped} onChange={(event) => onChange({ stopped: event.target.checked })}>
          停止兑换
        </Checkbox>
      </div>
    </div>
  );
}
