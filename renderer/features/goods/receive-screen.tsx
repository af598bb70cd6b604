import { Button } from 'antd';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { CounterItem } from '../../../shared/contract/goods.ts';
import { INBOUND_SOURCES, type InboundSource } from '../../../shared/domain/goods/goods.ts';
import { fen } from '../../../shared/kernel/brands.ts';
import { yuanText } from '../../../shared/kernel/number-text.ts';
import { Page, Sheet } from '../../components/page.tsx';
import { PhotoPicker } from '../../components/photo-picker.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { FailingState, LoadingState, Notice } from '../../components/state-views.tsx';
import { searchItems, splitQuantity } from '../../lib/item-search.ts';
import { isComposing, useKeys } from '../../lib/keys.ts';
import type { PlaceProps } from '../../lib/place.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import './goods.css';
import { InboundsSheet } from './inbounds-sheet.tsx';
import { ItemDialog } from './item-dialog.tsx';
import { INBOUND_SOURCE_TEXT } from '../../lib/words.ts';
import type { ReceiveHead } from './receive-draft.ts';
import { receiversProblem } from './receive-gift.ts';
import { paperText, ReceiveHeadView, SourcePick } from './receive-head-view.tsx';
import { ReceiveLineHead, ReceiveLineView } from './receive-line-view.tsx';
import './receive.css';
import { nextField } from './receive-walk.ts';
import { type ReadLine, type Receive, useReceive } from './use-receive.ts';

/** 入库: a delivery from the supplier's paper, by scanner and keyboard. */
export function ReceiveScreen({ location, status, operator }: PlaceProps) {
  const receive = useReceive(operator, status.businessDate, sourceIn(location.query));
  const { items } = receive;
  const find = useRef<HTMLInputElement>(null);
  useKeys({ F3: () => find.current?.focus() });
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Enter' || isComposing(event.nativeEvent) || event.repeat) return;
    if (event.ctrlKey) {
      event.preventDefault();
      receive.submit();
      return;
    }
    const next = nextField(event.target, find.current);
    if (!next) return;
    event.preventDefault();
    next.focus();
    if (next instanceof HTMLInputElement) next.select();
  };
  return (
    <Page title="入库">
      {items.isError ? (
        <FailingState sentence={sentenceOf(items.error)} onRetry={() => void items.refetch()} />
      ) : !items.data ? (
        <LoadingState />
      ) : (
        <div className="receive" onKeyDown={onKeyDown}>
          <Outcome receive={receive} />
          <Paper receive={receive} latest={status.businessDate} operatorName={operator.name} />
          <Sheet>
            <FindGoods receive={receive} find={find} />
            <Lines receive={receive} />
          </Sheet>
          <Foot receive={receive} />
        </div>
      )}
      <InboundsSheet />
      {receive.unknown === null ? null : (
        <ItemDialog
          item={null}
          barcode={receive.unknown}
          onSaved={(item) => receive.add(item.id)}
          onClose={() => receive.setUnknown(null)}
        />
      )}
    </Page>
  );
}

/** The supplier's paper: all its fields, or one line once its goods are being typed. */
function Paper(props: { readonly receive: Receive; readonly latest: string; readonly operatorName: string }) {
  const { receive, latest } = props;
  const { head } = receive.draft;
  const change = (part: Partial<ReceiveHead>) => receive.dispatch({ type: 'head', part });
  const holder = receive.holder && `这张发票已在 ${receive.holder.date} 的 ${receive.holder.documentNo} 里入过库。`;
  if (receive.headFolded) {
    return (
      <section className="sheet receive-folded" aria-label="单据">
        <strong>{INBOUND_SOURCE_TEXT[head.source]}</strong>
        <span className="receive-folded-text">{paperText(head, receive.date, receive.photos.photos.length)}</span>
        <Button onClick={receive.openHead}>改单据、加照片</Button>
      </section>
    );
  }
  return (
    <Sheet title="单据" extra={<SourcePick source={head.source} onPick={(source) => change({ source })} />}>
      <ReceiveHeadView
        head={head}
        hints={receive.hints}
        donors={receive.donors}
        latest={latest}
        operatorName={props.operatorName}
        supplierError={receive.tried && receive.supplierMissing ? '请填是谁送来的。' : null}
        receiversError={receive.tried ? receiversProblem(head) : null}
        invoiceError={holder}
        onChange={change}
      />
      <PhotoPicker inHand={receive.photos} label="发票和物品的照片" />
    </Sheet>
  );
}

/** What another screen sends somebody here for; null: nothing in particular. */
function sourceIn(query: URLSearchParams): InboundSource | null {
  return INBOUND_SOURCES.find((source) => source === query.get('source')) ?? null;
}

