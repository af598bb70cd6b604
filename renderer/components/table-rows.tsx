import {
  defaultRangeExtractor,
  type Range,
  useVirtualizer,
  useWindowVirtualizer,
  type VirtualItem,
  type Virtualizer,
} from '@tanstack/react-virtual';
import {
  Fragment,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Column } from './data-table.tsx';

export type RowsProps<T> = {
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly rowKey: (row: T) => string;
  /** The row that the tab key comes to. */
  readonly active: number;
  readonly onActive: (index: number) => void;
  readonly onOpen: ((row: T) => void) | undefined;
  readonly tone: ((row: T) => 'soon' | 'bad' | 'quiet' | undefined) | undefined;
  /** Where a key leads from a row; null: nowhere. */
  readonly target: (key: string, index: number) => number | null;
};

/** Rows few enough to be drawn all. */
export function AllRows<T>(props: RowsProps<T>) {
  const body = useRef<HTMLTableSectionElement>(null);
  const focus = (index: number) => (body.current?.children[index] as HTMLElement | undefined)?.focus();
  return (
    <tbody ref={body}>
      {props.rows.map((row, index) => (
        <Row key={props.rowKey(row)} {...props} row={row} index={index} onMove={focus} />
      ))}
    </tbody>
  );
}

/** Rows in sight, and a few around; the place of all others is kept free. */
export function WindowedRows<T>(props: RowsProps<T>) {
  const body = useRef<HTMLTableSectionElement>(null);
  const scroller = useScroller(body);
  const margin = useMargin(body, scroller);
  const options = {
    count: props.rows.length,
    estimateSize: () => rootFontSize() * 2.4,
    overscan: 12,
    scrollMargin: margin,
    getItemKey: (index: number) => index,
    // The row with the focus stays, or the focus would be lost by scrolling.
    rangeExtractor: (range: Range) => withActive(range, props.active),
  };
  const shared = { ...props, body, margin };
  return scroller === null ? (
    <RowsInWindow {...shared} options={options} />
  ) : (
    <RowsInElement {...shared} options={options} scroller={scroller} />
  );
}

type Options = {
  readonly count: number;
  readonly estimateSize: () => number;
  readonly overscan: number;
  readonly scrollMargin: number;
  readonly getItemKey: (index: number) => number;
  readonly rangeExtractor: (range: Range) => number[];
};
type Shared<T> = RowsProps<T> & {
  readonly body: RefObject<HTMLTableSectionElement | null>;
  readonly margin: number;
  readonly options: Options;
};

function RowsInElement<T>(props: Shared<T> & { readonly scroller: HTMLElement }) {
  const virtualizer = useVirtualizer<HTMLElement, HTMLTableRowElement>({
    ...props.options,
    getScrollElement: () => props.scroller,
    // Left to itself it would begin by scrolling to the top.
    initialOffset: () => props.scroller.scrollTop,
  });
  return <RowsOf {...props} virtualizer={virtualizer} />;
}

function RowsInWindow<T>(props: Shared<T>) {
  const virtualizer = useWindowVirtualizer<HTMLTableRowElement>({
    ...props.options,
    initialOffset: () => window.scrollY,
  });
  return <RowsOf {...props} virtualizer={virtualizer} />;
}

function RowsOf<T, S extends Element | Window>(
  props: Shared<T> & { readonly virtualizer: Virtualizer<S, HTMLTableRowElement> },
) {
  const { virtualizer, rows, columns, margin, body } = props;
  const wanted = useRef<number | null>(null);
  const sizer = useMemo(() => widestRows(rows, columns), [rows, columns]);
  useEffect(() => {
    if (wanted.current === null) return;
    const row = body.current?.querySelector<HTMLElement>(`[data-index="${wanted.current}"]`);
    if (!row) return;
    wanted.current = null;
    row.focus({ preventScroll: true });
  });
  const move = (index: number) => {
    wanted.current = index;
    virtualizer.scrollToIndex(index);
    props.onActive(index);
  };
  const { drawn, rest } = laidOut(virtualizer.getVirtualItems(), margin, virtualizer.getTotalSize());
  return (
    <tbody ref={body}>
      <tr className="table-sizer" aria-hidden="true">
        {columns.map((column, index) => {
          const row = sizer[index];
          return (
            <td key={column.key} data-numeric={column.numeric} data-whole={column.whole}>
              {row === undefined ? '' : column.text(row)}
            </td>
          );
        })}
      </tr>
      {drawn.map(({ index, gap }) => {
        const row = rows[index];
        return row === undefined ? null : (
          <Fragment key={props.rowKey(row)}>
            {gap > 0 ? <Gap height={gap} columns={columns.length} /> : null}
            <Row
              {...props}
              row={row}
              index={index}
              onMove={move}
              measure={virtualizer.measureElement}
              rowIndex={index + 2}
            />
          </Fragment>
        );
      })}
      {rest > 0 ? <Gap height={rest} columns={columns.length} /> : null}
    </tbody>
  );
}

