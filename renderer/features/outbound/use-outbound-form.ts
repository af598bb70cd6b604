import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { OutboundKind } from '../../../shared/domain/outbound/outbound.ts';
import type { AttachmentInput } from '../../../shared/domain/photo/photo.ts';
import { type Fen, fen, type ItemId } from '../../../shared/kernel/brands.ts';
import { yuanText } from '../../../shared/kernel/number-text.ts';
import { client, newRequestId } from '../../lib/client.ts';
import { sendUntilAnswered } from '../../lib/pending-command.ts';
import { queries } from '../../lib/queries.ts';
import { useScanner } from '../../lib/scanner/scanner.ts';
import { soundOk, soundRefused } from '../../lib/sounds.ts';
import { useApproval } from '../../lib/use-approval.ts';
import { usePhotos } from '../../lib/use-photos.ts';
import { type OutLine, outLine, type ReadLine, readLines } from './outbound-draft.ts';
import { KIND_WORDS } from './outbound-words.ts';

export type Head = {
  readonly counterparty: string;
  readonly disposal: string;
  readonly witness: string;
  readonly note: string;
};

const EMPTY: Head = { counterparty: '', disposal: '', witness: '', note: '' };

/** One document in the making: its lines with what follows from the lots, and the way to send it. */
export function useOutboundForm(kind: OutboundKind, wanted: readonly string[], onDone: (sentence: string) => void) {
  const items = useQuery(queries.items());
  const counter = useQuery(queries.counterItems());
  // The lots that were chosen in the list of what expires; null until somebody changes the lines.
  const expiring = useQuery({ ...queries.expiring(), enabled: wanted.length > 0 });
  const [typed, setTyped] = useState<readonly OutLine[] | null>(null);
  const [blank] = useState(() => [outLine()]);
  const chosen = useRef<readonly OutLine[] | null>(null);
  if (chosen.current === null && expiring.data && wanted.length > 0) {
    chosen.current = expiring.data
      .filter(({ lotId }) => wanted.includes(lotId))
      .map(({ itemId, lotId, onHandQuantity }) => outLine({ itemId, lotId, quantity: String(onHandQuantity) }));
  }
  const lines = typed ?? (chosen.current && chosen.current.length > 0 ? chosen.current : blank);
  const itemIds = [...new Set(lines.flatMap(({ itemId }) => itemId ?? []))];
  const lots = useQueries({ queries: itemIds.map((id) => queries.lotsOfItem(id)) });
  const lotsOf = (id: ItemId) => lots[itemIds.indexOf(id)]?.data;
  const read = readLines(
    kind,
    lines.filter(({ itemId }) => itemId !== null),
    lotsOf,
  );
  const [head, setHead] = useState(EMPTY);
  const [tried, setTried] = useState(false);
  const [complaint, setComplaint] = useState<string | null>(null);
  const photos = usePhotos(kind === 'write_off' ? 'damage' : 'paper');
  const sending = useSending(kind, read, head, photos.attachments, onDone);

  const problems = problemsOf(kind, head);
  const shown = kind === 'write_off' && read.some(({ cause }) => cause !== 'lost');
  const unseen = shown && photos.photos.length === 0 && head.note.trim() === '';
  const waiting = photos.busy || photos.failed || lots.some(({ isPending }) => isPending);
  const wrong = read.length === 0 || unseen || read.some((line) => Object.keys(line.problems).length > 0);
  const change = (key: string, part: Partial<OutLine>) => {
    setComplaint(null);
    setTyped(lines.map((line) => (line.key === key ? { ...line, ...part } : line)));
  };
  useScanner((scan) => {
    const item = items.data?.find(({ barcode, code }) => barcode === scan.text || code === scan.text.toUpperCase());
    if (!item) {
      soundRefused();
      setComplaint(`没有条码是 ${scan.text} 的物品。`);
      return;
    }
    soundOk();
    setComplaint(null);
    const pieces = String(scan.quantity ?? '');
    setTyped([...lines.filter(({ itemId }) => itemId !== null), outLine({ itemId: item.id, quantity: pieces })]);
  });
  const submit = () => {
    setTried(true);
    setComplaint(
      read.length === 0
        ? '请至少选一种物品。'
        : photos.failed
          ? '有照片没有保存，请再试或去掉。'
          : unseen
            ? '请附照片；拍不了的，在说明里写明为什么。'
            : null,
    );
    if (!wrong && !waiting && Object.keys(problems).length === 0 && !sending.isPending) sending.mutate();
  };
  return {
    ready: items.data !== undefined && (wanted.length === 0 || expiring.data !== undefined),
    failure: items.error ?? expiring.error,
    items: items.data ?? [],
    spellings: counter.data ?? [],
    lines,
    read,
    lotsOf,
    head,
    photos,
    tried,
    complaint,
    problems: tried ? problems : {},
    sending,
    change,
    setHead: (part: Partial<Head>) => setHead((before) => ({ ...before, ...part })),
    add: () => setTyped([...lines, outLine()]),
    remove: (key: string) => setTyped(lines.filter((line) => line.key !== key)),
    submit,
    ...totalOf(read),
  };
}

