import { useMutation, useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import type { RedemptionRecord } from '../../../shared/domain/redemption/redemption.ts';
import type { EntryId } from '../../../shared/kernel/brands.ts';
import { Dialog } from '../../components/dialog.tsx';
import { SecondPersonDialog } from '../../components/second-person-dialog.tsx';
import { EmptyState, FailingState, LoadingState } from '../../components/state-views.tsx';
import { client, newRequestId } from '../../lib/client.ts';
import { sendUntilAnswered } from '../../lib/pending-command.ts';
import { queries } from '../../lib/queries.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { soundDone, soundRefused } from '../../lib/sounds.ts';
import { useApproval } from '../../lib/use-approval.ts';
import { ReturnForm, type ReturnDraft } from './return-form.tsx';

/** Takes goods back (退回): a reversal of its own with its own slip; the redemption stays as it was written. */
export function ReturnDialog(props: {
  readonly id: EntryId;
  readonly onReturned: (record: RedemptionRecord) => void;
  readonly onClose: () => void;
}) {
  const record = useQuery({ ...queries.redemption(props.id), staleTime: 0 });
  const requestId = useRef(newRequestId());
  const { withApproval, asked } = useApproval();
  const takeBack = useMutation({
    mutationFn: (draft: ReturnDraft) => {
      const what = `${record.data?.headName ?? ''}退回 ${record.data?.documentNo ?? ''}：${draft.reason}`;
      const input = {
        requestId: requestId.current,
        redemptionId: props.id,
        lines: draft.lines === null ? null : [...draft.lines],
        reason: draft.reason,
      };
      const command = { requestId: input.requestId, procedure: 'redemption.return', input, what } as const;
      return withApproval(what, (approval) =>
        sendUntilAnswered(command, () => client.redemption.return({ ...input, approval })),
      );
    },
    onSuccess: (returned) => {
      soundDone();
      props.onReturned(returned);
      props.onClose();
    },
    onError: soundRefused,
  });
  const left = record.data?.lines.some((line) => line.quantity > line.returnedQuantity) ?? false;
  return (
    <>
      <Dialog title={record.data ? `退回 ${record.data.documentNo}` : '退回'} onClose={props.onClose} width="42rem">
        {record.data ? (
          record.data.kind === 'return' || !left ? (
            <EmptyState
              title={record.data.kind === 'return' ? '这是一张退回单' : '这一单已经全部退回'}
              hint="退回只能做一次，不能再退。"
            />
          ) : (
            <ReturnForm
              record={record.data}
              busy={takeBack.isPending}
              complaint={takeBack.isError ? sentenceOf(takeBack.error) : null}
              onSubmit={(draft) => {
                if (!takeBack.isPending) takeBack.mutate(draft);
              }}
            />
          )
        ) : record.isError ? (
          <FailingState sentence={sentenceOf(record.error)} onRetry={() => void record.refetch()} />
        ) : (
          <LoadingState />
        )}
      </Dialog>
      {asked ? <SecondPersonDialog {...asked} /> : null}
    </>
  );
}
