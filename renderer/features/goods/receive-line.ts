import { decideInbound, type InboundRefusal, type PlannedLine } from '../../../shared/domain/goods/decide-inbound.ts';
import type { Item } from '../../../shared/domain/goods/goods.ts';
import { COST_BASIS_WORD, type CostBasis } from '../../../shared/domain/goods/inbound.ts';
import { inboundFlag, type InboundFlag } from '../../../shared/domain/goods/inbound-flag.ts';
import { packNamed, readCount, unitsText } from '../../../shared/domain/goods/packs.ts';
import { lastGoodDay, readShelfLife } from '../../../shared/domain/goods/shelf-life.ts';
import { type Fen, fen, type LocalDate, type Quantity, quantity } from '../../../shared/kernel/brands.ts';
import { parseYuan } from '../../../shared/kernel/number-text.ts';
import { refusalText } from '../../../shared/messages/refusal-text.ts';
import { readDay } from '../../lib/day-text.ts';
import type { ReceiveHead, ReceiveLine } from './receive-draft.ts';

export type LineField = 'count' | 'price' | 'cost' | 'producedOn' | 'expires' | 'lotCode';

/** What a line says, or in sentences what is wrong with it. */
export type LineReading = {
  readonly problems: Partial<Record<LineField, string>>;
  /** As it would stand in the books; null while something is wrong. */
  readonly plan: PlannedLine | null;
  readonly flag: InboundFlag | null;
  readonly input: LineInput | null;
};

export type LineInput = {
  readonly itemId: Item['id'];
  readonly quantity: number;
  readonly packName: string | null;
  readonly unitCostFen: number | null;
  readonly costFen: number | null;
  readonly costBasis: CostBasis;
  readonly lotCode: string | null;
  readonly producedOn: string | null;
  readonly expiresOn: string | null;
};

/** Reads a line by the very rules the host will apply. */
export function readLine(line: ReceiveLine, item: Item, head: ReceiveHead, date: LocalDate): LineReading {
  const typed = readTyped(line, item, head);
  if (!typed.input) return { problems: typed.problems, plan: null, flag: null, input: null };
  const { input } = typed;
  const decided = decideInbound({
    source: head.source,
    supplier: head.supplier,
    date,
    today: date,
    items: [item],
    lines: [
      {
        ...input,
        quantity: quantity(input.quantity),
        costBasis: COST_BASIS_WORD[input.costBasis],
      },
    ],
  });
  if (!decided.ok) {
    return {
      problems: { [fieldOf(decided.error)]: `${refusalText(decided.error)}。` },
      plan: null,
      flag: null,
      input: null,
    };
  }
  const plan = decided.value[0] ?? null;
  return { problems: {}, plan, flag: plan && inboundFlag(item, date, plan.expiresOn), input };
}

type TypedInput = Omit<LineInput, 'unitCostFen' | 'costFen' | 'producedOn' | 'expiresOn'> & {
  readonly unitCostFen: Fen | null;
  readonly costFen: Fen | null;
  readonly producedOn: LocalDate | null;
  readonly expiresOn: LocalDate | null;
};
type Typed = { readonly problems: LineReading['problems']; readonly input: TypedInput | null };

function readTyped(line: ReceiveLine, item: Item, head: ReceiveHead): Typed {
  const problems: Partial<Record<LineField, string>> = {};
  const count = readCounted(line, item);
  if (count === null) {
    problems.count = line.count.trim() === '' ? '请填数量。' : `数量应是整数，单位可以用：${unitsText(item)}。`;
  }
  const unvalued = line.basis === 'unvalued';
  const price = unvalued ? null : readMoney(line.price);
  const cost = unvalued ? null : readMoney(line.cost);
  if (price === undefined) problems.price = '单价最多两位小数，如 12.50。';
  if (cost === undefined) problems.cost = '金额最多两位小数，如 12.50。';
  if (head.source === 'purchase' && price === null && cost === null && !unvalued) {
    problems.price = '请填单价或金额；价钱还不知道，就把计价依据选成未计价。';
  }
  const producedOn = readDay(line.producedOn);
  if (line.producedOn.trim() !== '' && producedOn === null) problems.producedOn = '生产日期写成 20260701 这样。';
  const expiresOn = readExpiry(line.expires, producedOn);
  if (expiresOn === undefined) {
    problems.expires =
      readShelfLife(line.expires) && producedOn === null
        ? '保质期要从生产日期算起，请填生产日期。'
        : '保质期至写成 20270701，或 18个月、540天。';
  }
  if (count === null || price === undefined || cost === undefined || expiresOn === undefined) {
    return { problems, input: null };
  }
  if (Object.keys(problems).length > 0) return { problems, input: null };
  const valued = price !== null || cost !== null;
  const paper = head.basis === 'unvalued' ? 'inquiry' : head.basis;
  const input = {
    itemId: item.id,
    ...count,
    unitCostFen: price,
    costFen: cost,
    costBasis: valued ? (line.basis ?? paper) : 'unvalued',
    lotCode: line.lotCode.trim() === '' ? null : line.lotCode.trim(),
    producedOn,
    expiresOn,
  } as const;
  return { problems, input };
}

type Counted = { readonly quantity: number; readonly packName: string | null };

/** `5` in the chosen unit, `5箱` in that one, `5箱3瓶` in the item's own. */
export function readCounted(line: Pick<ReceiveLine, 'count' | 'packName'>, item: Item): Counted | null {
  const text = line.count.replace(/\s+/g, '');
  const one = /^(\d{1,8})(\D*)$/.exec(text);
  if (one) {
    const name = one[2] === '' ? line.packName : (one[2] ?? null);
    const pack = packNamed(item, name);
    return pack && { quantity: Number(one[1]), packName: pack.name === item.unit ? null : pack.name };
  }
  const units: Quantity | null = readCount(text, item);
  return units === null ? null : { quantity: units, packName: null };
}

/** Null: nothing was typed; undefined: no amount. */
function readMoney(text: string): Fen | null | undefined {
  if (text.trim() === '') return null;
  const amount = parseYuan(text.replace(/[,，¥￥\s]/g, ''));
  return amount === null ? undefined : fen(amount);
}

/** Null: nothing was typed; undefined: neither a day nor a shelf life that can be counted. */
function readExpiry(text: string, producedOn: LocalDate | null): LocalDate | null | undefined {
  if (text.trim() === '') return null;
  const day = readDay(text);
  if (day !== null) return day;
  const life = readShelfLife(text);
  return (life && producedOn && lastGoodDay(producedOn, life)) ?? undefined;
}

function fieldOf(refusal: InboundRefusal): LineField {
  switch (refusal.code) {
    case 'cost_negative':
    case 'cost_zero':
    case 'cost_mismatch':
    case 'basis_without_cost':
    case 'cost_without_basis':
      return 'cost';
    case 'expiry_before_production':
    case 'expiry_contradicts_shelf_life':
      return 'expires';
    case 'produced_after_receipt':
    case 'shelf_life_without_production':
      return 'producedOn';
    case 'lot_closed':
    case 'lot_expiry_differs':
      return 'lotCode';
    default:
      return 'count';
  }
}
