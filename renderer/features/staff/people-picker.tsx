import { Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { Operator } from '../../../shared/contract/staff.ts';
import type { OperatorId } from '../../../shared/kernel/brands.ts';
import { ROLE_TEXT } from '../../../shared/messages/role-text.ts';

/** From here on a name is found faster by typing than by looking. */
const MANY = 12;

/** One of the people who work here, by mouse, finger or arrow keys. */
export function PeoplePicker(props: {
  readonly legend: string;
  readonly people: readonly Operator[];
  readonly chosen: OperatorId | null;
  readonly onChoose: (operator: Operator) => void;
  /** By mouse or finger: the arrow keys go on to the next. */
  readonly onPointed?: () => void;
}) {
  const [query, setQuery] = useState('');
  const list = useRef<HTMLFieldSetElement>(null);
  const wanted = query.trim();
  const shown = props.people.filter(
    ({ id, name, role }) => id === props.chosen || name.includes(wanted) || ROLE_TEXT[role].includes(wanted),
  );
  // Whoever was here last may stand below the edge of a long list.
  useEffect(() => {
    list.current?.querySelector('input:checked')?.parentElement?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div className="people-picker">
      {props.people.length > MANY ? (
        <Input
          allowClear
          size="large"
          aria-label="找人"
          placeholder="姓名或角色"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
      ) : null}
      <fieldset className="people" ref={list}>
        <legend>{props.legend}</legend>
        {shown.map((operator) => (
          <label key={operator.id} className="choice">
            <input
              type="radio"
              name="operator"
              checked={operator.id === props.chosen}
              onChange={() => props.onChoose(operator)}
              onClick={({ detail }) => {
                if (detail > 0) props.onPointed?.();
              }}
            />
            <strong>{operator.name}</strong>
            <span className="soft small">{ROLE_TEXT[operator.role]}</span>
          </label>
        ))}
      </fieldset>
      {shown.length === 0 ? <p className="soft">没有叫“{wanted}”的人。</p> : null}
    </div>
  );
}
