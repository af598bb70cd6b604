import { Button, Input } from 'antd';
import type { RefObject } from 'react';
import type { InputRef } from 'antd';
import './pin-pad.css';

const LONGEST = 64;
const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** A PIN by keyboard or by finger, a password by keyboard: the field takes typing, the pad below takes touch. */
export function PinPad(props: {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly inputRef?: RefObject<InputRef | null>;
  readonly invalid?: boolean;
}) {
  const { value, onChange } = props;
  const add = (digit: string) => onChange((value + digit).slice(0, LONGEST));
  return (
    <div className="pin-pad">
      <label htmlFor="pin">密码</label>
      <Input.Password
        id="pin"
        size="large"
        autoComplete="off"
        visibilityToggle={false}
        value={value}
        aria-invalid={props.invalid ?? false}
        {...(props.inputRef ? { ref: props.inputRef } : {})}
        maxLength={LONGEST}
        onChange={(event) => onChange(event.target.value)}
      />
      <div className="pin-keys" role="group" aria-label="数字键">
        {DIGITS.map((digit) => (
          <Button key={digit} size="large" onClick={() => add(digit)}>
            {digit}
          </Button>
        ))}
        <Button size="large" onClick={() => onChange('')}>
          清空
        </Button>
        <Button size="large" onClick={() => add('0')}>
          0
        </Button>
        <Button size="large" onClick={() => onChange(value.slice(0, -1))}>
          退格
        </Button>
      </div>
    </div>
  );
}
