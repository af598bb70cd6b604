import { Button, Checkbox, Popover } from 'antd';
import { useState } from 'react';
import type { Column } from './data-table.tsx';

/** Puts columns away and brings them back. */
export function ColumnPicker<T>(props: {
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

/** Copies the rows as they stand, so that they paste into a spreadsheet. */
export function CopyButton<T>(props: { readonly columns: readonly Column<T>[]; readonly rows: readonly T[] }) {
  const { columns, rows } = props;
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
