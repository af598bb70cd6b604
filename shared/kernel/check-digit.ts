/** EAN-8, EAN-13, UPC-A: the last digit weighs the rest 3,1,3,1 from the right (GS1 General Specifications, 7.9). */
export function eanCheckDigit(digitsWithoutCheck: string): number {
  let sum = 0;
  for (let index = 0; index < digitsWithoutCheck.length; index += 1) {
    const digit = Number(digitsWithoutCheck[digitsWithoutCheck.length - 1 - index]);
    sum += digit * (index % 2 === 0 ? 3 : 1);
  }
  return (10 - (sum % 10)) % 10;
}

export function hasValidEanCheckDigit(code: string): boolean {
  return /^(\d{8}|\d{12}|\d{13})$/.test(code) && eanCheckDigit(code.slice(0, -1)) === Number(code.at(-1));
}

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;

/** The 18th character of a resident identity number (GB 11643-1999, MOD 11-2). */
export function residentIdCheckCharacter(first17: string): string {
  const sum = ID_WEIGHTS.reduce((total, weight, index) => total + weight * Number(first17[index]), 0);
  return '10X98765432'.charAt(sum % 11);
}
