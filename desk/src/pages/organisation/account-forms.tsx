import { Alert, Form, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { RoleName, type AccountView } from '#modules/access/contract';
import type { AgencyChart, PersonItem } from '#modules/organisation/contract';
import { api, Nothing } from '../../lib/api.ts';
import { useLanguage } from '../../lib/language.tsx';
import { FormDrawer } from './form-drawer.tsx';
import { optionsOf, personOptions, Required } from './structure-forms.tsx';
import { m, ROLE_WORDS } from './words.ts';

type Close = { readonly onClose: () => void };

export function AccountForm({
  persons,
  onClose,
}: Close & {
  /** Those without an account. */
  readonly persons: readonly PersonItem[];
}): ReactNode {
  const { say } = useLanguage();
  return (
    <FormDrawer<{ personId: string; account: string; password: string }>
      title={say(m.addAccount)}
      initial={{}}
      names={['personId', 'account', 'password']}
      save={(body) => api('/accounts', { method: 'POST', body, schema: Nothing })}
      onClose={onClose}
    >
      <Required name="personId" label={m.person}>
        <Select showSearch={{ optionFilterProp: 'label' }} options={personOptions(persons)} />
      </Required>
      <Form.Item
        name="account"
        label={say(m.accountName)}
        rules={[
          { required: true, message: say(m.need) },
          { pattern: /^[a-z0-9][a-z0-9._-]{1,63}$/, message: say(m.accountWrong) },
        ]}
      >
        <Input autoComplete="off" maxLength={64} />
      </Form.Item>
      <Required name="password" label={m.firstPassword}>
        <Input.Password autoComplete="new-password" maxLength={256} />
      </Required>
      <Alert type="info" showIcon title={say(m.resetDone)} />
    </FormDrawer>
  );
}

export function ResetForm({ account, onClose }: Close & { readonly account: AccountView }): ReactNode {
  const { say } = useLanguage();
  return (
    <FormDrawer<{ next: string }>
      title={say(m.resetTitle, { name: account.name })}
      initial={{}}
      names={['next']}
      save={(body) => api(`/accounts/${account.personId}/password`, { method: 'PUT', body, schema: Nothing })}
      onClose={onClose}
    >
      <Alert type="info" showIcon title={say(m.resetDone)} />
      <Required name="next" label={m.firstPassword}>
        <Input.Password autoComplete="new-password" maxLength={256} />
      </Required>
    </FormDrawer>
  );
}

export function RoleForm({
  account,
  chart,
  onClose,
}: Close & { readonly account: AccountView; readonly chart: AgencyChart }): ReactNode {
  const { say } = useLanguage();
  return (
    <FormDrawer<{ role: RoleName; officeId: string }>
      title={say(m.grantTitle, { name: account.name })}
      initial={{ officeId: '' }}
      names={['role', 'officeId']}
      save={({ role, officeId }) =>
        api(`/accounts/${account.personId}/roles`, {
          method: 'POST',
          body: { role, ...(officeId === '' ? {} : { officeId }) },
          schema: Nothing,
        })
      }
      onClose={onClose}
    >
      <Required name="role" label={m.role}>
        <Select options={optionsOf(RoleName.options, ROLE_WORDS, say)} />
      </Required>
      <Form.Item name="officeId" label={say(m.where)}>
        <Select
          options={[
            { value: '', label: say(m.whole) },
            ...chart.offices.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </Form.Item>
    </FormDrawer>
  );
}
