/** What a number or name on paper is told apart by: width, case and blanks are how somebody typed it. */
export function paperKey(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '').toUpperCase();
}
