import { Button, Checkbox, InputNumber, Radio } from 'antd';
import { useState } from 'react';
import type { PriceRow } from '../../../shared/contract/price.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/state-views.tsx';
import { client } from '../../lib/client.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { priceText } from './price-words.ts';
import { usePaper } from './use-paper.ts';

type Sheet = 'a4' | 'roll';
const MOST_COPIES = 200;

/** 打印标签: which labels, how many of each, on which paper. */
export function LabelDialog({ rows, onClose }: { readonly rows: readonly PriceRow[]; readonly onClose: () => void }) {
  const priced = rows.filter(({ priceCentipoints }) => priceCentipoints !== null);
  const [sheet, setSheet] = useState<Sheet>('a4');
  const [skip, setSkip] = useState(0);
  const [frames, setFrames] = useState(true);
  const [copies, setCopies] = useState<ReadonlyMap<string, number>>(new Map());
  const countOf = (row: PriceRow) => copies.get(row.itemId) ?? 1;
  const total = priced.reduce((sum, row) => sum + countOf(row), 0);
  const pages = sheet === 'roll' ? total : Math.ceil((total + skip) / 24);
  const paper = usePaper(
    () =>
      client.paper.labels({
        lines: priced.map((row) => ({ itemId: row.itemId, copies: countOf(row) })),
        sheet,
        skip: sheet === 'a4' ? skip : 0,
        frames: sheet === 'a4' && frames,
      }),
    onClose,
  );
  return (
    <Dialog title="打印货架标签" onClose={onClose} width="46rem">
      {priced.length < rows.length ? (
        <Notice tone="soon">{`${rows.length - priced.length} 种没有兑换分值，不打标签。`}</Notice>
      ) : null}
      <div className="price-papers">
        <Radio.Group
          aria-label="标签纸"
          value={sheet}
          onChange={(event) => setSheet(event.target.value as Sheet)}
          options={[
            { value: 'a4', label: 'A4 不干胶（24 张，70×36 毫米）' },
            { value: 'roll', label: '标签卷（40×30 毫米）' },
          ]}
        />
        {sheet === 'a4' ? (
          <div className="price-sheet">
            <Field label="第一张纸已用掉几格">
              <InputNumber min={0} max={23} precision={0} value={skip} onChange={(value) => setSkip(value ?? 0)} />
            </Field>
            <Checkbox checked={frames} onChange={(event) => setFrames(event.target.checked)}>
              印裁切线（用普通纸时）
            </Checkbox>
          </div>
        ) : null}
      </div>
      <ul className="price-copies">
        {priced.map((row) => (
          <li key={row.itemId}>
            <span>
              {row.name} <span className="soft">{row.spec}</span>{' '}
              <strong className="number">{priceText(row.priceCentipoints)}</strong>
            </span>
            <InputNumber
              aria-label={`${row.name}的张数`}
              min={1}
              max={MOST_COPIES}
              precision={0}
              suffix="张"
              value={countOf(row)}
              onChange={(value) => setCopies((before) => new Map(before).set(row.itemId, value ?? 1))}
            />
          </li>
        ))}
      </ul>
      {paper.isError ? (
        <Notice tone="refused" live="assertive">
          {sentenceOf(paper.error)}
        </Notice>
      ) : null}
      <div className="form-actions">
        <Button size="large" onClick={onClose}>
          返回
        </Button>
        <Button
          size="large"
          type="primary"
          disabled={priced.length === 0}
          loading={paper.isPending}
          onClick={() => paper.mutate()}
        >
          {`生成 ${total} 张标签（${pages} 页）`}
        </Button>
      </div>
    </Dialog>
  );
}
