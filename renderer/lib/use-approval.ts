import { useCallback, useEffect, useRef, useState } from 'react';
import type { Approval, RefusalCode } from '../../shared/contract/base.ts';
import type { SecondPersonRefusal } from '../../shared/domain/staff/second-person.ts';
import type { OperatorId } from '../../shared/kernel/brands.ts';
import { refusalText } from '../../shared/messages/refusal-text.ts';
import { ShopError, toShopError } from './shop-error.ts';
import { soundRefused } from './sounds.ts';
import { ROLE_TEXT } from '../../shared/messages/role-text.ts';

type Needed = Extract<SecondPersonRefusal, { code: 'second_person_needed' }>;

const CANCELLED = '没有另一位同意，没有办。';

/** After these the same person, or another, may try again; anything else is the command's own answer. */
const TRY_AGAIN: readonly RefusalCode[] = [
  'secret_wrong',
  'sign_in_locked',
  'secret_must_change',
  'second_person_unfit',
  'second_person_needed',
];

/** Carries the host's refusal: who asked for a second person has looked, and the document is not in the books. */
function cancelled(needed: Needed): ShopError {
  return new ShopError('refused', CANCELLED, needed);
}

/** What the dialog that asks for a second person needs to show and to do. */
export type AskedForApproval = {
  /** What is to be agreed to: whose, how much, which document. */
  readonly what: string;
  readonly why: string;
  readonly people: readonly { readonly id: OperatorId; readonly name: string; readonly role: string }[];
  readonly busy: boolean;
  readonly complaint: string | null;
  readonly onAgree: (operatorId: OperatorId, secret: string) => void;
  readonly onCancel: () => void;
};

type Pending = {
  readonly what: string;
  readonly needed: Needed;
  readonly attempt: (approval: NonNullable<Approval>) => Promise<void>;
  readonly fail: (error: unknown) => void;
};

/**
 * Wraps a command that may need a second person, who is told `what` it is. It is sent without one first; where the host asks for one, `asked` is
 * set until somebody agreed or the dialog was cancelled, and the same command goes again with that person's word. Whoever
 * calls keeps its request id, so that it is one document however often it was sent. Cancelled: a refusal.
 */
export function useApproval() {
  const [pending, setPending] = useState<Pending | null>(null);
  const [busy, setBusy] = useState(false);
  const [complaint, setComplaint] = useState<string | null>(null);
  const open = useRef<Pending | null>(null);

  const show = useCallback((next: Pending | null) => {
    open.current = next;
    setPending(next);
    setComplaint(null);
    setBusy(false);
  }, []);
  useEffect(() => () => open.current?.fail(cancelled(open.current.needed)), []);

  const withApproval = useCallback(
    async <T>(what: string, command: (approval: Approval) => Promise<T>): Promise<T> => {
      try {
        return await command(null);
      } catch (error) {
        const { refusal } = toShopError(error);
        if (refusal?.code !== 'second_person_needed') throw error;
        return new Promise<T>((resolve, reject) => {
          show({
            what,
            needed: refusal,
            attempt: async (approval) => resolve(await command(approval)),
            fail: reject,
          });
          soundRefused();
        });
      }
    },
    [show],
  );

  const agree = async (asked: Pending, operatorId: OperatorId, secret: string): Promise<void> => {
    setBusy(true);
    setComplaint(null);
    try {
      await asked.attempt({ operatorId, secret });
      show(null);
    } catch (error) {
      const { refusal, sentence } = toShopError(error);
      if (refusal && TRY_AGAIN.includes(refusal.code)) {
        setBusy(false);
        setComplaint(sentence);
        soundRefused();
        return;
      }
      show(null);
      asked.fail(error);
    }
  };

  const asked: AskedForApproval | null = pending && {
    what: pending.what,
    why: `${refusalText(pending.needed)}。`,
    people: pending.needed.persons.map(({ id, name, role }) => ({ id, name, role: ROLE_TEXT[role] })),
    busy,
    complaint,
    onAgree: (operatorId, secret) => void agree(pending, operatorId, secret),
    onCancel: () => {
      if (busy) return;
      show(null);
      pending.fail(cancelled(pending.needed));
    },
  };
  return { withApproval, asked };
}
