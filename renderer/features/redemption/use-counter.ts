import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useMemo, useReducer, useRef, useState } from 'react';
import type { CounterItem } from '../../../shared/contract/goods.ts';
import type { HouseholdCard } from '../../../shared/contract/household.ts';
import type { HeldBasket } from '../../../shared/domain/redemption/held-basket.ts';
import type { RedemptionRecord } from '../../../shared/domain/redemption/redemption.ts';
import type { HouseholdId } from '../../../shared/kernel/brands.ts';
import { pointsText } from '../../../shared/kernel/number-text.ts';
import { client, newRequestId } from '../../lib/client.ts';
import { useConnected } from '../../lib/connection.ts';
import { answersDocument } from '../../lib/pending-command.ts';
import { useOperator } from '../../lib/session-store.ts';
import { queries } from '../../lib/queries.ts';
import { type ShopError, toShopError } from '../../lib/shop-error.ts';
import { type AskedForApproval, useApproval } from '../../lib/use-approval.ts';
import { soundDone, soundRefused } from '../../lib/sounds.ts';
import { type Appraisal, appraise, offeredTo } from './basket.ts';
import { type CounterAction, type CounterState, reduceCounter, restoreCounter, storeCounter } from './counter-state.ts';
import { type Printing, usePrinting } from './use-printing.ts';

const NO_ITEMS: readonly CounterItem[] = [];
const NO_TAGS: readonly string[] = [];

/** The catalogue's own order, which the shop chose: WP2 before WP10. */
function byCode(a: CounterItem, b: CounterItem): number {
  return a.code.localeCompare(b.code, 'zh-CN', { numeric: true });
}

export type Counter = {
  readonly state: CounterState;
  readonly dispatch: (action: CounterAction) => void;
  readonly card: HouseholdCard | null;
  readonly cardFailed: ShopError | null;
  readonly items: readonly CounterItem[];
  readonly itemsState: 'loading' | 'failed' | 'ready';
  readonly retryItems: () => void;
  readonly appraisal: Appraisal;
  readonly busy: boolean;
  /** The sentence of the last refusal or failure, until something changes. */
  readonly complaint: string | null;
  readonly complain: (sentence: string | null) => void;
  readonly printing: Printing;
  /** Set while a second person is asked to agree. */
  readonly approval: AskedForApproval | null;
  readonly redeem: () => void;
  readonly hold: () => void;
  readonly takeHeld: (held: HeldBasket) => void;
  readonly chooseHousehold: (householdId: HouseholdId) => void;
  readonly next: () => void;
  readonly returned: (record: RedemptionRecord) => void;
};

/** What a second person agrees to: for whom, how many pieces, how many points. */
function whatOf(card: HouseholdCard | null, { pieces, totalCentipoints }: Appraisal): string {
  const whom = card ? `${card.household.headName}（${card.household.householdNo}）` : '';
  return `${whom}兑换 ${pieces} 件，共 ${pointsText(totalCentipoints)} 分`;
}

