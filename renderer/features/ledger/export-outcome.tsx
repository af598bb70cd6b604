import { Button } from 'antd';
import { useState } from 'react';
import { Notice } from '../../components/state-views.tsx';
import { shellApi } from '../../lib/door.ts';
import type { ExportState } from './use-export.ts';

/** What became of the workbook, and the next step. */
export function ExportOutcome(props: {
  readonly outcome: Extract<ExportState, { step: 'done' }>;
  readonly onSaveAgain: () => void;
}) {
  const { file, rows, saved } = props.outcome;
  const again = <Button onClick={props.onSaveAgain}>{saved.kind === 'saved' ? '再存一份' : '保存文件'}</Button>;
  if (saved.kind === 'failed') {
    return (
      <Notice tone="refused" live="assertive" action={again}>
        {saved.reason}
      </Notice>
    );
  }
  if (saved.kind === 'cancelled') {
    return (
      <Notice tone="soon" action={again}>
        台账已做好（<span className="number">{rows}</span> 行），还没有保存。
      </Notice>
    );
  }
  return (
    <Notice
      tone="done"
      action={
        <>
          {saved.path === '' ? null : <Reveal path={saved.path} />}
          {again}
        </>
      }
    >
      已导出 <span className="number">{rows}</span> 行：
      <span className="export-file">{saved.path === '' ? `${file.name}，在浏览器的“下载”里` : saved.path}</span>
    </Notice>
  );
}

function Reveal({ path }: { readonly path: string }) {
  const [gone, setGone] = useState(false);
  const reveal = async () => {
    const shown = await shellApi()?.revealFile(path);
    setGone(shown === false);
  };
  return (
    <Button disabled={gone} onClick={() => void reveal()}>
      {gone ? '文件已移走' : '打开所在文件夹'}
    </Button>
  );
}
