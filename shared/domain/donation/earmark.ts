/**
 * A group of households (80岁以上老人, 困难学生): carried as a tag by households, and by lots that were given for that
 * group only.
 */
export const LONGEST_TAG = 32;

/** A tag as it is kept: half width, without spaces, so that what is typed twice is the same tag. */
export function tidyTag(text: string): string {
  return [...text.normalize('NFKC').replace(/[\s\p{Cc};；,，、]+/gu, '')].slice(0, LONGEST_TAG).join('');
}

/** The tags of a household as they are kept: each once, sorted. */
export function tidyTags(tags: readonly string[]): string[] {
  return [...new Set(tags.map(tidyTag).filter((tag) => tag !== ''))].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** 80岁以上老人、困难学生 in one cell of a register. */
export function readTags(text: string): string[] {
  return tidyTags(text.split(/[、,，;；/\n]/));
}

const IN_NOTE = /(?:^|；)标签[:：]([^；]*)$/;

/** The roster's ledger has no column for tags: they stand behind the note. `低保户；标签：80岁以上老人、困难学生` */
export function noteWithTags(note: string, tags: readonly string[]): string {
  const said = tags.length === 0 ? '' : `标签：${tags.join('、')}`;
  return [note, said].filter((part) => part !== '').join('；');
}

/** The same read back; null: the note says nothing of tags. */
export function readNoteWithTags(text: string): { readonly note: string; readonly tags: string[] | null } {
  const found = IN_NOTE.exec(text);
  const tags = tidyTags((found?.[1] ?? '').split(/[、,，]/));
  return found === null || tags.length === 0 ? { note: text, tags: null } : { note: text.slice(0, found.index), tags };
}

/** Whether a household may have goods of a lot: anybody where it is not earmarked, else only who carries its tag. */
export function mayHave(tags: readonly string[], earmark: string | null): boolean {
  return earmark === null || tags.includes(earmark);
}

export type ReadIntention = {
  /** The group it was given for; null: for anybody. */
  readonly earmark: string | null;
  /** What else the donor said. */
  readonly intention: string;
};

const UNBOUND = /^(不指定|不限|不定向|非定向|无指定|未指定|无|统一安排|由超市(统一)?安排)$/;
const BOUND = /^(?:定向|指定)(?:捐赠|捐助)?(?:用于|捐给|发给|发放给|赠予|给予|给|为|于)?[:：]?\s*(.+)$/;

/** What 捐赠意向 on a register means: `指定用于80岁以上老人` and `定向：困难学生；春节前发` name a group, `不指定` nobody. */
export function readIntention(text: string): ReadIntention {
  const tidy = text.trim();
  if (tidy === '' || UNBOUND.test(tidy)) return { earmark: null, intention: '' };
  const bound = BOUND.exec(tidy)?.[1];
  if (bound === undefined) return { earmark: null, intention: tidy };
  const [group = '', ...rest] = bound.split(/[；;]/);
  const earmark = tidyTag(group);
  return earmark === '' ? { earmark: null, intention: tidy } : { earmark, intention: rest.join('；').trim() };
}

/** The same as a register says it; a consent of the donor stands there too. `readIntention` reads back what binds. */
export function intentionText(given: ReadIntention & { readonly consent: string | null }): string {
  const { earmark, intention, consent } = given;
  if (earmark === null) return intention === '' ? '不指定' : intention;
  const more = intention === '' ? '' : `；${intention}`;
  return consent === null ? `定向：${earmark}${more}` : `原定向${earmark}，已同意不限（${consent}）${more}`;
}
