import { crc32, deflateSync } from 'node:zlib';
import { toSVG } from 'bwip-js/node';
import type { PrintedCell, PrintedItem } from './escpos-decoder.ts';

/** What the printer would put on paper, as an HTML page: its own font for text, the sent bits for pictures. */
export function slipPage(items: readonly PrintedItem[], widthDots: number): string {
  let top = 24;
  const drawn: string[] = [];
  for (const item of items) {
    if (item.type === 'line') {
      const height = Math.max(24, ...item.cells.map((cell) => cell.scaleY * 24));
      drawn.push(...item.cells.map((cell) => cellHtml(cell, top + height - cell.scaleY * 24)));
      top += item.feedDots;
    } else if (item.type === 'feed') {
      top += item.dots;
    } else if (item.type === 'raster') {
      drawn.push(`<img style="left:0;top:${top}px" src="data:image/png;base64,${pngOf(item).toString('base64')}">`);
      top += item.heightDots;
    } else if (item.type === 'qr') {
      const svg = toSVG({ bcid: 'qrcode', text: item.content, scale: 1 });
      const modules = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1] ?? 0) / 2;
      const size = modules * item.moduleDots;
      const left = ((widthDots - size) * item.align) / 2;
      drawn.push(`<div style="left:${left}px;top:${top}px;width:${size}px;height:${size}px">${svg}</div>`);
      top += size;
    } else if (item.type === 'cut') {
      drawn.push(`<hr style="left:-24px;width:${widthDots + 48}px;top:${top}px">`);
      top += 40;
    }
  }
  return `<!doctype html><meta charset="utf-8"><style>
    body{margin:0;background:#999}main{position:relative;margin:16px auto;padding:0;width:${widthDots}px;height:${top}px;
    background:#fff;box-shadow:-24px 0 #fff,24px 0 #fff}main>*{position:absolute;white-space:pre;line-height:24px}
    b,i{font:400 24px/24px 'Noto Sans Mono CJK SC';transform-origin:0 0;height:24px}b{font-weight:700}
    hr{border:0;border-top:2px dashed #999;margin:0}img{image-rendering:pixelated}</style><main>${drawn.join('')}</main>`;
}

function cellHtml({ character, left, scaleX, scaleY, bold }: PrintedCell, top: number): string {
  const tag = bold ? 'b' : 'i';
  const text = character.replace('&', '&amp;').replace('<', '&lt;');
  return `<${tag} style="font-style:normal;left:${left}px;top:${top}px;transform:scale(${scaleX},${scaleY})">${text}</${tag}>`;
}

type Bitmap = { readonly widthDots: number; readonly heightDots: number; readonly bits: Uint8Array };

/** A one-bit greyscale PNG (PNG specification, 11.2); 1 is black on paper and 0 in PNG, hence the inversion. */
export function pngOf({ widthDots, heightDots, bits }: Bitmap): Buffer {
  const rowBytes = widthDots / 8;
  const rows = Buffer.alloc((rowBytes + 1) * heightDots);
  for (let y = 0; y < heightDots; y += 1) {
    for (let x = 0; x < rowBytes; x += 1) rows[y * (rowBytes + 1) + 1 + x] = 0xff ^ (bits[y * rowBytes + x] ?? 0);
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(widthDots, 0);
  head.writeUInt32BE(heightDots, 4);
  head[8] = 1;
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