/** The rows to draw, each with the room that is kept free before it, and what is kept free after the last. */
function laidOut(
  items: readonly VirtualItem[],
  margin: number,
  total: number,
): { readonly drawn: readonly { readonly index: number; readonly gap: number }[]; readonly rest: number } {
  let until = 0;
  const drawn = items.map(({ index, start, end }) => {
    const gap = start - margin - until;
    until = end - margin;
    return { index, gap };
  });
  return { drawn, rest: total - until };
}

function Gap({ height, columns }: { readonly height: number; readonly columns: number }) {
  return (
    <tr className="table-gap" aria-hidden="true">
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}

function Row<T>(
  props: RowsProps<T> & {
    readonly row: T;
    readonly index: number;
    readonly onMove: (index: number) => void;
    readonly measure?: (row: HTMLTableRowElement | null) => void;
    readonly rowIndex?: number;
  },
) {
  const { row, index, columns, onOpen } = props;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const target = props.target(event.key, index);
    if (target === null && (event.key !== 'Enter' || !onOpen)) return;
    event.preventDefault();
    if (target === null) onOpen?.(row);
    else props.onMove(target);
  };
  return (
    <tr
      ref={props.measure}
      data-index={index}
      aria-rowindex={props.rowIndex}
      tabIndex={index === props.active ? 0 : -1}
      data-tone={props.tone?.(row)}
      data-opens={onOpen !== undefined}
      onKeyDown={onKeyDown}
      onFocus={() => props.onActive(index)}
      onClick={() => onOpen?.(row)}
    >
      {columns.map((column) => (
        <td key={column.key} data-numeric={column.numeric} data-whole={column.whole}>
          {column.show ? column.show(row) : column.text(row)}
        </td>
      ))}
    </tr>
  );
}

function withActive(range: Range, active: number): number[] {
  const indexes = defaultRangeExtractor(range);
  if (active >= range.count || indexes.includes(active)) return indexes;
  return [...indexes, active].sort((a, b) => a - b);
}

/** For each column the row that says most: they hold the widths still while others scroll by. */
function widestRows<T>(rows: readonly T[], columns: readonly Column<T>[]): readonly (T | undefined)[] {
  return columns.map(({ text }) => {
    let widest: T | undefined;
    let width = -1;
    for (const row of rows) {
      const own = widthOf(text(row));
      if (own <= width) continue;
      width = own;
      widest = row;
    }
    return widest;
  });
}

/** A Han character is about twice as wide as a Latin one. */
function widthOf(text: string): number {
  let width = 0;
  for (let at = 0; at < text.length; at += 1) width += text.charCodeAt(at) > 0xff ? 2 : 1;
  return width;
}

const rootFontSize = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize);

/** What scrolls the table: the nearest part of the page that does, or the window itself (null) as on narrow screens. */
function useScroller(body: RefObject<HTMLElement | null>): HTMLElement | null {
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  useLayoutEffect(() => {
    const look = () => setScroller(scrollerOf(body.current));
    look();
    window.addEventListener('resize', look);
    return () => window.removeEventListener('resize', look);
  }, [body]);
  return scroller;
}

function scrollerOf(element: HTMLElement | null): HTMLElement | null {
  // A table's own box scrolls sideways only.
  for (let at = element?.closest('.table')?.parentElement ?? null; at !== null; at = at.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(at).overflowY)) return at;
  }
  return null;
}

/** How far below the beginning of what scrolls the rows begin. */
function useMargin(body: RefObject<HTMLElement | null>, scroller: HTMLElement | null): number {
  const [margin, setMargin] = useState(0);
  useLayoutEffect(() => {
    const scrolled = scroller ?? window;
    const look = () => {
      const top = body.current?.getBoundingClientRect().top ?? 0;
      const begin = scroller === null ? -window.scrollY : scroller.getBoundingClientRect().top - scroller.scrollTop;
      const now = Math.round(top - begin);
      // Scrolling by parts of a pixel moves nothing.
      setMargin((before) => (Math.abs(now - before) > 1 ? now : before));
    };
    look();
    scrolled.addEventListener('scroll', look, { passive: true });
    window.addEventListener('resize', look);
    return () => {
      scrolled.removeEventListener('scroll', look);
      window.removeEventListener('resize', look);
    };
  }, [body, scroller]);
  return margin;
}
