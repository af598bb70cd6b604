import { type KeyboardEvent, type RefObject, useId, useMemo, useRef, useState } from 'react';
import type { CounterItem } from '../../../shared/contract/goods.ts';
import type { LocalDate } from '../../../shared/kernel/brands.ts';
import { EmptyState, FailingState, LoadingState } from '../../components/state-views.tsx';
import { searchItems, splitQuantity } from '../../lib/item-search.ts';
import { isComposing } from '../../lib/keys.ts';
import { GoodsTile } from './goods-tile.tsx';
import type { Counter } from './use-counter.ts';

const ALL = '全部';

/** Goods without a category stand together under a name that can be read out and clicked. */
function shelfOf(item: CounterItem): string {
  return item.category || '其他';
}

type Props = {
  readonly counter: Counter;
  readonly businessDate: LocalDate;
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly onAdd: (itemId: string, quantity: number) => boolean;
  readonly onConfirm: () => void;
};

/** Goods by scan, by typing or by touch. The field keeps the focus; arrows walk over the tiles. */
export function GoodsArea(props: Props) {
  const { counter, query, onQuery } = props;
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const [category, setCategory] = useState(ALL);
  const [active, setActive] = useState(-1);
  const typed = splitQuantity(query);
  const categories = useMemo(() => [ALL, ...new Set(counter.items.map(shelfOf))], [counter.items]);
  const shown = useMemo(() => {
    if (typed.query.trim() !== '') return searchItems(counter.items, typed.query);
    return counter.items.filter((item) => category === ALL || shelfOf(item) === category);
  }, [counter.items, typed.query, category]);
  const highlighted = typed.query.trim() !== '' && active < 0 ? 0 : active;

  const add = (item: CounterItem | undefined) => {
    if (item && props.onAdd(item.id, typed.quantity ?? 1)) setActive(-1);
  };
  const move = (by: number) => {
    const next = Math.min(shown.length - 1, Math.max(0, highlighted + by));
    setActive(next);
    list.current?.children[next]?.scrollIntoView({ block: 'nearest' });
  };
  const turn = (by: number) => {
    const index = (categories.indexOf(category) + by + categories.length) % categories.length;
    setCategory(categories[index] ?? ALL);
    setActive(-1);
  };
  const nudge = (by: number) => {
    const line = counter.state.lines.find(({ itemId }) => itemId === counter.state.selected);
    if (line) counter.dispatch({ type: 'quantity', itemId: line.itemId, quantity: line.quantity + by });
  };
  const confirm = () => {
    if (highlighted >= 0) add(shown[highlighted]);
    else if (query.trim() === '') props.onConfirm();
    if (highlighted >= 0 && shown.length === 0) counter.complain(`没有找到“${typed.query}”这种物品。`);
  };
  const columns = () => columnsOf(list.current);
  const keys: Readonly<Record<string, (() => void) | undefined>> = {
    Enter: confirm,
    ArrowDown: () => move(highlighted < 0 ? 1 : columns()),
    ArrowUp: () => move(-columns()),
    PageDown: () => turn(1),
    PageUp: () => turn(-1),
    ...(query === ''
      ? {
          ArrowRight: () => move(1),
          ArrowLeft: () => move(-1),
          '+': () => nudge(1),
          '=': () => nudge(1),
          '-': () => nudge(-1),
        }
      : {}),
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent) || event.ctrlKey || event.altKey) return;
    const action = Object.hasOwn(keys, event.key) ? keys[event.key] : undefined;
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key !== 'Enter' || !event.repeat) action();
  };
  return (
    <section className="goods-area" aria-label="物品">
      <div className="search-field">
        <label htmlFor={`${listId}-input`}>物品</label>
        <input
          id={`${listId}-input`}
          ref={props.inputRef}
          type="text"
          role="combobox"
          aria-expanded={true}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={highlighted >= 0 ? `${listId}-${highlighted}` : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder="扫码，或输入名称、拼音、编码；5* 是五件"
          value={query}
          onChange={(event) => {
            onQuery(event.target.value);
            setActive(-1);
          }}
          onKeyDown={onKeyDown}
        />
        {typed.quantity === null ? null : <strong className="number goods-times">× {typed.quantity}</strong>}
        <kbd aria-hidden="true">F3</kbd>
      </div>
      <Categories names={categories} current={category} onPick={setCategory} />
      {counter.itemsState === 'ready' ? (
        shown.length > 0 ? (
          <div
            ref={list}
            id={listId}
            className="tiles"
            role="listbox"
            aria-label="可兑换的物品"
            aria-activedescendant={highlighted >= 0 ? `${listId}-${highlighted}` : undefined}
            tabIndex={0}
            onKeyDown={onKeyDown}
          >
            {shown.map((item, index) => (
              <GoodsTile
                key={item.id}
                id={`${listId}-${index}`}
                item={item}
                businessDate={props.businessDate}
                active={index === highlighted}
                onPick={() => add(item)}
              />
            ))}
          </div>
        ) : (
          <NoGoods query={typed.query} />
        )
      ) : counter.itemsState === 'failed' ? (
        <FailingState sentence="物品没有读到。" onRetry={counter.retryItems} />
      ) : (
        <LoadingState />
      )}
    </section>
  );
}

function Categories(props: {
  readonly names: readonly string[];
  readonly current: string;
  readonly onPick: (name: string) => void;
}) {
  return (
    <div className="categories" role="group" aria-label="物品类别">
      {props.names.map((name) => (
        <button
          key={name}
          type="button"
          className="category"
          aria-pressed={name === props.current}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => props.onPick(name)}
        >
          {name === '' ? '未分类' : name}
        </button>
      ))}
    </div>
  );
}

function NoGoods({ query }: { readonly query: string }) {
  return query.trim() === '' ? (
    <EmptyState title="还没有物品" hint="请录入员先在“物资”里登记物品并入库，或在“台账”里导入物品目录。" />
  ) : (
    <EmptyState title={`没有找到“${query}”`} hint="换名称、拼音首字母、编码或条码再试；按 Esc 清空。" />
  );
}

/** How many tiles stand in one row just now. */
function columnsOf(list: HTMLElement | null): number {
  const tiles = [...(list?.children ?? [])] as HTMLElement[];
  const top = tiles[0]?.offsetTop;
  const count = tiles.findIndex((tile) => tile.offsetTop !== top);
  return count > 0 ? count : Math.max(1, tiles.length);
}
