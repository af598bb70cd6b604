import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { SCREEN_LOCK_MINUTES } from '../../../shared/domain/staff/staff.ts';
import { Field } from '../../components/field.tsx';
import { Sheet } from '../../components/page.tsx';
import { FailingState, LoadingState, Notice } from '../../components/state-views.tsx';
import { client } from '../../lib/client.ts';
import { queries } from '../../lib/queries.ts';
import { sentenceOf } from '../../lib/shop-error.ts';

/** After how long an untouched screen locks by itself. */
export function ScreenLockSheet({ mayChange }: { readonly mayChange: boolean }) {
  const setting = useQuery(queries.screenLock());
  return (
    <Sheet title="自动锁屏">
      {setting.data ? (
        mayChange ? (
          <MinutesForm minutes={setting.data.minutes} />
        ) : (
          <p>{setting.data.minutes} 分钟没有按键和点击，屏幕就自动锁上。</p>
        )
      ) : setting.isError ? (
        <FailingState sentence={sentenceOf(setting.error)} onRetry={() => void setting.refetch()} />
      ) : (
        <LoadingState />
      )}
    </Sheet>
  );
}

function MinutesForm({ minutes }: { readonly minutes: number }) {
  const [text, setText] = useState(String(minutes));
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: (wanted: number) => client.staff.saveScreenLock({ minutes: wanted }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['screen-lock'] }),
  });
  const { least, most } = SCREEN_LOCK_MINUTES;
  const wanted = /^\d{1,2}$/.test(text.trim()) ? Number(text) : Number.NaN;
  const problem = wanted >= least && wanted <= most ? null : `请填 ${least} 到 ${most} 之间的整数。`;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (problem === null && !save.isPending) save.mutate(wanted);
  };
  return (
    <form className="doorway-form" onSubmit={submit}>
      <div className="screen-lock-form">
        <Field label="多少分钟没有按键和点击就锁屏" error={problem}>
          <Input
            inputMode="numeric"
            maxLength={2}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              save.reset();
            }}
          />
        </Field>
        <Button htmlType="submit" loading={save.isPending}>
          保存
        </Button>
      </div>
      {save.isSuccess ? <Notice tone="done">已保存：{save.data.minutes} 分钟。</Notice> : null}
      {save.isError ? (
        <Notice tone="refused" live="assertive">
          {sentenceOf(save.error)}
        </Notice>
      ) : null}
    </form>
  );
}
