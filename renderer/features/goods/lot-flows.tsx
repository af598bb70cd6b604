import type { LotFlow, LotLife } from '../../../shared/contract/stock.ts';
import { MOVEMENT_WORD } from '../../../shared/domain/goods/movements.ts';
import { type Fen, fen } from '../../../shared/kernel/brands.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Sheet } from '../../components/page.tsx';
import { fenText } from './lot-words.ts';

type Part = { readonly key: string; readonly name: string; readonly quantity: number; readonly valueFen: Fen | null };

/** 去向: what became of all that came in, as shares of one bar and in figures. */
export function LotFlows({ life }: { readonly life: LotLife }) {
  const { item, lot, flows } = life;
  const parts: readonly Part[] = [
    ...flows.filter(({ quantity }) => quantity < 0).map(partOf),
    {
      key: 'left',
      name: lot.expiry === 'expired' ? '在库（已过期）' : '在库',
      quantity: lot.onHandQuantity,
      valueFen: lot.valueFen,
    },
  ].filter(({ quantity, key }) => quantity > 0 || key === 'left');
  const total = parts.reduce((sum, { quantity }) => sum + quantity, 0);
  const cameIn = flows.filter(({ quantity }) => quantity > 0);
  return (
    <Sheet title="去向">
      <p className="sheet-lead">
        {cameIn.length === 0
          ? '这一批已全部红冲，没有入库。'
          : `共进 ${total} ${item.unit}：${cameIn.map((flow) => `${inWord(flow)} ${flow.quantity}`).join('，')}`}
      </p>
      {total > 0 ? (
        <div className="lot-bar" aria-hidden="true">
          {parts.map(({ key, name, quantity }, index) =>
            quantity === 0 ? null : (
              <span
                key={key}
                className={`lot-share lot-share-${key !== 'left' ? index % 4 : lot.expiry === 'expired' ? 'expired' : 'left'}`}
                style={{ flexGrow: quantity }}
              >
                {name} {quantity}
              </span>
            ),
          )}
        </div>
      ) : null}
      <DataTable
        label="去向"
        columns={columnsOf(item.unit, total, valueOf(parts))}
        rows={parts}
        rowKey={({ key }) => key}
      />
    </Sheet>
  );
}

function partOf({ kind, quantity, valueFen }: LotFlow): Part {
  const name =
    kind === 'redemption'
      ? '兑换给户'
      : kind === 'loan'
        ? '借出未还'
        : kind === 'stocktake'
          ? '盘亏'
          : MOVEMENT_WORD[kind];
  return { key: kind, name, quantity: -quantity, valueFen: valueFen === null ? null : ((0 - valueFen) as Fen) };
}

function inWord({ kind }: LotFlow): string {
  return kind === 'stocktake' ? '盘盈' : MOVEMENT_WORD[kind];
}

/** Null where any part has no value: what is unknown is not summed. */
function valueOf(parts: readonly Part[]): Fen | null {
  return parts.reduce<Fen | null>(
    (sum, { valueFen }) => (sum === null || valueFen === null ? null : fen(sum + valueFen)),
    fen(0),
  );
}

function columnsOf(unit: string, total: number, totalFen: Fen | null): readonly Column<Part>[] {
  return [
    { key: 'name', title: '去向', text: ({ name }) => name },
    {
      key: 'quantity',
      title: `数量（${unit}）`,
      numeric: true,
      text: ({ quantity }) => String(quantity),
      total: String(total),
    },
    {
      key: 'value',
      title: '金额（元）',
      numeric: true,
      text: ({ valueFen }) => fenText(valueFen),
      total: fenText(totalFen),
    },
  ];
}
