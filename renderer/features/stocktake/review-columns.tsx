import { AutoComplete, Checkbox } from 'antd';
import { useState } from 'react';
import type { ReviewLine } from '../../../shared/contract/stocktake.ts';
import { fen } from '../../../shared/kernel/brands.ts';
import { yuanText } from '../../../shared/kernel/number-text.ts';
import type { Column } from '../../components/data-table.tsx';
import { differs, movedSince } from './review-sums.ts';

const REASONS = [
  '自然损耗',
  '破损',
  '过期已清理',
  '鼠咬虫蛀',
  '发放时记错批次',
  '发放漏记',
  '入库多记',
  '入库漏记',
  '核对过，无误',
];

type Given = {
  readonly again: readonly string[];
  readonly onAgain: ((key: string) => void) | null;
  readonly onReason: ((key: string, reason: string) => void) | null;
};

export function toneOf(line: ReviewLine): 'bad' | 'soon' | undefined {
  if (line.difference < 0) return 'bad';
  return differs(line) ? 'soon' : undefined;
}

/** Count and books side by side, by lot. */
export function reviewColumns(lines: readonly ReviewLine[], given: Given): readonly Column<ReviewLine>[] {
  const value = lines.reduce((sum, { differenceFen }) => sum + (differenceFen ?? 0), 0);
  const unvalued = lines.filter(({ valued, difference }) => !valued && difference !== 0).length;
  return [
    {
      key: 'name',
      title: '物品',
      text: (line) => `${line.itemName} ${line.spec}`.trim(),
      show: (line) => (
        <>
          <strong>{line.itemName}</strong> <span className="soft">{line.spec}</span>
        </>
      ),
    },
    {
      key: 'lot',
      title: '批次',
      whole: true,
      text: lotText,
      show: (line) => (
        <>
          {line.lotCode}
          {line.lotId === null ? <span className="mark-soon"> 新</span> : null}
          {line.expiresOn === null ? null : <span className="soft small review-note">至 {line.expiresOn}</span>}
        </>
      ),
    },
    { key: 'unit', title: '单位', text: (line) => line.unit },
    {
      key: 'book',
      title: '点数时账面',
      numeric: true,
      text: (line) => String(line.bookQuantity),
      show: (line) => (
        <>
          {line.bookQuantity}
          {movedSince(line) === 0 ? null : <span className="soft small review-note">现在 {line.onHandQuantity}</span>}
        </>
      ),
    },
    { key: 'counted', title: '实盘', numeric: true, text: (line) => String(line.countedQuantity) },
    {
      key: 'difference',
      title: '盈亏',
      numeric: true,
      text: differenceText,
      show: (line) => (
        <span className={line.difference < 0 ? 'mark-bad' : line.difference > 0 ? 'mark-soon' : ''}>
          {differenceText(line)}
          {line.movedBetween === 0 ? null : (
            <span className="small review-note">! 两次点数之间进出 {line.movedBetween}</span>
          )}
        </span>
      ),
    },
    {
      key: 'value',
      title: '差异金额（元）',
      numeric: true,
      text: valueText,
      total: `${yuanText(fen(value))}${unvalued === 0 ? '' : `，另 ${unvalued} 批未计价`}`,
    },
    {
      key: 'reason',
      title: '原因',
      text: (line) => line.reason,
      show: (line) =>
        given.onReason && differs(line) ? (
          <ReasonField key={line.key} line={line} onReason={given.onReason} />
        ) : (
          <span>{line.reason}</span>
        ),
    },
    { key: 'by', title: '谁点的', text: (line) => line.countedByNames.join('、') },
    {
      key: 'again',
      title: '重点',
      text: (line) => (given.again.includes(line.key) ? '重点' : ''),
      show: (line) =>
        given.onAgain ? (
          <Checkbox
            aria-label={`重点 ${line.itemName} ${line.lotCode}`}
            checked={given.again.includes(line.key)}
            onChange={() => given.onAgain?.(line.key)}
          />
        ) : null,
    },
  ];
}

function lotText(line: ReviewLine): string {
  return `${line.lotCode}${line.lotId === null ? '（新）' : ''}`;
}

function differenceText({ difference }: ReviewLine): string {
  if (difference === 0) return '相符';
  return difference > 0 ? `盈 ${difference}` : `亏 ${-difference}`;
}

/** Of a lot that has less left than is missing, no value can be told: it has to be counted anew. */
function valueText(line: ReviewLine): string {
  if (line.differenceFen !== null) return line.difference === 0 ? '' : yuanText(line.differenceFen);
  if (line.valued) return '扣不下，请重点';
  return line.difference === 0 ? '' : '未计价';
}

/** Written down when the field is left; the usual reasons are offered. */
function ReasonField(props: { readonly line: ReviewLine; readonly onReason: (key: string, reason: string) => void }) {
  const { line } = props;
  const [text, setText] = useState(line.reason);
  const write = (reason: string) => {
    if (reason.trim() !== line.reason) props.onReason(line.key, reason.trim());
  };
  return (
    <AutoComplete
      className="review-reason"
      aria-label={`${line.itemName} ${line.lotCode} 的原因`}
      placeholder="请写原因"
      value={text}
      maxLength={200}
      options={REASONS.map((value) => ({ value }))}
      onChange={setText}
      onSelect={write}
      onBlur={() => write(text)}
    />
  );
}
