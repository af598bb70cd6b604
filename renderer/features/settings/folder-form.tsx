import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/state-views.tsx';
import { sentenceOf } from '../../lib/shop-error.ts';

/** A folder that can be changed or, left empty, given up. */
export function FolderForm(props: {
  readonly label: string;
  readonly example: string;
  readonly path: string | null;
  readonly onSave: (path: string | null) => Promise<unknown>;
}) {
  const [path, setPath] = useState(props.path ?? '');
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: () => props.onSave(path.trim() === '' ? null : path.trim()),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['backup'] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending) save.mutate();
  };
  return (
    <>
      <form className="backup-folder" onSubmit={submit}>
        <Field label={props.label}>
          <Input
            maxLength={1024}
            value={path}
            placeholder={props.example}
            onChange={(event) => {
              setPath(event.target.value);
              save.reset();
            }}
          />
        </Field>
        <Button size="large" htmlType="submit" loading={save.isPending} aria-label={`保存${props.label}`}>
          保存
        </Button>
      </form>
      {save.isError ? (
        <Notice tone="refused" live="assertive">
          {sentenceOf(save.error)}
        </Notice>
      ) : null}
    </>
  );
}
