import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Card, Form, Input, InputNumber, Popconfirm, Select, Tag, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import { CreatedTokenResponse, TokenList } from '#modules/access/contract';
import { api, Nothing } from '../../lib/api.ts';
import { Await, Failure } from '../../lib/failure.tsx';
import { showFieldErrors } from '../../lib/field-errors.ts';
import { formatAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';
import { Rows } from '../../lib/rows.tsx';
import { m } from './words.ts';

type Token = z.infer<typeof TokenList>['items'][number];
type Values = { readonly name: string; readonly days: number; readonly scope: 'read' | 'write' };

/** One's own API tokens: made for a purpose and a time, shown once, revoked at any moment. */
export function TokensCard(): ReactNode {
  const { say } = useLanguage();
  const queries = useQueryClient();
  const [form] = Form.useForm<Values>();
  const list = useQuery({
    queryKey: ['me', 'tokens'],
    queryFn: ({ signal }) => api('/me/tokens', { schema: TokenList, signal }),
  });
  const changed = (): Promise<void> => queries.invalidateQueries({ queryKey: ['me', 'tokens'] });
  const make = useMutation({
    mutationFn: ({ name, days, scope }: Values) =>
      api('/me/tokens', {
        method: 'POST',
        body: { name, days, scopes: scope === 'write' ? ['read', 'write'] : ['read'] },
        schema: CreatedTokenResponse,
      }),
    onSuccess: async () => {
      form.resetFields();
      await changed();
    },
    onError: (error) => showFieldErrors(form, error, ['name', 'days']),
  });
  const revoke = useMutation({
    mutationFn: (id: string) => api(`/me/tokens/${id}`, { method: 'DELETE', schema: Nothing }),
    onSuccess: changed,
  });
  const error = make.error ?? revoke.error;
  return (
    <Card size="small" className="desk-card" title={say(m.tokens)}>
      <p>{say(m.tokensText)}</p>
      {error && <Failure error={error} />}
      {make.data && (
        <Alert
          type="success"
          showIcon

          title={say(m.tokenMade)}
          description={
            <Typography.Text code copyable className="account-secret">
              {make.data.token}
            </Typography.Text>
          }
        />
      )}
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ days: 90, scope: 'read' }}
        onFinish={(values) => make.mutate(values)}
        className="desk-fields"
      >
        <Form.Item name="name" label={say(m.tokenName)} rules={[{ required: true, message: say(m.need) }]}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="days" label={say(m.tokenDays)} rules={[{ required: true, message: say(m.need) }]}>
          <InputNumber min={1} max={366} precision={0} />
        </Form.Item>
        <Form.Item name="scope" label={say(m.tokenScope)}>
          <Select
            options={[
              { value: 'read', label: say(m.read) },
              { value: 'write', label: say(m.write) },
            ]}
          />
        </Form.Item>
        <Form.Item label=" " colon={false}>
          <Button htmlType="submit" loading={make.isPending}>
            {say(m.tokenMake)}
          </Button>
        </Form.Item>
      </Form>
      <Await query={list}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{say(m.noTokens)}</p>
          ) : (
            <Rows<Token>
              rowKey="id"
              items={items}
              pagination={{ defaultPageSize: 10, hideOnSinglePage: true }}
              columns={[
                { title: say(m.tokenName), dataIndex: 'name' },
                {
                  title: say(m.tokenScope),
                  key: 'scope',
                  render: (_, token) => say(token.scopes.includes('write') ? m.write : m.read),
                },
                { title: say(m.expires), key: 'expires', render: (_, token) => formatAt(token.expiresAt) },
                {
                  title: say(m.used),
                  key: 'used',
                  render: (_, token) => token.lastUsedOn ?? <span className="quiet">{say(m.never)}</span>,
                },
                {
                  key: 'act',
                  render: (_, token) =>
                    token.revokedAt !== null ? (
                      <Tag>{say(m.revoked)}</Tag>
                    ) : new Date(token.expiresAt) <= new Date() ? (
                      <Tag>{say(m.expired)}</Tag>
                    ) : (
                      <Popconfirm title={say(m.revoke)} onConfirm={() => revoke.mutate(token.id)}>
                        <Button size="small" danger aria-label={`${say(m.revoke)} ${token.name}`}>
                          {say(m.revoke)}
                        </Button>
                      </Popconfirm>
                    ),
                },
              ]}
            />
          )
        }
      </Await>
    </Card>
  );
}
