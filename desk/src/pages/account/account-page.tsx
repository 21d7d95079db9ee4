import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Descriptions, Form, Input, Typography } from 'antd';
import type { ReactNode } from 'react';
import { messages } from '#platform/i18n';
import { api, Nothing } from '../../lib/api.ts';
import { Failure } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { useMe } from '../../lib/session.tsx';

const m = messages({
  title: { zh: '账号与安全', en: 'Account and security' },
  name: { zh: '姓名', en: 'Name' },
  posts: { zh: '岗位', en: 'Posts' },
  password: { zh: '修改密码', en: 'Change the password' },
  current: { zh: '现在的密码', en: 'Current password' },
  next: { zh: '新密码（至少 10 个字符）', en: 'New password (at least 10 characters)' },
  save: { zh: '修改', en: 'Change' },
  saved: { zh: '密码已修改，其他地方的登录已退出。', en: 'Changed; other sessions were ended.' },
});

export function AccountPage(): ReactNode {
  const me = useMe();
  const { say } = useLanguage();
  const change = useMutation({
    mutationFn: (body: { current: string; next: string }) =>
      api('/me/password', { method: 'PUT', body, schema: Nothing }),
  });
  return (
    <>
      <Typography.Title level={2}>{say(m.title)}</Typography.Title>
      <Descriptions
        column={1}
        items={[
          { key: 'name', label: say(m.name), children: me.name },
          {
            key: 'posts',
            label: say(m.posts),
            children: me.posts.map((post) => `${post.office} · ${post.name}`).join('、'),
          },
        ]}
      />
      <Typography.Title level={3}>{say(m.password)}</Typography.Title>
      {change.error && <Failure error={change.error} />}
      {change.isSuccess && <Alert type="success" showIcon title={say(m.saved)} />}
      <Form
        layout="vertical"
        className="desk-narrow"
        onFinish={(values: { current: string; next: string }) => change.mutate(values)}
      >
        <Form.Item name="current" label={say(m.current)} rules={[{ required: true }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item name="next" label={say(m.next)} rules={[{ required: true, min: 10 }]}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Button htmlType="submit" loading={change.isPending}>
          {say(m.save)}
        </Button>
      </Form>
    </>
  );
}
