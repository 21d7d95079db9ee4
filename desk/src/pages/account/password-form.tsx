import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Card, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { api, Nothing } from '../../lib/api.ts';
import { Failure } from '../../lib/failure.tsx';
import { showFieldErrors } from '../../lib/field-errors.ts';
import { useLanguage } from '../../lib/language.tsx';
import { m } from './words.ts';

type Values = { readonly current: string; readonly next: string; readonly again: string };

export function PasswordForm(): ReactNode {
  const { say } = useLanguage();
  const [form] = Form.useForm<Values>();
  const change = useMutation({
    mutationFn: ({ current, next }: Values) =>
      api('/me/password', { method: 'PUT', body: { current, next }, schema: Nothing }),
    onSuccess: () => form.resetFields(),
    onError: (error) => showFieldErrors(form, error, ['current', 'next']),
  });
  return (
    <Card size="small" className="desk-card account-card" title={say(m.password)}>
      {change.error && <Failure error={change.error} />}
      {change.isSuccess && <Alert type="success" showIcon title={say(m.saved)} />}
      <Form<Values>
        form={form}
        layout="vertical"
        className="desk-narrow"
        requiredMark={false}
        onFinish={(values) => change.mutate(values)}
      >
        <Form.Item name="current" label={say(m.current)} rules={[{ required: true, message: say(m.need) }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item
          name="next"
          label={say(m.next)}
          rules={[
            { required: true, message: say(m.need) },
            { min: 10, message: say(m.tooShort) },
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="again"
          label={say(m.again)}
          dependencies={['next']}
          rules={[
            { required: true, message: say(m.need) },
            ({ getFieldValue }) => ({
              validator: (_, value: unknown) =>
                value === undefined || value === '' || value === getFieldValue('next')
                  ? Promise.resolve()
                  : Promise.reject(new Error(say(m.differs))),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Button htmlType="submit" loading={change.isPending}>
          {say(m.save)}
        </Button>
      </Form>
    </Card>
  );
}
