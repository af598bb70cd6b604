import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { RescueCause } from '../../../shared/domain/settings/rescue.ts';
import { Dialog } from '../../components/dialog.tsx';
import { LoadingState, Notice } from '../../components/state-views.tsx';
import { client } from '../../lib/client.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { RescueConfirm } from './rescue-confirm.tsx';

/** Goes on with the books as they are, when an administrator of theirs says that they are the right ones. */
export function RescueAcceptDialog(props: { readonly cause: RescueCause; readonly onClose: () => void }) {
  const queryClient = useQueryClient();
  const people = useQuery({
    queryKey: ['rescue', 'acceptable'],
    queryFn: () => client.rescue.acceptable(),
    gcTime: 0,
  });
  const accept = useMutation({
    mutationFn: (confirmation: Parameters<typeof client.rescue.accept>[0]['confirmation']) =>
      client.rescue.accept({ confirmation }),
    onSuccess: () => queryClient.invalidateQueries(),
  });
  const complaint = accept.error ?? people.error;
  return (
    <Dialog title="用现有的账继续" onClose={accept.isPending ? () => undefined : props.onClose} width="40rem">
      <div className="doorway-form">
        <Notice tone="soon">
          {props.cause.code === 'folder_copied'
            ? '确认原来那一处已经不用了。两处都用，会变成两本对不上的账。'
            : '缺的单据不会回来，要对照小票和纸质记录补录。以后找到原来的账，也不能再合并。'}
        </Notice>
        {people.data ? (
          <RescueConfirm
            administrators={people.data}
            label="继续使用"
            busyLabel="正在核对全部账目…"
            pending={accept.isPending}
            onConfirm={(confirmation) => accept.mutate(confirmation)}
            onClose={props.onClose}
          />
        ) : people.isError ? null : (
          <LoadingState />
        )}
        {complaint ? (
          <Notice tone="refused" live="assertive">
            {sentenceOf(complaint)}
          </Notice>
        ) : null}
      </div>
    </Dialog>
  );
}
