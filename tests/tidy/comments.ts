/** A comment, and the line it starts on. */
export interface Comment {
  readonly line: number;
  readonly comment: string;
}

const STRING_OR_COMMENT = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|(\/\/[^\n]*|\/\*[\s\S]*?\*\/)/g;

/** The comments of a source text. Strings are stepped over, so that an address in one is not taken for a comment. */
export function commentsOf(text: string): Comment[] {
  const found: Comment[] = [];
  for (const match of text.matchAll(STRING_OR_COMMENT)) {
    const comment = match[1];
    if (comment !== undefined) found.push({ line: text.slice(0, match.index).split('\n').length, comment });
  }
  return found;
}

/** The source text with its comments blanked; lines keep their numbers. */
export function withoutComments(text: string): string {
  return text.replace(STRING_OR_COMMENT, (whole: string, comment: string | undefined) =>
    comment === undefined ? whole : comment.replace(/[^\n]/g, ' '),
  );
}
