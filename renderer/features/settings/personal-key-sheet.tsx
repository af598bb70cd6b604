import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import type { PersonalKeyState } from '../../../shared/contract/settings.ts';
import { parseRecoveryText } from '../../../shared/kernel/recovery-text.ts';
import { LOCK_REASON_TEXT } from '../../../shared/messages/personal-text.ts';
import { refusalText } from '../../../shared/messages/refusal-text.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Sheet } from '../../components/page.tsx';
import { FailingState, LoadingState, Notice } from '../../components/state-views.tsx';
import { client } from '../../lib/client.ts';
import { queries } from '../../lib/queries.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { ReasonForm } from './reason-form.tsx';
import { RecoveryKeyPanel } from './recovery-key-panel.tsx';

/** 身份证号加密: whether this PC has the key, the key on paper, and the way back with it. */
export function PersonalKeySheet() {
  const state = useQuery(queries.personalKey());
  const [showing, setShowing] = useState(false);
  const open = state.data?.kind === 'open';
  return (
    <Sheet
      title="身份证号加密"
      extra={
        open ? (
          <Button size="large" onClick={() => setShowing(true)}>
            恢复密钥…
          </Button>
        ) : null
      }
    >
      <p className="soft sheet-lead">
        身份证号加密存放，别人拿走备份或U盘也看不到。平时打星号，看一户的完整号码会记入操作记录。
      </p>
      {state.data ? (
        <KeyState state={state.data} />
      ) : state.isError ? (
        <FailingState sentence={sentenceOf(state.error)} onRetry={() => void state.refetch()} />
      ) : (
        <LoadingState />
      )}
      {showing ? <RecoveryKeyDialog onClose={() => setShowing(false)} /> : null}
    </Sheet>
  );
}

function KeyState({ state }: { readonly state: PersonalKeyState }) {
  if (state.kind === 'locked') {
    return (
      <div className="key-state">
        <Notice tone="soon">{LOCK_REASON_TEXT[state.why]}。别的事照常办。</Notice>
        {state.why === 'elsewhere' ? null : (
          <>
            <UnlockForm />
            <StartAfresh />
          </>
        )}
      </div>
    );
  }
  return (
    <div className="key-state">
      <Notice tone="done">
        {state.keeper === 'system'
          ? '密钥由这台电脑的系统钥匙库保管，只有现在这个登录用户能用。'
          : '密钥在数据文件夹的一个文件里，只有现在这个登录用户能读。备份里没有它。'}
      </Notice>
      {state.recoveryKeyShown ? null : (
        <Notice tone="soon">恢复密钥还没有打印过。电脑一坏，存的身份证号就打不开了，请现在打印收好。</Notice>
      )}
      {state.readableByOthers ? (
        <Notice tone="refused">
          这个磁盘不分用户权限，电脑上的别人也能读到密钥文件。请把数据文件夹放到系统盘的用户文件夹里。
        </Notice>
      ) : null}
    </div>
  );
}

function UnlockForm() {
  const queryClient = useQueryClient();
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const parsed = parseRecoveryText(typed);
  const unlock = useMutation({
    mutationFn: () => client.settings.unlockPersonal({ recoveryKey: typed }),
    onSuccess: () => queryClient.invalidateQueries(),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (parsed.ok && !unlock.isPending) unlock.mutate();
  };
  const problem = tried && !parsed.ok ? `${refusalText(parsed.error)}。` : null;
  return (
    <form onSubmit={submit}>
      <Field label="恢复密钥" help="照纸上的四行输入，大小写、空格和横线都不要紧" error={problem}>
        <Input.TextArea
          className="key-entry"
          autoSize={{ minRows: 4, maxRows: 6 }}
          maxLength={400}
          spellCheck={false}
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </Field>
      {unlock.isError ? (
        <Notice tone="refused" live="assertive">
          {sentenceOf(unlock.error)}
        </Notice>
      ) : null}
      <div className="form-actions">
        <Button size="large" type="primary" htmlType="submit" loading={unlock.isPending}>
          打开身份证号
        </Button>
      </div>
    </form>
  );
}

/** The paper is lost too: what cannot be opened is given up, so that the register can be filled in anew. */
function StartAfresh() {
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const drop = useMutation({
    mutationFn: (reason: string) => client.settings.dropSealedNumbers({ reason }),
    onSuccess: async ({ households }) => {
      setAsking(false);
      await queryClient.invalidateQueries();
      void message.success(`已清除 ${households} 户的身份证号。新密钥已经有了，请打印恢复密钥收好。`);
    },
  });
  return (
    <p>
      <Button type="link" onClick={() => setAsking(true)}>
        恢复密钥找不到了…
      </Button>
      {asking ? (
        <Dialog title="清除打不开的身份证号" onClose={() => setAsking(false)} width="44rem">
          <Notice tone="soon">
            没有恢复密钥，已存的身份证号谁也打不开。清除后可以重新登记；户、积分和台账都不动。清除不能反悔，请先再找找那张纸。
          </Notice>
          <ReasonForm
            label="为什么清除"
            placeholder="例：电脑坏了，恢复密钥的纸也丢了"
            action="清除，重新登记"
            busy={drop.isPending}
            complaint={drop.isError ? sentenceOf(drop.error) : null}
            onCancel={() => setAsking(false)}
            onSubmit={(reason) => drop.mutate(reason)}
          />
        </Dialog>
      ) : null}
    </p>
  );
}

/** Asks why before it shows: the key opens every number in every backup. */
function RecoveryKeyDialog({ onClose }: { readonly onClose: () => void }) {
  const queryClient = useQueryClient();
  const [reason, setReason] = useState('');
  const show = useMutation({
    mutationFn: (why: string) => client.settings.recoveryKey({ reason: why }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['personal-key'] }),
  });
  return (
    <Dialog title="恢复密钥" onClose={onClose} width="44rem">
      {show.data ? (
        <RecoveryKeyPanel recoveryKey={show.data} reason={reason} />
      ) : (
        <ReasonForm
          label="为什么要看"
          placeholder="例：原来的纸丢了，重新打印"
          action="显示"
          busy={show.isPending}
          complaint={show.isError ? sentenceOf(show.error) : null}
          onCancel={onClose}
          onSubmit={(why) => {
            setReason(why);
            show.mutate(why);
          }}
        />
      )}
    </Dialog>
  );
}