/** Everything the counter knows and can do; what it looks like is decided elsewhere. */
export function useCounter(): Counter {
  const [state, dispatch] = useReducer(reduceCounter, null, () => restoreCounter(newRequestId()));
  const [complaint, setComplaint] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const queryClient = useQueryClient();
  const printing = usePrinting();
  const { withApproval, asked } = useApproval();
  const operator = useOperator();
  // Set before the first await, so that ten presses of Enter in one frame are one request.
  const underWay = useRef(false);

  useEffect(() => storeCounter(state), [state]);

  const goods = useQuery({ ...queries.counterItems(), refetchInterval: 60_000 });
  const cardQuery = useQuery({
    ...queries.card(state.householdId ?? ('' as HouseholdId)),
    enabled: state.householdId !== null,
  });
  const card = state.householdId === null ? null : (cardQuery.data ?? null);
  const tags = card?.household.tags ?? NO_TAGS;
  const items = useMemo(
    () => (goods.data ?? NO_ITEMS).map((item) => offeredTo(item, tags)).sort(byCode),
    [goods.data, tags],
  );
  const appraisal = useMemo(() => appraise(state.lines, items, card), [state.lines, items, card]);

  const complain = (sentence: string | null) => {
    setComplaint(sentence);
    if (sentence !== null) soundRefused();
  };
  const refresh = () =>
    Promise.all(
      [['household'], ['goods'], ['redemption'], ['held']].map((queryKey) =>
        queryClient.invalidateQueries({ queryKey }),
      ),
    );

  /** One command at a time; what is refused is said, and the stock and points are read again. */
  const run = async (work: () => Promise<void>, onError?: (error: ShopError) => void): Promise<void> => {
    if (underWay.current) return;
    underWay.current = true;
    setBusy(true);
    setComplaint(null);
    try {
      await work();
    } catch (error) {
      const shopError = toShopError(error);
      onError?.(shopError);
      complain(shopError.sentence);
    } finally {
      underWay.current = false;
      setBusy(false);
      void refresh();
    }
  };

  const redeem = () => {
    const { householdId, phase: before } = state;
    if (underWay.current || state.phase === 'done') return;
    if (householdId === null || (appraisal.waitsFor !== null && state.phase === 'open')) {
      complain(
        appraisal.shortCentipoints > 0
          ? `积分${appraisal.waitsFor ?? '不够'}，减几样再兑换。`
          : `还不能兑换：${appraisal.waitsFor ?? '先找户'}。`,
      );
      return;
    }
    void run(
      async () => {
        // Noted before it is sent: after a reload in between, only the same request may follow.
        dispatch({ type: 'unknown', askedBy: operator?.id ?? null });
        const record = await withApproval(whatOf(card, appraisal), (approval) =>
          client.redemption.redeem({
            requestId: state.requestId,
            householdId,
            lines: state.lines.map(({ itemId, quantity }) => ({ itemId, quantity })),
            recipient: state.recipient,
            expectedTotalCentipoints: appraisal.totalCentipoints,
            approval,
          }),
        );
        dispatch({ type: 'redeemed', record });
        soundDone();
        printing.automatic(record.id);
      },
      (error) => {
        if (error.kind !== 'offline' && (before === 'open' || answersDocument(error))) dispatch({ type: 'answered' });
      },
    );
  };

  const connected = useConnected();
  const askedByMe = state.phase === 'unknown' && operator !== null && state.askedBy === operator.id;
  // What the host lost, or the page: asked about again by its key, once each time that it can be.
  const mayAsk = connected && askedByMe && goods.data !== undefined && card !== null;
  const askAgain = useEffectEvent(redeem);
  useEffect(() => {
    if (mayAsk) askAgain();
  }, [mayAsk]);

  const hold = () => {
    const { householdId } = state;
    if (householdId === null) return complain('挂单前先找户，挂单要记在户名下。');
    void run(async () => {
      await client.redemption.hold({
        id: state.requestId,
        householdId,
        lines: state.lines.map(({ itemId, quantity }) => ({ itemId, quantity })),
        recipient: state.recipient,
      });
      dispatch({ type: 'next', newId: newRequestId() });
    });
  };

  const takeHeld = (held: HeldBasket) =>
    void run(
      async () => {
        const taken = await client.redemption.takeHeld({ id: held.id });
        dispatch({ type: 'taken', held: taken, newId: newRequestId() });
      },
      (error) => {
        // The host may have let it go before the answer was lost; held goods bind nothing, so taking it twice does no harm.
        if (error.kind === 'offline') dispatch({ type: 'taken', held, newId: newRequestId() });
      },
    );

  const chooseHousehold = (householdId: HouseholdId) => {
    const other = state.householdId !== null && state.householdId !== householdId;
    if (other && state.phase !== 'done' && state.lines.length > 0) {
      return complain('这一单还没兑换。先按 F4 挂单，或按 Esc 清空，再换户。');
    }
    setComplaint(null);
    dispatch({ type: 'household', householdId, newId: newRequestId() });
  };

  return {
    state,
    dispatch,
    card,
    cardFailed: cardQuery.isError && card === null ? toShopError(cardQuery.error) : null,
    items,
    itemsState: goods.data ? 'ready' : goods.isError ? 'failed' : 'loading',
    retryItems: () => void goods.refetch(),
    appraisal,
    busy,
    complaint,
    complain,
    printing,
    approval: asked,
    redeem,
    hold,
    takeHeld,
    chooseHousehold,
    next: () => {
      setComplaint(null);
      dispatch({ type: 'next', newId: newRequestId() });
    },
    returned: (record) => {
      dispatch({ type: 'returned', record });
      printing.automatic(record.id);
      void refresh();
    },
  };
}
