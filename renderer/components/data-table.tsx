import { Button, Checkbox, Popover } from 'antd';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import './data-table.css';

export type Column<T> = {
  readonly key: string;
  readonly title: string;
  /** Right-aligned tabular figures. */
  readonly numeric?: boolean;
  /** What the cell says in plain text: for copying, and for showing where `show` is absent. */
  readonly text: (row: T) => string;
  readonly show?: (row: T) => ReactNode;
  /** The foot of the column. */
  readonly total?: string;
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

/** Rows and figures: sticky heading, totals below, arrows and Enter, and a copy that pastes into a spreadsheet. */
export function DataTable<T>(props: Props<T>) {
  const columns = props.columns.filter(({ key }) => !props.hidden?.includes(key));
  const body = useRef<HTMLTableSectionElement>(null);
  const [current, setCurrent] = useState(0);
  const active = Math.min(current, props.rows.length - 1);
  const move = (to: number) => {
    const next = Math.min(props.rows.length - 1, Math.max(0, to));
    setCurrent(next);
    (body.current?.children[next] as HTMLElement | undefined)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    if (event.target !== event.currentTarget) return;
    const row = props.rows[index];
    const action = {
      ArrowDown: () => move(index + 1),
      ArrowUp: () => move(index - 1),
      Home: () => move(0),
      End: () => move(props.rows.length - 1),
      Enter: props.onOpen && row !== undefined ? () => props.onOpen?.(row) : null,
    }[event.key];
    if (!action) return;
    event.preventDefault();
    action();
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
          <CopyButton columns={columns} rows={props.rows} />
        </span>
      </div>
      <table aria-label={props.label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" data-numeric={column.numeric}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {props.rows.map((row, index) => (
            <tr
              key={props.rowKey(row)}
              tabIndex={index === active ? 0 : -1}
              data-tone={props.tone?.(row)}
              data-opens={props.onOpen !== undefined}
              onKeyDown={(event) => onKeyDown(event, index)}
              onFocus={() => setCurrent(index)}
              onClick={() => props.onOpen?.(row)}
            >
              {columns.map((column) => (
                <td key={column.key} data-numeric={column.numeric}>
                  {column.show ? column.show(row) : column.text(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {hasTotals ? (
          <tfoot>
            <tr>
              {columns.map((column, index) => (
                <td key={column.key} data-numeric={column.numeric}>
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

function ColumnPicker<T>(props: {
  readonly columns: readonly Column<T>[];
  readonly hidden: readonly string[];
  readonly onHidden: (keys: readonly string[]) => void;
}) {
  const shown = props.columns.filter(({ key }) => !props.hidden.includes(key)).map(({ key }) => key);
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <Checkbox.Group
          className="table-columns"
          value={shown}
          options={props.columns.map(({ key, title }) => ({ value: key, label: title }))}
          onChange={(keys) => {
            // The last column stays: a table without any could not be brought back.
            if (keys.length > 0)
              props.onHidden(props.columns.map(({ key }) => key).filter((key) => !keys.includes(key)));
          }}
        />
      }
    >
      <Button size="small">选列</Button>
    </Popover>
  );
}

function CopyButton<T>({ columns, rows }: { readonly columns: readonly Column<T>[]; readonly rows: readonly T[] }) {
  const [copied, setCopied] = useState(false);
  const copy = () => {
    const cell = (text: string) => text.replace(/[\t\r\n]+/g, ' ');
    const lines = [columns.map(({ title }) => title), ...rows.map((row) => columns.map(({ text }) => cell(text(row))))];
    setCopied(copyText(lines.map((line) => line.join('\t')).join('\r\n')));
  };
  return (
    <Button size="small" onClick={copy} onBlur={() => setCopied(false)} disabled={rows.length === 0}>
      <span aria-live="polite">{copied ? `✓ 已复制 ${rows.length} 行，可粘贴到表格` : '复制表格'}</span>
    </Button>
  );
}

/** Through a hidden field: the clipboard interface asks for a permission that the desktop shell denies to all pages. */
function copyText(text: string): boolean {
  const field = document.createElement('textarea');
  const focused = document.activeElement;
  field.value = text;
  field.className = 'visually-hidden';
  document.body.append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return done;
}
