import { Button, Checkbox, Input, InputNumber } from 'antd';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import type { RedemptionLine, RedemptionRecord } from '../../../shared/domain/redemption/redemption.ts';
import { centipoints } from '../../../shared/kernel/brands.ts';
import { pointsText } from '../../../shared/kernel/number-text.ts';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/state-views.tsx';

export type ReturnDraft = {
  /** Null: everything that has not come back yet. */
  readonly lines: readonly { readonly lineNo: number; readonly quantity: number }[] | null;
  readonly reason: string;
};

const REASONS = ['拿错了', '不想要了', '物品有问题', '登记错了'] as const;

function returnable(line: RedemptionLine): number {
  return line.quantity - line.returnedQuantity;
}

export function ReturnForm(props: {
  readonly record: RedemptionRecord;
  readonly busy: boolean;
  readonly complaint: string | null;
  readonly onSubmit: (draft: ReturnDraft) => void;
}) {
  const lines = props.record.lines.filter((line) => returnable(line) > 0);
  const [quantities, setQuantities] = useState<Readonly<Record<number, number>>>(() =>
    Object.fromEntries(lines.map((line) => [line.lineNo, returnable(line)])),
  );
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const back = lines.map((line) => ({ line, quantity: quantities[line.lineNo] ?? 0 }));
  const total = back.reduce((sum, { line, quantity }) => sum + line.unitPriceCentipoints * quantity, 0);
  const whole = back.every(({ line, quantity }) => quantity === returnable(line));
  const nothing = back.every(({ quantity }) => quantity === 0);
  const set = (lineNo: number, quantity: number) => setQuantities((before) => ({ ...before, [lineNo]: quantity }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (nothing || reason.trim() === '') return;
    const chosen = back
      .filter(({ quantity }) => quantity > 0)
      .map(({ line, quantity }) => ({ lineNo: line.lineNo, quantity }));
    props.onSubmit({ lines: whole ? null : chosen, reason: reason.trim() });
  };
  return (
    <form className="doorway-form" onSubmit={submit}>
      <p>
        {props.record.headName}（{props.record.householdNo}），{props.record.businessDate} {props.record.timeOfDay}，
        兑换 <span className="points">{pointsText(props.record.totalCentipoints)}</span> 分
      </p>
      <ul className="return-lines" aria-label="要退的物品">
        {lines.map((line) => (
          <ReturnLine
            key={line.lineNo}
            line={line}
            quantity={quantities[line.lineNo] ?? 0}
            onQuantity={(quantity) => set(line.lineNo, quantity)}
          />
        ))}
      </ul>
      <ReasonField reason={reason} onReason={setReason} missing={tried && reason.trim() === ''} />
      {props.complaint ? (
        <Notice tone="refused" live="assertive">
          {props.complaint}
        </Notice>
      ) : null}
      <div className="form-actions return-actions">
        <span className="return-total">
          {nothing ? '请勾上要退的物品' : '退还'}{' '}
          {nothing ? null : <strong className="points">{pointsText(centipoints(total))} 分</strong>}
        </span>
        <Button type="primary" size="large" htmlType="submit" loading={props.busy}>
          {whole ? '整单退回' : '退回'} <kbd>Enter</kbd>
        </Button>
      </div>
    </form>
  );
}

function ReturnLine(props: {
  readonly line: RedemptionLine;
  readonly quantity: number;
  readonly onQuantity: (quantity: number) => void;
}) {
  const { line, quantity } = props;
  const most = returnable(line);
  return (
    <li>
      <Checkbox checked={quantity > 0} onChange={(event) => props.onQuantity(event.target.checked ? most : 0)}>
        {line.itemName} <span className="soft">{line.spec}</span>
      </Checkbox>
      <span className="soft number small">
        可退 {most} {line.unit}
      </span>
      <InputNumber
        aria-label={`${line.itemName}退回数量`}
        min={0}
        max={most}
        precision={0}
        value={quantity}
        onChange={(value) => props.onQuantity(value ?? 0)}
      />
      <span className="line-total number">{pointsText(centipoints(line.unitPriceCentipoints * quantity))}</span>
    </li>
  );
}

/** A reason is required; the digits 1 to 4 put in the usual ones while the field is empty. */
function ReasonField(props: {
  readonly reason: string;
  readonly onReason: (reason: string) => void;
  readonly missing: boolean;
}) {
  const onKeyDown = (event: KeyboardEvent) => {
    const word = REASONS[Number(event.key) - 1];
    if (props.reason !== '' || word === undefined) return;
    event.preventDefault();
    props.onReason(word);
  };
  return (
    <>
      <Field label="退回原因" error={props.missing ? '请选或填退回的原因。' : null}>
        <Input
          autoFocus
          data-first
          size="large"
          maxLength={200}
          value={props.reason}
          onKeyDown={onKeyDown}
          onChange={(event) => props.onReason(event.target.value)}
        />
      </Field>
      <div className="quick" role="group" aria-label="常用原因">
        {REASONS.map((word, index) => (
          <Button key={word} aria-pressed={props.reason === word} onClick={() => props.onReason(word)}>
            <kbd>{index + 1}</kbd> {word}
          </Button>
        ))}
      </div>
    </>
  );
}
