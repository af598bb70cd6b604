/** A printer's view of ESC/POS bytes, strict: what a real printer would garble or ignore is listed under `problems`. */

export type PrintedCell = {
  readonly character: string;
  /** Dots from the left edge of the paper's printable area. */
  readonly left: number;
  readonly scaleX: number;
  readonly scaleY: number;
  readonly bold: boolean;
};

export type PrintedItem =
  | { readonly type: 'line'; readonly text: string; readonly cells: readonly PrintedCell[]; readonly feedDots: number }
  | { readonly type: 'raster'; readonly widthDots: number; readonly heightDots: number; readonly bits: Uint8Array }
  | { readonly type: 'qr'; readonly content: string; readonly moduleDots: number; readonly align: number }
  | { readonly type: 'feed'; readonly dots: number }
  | { readonly type: 'drawer' }
  | { readonly type: 'cut' };

/** DLE EOT n and GS r n, in the order they came. */
export type StatusRequest = { readonly command: 'DLE EOT' | 'GS r'; readonly n: number };

type Options = { readonly widthDots: number; readonly onStatus?: (request: StatusRequest) => void };
type Bytes = Generator<undefined, void, number>;

const gb18030 = new TextDecoder('gb18030', { fatal: true });
const HAN_WIDTH = 24;
const ASCII_WIDTH = 12;
const POWER_ON = { chinese: false, sizeX: 1, sizeY: 1, bold: false, align: 0, pitch: 30 } as const;

export class EscPosDecoder {
  readonly items: PrintedItem[] = [];
  readonly problems: string[] = [];
  readonly requests: StatusRequest[] = [];
  private readonly options: Options;
  private readonly parser: Bytes;
  private state: { -readonly [K in keyof typeof POWER_ON]: (typeof POWER_ON)[K] extends boolean ? boolean : number } = {
    ...POWER_ON,
  };
  private cells: PrintedCell[] = [];
  private left = 0;
  private code = { content: '', moduleDots: 3 };

  constructor(options: Options) {
    this.options = options;
    this.parser = this.parse();
    this.parser.next();
  }

  push(bytes: Uint8Array): this {
    for (const byte of bytes) this.parser.next(byte);
    return this;
  }

  /** The printed lines of text, top down. */
  get lines(): string[] {
    return this.items.flatMap((item) => (item.type === 'line' ? [item.text] : []));
  }

  private *parse(): Bytes {
    for (;;) {
      const byte = yield undefined;
      if (byte === 0x0a) this.lineFeed();
      else if (byte === 0x0d) continue;
      else if (byte === 0x10) yield* this.realTime();
      else if (byte === 0x1b) yield* this.escape();
      else if (byte === 0x1c) yield* this.chinese();
      else if (byte === 0x1d) yield* this.group();
      else if (byte >= 0x20 && byte <= 0x7e) this.put(String.fromCharCode(byte), ASCII_WIDTH);
      else if (byte >= 0x81 && byte <= 0xfe && this.state.chinese) yield* this.han(byte);
      else this.problem('stray byte', byte);
    }
  }

  private *han(lead: number): Bytes {
    const trail = yield undefined;
    if (trail >= 0x30 && trail <= 0x39) return this.problem('four-byte GB18030', lead, trail);
    if (lead === 0xfe && trail >= 0x50 && trail <= 0xa0) return this.problem('not in a printer font', lead, trail);
    try {
      const character = gb18030.decode(Uint8Array.of(lead, trail));
      if (/\p{Co}/u.test(character)) this.problem('user-defined area', lead, trail);
      this.put(character, HAN_WIDTH);
    } catch {
      this.problem('no such character', lead, trail);
    }
  }

  private *realTime(): Bytes {
    const command = yield undefined;
    const n = yield undefined;
    if (command !== 0x04 || n < 1 || n > 4) return this.problem('DLE', command, n);
    this.status({ command: 'DLE EOT', n });
  }

  private *escape(): Bytes {
    const command = String.fromCharCode(yield undefined);
    if (command === '@') return this.reset();
    if (command === '2') {
      this.state.pitch = POWER_ON.pitch;
      return;
    }
    if (command === '*') return yield* this.columnImage();
    if (command === 'p' || command === '$' || command === '\\') {
      const first = yield undefined;
      const second = yield undefined;
      if (command === '$') this.left = first + second * 256;
      else if (command === '\\') this.left += first + second * 256;
      else {
        yield undefined;
        this.items.push({ type: 'drawer' });
      }
      return;
    }
    if (!'!E-adJ3tRM{ B'.includes(command)) return this.problem(`ESC ${command}`);
    this.escapeWithOne(command, yield undefined);
  }

  private escapeWithOne(command: string, n: number): void {
    switch (command) {
      case '!':
        this.state.bold = (n & 0x08) !== 0;
        this.state.sizeY = n & 0x10 ? 2 : 1;
        this.state.sizeX = n & 0x20 ? 2 : 1;
        return;
      case 'E':
        this.state.bold = (n & 1) === 1;
        return;
      case 'a':
        if (this.cells.length > 0) this.problem('ESC a within a line');
        this.state.align = n % 48;
        return;
      case 'd':
        this.finishLine();
        this.items.push({ type: 'feed', dots: n * this.state.pitch });
        return;
      case 'J':
        this.finishLine();
        this.items.push({ type: 'feed', dots: n });
        return;
      case '3':
        this.state.pitch = n;
        return;
      case 'R':
      case 't':
        if (n !== 0) this.problem(`ESC ${command} changes what characters mean`, n);
        return;
      default:
        return;
    }
  }

