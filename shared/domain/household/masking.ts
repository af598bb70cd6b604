/** 张*三, two characters 张*: how a name is shown outside the office. Counts characters, not UTF-16 units. */
export function maskName(name: string): string {
  const characters = [...name];
  const first = characters[0] ?? '';
  if (characters.length <= 1) return name;
  if (characters.length === 2) return `${first}*`;
  return `${first}${'*'.repeat(characters.length - 2)}${characters.at(-1) ?? ''}`;
}

/** 440308********1234 */
export function maskIdNumber(idNumber: string): string {
  return idNumber.length < 12 ? '*'.repeat(idNumber.length) : `${idNumber.slice(0, 6)}********${idNumber.slice(-4)}`;
}

/** 138****5678 */
export function maskPhone(phone: string): string {
  return phone.length < 8 ? '*'.repeat(phone.length) : `${phone.slice(0, 3)}****${phone.slice(-4)}`;
}

const PHONES = /(?<!\d)1[3-9]\d{9}(?!\d)/g;

/** Free text with every mobile number in it masked; the same text when there is none. */
export function maskPhonesIn(text: string): string {
  const plain = text.normalize('NFKC');
  const masked = plain.replace(PHONES, maskPhone);
  return masked === plain ? text : masked;
}
