import { useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useMemo, useState } from 'react';
import type { StockCharts as Charts } from '../../../shared/contract/stock.ts';
import { hundredthsText } from '../../../shared/kernel/number-text.ts';
import { BarChart } from '../../components/bar-chart.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Page, Sheet } from '../../components/page.tsx';
import { EmptyState, FailingState, LoadingState } from '../../components/state-views.tsx';
import { href } from '../../lib/navigation.ts';
import { useLargePrint } from '../../lib/preferences.ts';
import { queries } from '../../lib/queries.ts';
import { useScrollMemory } from '../../lib/use-scroll-memory.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { type CategoryFigures, figuresOf, monthName, partsOf, roundText } from './chart-figures.ts';

type Measure = 'points' | 'cost';

/** What the shelf was worth and what households took, by category and month, as pictures with their figures. */
export function StockCharts() {
  const charts = useQuery(queries.stockCharts());
  useScrollMemory('/goods/charts', charts.data !== undefined);
  const [measure, setMeasure] = useState<Measure>('points');
  return (
    <Page
      title="库存和兑换图表"
      lead="近十二个月，按类别；本月到今天为止。"
      actions={
        <a className="stock-back" href={href('/goods')}>
          ← 全部物品
        </a>
      }
    >
      {charts.data ? (
        <>
          <Sheet title="月末库存货值（元）">
            <Figures
              charts={charts.data}
              what="月末库存货值"
              unit="元"
              decimals={2}
              rows={charts.data.stockFen}
              nothing="还没有计价的库存"
            />
            <Unvalued count={charts.data.unvaluedOnHand} where="现在库存里" />
          </Sheet>
          <Sheet
            title={measure === 'points' ? '每月兑换（分）' : '每月兑换成本（元）'}
            extra={
              <Segmented<Measure>
                aria-label="按什么算"
                value={measure}
                options={[
                  { value: 'points', label: '积分' },
                  { value: 'cost', label: '成本金额' },
                ]}
                onChange={setMeasure}
              />
            }
          >
            {measure === 'points' ? (
              <Figures
                charts={charts.data}
                what="每月兑换积分"
                unit="分"
                decimals={1}
                rows={charts.data.redeemedCentipoints}
                nothing="这十二个月还没有兑换"
              />
            ) : (
              <>
                <Figures
                  charts={charts.data}
                  what="每月兑换成本"
                  unit="元"
                  decimals={2}
                  rows={charts.data.redeemedFen}
                  nothing="这十二个月还没有兑换计价的物品"
                />
                <Unvalued count={charts.data.unvaluedRedeemed} where="这些兑换里" />
              </>
            )}
          </Sheet>
        </>
      ) : charts.isError ? (
        <FailingState sentence={sentenceOf(charts.error)} onRetry={() => void charts.refetch()} />
      ) : (
        <LoadingState />
      )}
    </Page>
  );
}

function Unvalued({ count, where }: { readonly count: number; readonly where: string }) {
  return count > 0 ? (
    <p className="soft stock-unvalued">
      {where}另有 {count} 件未计价，不在金额里。
    </p>
  ) : null;
}

/** A picture and, beside it, every figure it is drawn from. */
function Figures(props: {
  readonly charts: Charts;
  readonly what: string;
  readonly unit: string;
  readonly decimals: 1 | 2;
  readonly rows: readonly (readonly number[])[];
  readonly nothing: string;
}) {
  const { charts, what, unit, decimals, rows } = props;
  const largePrint = useLargePrint();
  const text = (value: number) => hundredthsText(value, decimals);
  const figures = useMemo(() => figuresOf(charts.categories, rows), [charts.categories, rows]);
  const chart = useMemo(
    () => ({
      columns: charts.months.map(monthName),
      series: partsOf(figures).map(({ category, values }) => ({ name: category, values })),
    }),
    [charts.months, figures],
  );
  if (figures.length === 0) return <EmptyState title={props.nothing} />;
  return (
    <>
      <BarChart
        label={`${what}（${unit}），${chart.columns[0] ?? ''}至${chart.columns.at(-1) ?? ''}，按类别叠起来；数字见下表`}
        {...chart}
        text={(value) => `${text(value)} ${unit}`}
        axisText={roundText}
        fontSize={largePrint ? 17 : 14}
      />
      <DataTable
        label={`${what}（${unit}）`}
        columns={columnsOf(figures, text)}
        rows={charts.months.map((month, index) => ({ month, index }))}
        rowKey={({ month }) => month}
      />
    </>
  );
}

type MonthRow = { readonly month: string; readonly index: number };

function columnsOf(figures: readonly CategoryFigures[], text: (value: number) => string): readonly Column<MonthRow>[] {
  const at = ({ values }: CategoryFigures, { index }: MonthRow) => values[index] ?? 0;
  return [
    {
      key: 'month',
      title: '月份',
      text: ({ month }) => month,
      show: ({ month }) => <span className="stock-nowrap">{month}</span>,
    },
    ...figures.map((figure) => ({
      key: `of:${figure.category}`,
      title: figure.category,
      numeric: true,
      text: (row: MonthRow) => text(at(figure, row)),
    })),
    {
      key: 'sum',
      title: '合计',
      numeric: true,
      text: (row) => text(figures.reduce((sum, figure) => sum + at(figure, row), 0)),
    },
  ];
}