  private *columnImage(): Bytes {
    const mode = yield undefined;
    const low = yield undefined;
    const high = yield undefined;
    const count = (low + high * 256) * (mode >= 32 ? 3 : 1);
    for (let index = 0; index < count; index += 1) yield undefined;
    this.problem('ESC * is not used by this program', mode);
  }

  private *chinese(): Bytes {
    const command = String.fromCharCode(yield undefined);
    if (command === '&' || command === '.') {
      this.state.chinese = command === '&';
    } else if (command === 'S') {
      const left = yield undefined;
      const right = yield undefined;
      if (left !== 0 || right !== 0) this.problem('FS S widens Chinese characters', left, right);
    } else if ('!-W'.includes(command)) {
      const n = yield undefined;
      if (n !== 0) this.problem(`FS ${command} is not used by this program`, n);
    } else {
      this.problem(`FS ${command}`);
    }
  }

  private *group(): Bytes {
    const command = String.fromCharCode(yield undefined);
    if (command === '(') return yield* this.groupFunction();
    if (command === 'v') return yield* this.rasterImage();
    if (command === 'V') {
      const mode = yield undefined;
      if (mode >= 65) yield undefined;
      this.finishLine();
      this.items.push({ type: 'cut' });
      return;
    }
    if (command === 'L' || command === 'W') {
      yield undefined;
      yield undefined;
      return this.problem(`GS ${command} is not used by this program`);
    }
    if (!'!BHfhwrI'.includes(command)) return this.problem(`GS ${command}`);
    const n = yield undefined;
    if (command === '!') {
      this.state.sizeX = (n >> 4) + 1;
      this.state.sizeY = (n & 0x0f) + 1;
    } else if (command === 'r') {
      this.status({ command: 'GS r', n });
    }
  }

  private *groupFunction(): Bytes {
    const family = String.fromCharCode(yield undefined);
    const low = yield undefined;
    const high = yield undefined;
    const data: number[] = [];
    while (data.length < low + high * 256) data.push(yield undefined);
    if (family !== 'k' || data[0] !== 0x31) return this.problem(`GS ( ${family}`, ...data.slice(0, 2));
    if (data[1] === 0x43) this.code.moduleDots = data[2] ?? 0;
    else if (data[1] === 0x50) this.code.content = Buffer.from(data.slice(3)).toString('latin1');
    else if (data[1] === 0x51) {
      if (!/^[ -~]+$/.test(this.code.content)) this.problem('a code that is empty or not ASCII');
      this.finishLine();
      this.items.push({ type: 'qr', ...this.code, align: this.state.align });
    }
  }

  private *rasterImage(): Bytes {
    const zero = yield undefined;
    const mode = yield undefined;
    const widthBytes = (yield undefined) + (yield undefined) * 256;
    const heightDots = (yield undefined) + (yield undefined) * 256;
    if (zero !== 0x30 || mode !== 0) this.problem('GS v', zero, mode);
    const bits = new Uint8Array(widthBytes * heightDots);
    for (let index = 0; index < bits.length; index += 1) bits[index] = yield undefined;
    if (this.cells.length > 0) this.problem('GS v 0 within a line of text: printers drop it');
    if (widthBytes * 8 > this.options.widthDots) this.problem('raster wider than the paper', widthBytes);
    this.items.push({ type: 'raster', widthDots: widthBytes * 8, heightDots, bits });
  }

  private put(character: string, width: number): void {
    const { sizeX, sizeY, bold } = this.state;
    if (this.left + width * sizeX > this.options.widthDots) this.problem(`beyond the right edge: ${character}`);
    this.cells.push({ character, left: this.left, scaleX: sizeX, scaleY: sizeY, bold });
    this.left += width * sizeX;
  }

  private lineFeed(): void {
    const { cells } = this;
    const shift = ((this.options.widthDots - this.left) * this.state.align) / 2;
    const height = Math.max(0, ...cells.map((cell) => cell.scaleY * HAN_WIDTH));
    this.items.push({
      type: 'line',
      text: cells.map((cell) => cell.character).join(''),
      cells: cells.map((cell) => ({ ...cell, left: cell.left + shift })),
      feedDots: Math.max(height, this.state.pitch),
    });
    this.cells = [];
    this.left = 0;
  }

  private finishLine(): void {
    if (this.cells.length > 0) this.lineFeed();
  }

  private reset(): void {
    if (this.cells.length > 0) this.problem('ESC @ throws away an unfinished line');
    this.cells = [];
    this.left = 0;
    this.state = { ...POWER_ON };
  }

  private status(request: StatusRequest): void {
    this.requests.push(request);
    this.options.onStatus?.(request);
  }

  private problem(what: string, ...bytes: number[]): void {
    this.problems.push([what, ...bytes.map((byte) => byte.toString(16).padStart(2, '0'))].join(' '));
  }
}
