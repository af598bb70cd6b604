/** A CASE expression that spells a code as its word. Codes and words are the program's own, without quotes. */
export function wordOf(column: string, words: Readonly<Record<string, string>>): string {
  const cases = Object.entries(words).map(([code, word]) => `WHEN '${code}' THEN '${word}'`);
  return `CASE ${column} ${cases.join(' ')} END`;
}
