import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { Operator } from '../../../shared/contract/staff.ts';
import type { StocktakeDocumentLine } from '../../../shared/contract/stocktake.ts';
import { type EntryId, fen } from '../../../shared/kernel/brands.ts';
import { yuanText } from '../../../shared/kernel/number-text.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Page, Sheet } from '../../components/page.tsx';
import { FailingState, LoadingState } from '../../components/state-views.tsx';
import { go } from '../../lib/navigation.ts';
import { StocktakePaperButton } from './paper-button.tsx';
import { may } from '../../lib/permissions.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { stocktakeQueries } from '../../lib/stocktake-queries.ts';

/** One count as it stands in the books. */
export function DocumentScreen(props: { readonly entryId: EntryId; readonly operator: Operator }) {
  const { entryId } = props;
  const document = useQuery(stocktakeQueries.documents()).data?.find((one) => one.entryId === entryId);
  const lines = useQuery(stocktakeQueries.document(entryId));
  return (
    <Page
      title={`盘点表${document ? ` ${document.documentNo}` : ''}`}
      lead={
        document
          ? `${document.businessDate}　盘点 ${document.countedBy}　监盘 ${document.watchedBy}　审批 ${document.approvedBy}${document.note === '' ? '' : `　${document.note}`}`
          : ''
      }
      actions={
        <>
          {may(props.operator.role, 'printStocktakes') ? <StocktakePaperButton entryId={entryId} /> : null}
          <Button size="large" onClick={() => go('/goods/stocktake')}>
            返回
          </Button>
        </>
      }
    >
      <Sheet>
        {lines.data ? (
          <DataTable
            label="盘点表"
            columns={columnsOf(lines.data)}
            rows={lines.data}
            rowKey={(line) => `${line.itemCode}/${line.lotCode}`}
            tone={(line) =>
              line.countedQuantity === line.bookQuantity
                ? undefined
                : line.countedQuantity < line.bookQuantity
                  ? 'bad'
                  : 'soon'
            }
          />
        ) : lines.isError ? (
          <FailingState sentence={sentenceOf(lines.error)} onRetry={() => void lines.refetch()} />
        ) : (
          <LoadingState />
        )}
      </Sheet>
    </Page>
  );
}

function columnsOf(lines: readonly StocktakeDocumentLine[]): readonly Column<StocktakeDocumentLine>[] {
  const value = lines.reduce((sum, line) => sum + (line.differenceFen ?? 0), 0);
  const difference = (line: StocktakeDocumentLine) => line.countedQuantity - line.bookQuantity;
  const unvalued = lines.filter((line) => line.differenceFen === null && difference(line) !== 0).length;
  return [
    { key: 'code', title: '编码', text: (line) => line.itemCode },
    { key: 'name', title: '物品', text: (line) => `${line.itemName} ${line.spec}`.trim() },
    { key: 'lot', title: '批次', whole: true, text: (line) => line.lotCode },
    { key: 'unit', title: '单位', text: (line) => line.unit },
    { key: 'book', title: '账面', numeric: true, text: (line) => String(line.bookQuantity) },
    { key: 'counted', title: '实盘', numeric: true, text: (line) => String(line.countedQuantity) },
    {
      key: 'gain',
      title: '盘盈',
      numeric: true,
      text: (line) => (difference(line) > 0 ? String(difference(line)) : ''),
    },
    {
      key: 'loss',
      title: '盘亏',
      numeric: true,
      text: (line) => (difference(line) < 0 ? String(-difference(line)) : ''),
    },
    {
      key: 'value',
      title: '差异金额（元）',
      numeric: true,
      text: (line) =>
        difference(line) === 0 ? '' : line.differenceFen === null ? '未计价' : yuanText(line.differenceFen),
      total: `${yuanText(fen(value))}${unvalued === 0 ? '' : `，另 ${unvalued} 批未计价`}`,
    },
    { key: 'reason', title: '原因', text: (line) => line.reason },
    { key: 'counter', title: '盘点人', text: (line) => line.countedBy },
  ];
}
