import { useMutation } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import type { Operator } from '../../../shared/contract/staff.ts';
import { readRecoveryCode } from '../../../shared/domain/staff/recovery-code.ts';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/state-views.tsx';
import { client } from '../../lib/client.ts';
import { showRecoveryCode } from '../../lib/session-store.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { useTakeSeat } from '../../lib/take-seat.ts';
import { NewSecretFields, useNewSecret } from './new-secret-fields.tsx';
import { PeoplePicker } from './people-picker.tsx';

type Props = {
  readonly who: Operator;
  readonly operators: readonly Operator[];
  readonly onBack: () => void;
};

/** The way back in: an administrator by the printed code, everybody else by an administrator. */
export function ForgottenForm({ who, operators, onBack }: Props) {
  const [helper, setHelper] = useState(who.role === 'administrator');
  if (helper) return <RecoveryForm who={who} operators={operators} onBack={onBack} />;
  return (
    <div className="doorway-form">
      <h2>忘记密码</h2>
      <p>请管理员登录后，在“人员”里点“{who.name}”，再点“重设密码”，给您一个新密码。您登录时改成自己的。</p>
      <div className="form-actions">
        <Button size="large" onClick={() => setHelper(true)}>
          管理员也忘记了
        </Button>
        <Button size="large" type="primary" onClick={onBack}>
          返回登录
        </Button>
      </div>
    </div>
  );
}

function RecoveryForm({ who, operators, onBack }: Props) {
  const administrators = operators.filter(({ role }) => role === 'administrator');
  const [chosen, setChosen] = useState(administrators.find(({ id }) => id === who.id) ?? administrators[0] ?? who);
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const fresh = useNewSecret();
  const takeSeat = useTakeSeat();
  const recover = useMutation({
    mutationFn: () => client.staff.recover({ operatorId: chosen.id, code, newSecret: fresh.secret }),
    onSuccess: ({ recoveryCode, ...session }) => {
      takeSeat(session);
      showRecoveryCode(recoveryCode);
    },
  });
  const mistyped = readRecoveryCode(code) === null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (fresh.ready() && !mistyped && !recover.isPending) recover.mutate();
  };
  return (
    <form className="doorway-form" onSubmit={submit}>
      <h2>用找回码设新密码</h2>
      {administrators.length > 1 ? (
        <PeoplePicker legend="哪一位管理员" people={administrators} chosen={chosen.id} onChoose={setChosen} />
      ) : (
        <p>管理员：{chosen.name}</p>
      )}
      <Field
        label="找回码"
        help="开店时打印的那张纸上，共 5 组，每组 4 个字"
        error={tried && mistyped ? '找回码有字抄错或漏了，请对照纸上再看一遍。' : null}
      >
        <Input
          autoFocus
          size="large"
          className="recovery-input"
          autoComplete="off"
          spellCheck={false}
          maxLength={40}
          placeholder="例：7K3P-…"
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
      </Field>
      <NewSecretFields value={fresh} />
      {recover.isError ? (
        <Notice tone="refused" live="assertive">
          {sentenceOf(recover.error)}
        </Notice>
      ) : null}
      <p className="soft small">纸也找不到时，请维护人员在主机上用命令行重设。</p>
      <div className="form-actions">
        <Button size="large" onClick={onBack}>
          返回登录
        </Button>
        <Button size="large" type="primary" htmlType="submit" loading={recover.isPending}>
          设新密码并登录
        </Button>
      </div>
    </form>
  );
}
