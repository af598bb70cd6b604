import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { CountableItem, CountRow } from '../../../shared/contract/stocktake.ts';
import type { LotId } from '../../../shared/kernel/brands.ts';
import { must } from '../../../shared/kernel/assert.ts';
import { client, newRequestId } from '../../lib/client.ts';
import { dialogIsOpen } from '../../lib/keys.ts';
import { useScanner } from '../../lib/scanner/scanner.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { soundDone, soundOk, soundRefused } from '../../lib/sounds.ts';
import { stocktakeQueries } from '../../lib/stocktake-queries.ts';
import { type CountDraft, draftOf, isUnsaved, piecesOf, scannedAgain } from './count-draft.ts';

/** What a person with a tablet does: find goods, say how many, write it down, strike out what was wrong. */
export function useCount(stocktakeId: string) {
  const goods = useQuery(stocktakeQueries.goods(stocktakeId));
  const counts = useQuery(stocktakeQueries.counts(stocktakeId));
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState<CountDraft | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const [complaint, setComplaint] = useState<string | null>(null);
  /** Kept while the same pile is sent again: a lost answer counts nothing twice. */
  const requestId = useRef(newRequestId());
  const item = goods.data?.find(({ id }) => id === draft?.itemId) ?? null;

  const complain = (sentence: string) => {
    soundRefused();
    setDone(null);
    setComplaint(sentence);
  };
  const change = (next: CountDraft | null) => {
    requestId.current = newRequestId();
    setDraft(next);
    setComplaint(null);
  };
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['stocktake', 'counts', stocktakeId] });
  const save = useMutation({
    mutationFn: (pile: CountDraft) => {
      const counted = must(item, 'only what was found is counted');
      const known = pile.lot === 'new' ? null : pile.lot;
      return client.stocktake.count({
        requestId: requestId.current,
        stocktakeId,
        itemId: pile.itemId,
        lotId: known,
        newLotCode: known === null ? pile.newLotCode : '',
        newLotExpiresOn: known === null ? pile.newLotExpiresOn : null,
        quantity: must(piecesOf(counted, pile), 'only whole numbers are sent'),
      });
    },
    onSuccess: async (row) => {
      soundDone();
      setDone(`已记下 ${item?.name ?? ''} ${batchText(item, row)}：${row.quantity} ${item?.unit ?? ''}`);
      change(null);
      await refresh();
    },
    onError: (error) => complain(sentenceOf(error)),
  });
  const strike = useMutation({
    mutationFn: (row: CountRow) => client.stocktake.strike({ stocktakeId, countId: row.id }),
    onSuccess: refresh,
    onError: (error) => complain(sentenceOf(error)),
  });

  /** Opens goods, or one batch of them, for counting; what is typed and not written down goes first. */
  const pick = (found: CountableItem, given: { readonly scanned?: number; readonly lot?: LotId } = {}): boolean => {
    const { scanned = null, lot = null } = given;
    if (draft !== null && draft.itemId === found.id) {
      if (scanned !== null) change(scannedAgain(draft, scanned));
      else if (lot !== null) change({ ...draft, lot });
      return true;
    }
    if (isUnsaved(draft)) {
      complain(`“${item?.name ?? ''}”还没有记下，请先按“记下”，再点下一种。`);
      return false;
    }
    setDone(null);
    const fresh = draftOf(found, scanned);
    change(lot === null ? fresh : { ...fresh, lot });
    return true;
  };
  const submit = () => {
    if (draft === null || item === null || save.isPending) return;
    if (draft.lot === null) complain('请先选是哪一批。');
    else if (piecesOf(item, draft) === null) complain('请填点到的数量，应为0或更多的整数。');
    else save.mutate(draft);
  };
  useScanner((scan) => {
    if (dialogIsOpen()) return;
    const code = scan.text.toUpperCase();
    const found = goods.data?.find((one) => one.barcode === scan.text || one.code.toUpperCase() === code);
    if (!found) complain(`没有条码是 ${scan.text} 的物品，或不在这次盘点的范围里。`);
    else if (pick(found, { scanned: scan.quantity ?? 1 })) soundOk();
  });
  return { goods, counts, draft, item, done, complaint, change, pick, submit, save, strike };
}

/** The batch of a pile in words. */
export function batchText(item: CountableItem | null, row: Pick<CountRow, 'lotId' | 'newLotCode'>): string {
  if (row.lotId === null) return row.newLotCode === '' ? '新批次' : `新批次 ${row.newLotCode}`;
  return item?.lots.find(({ lotId }) => lotId === row.lotId)?.code ?? '';
}
