import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Popconfirm, Tag } from 'antd';
import { useState, type ReactNode } from 'react';
import type { AccountView } from '#modules/access/contract';
import type { AgencyChart, PersonItem } from '#modules/organisation/contract';
import { api, Nothing } from '../../lib/api.ts';
import { Await, Failure } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { Rows } from '../../lib/rows.tsx';
import { hasAnyRole, useMe } from '../../lib/session.tsx';
import { AccountForm, ResetForm, RoleForm } from './account-forms.tsx';
import { accountsQuery, ORGANISATION } from './queries.ts';
import { m, ROLE_WORDS } from './words.ts';

type Editing = { readonly kind: 'new' } | { readonly kind: 'reset' | 'role'; readonly account: AccountView };
type Props = { readonly chart: AgencyChart; readonly persons: readonly PersonItem[] };

/** Accounts and their roles: operators keep the accounts, administrators the roles, nobody their own. */
export function AccountsTab({ chart, persons }: Props): ReactNode {
  const { say } = useLanguage();
  const me = useMe();
  const queries = useQueryClient();
  const query = useQuery(accountsQuery);
  const [editing, setEditing] = useState<Editing>();
  const operates = hasAnyRole(me, ['operator']);
  const grants = hasAnyRole(me, ['org-admin']);
  const act = useMutation({
    mutationFn: ({ path, method, body }: { path: string; method: 'DELETE' | 'PATCH'; body?: object }) =>
      api(path, { method, schema: Nothing, ...(body === undefined ? {} : { body }) }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ORGANISATION }),
  });
  const close = (): void => setEditing(undefined);
  const officeName = (id: string | null): string =>
    id === null ? '' : ` · ${chart.offices.find((office) => office.id === id)?.name ?? ''}`;
  return (
    <Await query={query}>
      {(accounts) => (
        <>
          <p className="quiet">{say(m.ruleApart)}</p>
          {act.error && <Failure error={act.error} />}
          {operates && (
            <div className="desk-acts">
              <Button type="primary" onClick={() => setEditing({ kind: 'new' })}>
                {say(m.addAccount)}
              </Button>
            </div>
          )}
          <Rows<AccountView>
            rowKey="personId"
            items={accounts}
            pagination={{ defaultPageSize: 50, hideOnSinglePage: true }}
            columns={[
              {
                title: say(m.person),
                key: 'name',
                render: (_, account) => `${account.name}（${account.staffNo}）`,
              },
              { title: say(m.account), dataIndex: 'account' },
              {
                title: say(m.roles),
                key: 'roles',
                render: (_, account) => (
                  <div className="org-roles">
                    {account.roles.map((grant) => {
                      const text = `${say(ROLE_WORDS[grant.role])}${officeName(grant.officeId)}`;
                      return (
                        <span key={grant.id}>
                          <Tag>{text}</Tag>
                          {grants && account.personId !== me.personId && (
                            <Popconfirm
                              title={say(m.revoke, { role: text })}
                              onConfirm={() =>
                                act.mutate({
                                  path: `/accounts/${account.personId}/roles/${grant.id}`,
                                  method: 'DELETE',
                                })
                              }
                            >
                              <Button
                                type="text"
                                aria-label={`${account.name} ${say(m.revoke, { role: text })}`}
                              >
                                ×
                              </Button>
                            </Popconfirm>
                          )}
                        </span>
                      );
                    })}
                  </div>
                ),
              },
              {
                title: say(m.factor),
                key: 'factor',
                render: (_, account) => say(account.secondFactor ? m.on : m.off),
              },
              {
                title: say(m.state),
                key: 'state',
                render: (_, account) =>
                  account.disabled ? <Tag color="error">{say(m.closed)}</Tag> : say(m.open),
              },
              {
                key: 'acts',
                render: (_, account) =>
                  account.personId === me.personId ? (
                    <span className="quiet">{say(m.yourself)}</span>
                  ) : (
                    <div className="org-acts">
                      {grants && (
                        <Button
                          aria-label={say(m.grantTitle, { name: account.name })}
                          onClick={() => setEditing({ kind: 'role', account })}
                        >
                          {say(m.grant)}
                        </Button>
                      )}
                      {operates && (
                        <>
                          <Button size="small" onClick={() => setEditing({ kind: 'reset', account })}>
                            {say(m.reset)}
                          </Button>
                          {account.secondFactor && (
                            <Popconfirm
                              title={say(m.sure)}
                              onConfirm={() =>
                                act.mutate({ path: `/accounts/${account.personId}/totp`, method: 'DELETE' })
                              }
                            >
                              <Button size="small">{say(m.dropFactor)}</Button>
                            </Popconfirm>
                          )}
                          <Popconfirm
                            title={say(m.sure)}
                            onConfirm={() =>
                              act.mutate({
                                path: `/accounts/${account.personId}`,
                                method: 'PATCH',
                                body: { disabled: !account.disabled },
                              })
                            }
                          >
                            <Button size="small" danger={!account.disabled}>
                              {say(account.disabled ? m.reopen : m.close)}
                            </Button>
                          </Popconfirm>
                        </>
                      )}
                    </div>
                  ),
              },
            ]}
          />
          {!operates && !grants && <Alert type="info" showIcon title={say(m.readOnly)} />}
          {editing?.kind === 'new' && (
            <AccountForm
              persons={persons.filter((person) => !accounts.some((a) => a.personId === person.id))}
              onClose={close}
            />
          )}
          {editing?.kind === 'reset' && <ResetForm account={editing.account} onClose={close} />}
          {editing?.kind === 'role' && <RoleForm account={editing.account} chart={chart} onClose={close} />}
        </>
      )}
    </Await>
  );
}
