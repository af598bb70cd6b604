import { DeleteOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import { type Dispatch, memo, type ReactNode } from 'react';
import type { Item } from '../../../shared/domain/goods/goods.ts';
import { COST_BASES, COST_BASIS_WORD, type CostBasis } from '../../../shared/domain/goods/inbound.ts';
import { flagText } from '../../../shared/domain/goods/inbound-flag.ts';
import { yuanText } from '../../../shared/kernel/number-text.ts';
import { readDay } from '../../lib/day-text.ts';
import type { ReceiveAction, ReceiveLine } from './receive-draft.ts';
import { type LineField, type LineReading, readCounted } from './receive-line.ts';

type TextField = 'count' | 'price' | 'cost' | 'producedOn' | 'expires' | 'lotCode';
const TITLES: Readonly<Record<TextField, string>> = {
  count: '数量',
  price: '单价（元）',
  cost: '金额（元）',
  producedOn: '生产日期',
  expires: '保质期至',
  lotCode: '批次',
};

/** Above the lines, for the eye; each field says its own name. */
export function ReceiveLineHead() {
  return (
    <div className="receive-line receive-head" aria-hidden="true">
      <span>序</span>
      <span>物品</span>
      <span>{TITLES.count}</span>
      <span>单位</span>
      <span>{TITLES.price}</span>
      <span>{TITLES.cost}</span>
      <span>计价依据</span>
      <span>{TITLES.producedOn}</span>
      <span>{TITLES.expires}</span>
      <span>{TITLES.lotCode}</span>
      <span />
    </div>
  );
}

export const ReceiveLineView = memo(function ReceiveLineView(props: {
  readonly number: number;
  readonly line: ReceiveLine;
  readonly item: Item;
  readonly reading: LineReading;
  readonly showProblems: boolean;
  /** What the value of the paper's goods rests on. */
  readonly paperBasis: CostBasis;
  readonly dispatch: Dispatch<ReceiveAction>;
}) {
  const { number, line, item, reading, dispatch } = props;
  const set = (part: Partial<ReceiveLine>) => dispatch({ type: 'line', key: line.key, part });
  const unvalued = line.basis === 'unvalued';
  const noteId = `note-${line.key}`;
  const problem = (field: LineField) => visibleProblem(field, line, reading, props.showProblems);
  const field = (key: TextField) => (
    <Cell name={key} title={TITLES[key]}>
      <Input
        id={`${key}-${line.key}`}
        data-field={key}
        data-numeric={key === 'count' || key === 'price' || key === 'cost'}
        aria-label={`第${number}行${TITLES[key]}`}
        aria-describedby={noteId}
        aria-invalid={problem(key) !== null}
        {...(problem(key) === null ? {} : { status: 'error' as const })}
        maxLength={key === 'lotCode' ? 64 : 16}
        autoComplete="off"
        placeholder={placeholderOf(key, line, item, reading)}
        disabled={unvalued && (key === 'price' || key === 'cost')}
        value={line[key]}
        onChange={(event) => set({ [key]: event.target.value })}
        onBlur={() => {
          if (key === 'count') set(unitsApart(line, item));
          const day = key === 'producedOn' || key === 'expires' ? readDay(line[key]) : null;
          if (day !== null && day !== line[key]) set({ [key]: day });
        }}
      />
    </Cell>
  );
  return (
    <div
      id={`line-${line.key}`}
      className="receive-line"
      role="group"
      aria-label={`第 ${number} 行 ${item.name}`}
      data-dated={item.expiryTracked || item.food || item.shelfLifeDays !== null}
    >
      <span className="receive-no">{number}</span>
      <span className="receive-item">
        <strong>{item.name}</strong> <span className="soft">{item.spec}</span>
        <span className="soft small receive-code">{item.code}</span>
      </span>
      {field('count')}
      <Cell name="unit" title="单位">
        <UnitPick number={number} line={line} item={item} onPick={(packName) => set({ packName })} />
      </Cell>
      {field('price')}
      {field('cost')}
      <Cell name="basis" title="计价依据">
        <Select<CostBasis>
          aria-label={`第${number}行计价依据`}
          value={reading.input?.costBasis ?? line.basis ?? props.paperBasis}
          options={COST_BASES.map((value) => ({ value, label: COST_BASIS_WORD[value] }))}
          onChange={(basis) => set(basis === 'unvalued' ? { basis, price: '', cost: '' } : { basis })}
        />
      </Cell>
      {field('producedOn')}
      {field('expires')}
      {field('lotCode')}
      <Button
        type="text"
        aria-label={`去掉第 ${number} 行`}
        icon={<DeleteOutlined />}
        onClick={() => dispatch({ type: 'remove', key: line.key })}
      />
      <LineNote id={noteId} line={line} item={item} reading={reading} showProblems={props.showProblems} />
    </div>
  );
});

/** A field with its name, which shows where the headings above the lines do not. */
function Cell(props: { readonly name: string; readonly title: string; readonly children: ReactNode }) {
  return (
    <div className={`receive-cell receive-cell-${props.name}`}>
      <span className="receive-cell-title" aria-hidden="true">
        {props.title}
      </span>
      {props.children}
    </div>
  );
}

/** `5箱` is 5 in the unit 箱, so that the unit beside it says the same. */
function unitsApart(line: ReceiveLine, item: Item): Partial<ReceiveLine> {
  const counted = readCounted(line, item);
  const mixed = /\d\D+\d/.test(line.count);
  return counted === null || mixed ? {} : { count: String(counted.quantity), packName: counted.packName };
}

/** What has been typed is judged at once; what is still to come only after the first try. */
function visibleProblem(field: LineField, line: ReceiveLine, reading: LineReading, all: boolean): string | null {
  const problem = reading.problems[field] ?? null;
  const typed = field === 'cost' ? line.cost + line.price : line[field];
  return all || (typed.trim() !== '' && line.count.trim() !== '') ? problem : null;
}

function placeholderOf(key: TextField, line: ReceiveLine, item: Item, { plan }: LineReading): string {
  switch (key) {
    case 'count':
      return item.packs.length > 0 ? `如 5${item.packs[0]?.name ?? ''}` : '';
    case 'cost':
      return plan?.costFen != null ? yuanText(plan.costFen) : line.basis === 'unvalued' ? '未计价' : '';
    case 'price':
      return line.basis === 'unvalued' ? '未计价' : '';
    case 'producedOn':
      return '20260701';
    case 'expires':
      return plan?.expiresOn ?? '日期或18个月';
    case 'lotCode':
      return '可不填';
  }
}

function UnitPick(props: {
  readonly number: number;
  readonly line: ReceiveLine;
  readonly item: Item;
  readonly onPick: (packName: string | null) => void;
}) {
  const { line, item } = props;
  if (item.packs.length === 0) return <span className="receive-unit">{item.unit}</span>;
  return (
    <Select<string>
      aria-label={`第${props.number}行单位`}
      value={line.packName ?? item.unit}
      options={[
        { value: item.unit, label: item.unit },
        ...item.packs.map(({ name, size }) => ({ value: name, label: `${name}（${size}${item.unit}）` })),
      ]}
      labelRender={({ value }) => value}
      popupMatchSelectWidth={false}
      onChange={(name) => props.onPick(name === item.unit ? null : name)}
    />
  );
}

function LineNote(props: {
  readonly id: string;
  readonly line: ReceiveLine;
  readonly item: Item;
  readonly reading: LineReading;
  readonly showProblems: boolean;
}) {
  const { line, item, reading } = props;
  const { plan, flag } = reading;
  const problems = (['count', 'price', 'cost', 'producedOn', 'expires', 'lotCode'] as const)
    .map((field) => visibleProblem(field, line, reading, props.showProblems))
    .filter((problem) => problem !== null);
  const facts = plan
    ? [
        String(plan.quantity) === line.count.trim() ? '' : `合 ${plan.quantity}${item.unit}`,
        reading.input?.packName != null && plan.unitCostFen !== null
          ? `每${item.unit} ${yuanText(plan.unitCostFen)} 元`
          : '',
        plan.expiresOn !== null && plan.expiresOn !== line.expires.trim() ? `保质期至 ${plan.expiresOn}` : '',
      ].filter((fact) => fact !== '')
    : [];
  const warning =
    flag === null ? '' : flag.code === 'expiry_missing' ? '这种物品管保质期，还没有填保质期' : flagText(flag);
  return (
    <p id={props.id} className="receive-note" aria-live="polite">
      {problems.map((problem) => (
        <span key={problem} className="field-error">
          {problem}
        </span>
      ))}
      {facts.length > 0 ? <span className="soft">{facts.join('，')}</span> : null}
      {warning === '' ? null : (
        <span className={flag?.code === 'expired' ? 'mark-bad' : 'mark-soon'}>
          {flag?.code === 'expired' ? '✕ 已过期，入库后不能发放，只能报损' : `! ${warning}`}
        </span>
      )}
    </p>
  );
}
