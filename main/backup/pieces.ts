import { closeSync, fdatasyncSync, openSync, readSync, writeSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

/** One page of the books. */
export const PAGE_BYTES = 4096;
const SMALLEST_PAGES = 16;
const LARGEST_PAGES = 1024;
/** A redemption that comes while a piece is on its way to the disk waits for at most about so long. */
const LONG_MS = 5;
const SHORT_MS = 2;

/**
 * How much of a copy is given to the disk at a time. All at once, a redemption that wants its own few pages synced would
 * wait behind the whole of it; so each piece is synced by itself, and grows or shrinks with what the disk can take.
 */
export class PieceSize {
  #pages = 64;

  pages(): number {
    return this.#pages;
  }

  /** Brings a piece to the disk by `sync` and learns from how long that took. */
  synced(sync: () => void): void {
    const started = performance.now();
    sync();
    const took = performance.now() - started;
    if (took > LONG_MS) this.#pages = Math.max(SMALLEST_PAGES, this.#pages / 2);
    else if (took < SHORT_MS) this.#pages = Math.min(LARGEST_PAGES, this.#pages * 2);
  }
}

/** Copies a file in synced pieces. Throws what the disk throws. */
export function copyInPieces(from: string, to: string): void {
  const size = new PieceSize();
  const source = openSync(from, 'r');
  try {
    const target = openSync(to, 'w', 0o600);
    try {
      const piece = Buffer.alloc(LARGEST_PAGES * PAGE_BYTES);
      for (;;) {
        const bytes = readSync(source, piece, 0, size.pages() * PAGE_BYTES, null);
        if (bytes === 0) return;
        for (let done = 0; done < bytes; ) done += writeSync(target, piece, done, bytes - done);
        size.synced(() => fdatasyncSync(target));
      }
    } finally {
      closeSync(target);
    }
  } finally {
    closeSync(source);
  }
}

/** Whether two files hold the same bytes. Throws what the disk throws. */
export function sameBytes(a: string, b: string): boolean {
  const files = [openSync(a, 'r'), openSync(b, 'r')] as const;
  try {
    const pieces = [Buffer.alloc(LARGEST_PAGES * PAGE_BYTES), Buffer.alloc(LARGEST_PAGES * PAGE_BYTES)] as const;
    for (;;) {
      const [ofA, ofB] = [filled(files[0], pieces[0]), filled(files[1], pieces[1])];
      if (!ofA.equals(ofB)) return false;
      if (ofA.length === 0) return true;
    }
  } finally {
    for (const file of files) closeSync(file);
  }
}

/** As much of a file as the buffer takes; less only at its end. */
function filled(file: number, buffer: Buffer): Buffer {
  let done = 0;
  for (let bytes = -1; bytes !== 0 && done < buffer.length; done += bytes) {
    bytes = readSync(file, buffer, done, buffer.length - done, null);
  }
  return buffer.subarray(0, done);
}
