import { Button } from 'antd';
import './data-table.css';

/** Which part of a long list is shown, and the way to the rest. */
export function Pager(props: {
  readonly offset: number;
  readonly limit: number;
  readonly total: number;
  readonly unit: string;
  readonly onOffset: (offset: number) => void;
}) {
  const { offset, limit, total, unit } = props;
  const last = Math.min(total, offset + limit);
  return (
    <nav className="pager" aria-label="翻页">
      <span className="number" role="status">
        {total <= limit ? `共 ${total} ${unit}` : `第 ${offset + 1}–${last} ${unit}，共 ${total} ${unit}`}
      </span>
      {total <= limit ? null : (
        <>
          <Button disabled={offset === 0} onClick={() => props.onOffset(Math.max(0, offset - limit))}>
            上一页
          </Button>
          <Button disabled={last >= total} onClick={() => props.onOffset(offset + limit)}>
            下一页
          </Button>
        </>
      )}
    </nav>
  );
}
