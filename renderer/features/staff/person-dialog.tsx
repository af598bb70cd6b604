import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Select } from 'antd';
import { type FormEvent, useState } from 'react';
import { ROLES, type Role } from '../../../shared/domain/staff/role.ts';
import { secretProblem } from '../../../shared/domain/staff/secret.ts';
import type { StaffMember } from '../../../shared/domain/staff/staff.ts';
import { refusalText } from '../../../shared/messages/refusal-text.ts';
import { ROLE_TEXT } from '../../../shared/messages/role-text.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { FormEnding } from '../../components/form-ending.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { client } from '../../lib/client.ts';
import { useHouseholdSearch } from '../../lib/household-search.tsx';
import { noteOperator } from '../../lib/session-store.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import type { GivenSecret } from './first-secret-dialog.tsx';
import { PersonStanding } from './person-standing.tsx';

const ROLE_HELP: Readonly<Record<Role, string>> = {
  shopkeeper: '在柜台兑换、退回、打小票',
  clerk: '户籍、物资、积分，导入导出台账',
  assessor: '给户加分、扣分',
  accountant: '同录入员，还能核对账目',
  administrator: '什么都能做，管人员、备份和设置',
  inspector: '什么都能看，什么都不能改',
};

type Props = {
  /** Null: somebody new. */
  readonly member: StaffMember | null;
  /** It is whoever sits here. */
  readonly own: boolean;
  readonly onGiven: (given: GivenSecret) => void;
  readonly onClose: () => void;
};

/** Lets somebody in, or changes what is known of one who works here. */
export function PersonDialog({ member, own, onGiven, onClose }: Props) {
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  const [name, setName] = useState(member?.name ?? '');
  const [role, setRole] = useState<Role>(member?.role ?? 'shopkeeper');
  const [household, setHousehold] = useState(member?.household ?? null);
  const [secret, setSecret] = useState('');
  const [tried, setTried] = useState(false);
  const refresh = () =>
    Promise.all([['staff'], ['operators']].map((queryKey) => queryClient.invalidateQueries({ queryKey })));
  const person = { name, role, householdId: household?.id ?? null };
  const save = useMutation({
    mutationFn: async () => {
      if (member) return { saved: await client.staff.change({ ...person, operatorId: member.id }), given: null };
      const added = await client.staff.add({ ...person, secret: secret === '' ? null : secret });
      return { saved: added.member, given: { name: added.member.name, secret: added.firstSecret } };
    },
    onSuccess: async ({ saved, given }) => {
      if (own) noteOperator({ id: saved.id, name: saved.name, role: saved.role });
      await refresh();
      if (given) return onGiven(given);
      void message.success(`已存 ${saved.name}`);
      onClose();
    },
  });
  const nameProblem = name.trim() === '' ? '请填姓名。' : null;
  const problem = secret === '' ? null : secretProblem(secret);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (nameProblem === null && problem === null && !save.isPending) save.mutate();
  };
  return (
    <Dialog title={member ? `${member.name}` : '添人'} onClose={onClose} width="44rem">
      <form onSubmit={submit}>
        <div className="form-grid form-grid-dense">
          <Field label="姓名" help="印在小票和单据上" error={tried ? nameProblem : null}>
            <Input autoFocus maxLength={32} value={name} onChange={(event) => setName(event.target.value)} />
          </Field>
          <Field label="角色" help={ROLE_HELP[role]}>
            <Select<Role>
              value={role}
              options={ROLES.map((value) => ({ value, label: ROLE_TEXT[value] }))}
              onChange={setRole}
            />
          </Field>
          {member ? null : (
            <Field
              label="第一个密码"
              help="不填就由程序给一个；本人第一次登录时要改"
              error={tried && problem ? `${refusalText(problem)}。` : null}
            >
              <Input
                maxLength={64}
                autoComplete="off"
                value={secret}
                onChange={(event) => setSecret(event.target.value)}
              />
            </Field>
          )}
        </div>
        <HouseholdChoice household={household} onChange={setHousehold} />
        <FormEnding
          refusal={save.isError ? sentenceOf(save.error) : null}
          pending={save.isPending}
          onCancel={onClose}
        />
      </form>
      {member ? (
        <PersonStanding member={member} own={own} onChanged={refresh} onGiven={onGiven} onClose={onClose} />
      ) : null}
    </Dialog>
  );
}

type Household = StaffMember['household'];

/** The household a person belongs to: what is given to it needs somebody else. */
function HouseholdChoice(props: { readonly household: Household; readonly onChange: (household: Household) => void }) {
  const search = useHouseholdSearch(({ id, householdNo, headName }) => props.onChange({ id, householdNo, headName }));
  if (props.household === null) {
    return (
      <div className="person-household">
        <SearchField label="所属户" {...search} />
      </div>
    );
  }
  return (
    <div className="person-household">
      <span>
        所属户：{props.household.householdNo} {props.household.headName}
      </span>
      <Button onClick={() => props.onChange(null)}>不属于这一户</Button>
    </div>
  );
}
