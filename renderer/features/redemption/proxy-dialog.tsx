import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import type { Recipient } from '../../../shared/domain/redemption/redemption.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';

const RELATIONS = ['配偶', '子女', '父母', '孙子女', '兄弟姐妹', '邻居', '村干部'] as const;

/** Who takes the goods in place of the head (代领人), and how they are related. */
export function ProxyDialog(props: {
  readonly recipient: Recipient | null;
  readonly onSave: (recipient: Recipient | null) => void;
  readonly onClose: () => void;
}) {
  const [name, setName] = useState(props.recipient?.name ?? '');
  const [relation, setRelation] = useState(props.recipient?.relation ?? '');
  const [tried, setTried] = useState(false);
  const save = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (name.trim() === '' || relation.trim() === '') return;
    props.onSave({ name: name.trim(), relation: relation.trim() });
    props.onClose();
  };
  const remove = () => {
    props.onSave(null);
    props.onClose();
  };
  return (
    <Dialog title="代领人" onClose={props.onClose}>
      <form className="doorway-form" onSubmit={save}>
        <Field label="代领人姓名" error={tried && name.trim() === '' ? '请填代领人姓名。' : null}>
          <Input autoFocus size="large" maxLength={32} value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field label="与户主关系" error={tried && relation.trim() === '' ? '请选或填与户主的关系。' : null}>
          <Input size="large" maxLength={16} value={relation} onChange={(event) => setRelation(event.target.value)} />
        </Field>
        <div className="quick" role="group" aria-label="常用关系">
          {RELATIONS.map((word) => (
            <Button key={word} aria-pressed={relation === word} onClick={() => setRelation(word)}>
              {word}
            </Button>
          ))}
        </div>
        <div className="form-actions">
          {props.recipient ? (
            <Button size="large" onClick={remove}>
              改回本人领
            </Button>
          ) : null}
          <Button size="large" type="primary" htmlType="submit">
            确定
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
