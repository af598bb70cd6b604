import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { StaffMember } from '../../../shared/domain/staff/staff.ts';
import { Notice } from '../../components/state-views.tsx';
import { client } from '../../lib/client.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import type { GivenSecret } from './first-secret-dialog.tsx';

type Asked = 'reset' | 'leave' | null;

/** What ends somebody's sessions at once: a new secret, or leaving. Both are asked for twice. */
export function PersonStanding(props: {
  readonly member: StaffMember;
  readonly own: boolean;
  readonly onChanged: () => Promise<unknown>;
  readonly onGiven: (given: GivenSecret) => void;
  readonly onClose: () => void;
}) {
  const { member } = props;
  const [asked, setAsked] = useState<Asked>(null);
  const reset = useMutation({
    mutationFn: () => client.staff.resetSecret({ operatorId: member.id }),
    onSuccess: async ({ firstSecret }) => {
      await props.onChanged();
      props.onGiven({ name: member.name, secret: firstSecret });
    },
  });
  const setActive = useMutation({
    mutationFn: (active: boolean) => client.staff.setActive({ operatorId: member.id, active }),
    onSuccess: async () => {
      await props.onChanged();
      props.onClose();
    },
  });
  const failed = reset.error ?? setActive.error;
  return (
    <section className="person-standing" aria-label="密码和去留">
      {failed ? (
        <Notice tone="refused" live="assertive">
          {sentenceOf(failed)}
        </Notice>
      ) : null}
      {asked === null ? (
        <div className="person-standing-actions">
          {member.active && !props.own ? <Button onClick={() => setAsked('reset')}>重设密码</Button> : null}
          {member.active ? (
            <Button onClick={() => setAsked('leave')}>停用</Button>
          ) : (
            <Button loading={setActive.isPending} onClick={() => setActive.mutate(true)}>
              重新启用
            </Button>
          )}
        </div>
      ) : (
        <Notice
          tone="soon"
          action={
            <>
              <Button onClick={() => setAsked(null)}>不了</Button>
              <Button
                type="primary"
                loading={reset.isPending || setActive.isPending}
                onClick={() => (asked === 'reset' ? reset.mutate() : setActive.mutate(false))}
              >
                {asked === 'reset' ? '重设密码' : '停用'}
              </Button>
            </>
          }
        >
          {asked === 'reset'
            ? `给${member.name}一个新密码，原来的随即作废。`
            : `${member.name}马上不能再登录。做过的账都留着，以后可以重新启用。`}
        </Notice>
      )}
    </section>
  );
}
