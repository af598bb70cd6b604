import { DeleteOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import type { CounterItem } from '../../../shared/contract/goods.ts';
import type { Item } from '../../../shared/domain/goods/goods.ts';
import type { ItemId } from '../../../shared/kernel/brands.ts';
import { DateField } from '../../components/date-field.tsx';
import { Field } from '../../components/field.tsx';
import { searchItems } from '../../lib/item-search.ts';
import { lineProblems, type ReceiveLine } from './receive-draft.ts';

export function ReceiveLineView(props: {
  readonly number: number;
  readonly line: ReceiveLine;
  readonly items: readonly Item[];
  /** Pinyin and initials of the items, to find them by. */
  readonly spellings: readonly CounterItem[];
  readonly showProblems: boolean;
  readonly onChange: (part: Partial<ReceiveLine>) => void;
  readonly onRemove: (() => void) | undefined;
}) {
  const { line, items, onChange } = props;
  const problems = props.showProblems && line.itemId !== null ? lineProblems(line) : {};
  const item = items.find(({ id }) => id === line.itemId);
  return (
    <div className="receive-line" role="group" aria-label={`第 ${props.number} 行`}>
      <Field label="物品">
        <Select<ItemId>
          {...(line.itemId === null ? {} : { value: line.itemId })}
          placeholder="名称、拼音、编码"
          showSearch={{
            filterOption: (query, option) => matches(query, String(option?.value ?? ''), items, props.spellings),
          }}
          options={items.map(({ id, name, spec }) => ({ value: id, label: spec === '' ? name : `${name} ${spec}` }))}
          onChange={(itemId) => onChange({ itemId })}
        />
      </Field>
      <Field label={`数量${item ? `（${item.unit}）` : ''}`} error={problems.quantity ?? null}>
        <Input
          inputMode="numeric"
          maxLength={7}
          value={line.quantity}
          onChange={(event) => onChange({ quantity: event.target.value })}
        />
      </Field>
      <Field label="整行金额（元）" error={problems.cost ?? null}>
        <Input
          inputMode="decimal"
          maxLength={12}
          placeholder="未计价"
          value={line.cost}
          onChange={(event) => onChange({ cost: event.target.value })}
        />
      </Field>
      <Field label="生产日期">
        <DateField value={line.producedOn} placeholder="可不填" onChange={(producedOn) => onChange({ producedOn })} />
      </Field>
      <Field label="保质期至">
        <DateField
          value={line.expiresOn}
          placeholder={item?.expiryTracked ? '请填' : '可不填'}
          onChange={(expiresOn) => onChange({ expiresOn })}
        />
      </Field>
      <div className="receive-remove">
        <Button
          aria-label={`去掉第 ${props.number} 行`}
          icon={<DeleteOutlined />}
          disabled={props.onRemove === undefined}
          onClick={props.onRemove}
        />
      </div>
    </div>
  );
}

function matches(query: string, id: string, items: readonly Item[], spellings: readonly CounterItem[]): boolean {
  const item = items.find((candidate) => candidate.id === id);
  if (!item) return false;
  const spelling = spellings.find((candidate) => candidate.id === id);
  const searchable = { ...item, pinyin: spelling?.pinyin ?? '', initials: spelling?.initials ?? '' };
  return searchItems([searchable], query).length > 0;
}
