import { useQuery } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { AUDIT_KINDS, type AuditKind } from '../../../shared/domain/staff/audit.ts';
import { AUDIT_KIND_TEXT } from '../../../shared/messages/audit-text.ts';
import { DateField } from '../../components/date-field.tsx';
import { Field } from '../../components/field.tsx';
import { queries } from '../../lib/queries.ts';

export type AuditQuestion = {
  readonly from: string | null;
  readonly to: string | null;
  /** Empty: all. */
  readonly kinds: readonly AuditKind[];
  readonly person: string | null;
  readonly text: string;
};

export const EVERYTHING: AuditQuestion = { from: null, to: null, kinds: [], person: null, text: '' };

const KIND_CHOICES = AUDIT_KINDS.map((kind) => ({ value: kind, label: AUDIT_KIND_TEXT[kind] }));

/** Which records are shown and taken away. */
export function AuditFilterRow(props: {
  readonly question: AuditQuestion;
  readonly onChange: (part: Partial<AuditQuestion>) => void;
}) {
  const { question, onChange } = props;
  const people = useQuery(queries.auditPeople());
  const backwards = question.from !== null && question.to !== null && question.from > question.to;
  return (
    <div className="audit-filter" role="search" aria-label="筛选操作记录">
      <Field label="从哪天" error={backwards ? '晚于截止日期，找不到记录。' : null}>
        <DateField value={question.from} placeholder="建账那天" onChange={(from) => onChange({ from })} />
      </Field>
      <Field label="到哪天">
        <DateField value={question.to} placeholder="今天" onChange={(to) => onChange({ to })} />
      </Field>
      <Field label="事项">
        <Select<AuditKind[]>
          mode="multiple"
          allowClear
          maxTagCount="responsive"
          placeholder="全部"
          optionFilterProp="label"
          value={[...question.kinds]}
          options={KIND_CHOICES}
          onChange={(kinds) => onChange({ kinds })}
        />
      </Field>
      <Field label="人员">
        <Select<string>
          allowClear
          showSearch
          placeholder="全部"
          value={question.person}
          options={(people.data ?? []).map((name) => ({ value: name, label: name }))}
          onChange={(person: string | undefined) => onChange({ person: person ?? null })}
        />
      </Field>
      <Field label="含有的字">
        <Input
          allowClear
          data-audit-text
          maxLength={64}
          placeholder="单号、户号、台账（F3）"
          value={question.text}
          onChange={(event) => onChange({ text: event.target.value })}
        />
      </Field>
      <Button disabled={question === EVERYTHING} onClick={() => onChange(EVERYTHING)}>
        清除筛选
      </Button>
    </div>
  );
}
