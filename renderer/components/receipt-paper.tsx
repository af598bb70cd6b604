import { QRCode } from 'antd';
import {
  columnScale,
  columnsOf,
  DOTS_PER_COLUMN,
  type ReceiptBlock,
  type ReceiptLayout,
  type ReceiptTextBlock,
} from '../../shared/domain/redemption/receipt-layout.ts';
import './receipt-paper.css';

/** Pixels of one column on the screen: half a Han character of 18 px. */
const COLUMN_PX = 9;
/** A QR code of a document number has 25 modules a side. */
const QR_MODULES = 25;

/** A slip drawn from the very layout that the printer is sent: what stands here stands on paper. */
export function ReceiptPaper({ layout }: { readonly layout: ReceiptLayout }) {
  return (
    <div className="slip" role="img" aria-label={spokenText(layout)} style={{ width: layout.columns * COLUMN_PX + 32 }}>
      {layout.blocks.map((block, index) => (
        <Block key={index} block={block} />
      ))}
    </div>
  );
}

function Block({ block }: { readonly block: ReceiptBlock }) {
  switch (block.type) {
    case 'text':
      return <TextBlock block={block} />;
    case 'rule':
      return <div className="slip-rule" />;
    case 'gap':
      return <div className="slip-gap" />;
    case 'qr':
      return (
        <div className="slip-qr" aria-hidden="true">
          <QRCode
            value={block.content}
            type="svg"
            bordered={false}
            color="#000000"
            bgColor="#ffffff"
            size={Math.round((QR_MODULES * block.moduleDots * COLUMN_PX) / DOTS_PER_COLUMN)}
          />
        </div>
      );
    case 'cut':
      return <div className="slip-cut" />;
  }
}

function TextBlock({ block }: { readonly block: ReceiptTextBlock }) {
  const wide = columnScale(block.size);
  const high = block.size === 'normal' ? 1 : 2;
  return (
    <div className="slip-line" data-bold={block.bold} style={{ height: 24 * high }}>
      {block.runs.map((run) => (
        <span
          key={run.column}
          className="slip-run"
          style={{ left: run.column * COLUMN_PX, transform: `scale(${wide}, ${high})` }}
        >
          {[...run.text].map((character, index) => (
            // The place in the run is what tells two equal characters apart.
            <span key={index} style={{ width: columnsOf(character) * COLUMN_PX }}>
              {character}
            </span>
          ))}
        </span>
      ))}
    </div>
  );
}

function spokenText(layout: ReceiptLayout): string {
  const lines = layout.blocks.flatMap((block) =>
    block.type === 'text' ? [block.runs.map(({ text }) => text).join(' ')] : [],
  );
  return `小票：${lines.join('；')}`;
}
