import type { DonorKind, DonorThanks } from '../../../shared/domain/donation/donation.ts';

export const DONOR_KIND_TEXT: Readonly<Record<DonorKind, string>> = { organisation: '单位', person: '个人' };

export const DONOR_THANKS_TEXT: Readonly<Record<DonorThanks, string>> = {
  full: '写全名',
  masked: '隐去中间字',
  hidden: '不具名',
};
