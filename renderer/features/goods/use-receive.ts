import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useReducer, useState } from 'react';
import type { CounterItem } from '../../../shared/contract/goods.ts';
import type { InboundSource, Item } from '../../../shared/domain/goods/goods.ts';
import { localDate } from '../../../shared/kernel/local-date.ts';
import { client, newRequestId } from '../../lib/client.ts';
import { dialogIsOpen } from '../../lib/keys.ts';
import { sendUntilAnswered } from '../../lib/pending-command.ts';
import type { PlaceProps } from '../../lib/place.ts';
import { queries } from '../../lib/queries.ts';
import { useScanner } from '../../lib/scanner/scanner.ts';
import { soundOk, soundRefused } from '../../lib/sounds.ts';
import { useFocusLater } from '../../lib/use-focus-later.ts';
import { usePhotos } from '../../lib/use-photos.ts';
import { emptyDraft, keepDraft, loadDraft, type ReceiveDraft, receiveReducer } from './receive-draft.ts';
import { giftOf, receiversProblem } from './receive-gift.ts';
import { type LineReading, readLine } from './receive-line.ts';

export type ReadLine = {
  readonly line: ReceiveDraft['lines'][number];
  readonly item: Item;
  readonly reading: LineReading;
};
export type Received = { readonly documentNo: string; readonly entryId: string; readonly lineCount: number };

/** Everything of one paper in the making: what was typed, what it means, and the way into the books. */
export function useReceive(
  { id: operatorId, name: operatorName }: PlaceProps['operator'],
  businessDate: string,
  source: InboundSource | null,
) {
  const items = useQuery(queries.items());
  const counter = useQuery(queries.counterItems());
  const hints = useQuery(queries.receivingHints());
  const donors = useQuery(queries.donors());
  const queryClient = useQueryClient();
  const photos = usePhotos('invoice');
  const [draft, dispatch] = useReducer(receiveReducer, null, () => {
    const fresh = emptyDraft(newRequestId());
    return loadDraft(operatorId) ?? (source ? receiveReducer(fresh, { type: 'head', part: { source } }) : fresh);
  });
  const [tried, setTried] = useState(false);
  const [done, setDone] = useState<Received | null>(null);
  const [unknown, setUnknown] = useState<string | null>(null);
  const [headOpen, setHeadOpen] = useState(false);
  const [said, setSaid] = useState('');
  useEffect(() => keepDraft(operatorId, draft), [operatorId, draft]);
  const focusLater = useFocusLater();
  useEffect(() => {
    if (done) focusLater(() => onPaper('supplier'));
  }, [done, focusLater]);

  const byId = useMemo(() => new Map(items.data?.map((item) => [item.id, item])), [items.data]);
  const date = localDate(draft.head.date ?? businessDate);
  const lines = useMemo(
    () =>
      draft.lines.flatMap((line): ReadLine[] => {
        const item = byId.get(line.itemId);
        return item ? [{ line, item, reading: readLine(line, item, draft.head, date) }] : [];
      }),
    [draft.lines, draft.head, byId, date],
  );
  const holder = useInvoiceHolder(draft);

  const add = (itemId: Item['id'], count = ''): void => {
    const key = newRequestId();
    setDone(null);
    setUnknown(null);
    setHeadOpen(false);
    dispatch({ type: 'add', key, itemId, count });
    focusLater(() => countOf(key));
  };
  const scanned = (text: string, count: number | null): void => {
    const item = items.data?.find(
      ({ barcode, code, active }) => active && (barcode === text || code === text.toUpperCase()),
    );
    if (!item) {
      soundRefused();
      setUnknown(text);
      return;
    }
    soundOk();
    const open = draft.lines.findLast(({ itemId }) => itemId === item.id);
    if (!open) {
      setSaid(`${item.name} ${item.spec}`);
      add(item.id, count === null ? '' : String(count));
      return;
    }
    dispatch({ type: 'count', key: open.key, by: count ?? 1 });
    setSaid(`${item.name} 再加 ${count ?? 1}`);
    focusLater(() => countOf(open.key));
  };
  useScanner((scan) => {
    if (!dialogIsOpen()) scanned(scan.text, scan.quantity);
  });

  const receive = useMutation({
    mutationFn: async () => {
      const { requestId, head } = draft;
      const input = {
        ...paperOf(head, operatorName),
        donation: head.source === 'donation' ? await giftOf(head, donors.data ?? []) : null,
        requestId,
        photos: [...photos.attachments],
        lines: lines.flatMap(({ reading }) => (reading.input ? [reading.input] : [])),
      };
      const what = `入库 ${lines.length} 种物品`;
      const command = { requestId, procedure: 'goods.receive', input, what } as const;
      return sendUntilAnswered(command, () => client.goods.receive(input));
    },
    onSuccess: async (posted) => {
      setDone({ ...posted, lineCount: lines.length });
      dispatch({ type: 'start', draft: emptyDraft(newRequestId(), draft.head) });
      photos.clear();
      setTried(false);
      await queryClient.invalidateQueries({ queryKey: ['goods'] });
    },
    // A donor may have been registered although the paper was refused.
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['donation'] }),
  });
  const wrong = lines.find(({ reading }) => reading.input === null);
  const supplierMissing = draft.head.supplier.trim() === '' && draft.head.source !== 'opening';
  const paperProblem = supplierMissing || holder !== null || receiversProblem(draft.head) !== null;
  const submit = (): void => {
    setTried(true);
    setDone(null);
    if (receive.isPending || photos.busy || photos.failed || lines.length === 0) return;
    if (paperProblem) {
      setHeadOpen(true);
      focusLater(() => onPaper(supplierMissing ? 'supplier' : holder !== null ? 'invoice' : 'receiver'));
    } else if (wrong) focusLater(() => wrongIn(wrong.line.key));
    else receive.mutate();
  };
  const clear = (): void => {
    dispatch({ type: 'start', draft: emptyDraft(newRequestId(), draft.head) });
    photos.clear();
    setTried(false);
    receive.reset();
  };
  return {
    items,
    searchable: searchableOf(counter.data, byId),
    hints: hints.data ?? null,
    draft,
    lines,
    dispatch,
    date,
    holder,
    photos,
    tried,
    done,
    said,
    unknown,
    setUnknown,
    supplierMissing,
    /** The paper's fields make room for its goods once they are filled. */
    headFolded: lines.length > 0 && !headOpen && !paperProblem,
    openHead: () => setHeadOpen(true),
    donors: donors.data ?? [],
    add,
    submit,
    clear,
    receive,
  };
}
export type Receive = ReturnType<typeof useReceive>;

