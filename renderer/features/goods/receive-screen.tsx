import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { type FormEvent, useRef, useState } from 'react';
import { INBOUND_SOURCES, type InboundSource } from '../../../shared/domain/goods/goods.ts';
import { fen } from '../../../shared/kernel/brands.ts';
import { yuanText } from '../../../shared/kernel/number-text.ts';
import { DateField } from '../../components/date-field.tsx';
import { Field } from '../../components/field.tsx';
import { Page, Sheet } from '../../components/page.tsx';
import { FailingState, LoadingState, Notice } from '../../components/state-views.tsx';
import { client, newRequestId } from '../../lib/client.ts';
import { sendUntilAnswered } from '../../lib/pending-command.ts';
import type { PlaceProps } from '../../lib/place.ts';
import { queries } from '../../lib/queries.ts';
import { useScanner } from '../../lib/scanner/scanner.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { soundOk, soundRefused } from '../../lib/sounds.ts';
import { INBOUND_SOURCE_TEXT } from '../../lib/words.ts';
import './goods.css';
import { InboundsSheet } from './inbounds-sheet.tsx';
import { emptyLine, inputOf, lineProblems, type ReceiveLine } from './receive-draft.ts';
import { ReceiveLineView } from './receive-line-view.tsx';

/** 入库: several kinds of goods from one source on one document. */
export function ReceiveScreen({ status }: PlaceProps) {
  const items = useQuery(queries.items());
  const counter = useQuery(queries.counterItems());
  const [source, setSource] = useState<InboundSource>('purchase');
  const [supplier, setSupplier] = useState('');
  const [sourceNo, setSourceNo] = useState('');
  const [date, setDate] = useState<string | null>(null);
  const [lines, setLines] = useState<readonly ReceiveLine[]>(() => [emptyLine()]);
  const [tried, setTried] = useState(false);
  const [done, setDone] = useState<string | null>(null);
  const [complaint, setComplaint] = useState<string | null>(null);
  const requestId = useRef(newRequestId());
  const queryClient = useQueryClient();
  const filled = lines.filter((line) => line.itemId !== null);
  const wrong = filled.length === 0 || filled.some((line) => Object.keys(lineProblems(line)).length > 0);
  const receive = useMutation({
    mutationFn: () => {
      const input = {
        requestId: requestId.current,
        source,
        supplier,
        date,
        sourceNo: sourceNo.trim() === '' ? null : sourceNo.trim(),
        lines: filled.map(inputOf),
      };
      const what = `入库 ${filled.length} 种物品`;
      const command = { requestId: input.requestId, procedure: 'goods.receive', input, what } as const;
      return sendUntilAnswered(command, () => client.goods.receive(input));
    },
    onSuccess: async (posted) => {
      requestId.current = newRequestId();
      setDone(`已入库 ${filled.length} 种，单号 ${posted.documentNo}。`);
      setLines([emptyLine()]);
      setSourceNo('');
      setTried(false);
      await queryClient.invalidateQueries({ queryKey: ['goods'] });
    },
  });
  const change = (key: string, part: Partial<ReceiveLine>) => {
    setDone(null);
    setLines((before) => before.map((line) => (line.key === key ? { ...line, ...part } : line)));
  };
  useScanner((scan) => {
    const item = items.data?.find(({ barcode, code }) => barcode === scan.text || code === scan.text.toUpperCase());
    if (!item) {
      soundRefused();
      setComplaint(`没有条码是 ${scan.text} 的物品，请先登记。`);
      return;
    }
    soundOk();
    setComplaint(null);
    setLines((before) => [
      ...before.filter(({ itemId }) => itemId !== null),
      { ...emptyLine(), itemId: item.id, quantity: String(scan.quantity ?? '') },
    ]);
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    setComplaint(filled.length === 0 ? '请至少选一种物品。' : null);
    if (!wrong && !receive.isPending) receive.mutate();
  };
  const cost = filled.reduce((sum, line) => sum + (inputOf(line).costFen ?? 0), 0);
  return (
    <Page title="入库" lead="扫条码就加一行；同一张单可以有几种物品">
      {done ? <Notice tone="done">{done}</Notice> : null}
      {items.isError ? (
        <FailingState sentence={sentenceOf(items.error)} onRetry={() => void items.refetch()} />
      ) : !items.data ? (
        <LoadingState />
      ) : (
        <form className="doorway-form" onSubmit={submit}>
          <Sheet title="来路">
            <div className="form-grid">
              <Field label="来源">
                <Select
                  value={source}
                  options={INBOUND_SOURCES.map((value) => ({ value, label: INBOUND_SOURCE_TEXT[value] }))}
                  onChange={setSource}
                />
              </Field>
              <Field label={source === 'donation' ? '捐赠人' : '供货单位'}>
                <Input maxLength={100} value={supplier} onChange={(event) => setSupplier(event.target.value)} />
              </Field>
              <Field label="入库日期" help="不填就是今天">
                <DateField value={date} latest={status.businessDate} onChange={setDate} />
              </Field>
              <Field label="原始单号" help="送货单或发票上的号，可不填">
                <Input maxLength={64} value={sourceNo} onChange={(event) => setSourceNo(event.target.value)} />
              </Field>
            </div>
          </Sheet>
          <Sheet title="物品">
            <div className="receive-lines">
              {lines.map((line, index) => (
                <ReceiveLineView
                  key={line.key}
                  number={index + 1}
                  line={line}
                  items={items.data.filter(({ active }) => active)}
                  spellings={counter.data ?? []}
                  showProblems={tried}
                  onChange={(part) => change(line.key, part)}
                  onRemove={lines.length > 1 ? () => setLines(lines.filter(({ key }) => key !== line.key)) : undefined}
                />
              ))}
            </div>
            <div className="form-actions">
              <span className="receive-cost">
                合计 {filled.length} 种，金额 <span className="number">{yuanText(fen(cost))}</span> 元
              </span>
              <Button onClick={() => setLines([...lines, emptyLine()])}>加一行</Button>
            </div>
          </Sheet>
          {complaint ? (
            <Notice tone="refused" live="assertive">
              {complaint}
            </Notice>
          ) : null}
          {receive.isError ? (
            <Notice tone="refused" live="assertive">
              {sentenceOf(receive.error)}
            </Notice>
          ) : null}
          <div className="form-actions">
            <Button type="primary" size="large" htmlType="submit" loading={receive.isPending}>
              入库
            </Button>
          </div>
        </form>
      )}
      <InboundsSheet />
    </Page>
  );
}
