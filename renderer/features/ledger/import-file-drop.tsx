import { Button } from 'antd';
import { type DragEvent, useRef, useState } from 'react';

const KINDS = ['户籍花名册', '物品目录', '物品入库台账', '积分台账', '兑换领取台账'] as const;

/** Where a file is dropped or chosen. */
export function ImportFileDrop({ onFile }: { readonly onFile: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) onFile(file);
  };
  return (
    <section
      className="import-drop"
      data-over={over}
      aria-label="选择台账文件"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p className="import-drop-title">把台账文件拖到这里</p>
      <p className="soft">.xlsx、.xls、.csv 都可以，一个文件里有几张表也可以</p>
      <Button type="primary" size="large" onClick={() => input.current?.click()}>
        选择文件
      </Button>
      <input
        ref={input}
        className="visually-hidden"
        type="file"
        tabIndex={-1}
        aria-label="台账文件"
        accept=".xlsx,.xlsm,.xls,.et,.csv,.txt"
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) onFile(file);
        }}
      />
      <ul className="import-kinds" aria-label="可以导入的台账">
        {KINDS.map((kind) => (
          <li key={kind}>{kind}</li>
        ))}
      </ul>
      <p className="soft small">
        先看清楚再导入：选好文件后只是核对，什么都不会写进账里。同一份文件导入两次也不会重复。
      </p>
    </section>
  );
}
