import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import type { BackupState, SecondFolderState } from '../../../shared/domain/settings/backup.ts';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/state-views.tsx';
import { client } from '../../lib/client.ts';
import { sentenceOf } from '../../lib/shop-error.ts';

const STATE_TEXT: Readonly<Record<SecondFolderState, string>> = {
  none: '没有设置第二文件夹。建议设到U盘上：电脑坏了，账还在。',
  present: '第二文件夹已找到，每次备份会同时存一份到那里。',
  absent: '现在没有找到第二文件夹，U盘可能没有插上。本机照常备份，插上后自动补存。',
  failing: '第二文件夹写不进去，请检查U盘是否已满或写保护。本机照常备份。',
};
const TONE = { none: 'plain', present: 'plain', absent: 'soon', failing: 'soon' } as const;

/** Where a second copy of every backup goes. */
export function BackupFolderForm(props: {
  readonly ownFolder: string;
  readonly second: BackupState['secondFolder'];
  readonly mayChange: boolean;
}) {
  const { second } = props;
  const [path, setPath] = useState(second.path ?? '');
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: () => client.settings.saveBackupFolder({ path: path.trim() === '' ? null : path.trim() }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['backup'] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending) save.mutate();
  };
  return (
    <>
      {props.mayChange ? (
        <form className="backup-folder" onSubmit={submit}>
          <Field label="第二文件夹（如U盘）">
            <Input
              maxLength={1024}
              value={path}
              placeholder="E:\爱心超市备份"
              onChange={(event) => {
                setPath(event.target.value);
                save.reset();
              }}
            />
          </Field>
          <Button size="large" htmlType="submit" loading={save.isPending}>
            保存
          </Button>
        </form>
      ) : null}
      <Notice tone={TONE[second.state]}>{STATE_TEXT[second.state]}</Notice>
      {save.isError ? (
        <Notice tone="refused" live="assertive">
          {sentenceOf(save.error)}
        </Notice>
      ) : null}
    </>
  );
}
