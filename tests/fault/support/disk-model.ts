import { dirname } from 'node:path';
import { bytesOf, type Call } from './strace.ts';
import type { Seeded } from './seeded.ts';

const SECTOR_BYTES = 512;

/** What stands on a disk under each path. */
export type DiskState = ReadonlyMap<string, Buffer>;

type Change = { readonly at: number; readonly bytes: Buffer } | { readonly size: number };
type Opened = { readonly inode: Inode; position: number; readonly append: boolean };
type Names = Map<string, Inode | 'folder'>;
type NameChange = { readonly folder: string; readonly apply: (names: Names) => void };

/** One file: what the disk surely has, and what was written since and not yet synced. */
class Inode {
  synced: Bytes = new Bytes();
  pending: Change[] = [];

  sizeNow(): number {
    return this.pending.reduce(
      (size, change) => ('size' in change ? change.size : Math.max(size, change.at + change.bytes.length)),
      this.synced.length,
    );
  }

  bytesNow(): Buffer {
    const copy = this.synced.copy();
    for (const change of this.pending) copy.change(change);
    return copy.view();
  }

  sync(): boolean {
    for (const change of this.pending) this.synced.change(change);
    const changed = this.pending.length > 0;
    this.pending = [];
    return changed;
  }
}

/** Bytes that grow. */
class Bytes {
  #buffer = Buffer.alloc(0);
  length = 0;

  view(): Buffer {
    return this.#buffer.subarray(0, this.length);
  }

  copy(): Bytes {
    const made = new Bytes();
    made.#buffer = Buffer.from(this.view());
    made.length = this.length;
    return made;
  }

