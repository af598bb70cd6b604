import { useQuery } from '@tanstack/react-query';
import type { CounterItem } from '../../../shared/contract/goods.ts';
import type { HeldBasket } from '../../../shared/domain/redemption/held-basket.ts';
import { Dialog } from '../../components/dialog.tsx';
import { EmptyState, FailingState, LoadingState } from '../../components/state-views.tsx';
import { PickList } from '../../components/pick-list.tsx';
import { queries } from '../../lib/queries.ts';
import { sentenceOf } from '../../lib/shop-error.ts';

/** Baskets set aside (挂单); one is taken back by arrow and Enter. */
export function HeldDialog(props: {
  readonly items: readonly CounterItem[];
  readonly onTake: (held: HeldBasket) => void;
  readonly onClose: () => void;
}) {
  const held = useQuery(queries.held());
  return (
    <Dialog title="挂着的单" onClose={props.onClose} width="40rem">
      {held.data ? (
        held.data.length === 0 ? (
          <EmptyState title="没有挂着的单" hint="清单里有物品时按 F4，就把这一单先挂起来，给下一户兑换。" />
        ) : (
          <PickList
            label="挂着的单"
            choices={held.data.map((basket) => ({
              key: basket.id,
              content: <HeldLine basket={basket} items={props.items} />,
            }))}
            onPick={(index) => {
              const basket = held.data[index];
              if (!basket) return;
              props.onTake(basket);
              props.onClose();
            }}
          />
        )
      ) : held.isError ? (
        <FailingState sentence={sentenceOf(held.error)} onRetry={() => void held.refetch()} />
      ) : (
        <LoadingState />
      )}
    </Dialog>
  );
}

function HeldLine({ basket, items }: { readonly basket: HeldBasket; readonly items: readonly CounterItem[] }) {
  const names = basket.lines.map(({ itemId, quantity }) => {
    const item = items.find(({ id }) => id === itemId);
    return `${item?.name ?? '已下架物品'} ${quantity}${item?.unit ?? '件'}`;
  });
  const time = new Date(basket.heldAt);
  const clock = `${String(time.getHours()).padStart(2, '0')}:${String(time.getMinutes()).padStart(2, '0')}`;
  return (
    <>
      <span className="number">{basket.householdNo}</span>
      <span className="hit-main">
        <span className="hit-name">{basket.headName}</span> <span className="soft">{names.join('、')}</span>
      </span>
      <span className="soft number">{clock} 挂</span>
    </>
  );
}
