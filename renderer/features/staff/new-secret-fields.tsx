import { Input } from 'antd';
import { useState } from 'react';
import { secretProblem } from '../../../shared/domain/staff/secret.ts';
import { refusalText } from '../../../shared/messages/refusal-text.ts';
import { Field } from '../../components/field.tsx';

/** A secret typed twice, and what is wrong with it, said once somebody has tried to go on. */
export function useNewSecret() {
  const [secret, setSecret] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const problem = secretProblem(secret);
  const sentence = problem === null ? null : `${refusalText(problem)}。`;
  const differs = secret !== again;
  return {
    secret,
    again,
    setSecret,
    setAgain,
    error: tried ? sentence : null,
    againError: tried && sentence === null && differs ? '两遍不一样，请重输。' : null,
    /** Whether it can be sent; says what is wrong if not. */
    ready: () => {
      setTried(true);
      return problem === null && !differs;
    },
  };
}

type NewSecret = ReturnType<typeof useNewSecret>;

export function NewSecretFields({ value, label = '新密码' }: { readonly value: NewSecret; readonly label?: string }) {
  return (
    <>
      <Field label={label} help="6 到 12 位数字，或至少 8 个字符、有字母又有数字" error={value.error}>
        <Input.Password
          size="large"
          maxLength={64}
          autoComplete="new-password"
          visibilityToggle={false}
          value={value.secret}
          onChange={(event) => value.setSecret(event.target.value)}
        />
      </Field>
      <Field label="再输一遍" error={value.againError}>
        <Input.Password
          size="large"
          maxLength={64}
          autoComplete="new-password"
          visibilityToggle={false}
          value={value.again}
          onChange={(event) => value.setAgain(event.target.value)}
        />
      </Field>
    </>
  );
}
