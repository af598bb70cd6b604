import { readdirSync, statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve } from 'node:path';
import type {
  BackupState,
  ListedBackup,
  OtherPlace,
  SecondFolderState,
  StickState,
} from '../../shared/domain/settings/backup.ts';
import { STICK_FOLDER } from '../../shared/domain/settings/backup.ts';
import type { WritableDatabase } from '../db/open-database.ts';
import { readSetting, writeSetting } from '../db/repositories/settings-repository.ts';
import { listBackups } from './backup-names.ts';

const FOLDER_SETTING = 'backup.folder';

export type BackupPlacesParts = {
  readonly db: WritableDatabase;
  readonly dataDir: string;
  /** Where media that are plugged in have their roots. */
  readonly mediaRoots: () => readonly string[];
};

/** Where backups are kept: the data folder, a second folder, and every medium that carries a folder of the known name. */
export class BackupPlaces {
  readonly own: string;
  readonly #parts: BackupPlacesParts;
  /** Places that could not be written the last time. */
  readonly #failing = new Set<string>();

  constructor(parts: BackupPlacesParts) {
    this.#parts = parts;
    this.own = backupFolder(parts.dataDir);
  }

  second(): string | null {
    const path = readSetting(this.#parts.db, FOLDER_SETTING) ?? '';
    return path === '' ? null : path;
  }

  saveSecond(path: string | null): void {
    writeSetting(this.#parts.db, FOLDER_SETTING, path === null ? '' : resolve(path));
    this.#failing.clear();
  }

  /** Somewhere else: a second copy in the data folder would go with the first. */
  isElsewhere(path: string): boolean {
    if (!isAbsolute(path)) return false;
    const inside = relative(this.#parts.dataDir, resolve(path));
    return inside.startsWith('..') || isAbsolute(inside);
  }

  /** Media that are plugged in now and carry the folder. */
  sticks(): string[] {
    return this.#parts
      .mediaRoots()
      .map((root) => join(root, STICK_FOLDER))
      .filter((path) => this.isElsewhere(path) && path !== this.second() && isFolderNow(path));
  }

  /** All places but our own, there or not. */
  others(): string[] {
    const second = this.second();
    return [...(second === null ? [] : [second]), ...this.sticks()];
  }

  note(places: readonly OtherPlace[]): void {
    for (const { path, state } of places) {
      if (state === 'failing') this.#failing.add(path);
      else this.#failing.delete(path);
    }
  }

  /** The places and every backup in them, each file once, newest first in each place. */
  async state(): Promise<Pick<BackupState, 'ownFolder' | 'secondFolder' | 'sticks' | 'backups'>> {
    const path = this.second();
    const state = path === null ? 'none' : await this.#stateOf(path);
    const sticks: StickState[] = this.sticks().map((stick) => ({ path: stick, failing: this.#failing.has(stick) }));
    const seen = new Set<string>();
    const backups = [
      ...listBackups(this.own, 'own'),
      ...(path === null || state === 'absent' ? [] : listBackups(path, 'second')),
      ...sticks.flatMap((stick) => listBackups(stick.path, 'stick')),
    ].filter(({ fileName }) => !seen.has(fileName) && seen.add(fileName));
    return { ownFolder: this.own, secondFolder: { path, state }, sticks, backups };
  }

  async #stateOf(path: string): Promise<SecondFolderState> {
    if (!(await isFolder(path))) return 'absent';
    return this.#failing.has(path) ? 'failing' : 'present';
  }

  /** The newest sound backup of each place: what a drill tries. */
  newestOfEach(): ListedBackup[] {
    const second = this.second();
    const lists = [
      listBackups(this.own, 'own'),
      second === null ? [] : listBackups(second, 'second'),
      ...this.sticks().map((path) => listBackups(path, 'stick')),
    ];
    return lists.flatMap((list) => list.filter(({ kind, sound }) => sound && kind === 'regular').slice(0, 1));
  }
}

/** Where a data folder keeps its own backups. */
export function backupFolder(dataDir: string): string {
  return join(dataDir, 'backups');
}

/** Where this PC's system shows media: Linux and macOS by folder, Windows by letter. */
export function mediaRoots(): string[] {
  if (process.platform === 'win32') return [...'DEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) => `${letter}:\\`);
  if (process.platform === 'darwin') return foldersIn('/Volumes');
  const shown = ['/media', '/run/media', '/mnt'].flatMap(foldersIn);
  // Desktops put a folder a person between.
  return [...shown, ...shown.flatMap(foldersIn)];
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder).map((name) => join(folder, name));
  } catch {
    return [];
  }
}

function isFolderNow(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

export async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
