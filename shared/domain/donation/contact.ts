import type { Donor } from './donation.ts';

type Contact = Pick<Donor, 'contact' | 'phone'>;

const PHONE = /(?:\+?86[- ]?)?1[3-9]\d{9}|(?:0\d{2,3}[- ]?)?[2-9]\d{6,7}(?:-\d{1,5})?|[48]00-?\d{3}-?\d{4}/;

/** 张主任 13800001111 in one cell of a register. */
export function readContact(text: string): Contact {
  const phone = PHONE.exec(text)?.[0] ?? '';
  const contact = text
    .replace(phone, ' ')
    .replace(/[\s,，;；、:：/()（）]+/g, ' ')
    .trim();
  return { contact, phone };
}

/** The same as a register says it. */
export function contactText({ contact, phone }: Contact): string {
  return [contact, phone].filter((part) => part !== '').join(' ');
}
