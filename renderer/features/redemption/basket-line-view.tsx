import { DeleteOutlined, MinusOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type KeyboardEvent, useState } from 'react';
import { hundredthsText, pointsText } from '../../../shared/kernel/number-text.ts';
import type { PricedLine } from './basket.ts';

/** One line of the basket: what it is, how many, what it costs. Arrow keys go to the next line's quantity. */
export function BasketLineView(props: {
  readonly line: PricedLine;
  readonly selected: boolean;
  readonly locked: boolean;
  readonly onQuantity: (quantity: number) => void;
  readonly onSelect: () => void;
  readonly onDone: () => void;
}) {
  const { line, locked } = props;
  const { item, quantity } = line;
  const name = item?.name ?? '已下架的物品';
  return (
    <li className="line" data-selected={props.selected} data-problem={line.problem !== null}>
      <div className="line-what">
        <span className="line-name">
          {name} <span className="soft">{item?.spec}</span>
        </span>
        {line.problem === null ? (
          <span className="soft small number">
            每{item?.unit ?? '件'} {item?.priceCentipoints == null ? '—' : hundredthsText(item.priceCentipoints)} 分
          </span>
        ) : (
          <span className="line-problem">✕ {line.problem}</span>
        )}
      </div>
      <div className="stepper">
        <Button
          aria-label={`${name}减一`}
          icon={<MinusOutlined />}
          disabled={locked}
          onClick={() => props.onQuantity(quantity - 1)}
        />
        <QuantityField {...props} name={name} />
        <Button
          aria-label={`${name}加一`}
          icon={<PlusOutlined />}
          disabled={locked}
          onClick={() => props.onQuantity(quantity + 1)}
        />
      </div>
      <span className="line-total number">{pointsText(line.totalCentipoints)}</span>
      <Button
        type="text"
        aria-label={`去掉${name}`}
        icon={<DeleteOutlined />}
        disabled={locked}
        onClick={() => props.onQuantity(0)}
      />
    </li>
  );
}

type FieldProps = Parameters<typeof BasketLineView>[0] & { readonly name: string };

/** A quantity that may be empty while it is typed; leaving it empty puts the old one back. */
function QuantityField({ line, name, locked, onQuantity, onSelect, onDone }: FieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const change = (text: string) => {
    const digits = text.replace(/\D/g, '').slice(0, 4);
    setDraft(digits);
    if (Number(digits) > 0) onQuantity(Number(digits));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const actions: Readonly<Record<string, (() => void) | undefined>> = {
      ArrowDown: () => neighbour(event.currentTarget, 1)?.focus(),
      ArrowUp: () => neighbour(event.currentTarget, -1)?.focus(),
      Enter: () => {
        if (draft === '0' || draft === '00') onQuantity(0);
        onDone();
      },
      Escape: onDone,
      '+': () => onQuantity(line.quantity + 1),
      '=': () => onQuantity(line.quantity + 1),
      '-': () => onQuantity(line.quantity - 1),
      Delete: () => {
        const next = neighbour(event.currentTarget, 1) ?? neighbour(event.currentTarget, -1);
        onQuantity(0);
        if (next) next.focus();
        else onDone();
      },
    };
    const action = Object.hasOwn(actions, event.key) ? actions[event.key] : undefined;
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    setDraft(null);
    if (!event.repeat || event.key !== 'Enter') action();
  };
  return (
    <input
      className="stepper-field number"
      inputMode="numeric"
      aria-label={`${name}数量`}
      disabled={locked}
      value={draft ?? String(line.quantity)}
      onChange={(event) => change(event.target.value)}
      onFocus={(event) => {
        onSelect();
        event.target.select();
      }}
      onBlur={() => setDraft(null)}
      onKeyDown={onKeyDown}
    />
  );
}

function neighbour(field: HTMLInputElement, by: 1 | -1): HTMLInputElement | null {
  const line = field.closest('li');
  const other = by === 1 ? line?.nextElementSibling : line?.previousElementSibling;
  return other?.querySelector('input') ?? null;
}
