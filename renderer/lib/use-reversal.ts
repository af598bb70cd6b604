import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { Approval } from '../../shared/contract/base.ts';
import type { PostedEntry } from '../../shared/contract/points.ts';
import type { EntryId } from '../../shared/kernel/brands.ts';
import { newRequestId } from './client.ts';
import { sentenceOf } from './shop-error.ts';
import { type AskedForApproval, useApproval } from './use-approval.ts';

export type ReversalCommand = {
  readonly requestId: string;
  readonly entryId: EntryId;
  readonly reason: string;
  readonly approval: Approval;
};

export type Reversal = {
  readonly reverse: (reason: string) => void;
  readonly pending: boolean;
  readonly refusal: string | null;
  readonly asked: AskedForApproval | null;
};

/** Takes one document back, under one request id however often it is tried, with a second person where one is needed. */
export function useReversal(given: {
  readonly entryId: EntryId;
  readonly documentNo: string;
  /** What the document says, for whoever is asked to agree. */
  readonly what: string;
  readonly send: (command: ReversalCommand) => Promise<PostedEntry>;
  /** What is to be read anew afterwards. */
  readonly stale: readonly string[];
  /** Told what was done, with the number of the reversal. */
  readonly onDone: (sentence: string) => void;
  readonly onClose: () => void;
  /** Between both numbers: what became of the document. */
  readonly became?: string;
}): Reversal {
  const requestId = useRef(newRequestId());
  const queryClient = useQueryClient();
  const { withApproval, asked } = useApproval();
  const { entryId, documentNo, what, send, stale } = given;
  const reverse = useMutation({
    mutationFn: (reason: string) =>
      withApproval(`红冲 ${documentNo}（${what}）：${reason}`, (approval) =>
        send({ requestId: requestId.current, entryId, reason, approval }),
      ),
    onSuccess: async (posted) => {
      given.onDone(`已红冲 ${documentNo}，${given.became ?? ''}红冲单号 ${posted.documentNo}。`);
      given.onClose();
      await Promise.all(stale.map((key) => queryClient.invalidateQueries({ queryKey: [key] })));
    },
  });
  return {
    reverse: (reason) => reverse.mutate(reason),
    pending: reverse.isPending,
    refusal: reverse.isError ? sentenceOf(reverse.error) : null,
    asked,
  };
}
