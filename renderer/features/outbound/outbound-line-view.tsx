import { DeleteOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import type { CounterItem } from '../../../shared/contract/goods.ts';
import type { LotChoice } from '../../../shared/contract/outbound.ts';
import type { Item } from '../../../shared/domain/goods/goods.ts';
import {
  type OutboundKind,
  WRITE_OFF_CAUSE_WORD,
  WRITE_OFF_CAUSES,
  type WriteOffCause,
} from '../../../shared/domain/outbound/outbound.ts';
import type { ItemId, LotId } from '../../../shared/kernel/brands.ts';
import { yuanText } from '../../../shared/kernel/number-text.ts';
import { Field } from '../../components/field.tsx';
import { searchItems } from '../../lib/item-search.ts';
import { mayLeave, type OutLine, type ReadLine } from './outbound-draft.ts';

/** One line: which item, out of which lot, how many, and why. */
export function OutboundLineView(props: {
  readonly kind: OutboundKind;
  readonly number: number;
  readonly line: OutLine;
  /** Null until an item is chosen. */
  readonly read: ReadLine | null;
  readonly items: readonly Item[];
  readonly spellings: readonly CounterItem[];
  /** Undefined while they are read. */
  readonly lots: readonly LotChoice[] | undefined;
  readonly showProblems: boolean;
  readonly onChange: (part: Partial<OutLine>) => void;
  readonly onRemove: (() => void) | undefined;
}) {
  const { kind, line, read, items, lots, onChange } = props;
  const lot = read?.lot ?? null;
  const problems = props.showProblems && read !== null ? read.problems : {};
  const tooMany = read?.pieces !== null ? read?.problems.quantity : undefined;
  const nothing = line.itemId !== null && lots?.length === 0;
  return (
    <div className="outbound-line" data-kind={kind} role="group" aria-label={`第 ${props.number} 行`}>
      <Field label="物品">
        <Select<ItemId>
          {...(line.itemId === null ? {} : { value: line.itemId })}
          placeholder="名称、拼音、编码"
          showSearch={{
            filterOption: (query, option) => matches(query, String(option?.value ?? ''), items, props.spellings),
          }}
          options={items.map(({ id, name, spec }) => ({ value: id, label: spec === '' ? name : `${name} ${spec}` }))}
          onChange={(itemId) => onChange({ itemId, lotId: null, cause: null })}
        />
      </Field>
      <Field label="批次" error={nothing ? '没有库存。' : (problems.lot ?? null)}>
        <Select<LotId>
          {...(lot === null ? {} : { value: lot.lotId })}
          placeholder={line.itemId === null ? '先选物品' : '没有可出的批次'}
          loading={line.itemId !== null && lots === undefined}
          disabled={!lots || lots.length === 0}
          popupMatchSelectWidth={false}
          options={(lots ?? []).map((each) => ({
            value: each.lotId,
            label: lotText(each),
            disabled: !mayLeave(kind, each),
          }))}
          onChange={(lotId) => onChange({ lotId, cause: null })}
        />
      </Field>
      <Field label={`数量${lot ? `（${lot.unit}）` : ''}`} error={tooMany ?? problems.quantity ?? null}>
        <Input
          inputMode="numeric"
          maxLength={7}
          value={line.quantity}
          onChange={(event) => onChange({ quantity: event.target.value })}
        />
      </Field>
      {kind === 'write_off' ? (
        <Field label="原因" error={problems.cause ?? null}>
          <Select<WriteOffCause>
            {...(read?.cause ? { value: read.cause } : {})}
            placeholder="请选"
            options={WRITE_OFF_CAUSES.map((value) => ({
              value,
              label: WRITE_OFF_CAUSE_WORD[value],
              disabled: value === 'expired' && lot !== null && !lot.expired,
            }))}
            onChange={(cause) => onChange({ cause })}
          />
        </Field>
      ) : null}
      <Field label={kind === 'write_off' ? '具体情况' : '原因'}>
        <Input
          maxLength={100}
          placeholder="可不填"
          value={line.detail}
          onChange={(event) => onChange({ detail: event.target.value })}
        />
      </Field>
      <div className="outbound-cost">
        <span className="field-label">成本（元）</span>
        <output className="number">{costText(read)}</output>
      </div>
      <div className="outbound-remove">
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

function costText(read: ReadLine | null): string {
  if (read === null || read.lot === null) return '';
  if (read.lot.valueFen === null) return '未计价';
  return read.costFen === null ? '' : yuanText(read.costFen);
}

/** 20260301，2027-01-10 到期，在库 12 袋. */
function lotText({ lotCode, expiresOn, expired, onHandQuantity, unit, earmark, supplier }: LotChoice): string {
  const expiry = expiresOn === null ? '不限期' : `${expiresOn} ${expired ? '已过期' : '到期'}`;
  const more = [supplier, earmark === null ? '' : `定向：${earmark}`].filter((part) => part !== '');
  return [lotCode, expiry, `在库 ${onHandQuantity} ${unit}`, ...more].join('，');
}

function matches(query: string, id: string, items: readonly Item[], spellings: readonly CounterItem[]): boolean {
  const item = items.find((candidate) => candidate.id === id);
  if (!item) return false;
  const spelling = spellings.find((candidate) => candidate.id === id);
  const searchable = { ...item, pinyin: spelling?.pinyin ?? '', initials: spelling?.initials ?? '' };
  return searchItems([searchable], query).length > 0;
}