function Outcome({ receive }: { readonly receive: Receive }) {
  const { done, receive: sending } = receive;
  if (sending.isError) {
    return (
      <Notice tone="refused" live="assertive">
        {sentenceOf(sending.error)}
      </Notice>
    );
  }
  return done ? (
    <Notice tone="done">
      已入库 {done.lineCount} 种，单号 {done.documentNo}。
    </Notice>
  ) : null;
}

const MOST_HITS = 8;

function FindGoods({
  receive,
  find,
}: {
  readonly receive: Receive;
  readonly find: { readonly current: HTMLInputElement | null };
}) {
  const [text, setText] = useState('');
  const typed = splitQuantity(text);
  const hits: readonly CounterItem[] =
    typed.query.trim() === '' ? [] : searchItems(receive.searchable, typed.query).slice(0, MOST_HITS);
  const pick = (index: number) => {
    const item = hits[index];
    if (!item) return;
    setText('');
    receive.add(item.id, typed.quantity === null ? '' : String(typed.quantity));
  };
  const isCode = /^\d{8,14}$/.test(text.trim());
  return (
    <div className="receive-find">
      <SearchField
        label="物品"
        placeholder="扫条码，或输入名称、拼音、编码"
        keyHint="F3"
        listLabel="找到的物品"
        inputRef={find}
        text={text}
        onText={setText}
        settled
        hits={hits.map((item) => ({
          key: item.id,
          content: (
            <>
              <strong>{item.name}</strong> {item.spec} <span className="soft">{item.code}</span>{' '}
              <span className="soft">
                在库 {item.availableQuantity}
                {item.unit}
              </span>
            </>
          ),
        }))}
        nothing={isCode ? '没有这个条码，按回车当场登记。' : '没有这样的物品，请先登记。'}
        onPick={pick}
        onNothing={() => {
          receive.setUnknown(isCode ? text.trim() : '');
          setText('');
        }}
      />
      <Button onClick={() => receive.setUnknown('')}>登记新物品</Button>
      <span className="visually-hidden" aria-live="polite">
        {receive.said}
      </span>
    </div>
  );
}

function Lines({ receive }: { readonly receive: Receive }) {
  if (receive.lines.length === 0) {
    return (
      <p
        className={receive.tried ? 'field-error receive-none' : 'soft receive-none'}
        role={receive.tried ? 'alert' : undefined}
      >
        还没有物品。扫一下条码就加一行，再扫一次就加一件；回车从一格走到下一格，Ctrl+回车入库。
      </p>
    );
  }
  return (
    <div className="receive-lines">
      <ReceiveLineHead />
      {receive.lines.map(({ line, item, reading }, index) => (
        <ReceiveLineView
          key={line.key}
          number={index + 1}
          line={line}
          item={item}
          reading={reading}
          showProblems={receive.tried}
          paperBasis={receive.draft.head.basis}
          dispatch={receive.dispatch}
        />
      ))}
    </div>
  );
}

/** What the paper comes to, and the way into the books; always in sight. */
function Foot({ receive }: { readonly receive: Receive }) {
  const { lines, photos } = receive;
  const totals = totalsOf(lines);
  return (
    <div className="receive-foot">
      <p className="receive-cost" aria-live="polite">
        <strong>{lines.length}</strong> 种，合计 <span className="number receive-total">{yuanText(totals.cost)}</span>{' '}
        元{totals.unvalued > 0 ? <span className="soft">，另 {totals.unvalued} 种未计价</span> : null}
        {totals.flagged > 0 ? <span className="mark-soon">　! {totals.flagged} 种请看保质期</span> : null}
        {totals.wrong > 0 ? <span className="soft">，{totals.wrong} 种还没填完</span> : null}
      </p>
      {lines.length > 0 ? (
        <Button size="large" onClick={receive.clear}>
          清空重来
        </Button>
      ) : null}
      <Button
        type="primary"
        size="large"
        loading={receive.receive.isPending}
        disabled={photos.busy || photos.failed}
        onClick={receive.submit}
      >
        {photos.busy ? '照片还在保存' : photos.failed ? '有照片没有保存' : '入库'}
      </Button>
    </div>
  );
}

function totalsOf(lines: readonly ReadLine[]) {
  const read = lines.flatMap(({ reading }) => (reading.plan ? [reading.plan] : []));
  return {
    cost: fen(read.reduce((sum, { costFen }) => sum + (costFen ?? 0), 0)),
    unvalued: read.filter(({ costFen }) => costFen === null).length,
    flagged: lines.filter(({ reading }) => reading.flag !== null).length,
    wrong: lines.length - read.length,
  };
}
