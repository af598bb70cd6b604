import { useRef, useState } from 'react';
import type { ShopStatus } from '../../../shared/contract/settings.ts';
import type { EntryId } from '../../../shared/kernel/brands.ts';
import { client, newRequestId } from '../../lib/client.ts';
import { SecondPersonDialog } from '../../components/second-person-dialog.tsx';
import { dialogIsOpen, useKeys } from '../../lib/keys.ts';
import { readScannedCode } from '../../lib/scanner/scanned-code.ts';
import { useScanner } from '../../lib/scanner/scanner.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { soundOk, soundRefused } from '../../lib/sounds.ts';
import { unavailableWord } from './basket.ts';
import { BasketPanel } from './basket-panel.tsx';
import { ClearDialog } from './clear-dialog.tsx';
import './household-area.css';
import './goods-area.css';
import './basket-panel.css';
import './counter.css';
import { DocumentsDialog } from './documents-dialog.tsx';
import { DoneLine } from './done-line.tsx';
import { GoodsArea } from './goods-area.tsx';
import { HeldDialog } from './held-dialog.tsx';
import { HouseholdArea } from './household-area.tsx';
import { ProxyDialog } from './proxy-dialog.tsx';
import { ReceiptView } from './receipt-view.tsx';
import { ReturnDialog } from './return-dialog.tsx';
import { useCounter } from './use-counter.ts';

type Overlay =
  | { readonly type: 'held' | 'proxy' | 'clear' | 'documents' }
  | { readonly type: 'return'; readonly id: EntryId }
  | { readonly type: 'receipt'; readonly id: EntryId };