function paperOf(head: ReceiveDraft['head'], operatorName: string) {
  const { source, supplier, date, sourceNo, invoiceNo, fundSource, note, gift } = head;
  const bought = source === 'purchase';
  // Who receives a gift stands for who takes any other delivery in and who looks it over.
  const given = source === 'donation';
  const handler = given ? gift.receiverOne.trim() || operatorName : head.handler;
  const inspector = given ? gift.receiverTwo : head.inspector;
  return {
    source,
    supplier: source === 'opening' ? '' : supplier.trim(),
    date,
    sourceNo: sourceNo.trim() === '' ? null : sourceNo.trim(),
    invoiceNo: bought ? invoiceNo.trim() : '',
    fundSource: bought ? fundSource.trim() : '',
    handler,
    inspector,
    note,
  };
}

/** Where this invoice is in the books already, said while the paper is still being typed. */
function useInvoiceHolder({ head }: ReceiveDraft) {
  const supplier = head.supplier.trim();
  const invoiceNo = head.source === 'purchase' ? head.invoiceNo.trim() : '';
  const asked = useQuery({
    ...queries.invoiceHolder(supplier, invoiceNo),
    enabled: supplier !== '' && invoiceNo !== '',
  });
  return supplier !== '' && invoiceNo !== '' ? (asked.data ?? null) : null;
}

function searchableOf(
  counter: readonly CounterItem[] | undefined,
  byId: ReadonlyMap<string, Item>,
): readonly CounterItem[] {
  return (counter ?? []).filter(({ id }) => (byId.get(id)?.partnerId ?? null) === null);
}

function countOf(key: string): HTMLElement | null {
  return document.getElementById(`count-${key}`);
}

function wrongIn(key: string): HTMLElement | null | undefined {
  return document.getElementById(`line-${key}`)?.querySelector<HTMLElement>('[aria-invalid="true"]');
}

function onPaper(name: 'supplier' | 'invoice' | 'receiver'): HTMLElement | null | undefined {
  const field = document.querySelector<HTMLElement>(`[data-paper="${name}"]`);
  return field instanceof HTMLInputElement ? field : field?.querySelector('input');
}
