import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import type { CountableItem, CountRow } from '../../../shared/contract/stocktake.ts';
import { DateField } from '../../components/date-field.tsx';
import { Field } from '../../components/field.tsx';
import { Sheet } from '../../components/page.tsx';
import { EmptyState } from '../../components/state-views.tsx';
import { countedText, type CountDraft, piecesOf } from './count-draft.ts';
import type { useCount } from './use-count.ts';

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
const LONGEST = 7;

/** How many there are of one batch: typed, tapped or scanned, in single pieces and in bigger units. */
export function CountEntry(props: { readonly count: ReturnType<typeof useCount>; readonly rows: readonly CountRow[] }) {
  const { draft, item, change, submit, save } = props.count;
  if (draft === null || item === null) {
    return (
      <Sheet title="点数" className="count-entry">
        <EmptyState title="扫一下货上的条码" hint="也可以从左边找。同一种再扫一次就加一，先按“5*”再扫就加五。" />
      </Sheet>
    );
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    submit();
  };
  const pieces = piecesOf(item, draft);
  return (
    <Sheet title="点数" className="count-entry">
      <form onSubmit={onSubmit} aria-label={`点${item.name}`}>
        <p className="count-name">
          <strong>{item.name}</strong> {item.spec}
          <span className="soft small">　{item.code}</span>
        </p>
        <LotChoice item={item} draft={draft} rows={props.rows} onChange={change} />
        <Amount key={item.id} item={item} draft={draft} onChange={change} />
        <div className="form-actions">
          <span className="count-total">
            共 <strong className="number">{pieces ?? '—'}</strong> {item.unit}
          </span>
          <Button size="large" onClick={() => change(null)}>
            不记了
          </Button>
          <Button size="large" type="primary" htmlType="submit" loading={save.isPending}>
            记下
          </Button>
        </div>
      </form>
    </Sheet>
  );
}

type Part = {
  readonly item: CountableItem;
  readonly draft: CountDraft;
  readonly onChange: (draft: CountDraft) => void;
};

function LotChoice({ item, draft, rows, onChange }: Part & { readonly rows: readonly CountRow[] }) {
  const own = rows.filter(({ itemId }) => itemId === item.id);
  const strange = own.filter(({ lotId }) => lotId === null);
  return (
    <fieldset className="choices count-lots">
      <legend>哪一批（看货上的批号和保质期）</legend>
      {item.lots.map((lot) => (
        <label key={lot.lotId} className="choice">
          <input
            type="radio"
            name="count-lot"
            checked={draft.lot === lot.lotId}
            onChange={() => onChange({ ...draft, lot: lot.lotId })}
          />
          <strong>{lot.code}</strong>
          <span className="soft small">{lot.expiresOn === null ? '没有保质期' : `保质期至 ${lot.expiresOn}`}</span>
          <Counted rows={own.filter(({ lotId }) => lotId === lot.lotId)} />
        </label>
      ))}
      <label className="choice">
        <input
          type="radio"
          name="count-lot"
          checked={draft.lot === 'new'}
          onChange={() => onChange({ ...draft, lot: 'new' })}
        />
        <strong>账上没有的批次</strong>
        <span className="soft small">货上的批号和上面的都不一样</span>
        <Counted rows={strange} />
      </label>
      {draft.lot === 'new' ? (
        <div className="form-grid form-wide">
          <Field label="批号" help="货上没有就不填">
            <Input
              maxLength={64}
              value={draft.newLotCode}
              onChange={(event) => onChange({ ...draft, newLotCode: event.target.value })}
            />
          </Field>
          <Field label="保质期至" {...(item.expiryTracked ? { help: '这种物品有保质期，请照货上的填' } : {})}>
            <DateField
              value={draft.newLotExpiresOn}
              placeholder="没有就不填"
              onChange={(newLotExpiresOn) => onChange({ ...draft, newLotExpiresOn })}
            />
          </Field>
        </div>
      ) : null}
    </fieldset>
  );
}

function Counted({ rows }: { readonly rows: readonly CountRow[] }) {
  const text = countedText(rows);
  return text === '' ? null : <span className="small count-counted">✓ 已点 {text}</span>;
}

/** The pad writes into the field that was touched last, at first into the one for single pieces. */
function Amount({ item, draft, onChange }: Part) {
  const [pack, setPack] = useState<string | null>(null);
  const chosen = pack === null ? draft.units : (draft.packs[pack] ?? '');
  const write = (name: string | null, text: string) => {
    const typed = text.slice(0, LONGEST);
    onChange(name === null ? { ...draft, units: typed } : { ...draft, packs: { ...draft.packs, [name]: typed } });
  };
  return (
    <div className="count-amount">
      <div className="count-fields">
        {item.packs.map(({ name, size }) => (
          <Field key={name} label={`${name}（每${name} ${size} ${item.unit}）`}>
            <Input
              size="large"
              inputMode="numeric"
              autoComplete="off"
              value={draft.packs[name] ?? ''}
              onFocus={() => setPack(name)}
              onChange={(event) => write(name, event.target.value)}
            />
          </Field>
        ))}
        <Field label={item.packs.length === 0 ? `数量（${item.unit}）` : `零散（${item.unit}）`}>
          <Input
            autoFocus
            size="large"
            inputMode="numeric"
            autoComplete="off"
            className="count-quantity"
            value={draft.units}
            onFocus={() => setPack(null)}
            onChange={(event) => write(null, event.target.value)}
          />
        </Field>
      </div>
      <div className="count-pad" role="group" aria-label="数字键">
        {DIGITS.map((digit) => (
          <Button key={digit} size="large" onClick={() => write(pack, chosen + digit)}>
            {digit}
          </Button>
        ))}
        <Button size="large" onClick={() => write(pack, '')}>
          清空
        </Button>
        <Button size="large" onClick={() => write(pack, `${chosen}0`)}>
          0
        </Button>
        <Button size="large" onClick={() => write(pack, chosen.slice(0, -1))}>
          退格
        </Button>
      </div>
    </div>
  );
}
