import type { Coverage } from './coverage.ts';

export type Run = { readonly text: string; readonly font: 'Sans' | 'Rare' };

/** Stands for a character that no shipped font has: seen by everybody, and the paper says what it was. */
export const UNKNOWN_MARK = '〓';

/**
 * Splits texts by the font that has each character, so that none vanishes. Characters that show nothing by themselves
 * (joiners, variation selectors) are left out.
 */
export class TextRuns {
  readonly #plain: Coverage;
  readonly #rare: Coverage;
  readonly #missing = new Set<string>();

  constructor(plain: Coverage, rare: Coverage) {
    this.#plain = plain;
    this.#rare = rare;
  }

  split(text: string): Run[] {
    const runs: { text: string; font: Run['font'] }[] = [];
    for (const character of text.normalize('NFC')) {
      if (INVISIBLE.test(character)) continue;
      const { shown, font } = this.#place(character);
      const last = runs.at(-1);
      if (last?.font === font) last.text += shown;
      else runs.push({ text: shown, font });
    }
    return runs;
  }

  get missing(): readonly string[] {
    return [...this.#missing];
  }

  #place(character: string): { readonly shown: string; readonly font: Run['font'] } {
    if (character === '\n' || this.#plain(character)) return { shown: character, font: 'Sans' };
    if (/\s/u.test(character)) return { shown: ' ', font: 'Sans' };
    if (this.#rare(character)) return { shown: character, font: 'Rare' };
    this.#missing.add(character);
    return { shown: UNKNOWN_MARK, font: 'Sans' };
  }
}

const INVISIBLE = /(?!\n)[\p{Cc}\p{Cf}\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/u;