  change(change: Change): void {
    if ('size' in change) {
      this.#grow(change.size);
      this.#buffer.fill(0, Math.min(this.length, change.size));
      this.length = change.size;
      return;
    }
    const end = change.at + change.bytes.length;
    this.#grow(end);
    change.bytes.copy(this.#buffer, change.at);
    this.length = Math.max(this.length, end);
  }

  #grow(needed: number): void {
    if (needed <= this.#buffer.length) return;
    const bigger = Buffer.alloc(Math.max(needed, this.#buffer.length * 2));
    this.#buffer.copy(bigger, 0, 0, this.length);
    this.#buffer = bigger;
  }
}

/**
 * A disk that keeps only what it was told to keep: bytes after fsync or fdatasync of their file, names after fsync of
 * their folder. Everything else may or may not be there when the power comes back. Fed with recorded calls, one by one.
 * The index of the log (-shm) is left out: SQLite rebuilds it whenever nobody else has the books open.
 */
export class DiskModel {
  readonly #root: string;
  readonly #names: Names = new Map();
  readonly #syncedNames: Names = new Map();
  #nameChanges: NameChange[] = [];
  readonly #opened = new Map<number, Opened>();
  /** Grows whenever the disk surely has something more. */
  generation = 0;

  /** Watches what lies in `root`, which is there and empty. */
  constructor(root: string) {
    this.#root = root;
  }

  /** What the child said by this call, when it was one on its standard output; otherwise null. */
  take(call: Call): string | null {
    if (call.result < 0) return null;
    const [first = '', second] = call.args;
    const fd = Number(first);
    switch (call.name) {
      case 'openat':
        this.#open(bytesOf(second).toString(), call.args[2] ?? '', call.result);
        return null;
      case 'close':
        this.#opened.delete(fd);
        return null;
      case 'write':
        if (fd === 1) return bytesOf(second).toString().trim();
        this.#write(fd, bytesOf(second), null);
        return null;
      case 'pwrite64':
        this.#write(fd, bytesOf(second), Number(call.args[3]));
        return null;
      case 'ftruncate':
        this.#opened.get(fd)?.inode.pending.push({ size: Number(second) });
        return null;
      case 'copy_file_range':
        this.#copy(call);
        return null;
      case 'fsync':
      case 'fdatasync':
        this.#sync(fd);
        return null;
      case 'rename':
      case 'unlink':
      case 'unlinkat':
      case 'mkdir':
      case 'rmdir':
        this.#changeName(call);
        return null;
      default:
        if (this.#opened.has(fd)) throw new Error(`a call that the model does not know: ${call.name}`);
        return null;
    }
  }

  /** Exactly what was synced. */
  synced(): DiskState {
    return stateOf(this.#root, this.#syncedNames, (inode) => inode.synced.view());
  }

  /**
   * What a disk may have made of it on the way: of the unsynced writes some, in any order, some of them torn, sectors
   * that were never written full of whatever lay there; of the names those up to some moment.
   */
  torn(random: Seeded): DiskState {
    const names: Names = new Map(this.#syncedNames);
    for (const change of this.#nameChanges.slice(0, random.below(this.#nameChanges.length + 1))) change.apply(names);
    const keptPercent = [5, 50, 95][random.below(3)] ?? 50;
    return stateOf(this.#root, names, (inode) => tornBytes(inode, keptPercent, random));
  }

  #isWatched(path: string): boolean {
    return path.startsWith(`${this.#root}/`) && !path.endsWith('-shm');
  }

  #open(path: string, flags: string, fd: number): void {
    if (path === this.#root || this.#names.get(path) === 'folder') {
      this.#opened.set(fd, { inode: new FolderHandle(path), position: 0, append: false });
      return;
    }
    if (!this.#isWatched(path)) {
      this.#opened.delete(fd);
      return;
    }
    let inode = this.#names.get(path);
    if (!(inode instanceof Inode)) {
      const made = new Inode();
      inode = made;
      this.#name(dirname(path), (names) => names.set(path, made));
    }
    if (flags.includes('O_TRUNC') && inode.sizeNow() > 0) inode.pending.push({ size: 0 });
    this.#opened.set(fd, { inode, position: 0, append: flags.includes('O_APPEND') });
  }

  #write(fd: number, bytes: Buffer, at: number | null): void {
    const file = this.#opened.get(fd);
    if (!file) return;
    const start = at ?? (file.append ? file.inode.sizeNow() : file.position);
    file.inode.pending.push({ at: start, bytes });
    if (at === null) file.position = start + bytes.length;
  }

  #copy({ args, result }: Call): void {
    const [source, target] = [this.#opened.get(Number(args[0])), this.#opened.get(Number(args[2]))];
    if (!target) return;
    if (!source || args[3] !== 'NULL') throw new Error(`a copy that the model does not know: ${args.join(', ')}`);
    const from = Number(/\[(\d+)\]/.exec(args[1] ?? '')?.[1] ?? 0);
    this.#write(Number(args[2]), source.inode.bytesNow().subarray(from, from + result), null);
  }

  #sync(fd: number): void {
    const inode = this.#opened.get(fd)?.inode;
    if (inode instanceof FolderHandle) this.#syncFolder(inode.path);
    else if (inode?.sync() === true) this.generation += 1;
  }

  #syncFolder(folder: string): void {
    const left: NameChange[] = [];
    for (const change of this.#nameChanges) {
      if (change.folder !== folder) left.push(change);
      else change.apply(this.#syncedNames);
    }
    if (left.length < this.#nameChanges.length) this.generation += 1;
    this.#nameChanges = left;
  }

  #name(folder: string, apply: NameChange['apply']): void {
    apply(this.#names);
    this.#nameChanges.push({ folder, apply });
  }

  #changeName({ name, args }: Call): void {
    const path = bytesOf(args[name === 'unlinkat' ? 1 : 0]).toString();
    if (!this.#isWatched(path)) return;
    const folder = dirname(path);
    if (name === 'unlink' || name === 'unlinkat' || name === 'rmdir') this.#name(folder, (names) => names.delete(path));
    else if (name === 'mkdir') this.#name(folder, (names) => names.set(path, 'folder'));
    else this.#rename(path, bytesOf(args[1]).toString());
  }

  #rename(path: string, to: string): void {
    const inode = this.#names.get(path);
    if (inode === undefined || dirname(to) !== dirname(path)) throw new Error(`renamed out of sight: ${path}`);
    this.#name(dirname(path), (names) => {
      names.delete(path);
      names.set(to, inode);
    });
  }
}

class FolderHandle extends Inode {
  readonly path: string;
  constructor(path: string) {
    super();
    this.path = path;
  }
}

/** The files whose names lead to them: a file in a folder whose own name was lost is lost with it. */
function stateOf(root: string, names: Names, read: (inode: Inode) => Buffer): DiskState {
  const reachable = (folder: string): boolean =>
    folder === root || (names.get(folder) === 'folder' && reachable(dirname(folder)));
  return new Map(
    [...names].flatMap(([path, entry]) =>
      entry instanceof Inode && reachable(dirname(path)) ? [[path, read(entry)] as const] : [],
    ),
  );
}

function tornBytes(inode: Inode, keptPercent: number, random: Seeded): Buffer {
  const bytes = inode.synced.copy();
  for (const change of inode.pending) {
    if (random.chance(keptPercent)) bytes.change(change);
    else if (!('size' in change) && random.chance(30)) tear(bytes, change, random);
  }
  return bytes.view();
}

/** Some sectors of a write, others as they were; behind the old end of the file, possibly full of old rubbish. */
function tear(bytes: Bytes, { at, bytes: written }: { readonly at: number; readonly bytes: Buffer }, random: Seeded) {
  const rubbish = random.chance(30);
  for (let from = at; from < at + written.length; ) {
    const to = Math.min(at + written.length, (Math.floor(from / SECTOR_BYTES) + 1) * SECTOR_BYTES);
    const sector = written.subarray(from - at, to - at);
    if (random.chance(50)) bytes.change({ at: from, bytes: sector });
    else if (rubbish && from >= bytes.length) {
      bytes.change({ at: from, bytes: Buffer.alloc(sector.length, random.below(256)) });
    }
    from = to;
  }
}
