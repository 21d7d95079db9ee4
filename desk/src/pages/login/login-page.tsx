import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Alert, Button, Card, Form, Input, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import { messages } from '#platform/i18n';
import { api, ApiRefusal, Nothing } from '../../lib/api.ts';
import { useLanguage } from '../../lib/language.tsx';
import { DemoBand } from '../../shell/demo-band.tsx';

const m = messages({
  title: { zh: '登录工作台', en: 'Log in to the desk' },
  account: { zh: '账号', en: 'Account' },
  password: { zh: '密码', en: 'Password' },
  totp: { zh: '动态验证码（6 位）或恢复码', en: 'One-time code (6 digits) or recovery code' },
  submit: { zh: '登录', en: 'Log in' },
  need: { zh: '请填写', en: 'Please fill this in' },
  citizen: {
    zh: '市民和企业办事不需要登录，请到门户。',
    en: 'Citizens and enterprises need no login; please use the portal.',
  },
});

type Values = { readonly account: string; readonly password: string; readonly totp?: string };

export function LoginPage(): ReactNode {
  const { say, lang, setLang } = useLanguage();
  const { to } = useSearch({ from: '/login' });
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [secondFactor, setSecondFactor] = useState(false);
  const login = useMutation({
    mutationFn: (values: Values) => api('/session', { method: 'POST', body: values, schema: Nothing }),
    onSuccess: async () => {
      await queries.resetQueries({ queryKey: ['me'] });
      await navigate({ href: to ?? '/desk' });
    },
    onError: (error) => {
      if (error instanceof ApiRefusal && error.problem.code === 'access/totp-required') setSecondFactor(true);
    },
  });
  return (
    <main className="login">
      <DemoBand />
      <Card className="login-card">
        <Typography.Title level={1} className="login-title">
          澄明
        </Typography.Title>
        <Typography.Paragraph type="secondary">{say(m.title)}</Typography.Paragraph>
        {login.error && (
          <Alert
            type={
              secondFactor &&
              login.error instanceof ApiRefusal &&
              login.error.problem.code === 'access/totp-required'
                ? 'info'
                : 'error'
            }
            showIcon
            title={login.error.message}
            role="alert"
          />
        )}
        <Form<Values> layout="vertical" onFinish={(values) => login.mutate(values)} requiredMark={false}>
          <Form.Item name="account" label={say(m.account)} rules={[{ required: true, message: say(m.need) }]}>
            <Input autoComplete="username" />
          </Form.Item>
          <Form.Item
            name="password"
            label={say(m.password)}
            rules={[{ required: true, message: say(m.need) }]}
          >
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          {secondFactor && (
            <Form.Item name="totp" label={say(m.totp)} rules={[{ required: true, message: say(m.need) }]}>
              <Input autoComplete="one-time-code" />
            </Form.Item>
          )}
          <Button type="primary" htmlType="submit" block loading={login.isPending}>
            {say(m.submit)}
          </Button>
        </Form>
        <Typography.Paragraph type="secondary" className="login-hint">
          <a href="/">{say(m.citizen)}</a>
        </Typography.Paragraph>
        <Button type="link" onClick={() => setLang(lang === 'zh' ? 'en' : 'zh')}>
          {lang === 'zh' ? 'English' : '中文'}
        </Button>
      </Card>
    </main>
  );
}