export type OutboundFormState = ReturnType<typeof useOutboundForm>;

function problemsOf(kind: OutboundKind, head: Head): Readonly<Partial<Record<keyof Head, string>>> {
  const missing = (text: string): boolean => text.trim() === '';
  if (kind === 'write_off') {
    return {
      ...(missing(head.disposal) ? { disposal: '请选或填处理方式。' } : {}),
      ...(missing(head.witness) ? { witness: '请填监督人。' } : {}),
    };
  }
  return missing(head.counterparty) ? { counterparty: `请填${KIND_WORDS[kind].counterparty ?? ''}。` } : {};
}

function totalOf(read: readonly ReadLine[]): { readonly totalFen: Fen; readonly unvalued: number } {
  return {
    totalFen: fen(read.reduce((sum, { costFen }) => sum + (costFen ?? 0), 0)),
    unvalued: read.filter(({ lot }) => lot !== null && lot.valueFen === null).length,
  };
}

/** Sends the document under one key until it is answered, asking for the second person where the host wants one. */
function useSending(
  kind: OutboundKind,
  read: readonly ReadLine[],
  head: Head,
  photos: readonly AttachmentInput[],
  onDone: (sentence: string) => void,
) {
  const requestId = useRef(newRequestId());
  const queryClient = useQueryClient();
  const { withApproval, asked } = useApproval();
  const words = KIND_WORDS[kind];
  const mutation = useMutation({
    mutationFn: () => {
      const goods = read.map(({ lot, pieces }) => `${lot?.itemName ?? ''}×${pieces ?? 0}${lot?.unit ?? ''}`).join('、');
      const what = `${words.name} ${goods}${head.counterparty === '' ? '' : `，${head.counterparty}`}`;
      return withApproval(what, (approval) =>
        send(kind, { requestId: requestId.current, read, head, photos, what, approval }),
      );
    },
    onSuccess: async (posted) => {
      const { totalFen, unvalued } = totalOf(read);
      const worth = `${yuanText(totalFen)} 元${unvalued > 0 ? `，另 ${unvalued} 批未计价` : ''}`;
      requestId.current = newRequestId();
      await queryClient.invalidateQueries({ queryKey: ['goods'] });
      onDone(`${words.done} ${read.length} 批，成本 ${worth}，单号 ${posted.documentNo}。`);
    },
  });
  return { ...mutation, asked };
}

type Approval = Parameters<typeof client.outbound.writeOff>[0]['approval'];
type Sent = {
  readonly requestId: string;
  readonly read: readonly ReadLine[];
  readonly head: Head;
  readonly photos: readonly AttachmentInput[];
  readonly what: string;
  readonly approval: Approval;
};

function send(kind: OutboundKind, { requestId, read, head, photos, what, approval }: Sent) {
  const lines = read.map(({ lot, pieces, line }) => ({
    lotId: lot?.lotId ?? '',
    quantity: pieces ?? 0,
    detail: line.detail,
  }));
  const { witness, note } = head;
  const pictures = [...photos];
  if (kind === 'write_off') {
    const causes = lines.map((line, index) => ({ ...line, cause: read[index]?.cause ?? ('damaged' as const) }));
    const input = { requestId, disposal: head.disposal, witness, note, photos: pictures, lines: causes };
    const command = { requestId, procedure: 'outbound.writeOff', input, what } as const;
    return sendUntilAnswered(command, () => client.outbound.writeOff({ ...input, approval }));
  }
  const input = { requestId, counterparty: head.counterparty, witness, note, photos: pictures, lines };
  if (kind === 'transfer_out') {
    const command = { requestId, procedure: 'outbound.transfer', input, what } as const;
    return sendUntilAnswered(command, () => client.outbound.transfer({ ...input, approval }));
  }
  const command = { requestId, procedure: 'outbound.returnToSupplier', input, what } as const;
  return sendUntilAnswered(command, () => client.outbound.returnToSupplier({ ...input, approval }));
}