/** The counter: one household, its basket, one Enter. */
export function CounterScreen({ status }: { readonly status: ShopStatus }) {
  const counter = useCounter();
  const { state, appraisal } = counter;
  const [overlay, setOverlay] = useState<Overlay | null>(null);
  const [goodsQuery, setGoodsQuery] = useState('');
  const householdInput = useRef<HTMLInputElement>(null);
  const goodsInput = useRef<HTMLInputElement>(null);
  const basket = useRef<HTMLDivElement>(null);

  const focusHousehold = () => householdInput.current?.focus();
  const focusGoods = () => goodsInput.current?.focus();
  const close = () => {
    setOverlay(null);
    requestAnimationFrame(() => (state.householdId === null ? focusHousehold() : focusGoods()));
  };
  const next = () => {
    counter.next();
    setGoodsQuery('');
    focusHousehold();
  };
  const confirm = () => (state.phase === 'done' ? next() : counter.redeem());

  const addItem = (itemId: string, quantity: number): boolean => {
    const item = counter.items.find(({ id }) => id === itemId);
    const word = item ? unavailableWord(item) : '已下架';
    if (!item || word !== null) {
      counter.complain(`${item?.name ?? '这种物品'}${word ?? ''}，不能兑换。`);
      return false;
    }
    counter.complain(null);
    counter.dispatch({ type: 'add', itemId: item.id, quantity, newId: newRequestId() });
    setGoodsQuery('');
    soundOk();
    return true;
  };
  const openDocument = async (documentNo: string) => {
    try {
      const record = await client.redemption.get({ documentNo });
      soundOk();
      setOverlay({ type: 'return', id: record.reversal?.redemptionId ?? record.id });
    } catch (error) {
      counter.complain(sentenceOf(error));
    }
  };
  const openCard = async (cardNo: string) => {
    try {
      const hit = (await client.household.search({ query: cardNo, limit: 1 }))[0];
      if (!hit) return counter.complain(`没有找到存折 ${cardNo}。`);
      soundOk();
      counter.chooseHousehold(hit.id);
      focusGoods();
    } catch (error) {
      counter.complain(sentenceOf(error));
    }
  };
  useScanner((scan) => {
    if (dialogIsOpen()) return soundRefused();
    const code = readScannedCode(scan.text);
    if (code.kind === 'household') return void openCard(code.cardNo);
    if (code.kind === 'document') return void openDocument(code.documentNo);
    const item = counter.items.find(({ barcode, code: itemCode }) =>
      [barcode, itemCode.toUpperCase()].includes(code.barcode.toUpperCase()),
    );
    if (!item) {
      // It may have been registered a minute ago at another desk: the next scan finds it.
      counter.retryItems();
      return counter.complain(`没有条码是 ${code.barcode} 的物品。`);
    }
    addItem(item.id, scan.quantity ?? 1);
    focusGoods();
  });

  const holdOrTake = () => {
    if (state.lines.length > 0 && state.phase === 'open') counter.hold();
    else if (state.phase !== 'unknown') setOverlay({ type: 'held' });
  };
  const startReturn = () => {
    if (state.last && state.last.kind === 'redemption' && state.phase === 'done')
      setOverlay({ type: 'return', id: state.last.id });
    else setOverlay({ type: 'documents' });
  };
  const reprint = () => {
    if (state.last) counter.printing.reprint(state.last.id);
    else setOverlay({ type: 'documents' });
  };
  const back = () => {
    if (goodsQuery !== '') return setGoodsQuery('');
    if (state.phase === 'done') return next();
    if (state.phase === 'unknown' || state.lines.length > 0) return setOverlay({ type: 'clear' });
    next();
  };
  useKeys({
    F2: focusHousehold,
    F3: focusGoods,
    F4: holdOrTake,
    F6: () => basket.current?.focus(),
    F7: reprint,
    F8: startReturn,
    F10: () => (state.householdId === null ? counter.complain('先找户，再填代领人。') : setOverlay({ type: 'proxy' })),
    Enter: confirm,
    Escape: back,
  });

  const showReceipt = (id: EntryId) => setOverlay({ type: 'receipt', id });
  return (
    <div className="counter">
      <h1 className="visually-hidden">柜台</h1>
      <DoneLine
        last={state.last}
        fresh={state.phase === 'done'}
        printing={counter.printing.current}
        onReprint={reprint}
        onReceipt={showReceipt}
        onReturn={startReturn}
        onNext={next}
      />
      <div className="counter-left">
        <HouseholdArea
          counter={counter}
          inputRef={householdInput}
          onChosen={focusGoods}
          onProxy={() => setOverlay({ type: 'proxy' })}
          onDocument={(id) => setOverlay({ type: 'return', id })}
        />
        <GoodsArea
          counter={counter}
          businessDate={status.businessDate}
          query={goodsQuery}
          onQuery={setGoodsQuery}
          inputRef={goodsInput}
          onAdd={addItem}
          onConfirm={confirm}
        />
      </div>
      <BasketPanel
        counter={counter}
        listRef={basket}
        onConfirm={confirm}
        onHold={holdOrTake}
        onBack={back}
        onDone={focusGoods}
      />
      {overlay?.type === 'held' ? <HeldDialog items={counter.items} onTake={counter.takeHeld} onClose={close} /> : null}
      {overlay?.type === 'proxy' ? (
        <ProxyDialog
          recipient={state.recipient}
          onSave={(recipient) => counter.dispatch({ type: 'recipient', recipient })}
          onClose={close}
        />
      ) : null}
      {overlay?.type === 'clear' ? (
        <ClearDialog unknown={state.phase === 'unknown'} pieces={appraisal.pieces} onClear={next} onClose={close} />
      ) : null}
      {overlay?.type === 'documents' ? (
        <DocumentsDialog
          businessDate={status.businessDate}
          onReturn={(id) => setOverlay({ type: 'return', id })}
          onReprint={counter.printing.reprint}
          onReceipt={showReceipt}
          onClose={close}
        />
      ) : null}
      {overlay?.type === 'return' ? (
        <ReturnDialog key={overlay.id} id={overlay.id} onReturned={counter.returned} onClose={close} />
      ) : null}
      {counter.approval ? <SecondPersonDialog {...counter.approval} /> : null}
      {overlay?.type === 'receipt' ? <ReceiptView id={overlay.id} onClose={close} /> : null}
    </div>
  );
}
