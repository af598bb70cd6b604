import type { StockMovement, StockMovements } from '../../../shared/contract/stock.ts';
import { yuanText } from '../../../shared/kernel/number-text.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { DateField } from '../../components/date-field.tsx';
import { Sheet } from '../../components/page.tsx';
import { Pager } from '../../components/pager.tsx';
import { EmptyState } from '../../components/state-views.tsx';
import type { MovementDays } from '../../lib/stock-queries.ts';
import { useHiddenColumns } from '../../lib/use-hidden-columns.ts';
import { worthText } from './shelf.ts';

const PAGE = 100;

/** The latest movements, of all days. */
export const ALL_DAYS: MovementDays = { from: null, to: null, offset: 0, limit: PAGE };

/** 出入明细: every document that moved these goods, with what was left after it, newest first. */
export function MovementsSheet(props: {
  readonly movements: StockMovements;
  readonly unit: string;
  readonly days: MovementDays;
  readonly onDays: (days: MovementDays) => void;
  readonly today: string;
  /** Leads to the lot of a movement; absent where all are of one lot. */
  readonly onLot?: (movement: StockMovement) => void;
}) {
  const { movements, days, onDays } = props;
  const hiddenColumns = useHiddenColumns('movements');
  const narrowed = days.from !== null || days.to !== null;
  const { onLot } = props;
  return (
    <Sheet title="出入明细" className="stock-movements">
      <DataTable
        {...hiddenColumns}
        label="出入明细"
        columns={columnsOf(movements, props.unit, onLot !== undefined)}
        rows={movements.rows}
        rowKey={({ entryId, lotId }) => `${entryId}/${lotId}`}
        {...(onLot ? { onOpen: onLot } : {})}
        tools={
          <div className="stock-days">
            <div className="stock-day">
              <DateField
                aria-label="起始日期"
                placeholder="起始日期"
                value={days.from}
                latest={props.today}
                onChange={(from) => onDays({ ...days, from, offset: 0 })}
              />
            </div>
            <span aria-hidden="true">至</span>
            <div className="stock-day">
              <DateField
                aria-label="截止日期"
                placeholder="截止日期"
                value={days.to}
                latest={props.today}
                onChange={(to) => onDays({ ...days, to, offset: 0 })}
              />
            </div>
            {days.from === null ? null : (
              <span className="number">
                期初结存 {movements.openingQuantity}
                {props.unit}
              </span>
            )}
          </div>
        }
      />
      {movements.total === 0 ? (
        <EmptyState
          title={narrowed ? '这些天没有出入' : '还没有出入'}
          hint={narrowed ? '换个日期再看。' : '入库、兑换、报损、盘点等单据都会列在这里。'}
        />
      ) : (
        <Pager
          offset={days.offset}
          limit={days.limit}
          total={movements.total}
          unit="条"
          onOffset={(offset) => onDays({ ...days, offset })}
        />
      )}
    </Sheet>
  );
}

function columnsOf(sums: StockMovements, unit: string, withLot: boolean): readonly Column<StockMovement>[] {
  const quantity = (of: (row: StockMovement) => number) => (row: StockMovement) => {
    const value = of(row);
    return value > 0 ? String(value) : '';
  };
  const value = (sign: 1 | -1) => (row: StockMovement) => {
    if (row.quantity * sign <= 0) return '';
    return row.valueFen === null ? '未计价' : yuanText((row.valueFen * sign) as typeof row.valueFen);
  };
  return [
    {
      key: 'date',
      title: '日期',
      whole: true,
      text: ({ businessDate }) => businessDate,
      show: (row) => <Nowrap text={row.businessDate} />,
    },
    {
      key: 'no',
      title: '单号',
      whole: true,
      text: ({ documentNo }) => documentNo,
      show: (row) => <Nowrap text={row.documentNo} />,
    },
    {
      key: 'summary',
      title: '摘要',
      text: ({ summary }) => summary,
      show: ({ summary }) => <span className="stock-summary">{summary}</span>,
    },
    ...(withLot ? [{ key: 'lot', title: '批次', whole: true, text: ({ lotCode }: StockMovement) => lotCode }] : []),
    {
      key: 'in',
      title: `入库（${unit}）`,
      numeric: true,
      text: quantity((row) => row.quantity),
      total: String(sums.inQuantity),
    },
    {
      key: 'inFen',
      title: '入库（元）',
      numeric: true,
      text: value(1),
      total: worthText(sums.inFen, sums.inQuantity, sums.inUnvalued),
    },
    {
      key: 'out',
      title: `出库（${unit}）`,
      numeric: true,
      text: quantity((row) => -row.quantity),
      total: String(sums.outQuantity),
    },
    {
      key: 'outFen',
      title: '出库（元）',
      numeric: true,
      text: value(-1),
      total: worthText(sums.outFen, sums.outQuantity, sums.outUnvalued),
    },
    {
      key: 'left',
      title: `结存（${unit}）`,
      numeric: true,
      text: (row) => String(row.balanceQuantity),
      show: (row) => <strong>{row.balanceQuantity}</strong>,
    },
    {
      key: 'leftFen',
      title: '结存（元）',
      numeric: true,
      text: (row) => worthText(row.balanceFen, row.balanceQuantity, row.balanceUnvalued),
    },
  ];
}

function Nowrap({ text }: { readonly text: string }) {
  return <span className="stock-nowrap">{text}</span>;
}
