import { ORPCError } from '@orpc/client';
import type { Refusal } from '../../shared/contract/base.ts';
import type { Role } from '../../shared/domain/staff/role.ts';
import { refusalText } from '../../shared/messages/refusal-text.ts';
import { ROLE_TEXT } from '../../shared/messages/role-text.ts';

export type ShopErrorKind = 'refused' | 'unauthorized' | 'locked' | 'must_change' | 'forbidden' | 'fault' | 'offline';

/** Whatever went wrong with a call, with the sentence a person may read. */
export class ShopError extends Error {
  override readonly name = 'ShopError';
  readonly kind: ShopErrorKind;
  readonly sentence: string;
  /** Set when the host refused: the code with its numbers. */
  readonly refusal: Refusal | null;

  constructor(kind: ShopErrorKind, sentence: string, refusal: Refusal | null = null) {
    super(sentence);
    this.kind = kind;
    this.sentence = sentence;
    this.refusal = refusal;
  }
}

export const OFFLINE_SENTENCE = '没有连上主机，正在重连。账目在主机里，不会丢。';

/** Any thrown value as a ShopError. Everything that did not come from the host as an answer counts as offline. */
export function toShopError(error: unknown): ShopError {
  if (error instanceof ShopError) return error;
  if (!(error instanceof ORPCError)) return new ShopError('offline', OFFLINE_SENTENCE);
  switch (error.code) {
    case 'REFUSED': {
      const refusal = error.data as Refusal;
      return new ShopError('refused', `${refusalText(refusal)}。`, refusal);
    }
    case 'UNAUTHORIZED':
      return new ShopError('unauthorized', '登录已过期，请重新登录。');
    case 'LOCKED':
      return new ShopError('locked', '屏幕锁着，请先解锁。');
    case 'MUST_CHANGE':
      return new ShopError('must_change', '请先改成自己的密码。');
    case 'FORBIDDEN': {
      const data = error.data as { readonly role: Role; readonly allowed: readonly Role[] } | undefined;
      const allowed = data?.allowed.map((role) => ROLE_TEXT[role]).join('或') ?? '别的人员';
      return new ShopError('forbidden', `这件事要由${allowed}来做。`);
    }
    case 'FAULT': {
      const data = error.data as { readonly incident: string } | undefined;
      return new ShopError('fault', `程序出了错，没有存。事故号 ${data?.incident ?? '未知'}，请记下来告诉维护人员。`);
    }
    case 'PAYLOAD_TOO_LARGE':
      return new ShopError('refused', '内容太大，没有存。请分成几次来做。');
    case 'BAD_REQUEST':
      return new ShopError('refused', '填写的内容不合要求，请检查后再试。');
    default:
      return error.status >= 502 && error.status <= 504
        ? new ShopError('offline', OFFLINE_SENTENCE)
        : new ShopError('fault', '程序出了错，没有存。请再试一次，还不行就告诉维护人员。');
  }
}

export function sentenceOf(error: unknown): string {
  return toShopError(error).sentence;
}
