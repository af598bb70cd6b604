import { type KeyboardEvent, type ReactNode, useMemo, useState } from 'react';
import './data-table.css';
import { AllRows, type RowsProps, WindowedRows } from './table-rows.tsx';
import { ColumnPicker, CopyButton } from './table-tools.tsx';

export type Column<T> = {
  readonly key: string;
  readonly title: string;
  /** Right-aligned tabular figures. */
  readonly numeric?: boolean;
  /** A day or a document's number, never broken into two lines. */
  readonly whole?: boolean;
  /** What the cell says in plain text: for copying, and for showing where `show` is absent. */
  readonly text: (row: T) => string;
  readonly show?: (row: T) => ReactNode;
  /** The foot of the column. */
  readonly total?: string;
  /** Makes the heading a button that sorts by this column, smallest first, then largest first, then as given. */
  readonly compare?: (a: T, b: T) => number;
};

type Props<T> = {
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly rowKey: (row: T) => string;
  readonly onOpen?: (row: T) => void;
  readonly tone?: (row: T) => 'soon' | 'bad' | 'quiet' | undefined;
  /** Columns put away, and how to put others away; remembered by whoever shows the table. */
  readonly hidden?: readonly string[];
  readonly onHidden?: (keys: readonly string[]) => void;
  /** Stands left of the table's own tools. */
  readonly tools?: ReactNode;
};

type Sorting = { readonly key: string; readonly falling: boolean };

/** More rows than this are drawn as far as they are in sight. */
const MOST_DRAWN = 200;

/**
 * Rows and figures: sticky heading, totals below, arrows and Enter, sorting where columns offer it, and a copy that
 * pastes into a spreadsheet. Thousands of rows scroll with the page.
 */
export function DataTable<T>(props: Props<T>) {
  const { columns: allColumns, hidden, rows: given } = props;
  const columns = useMemo(() => allColumns.filter(({ key }) => !hidden?.includes(key)), [allColumns, hidden]);
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const rows = useMemo(() => sorted(given, columns, sorting), [given, columns, sorting]);
  const [current, setCurrent] = useState(0);
  const active = Math.max(0, Math.min(current, rows.length - 1));
  const windowed = rows.length > MOST_DRAWN;
  const rowsProps: RowsProps<T> = {
    columns,
    rows,
    rowKey: props.rowKey,
    active,
    onActive: setCurrent,
    onOpen: props.onOpen,
    tone: props.tone,
    target: (key, index) => targetOf(key, index, rows.length - 1, windowed),
  };
  const hasTotals = columns.some(({ total }) => total !== undefined);
  return (
    <div className="table">
      <div className="table-tools">
        {props.tools}
        <span className="table-own-tools">
          {props.onHidden ? (
            <ColumnPicker columns={props.columns} hidden={props.hidden ?? []} onHidden={props.onHidden} />
          ) : null}
          <CopyButton columns={columns} rows={rows} />
        </span>
      </div>
      <table aria-label={props.label} aria-rowcount={windowed ? rows.length + (hasTotals ? 2 : 1) : undefined}>
        <thead>
          <tr>
            {columns.map((column) => (
              <Heading key={column.key} column={column} sorting={sorting} onSort={setSorting} />
            ))}
          </tr>
        </thead>
        {windowed ? <WindowedRows {...rowsProps} /> : <AllRows {...rowsProps} />}
        {hasTotals ? (
          <tfoot>
            <tr>
              {columns.map((column, index) => (
                <td key={column.key} data-numeric={column.numeric} data-whole={column.whole}>
                  {column.total ?? (index === 0 ? '合计' : '')}
                </td>
              ))}
            </tr>
          </tfoot>
        ) : null}
      </table>
    </div>
  );
}

function sorted<T>(rows: readonly T[], columns: readonly Column<T>[], sorting: Sorting | null): readonly T[] {
  const compare = columns.find(({ key }) => key === sorting?.key)?.compare;
  if (!compare) return rows;
  const rising = [...rows].sort(compare);
  return sorting?.falling ? rising.reverse() : rising;
}

/** How far a page key goes in a long table. */
const A_PAGE = 15;

/** The row that a key leads to from the row at `index`; null: the key is not the table's. */
function targetOf(key: KeyboardEvent['key'], index: number, last: number, windowed: boolean): number | null {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    Home: 0,
    End: last,
    ...(windowed ? { PageDown: index + A_PAGE, PageUp: index - A_PAGE } : {}),
  };
  const target = Object.hasOwn(steps, key) ? steps[key] : undefined;
  return target === undefined ? null : Math.min(last, Math.max(0, target));
}

const SORTED_WORD = { ascending: '，已从小到大', descending: '，已从大到小', none: '' } as const;

function Heading<T>(props: {
  readonly column: Column<T>;
  readonly sorting: Sorting | null;
  readonly onSort: (sorting: Sorting | null) => void;
}) {
  const { column, sorting, onSort } = props;
  const { key, title, numeric, compare } = column;
  if (!compare) {
    return (
      <th scope="col" data-numeric={numeric}>
        {title}
      </th>
    );
  }
  const state = sorting?.key !== key ? 'none' : sorting.falling ? 'descending' : 'ascending';
  const next = { none: { key, falling: false }, ascending: { key, falling: true }, descending: null }[state];
  return (
    <th scope="col" data-numeric={numeric} aria-sort={state}>
      <button type="button" className="table-sort" onClick={() => onSort(next)}>
        {title}
        <span className="table-sort-sign" aria-hidden="true">
          {{ none: '↕', ascending: '↑', descending: '↓' }[state]}
        </span>
        <span className="visually-hidden">{SORTED_WORD[state]}</span>
      </button>
    </th>
  );
}
