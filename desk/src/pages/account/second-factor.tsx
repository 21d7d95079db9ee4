import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Card, Form, Input, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import { RecoveryCodes, TotpStarted } from '#modules/access/contract';
import { api, Nothing } from '../../lib/api.ts';
import { Failure } from '../../lib/failure.tsx';
import { showFieldErrors } from '../../lib/field-errors.ts';
import { useLanguage } from '../../lib/language.tsx';
import { useMe } from '../../lib/session.tsx';
import { m } from './words.ts';

/** One-time codes: asked for with the password, confirmed by a first code; the recovery codes are shown once. */
export function SecondFactor(): ReactNode {
  const { say } = useLanguage();
  const { secondFactor } = useMe();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [started, setStarted] = useState<TotpStarted>();
  const [codes, setCodes] = useState<readonly string[]>();
  const begin = useMutation({
    mutationFn: (password: string) =>
      api('/me/totp', { method: 'POST', body: { password }, schema: TotpStarted }),
    onSuccess: setStarted,
  });
  const stop = useMutation({
    mutationFn: (password: string) =>
      api('/me/totp', { method: 'DELETE', body: { password }, schema: Nothing }),
    onSuccess: async () => {
      setAsking(false);
      await queries.invalidateQueries({ queryKey: ['me'] });
    },
  });
  const act = secondFactor.enrolled ? stop : begin;
  const close = (): void => {
    setStarted(undefined);
    setCodes(undefined);
    setAsking(false);
    begin.reset();
  };
  return (
    <Card size="small" className="desk-card account-card" title={say(m.factor)}>
      {codes ? (
        <NewCodes codes={codes} onKept={close} />
      ) : started ? (
        <Confirm
          started={started}
          onCancel={close}
          onCodes={async (next) => {
            setCodes(next);
            await queries.invalidateQueries({ queryKey: ['me'] });
          }}
        />
      ) : (
        <>
          <p>
            {secondFactor.enrolled ? say(m.factorOn, { n: secondFactor.recoveryCodes }) : say(m.factorOff)}
          </p>
          {secondFactor.enrolled && secondFactor.recoveryCodes < 3 && (
            <Alert type="warning" showIcon title={say(m.fewCodes)} />
          )}
          {stop.isSuccess && !secondFactor.enrolled && (
            <Alert type="success" showIcon title={say(m.stopped)} />
          )}
          {!asking && (
            <Button onClick={() => setAsking(true)}>{say(secondFactor.enrolled ? m.stop : m.start)}</Button>
          )}
          {asking && (
            <Form<{ password: string }>
              layout="vertical"
              className="desk-narrow"
              requiredMark={false}
              onFinish={({ password }) => act.mutate(password)}
            >
              {act.error && <Failure error={act.error} />}
              <Form.Item
                name="password"
                label={say(m.confirmWith)}
                rules={[{ required: true, message: say(m.need) }]}
              >
                <Input.Password autoComplete="current-password" />
              </Form.Item>
              <div className="desk-acts">
                <Button
                  type="primary"
                  danger={secondFactor.enrolled}
                  htmlType="submit"
                  loading={act.isPending}
                >
                  {say(secondFactor.enrolled ? m.stop : m.continue)}
                </Button>
                <Button onClick={close}>{say(m.cancel)}</Button>
              </div>
            </Form>
          )}
        </>
      )}
    </Card>
  );
}

type ConfirmProps = {
  readonly started: TotpStarted;
  readonly onCodes: (codes: readonly string[]) => Promise<void>;
  readonly onCancel: () => void;
};

function Confirm({ started, onCodes, onCancel }: ConfirmProps): ReactNode {
  const { say } = useLanguage();
  const [form] = Form.useForm<{ code: string }>();
  const confirm = useMutation({
    mutationFn: (code: string) =>
      api('/me/totp/confirm', { method: 'POST', body: { code }, schema: RecoveryCodes }),
    onSuccess: ({ recoveryCodes }) => onCodes(recoveryCodes),
    onError: (error) => showFieldErrors(form, error, ['code']),
  });
  return (
    <>
      <p>{say(m.scan)}</p>
      <img
        className="account-qr"
        alt={say(m.qr)}
        src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(started.qr)}`}
      />
      <p>
        {say(m.byHand)}
        <br />
        <Typography.Text code copyable={{ text: started.secret }} className="account-secret">
          {started.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}
        </Typography.Text>
      </p>
      {confirm.error && <Failure error={confirm.error} />}
      <Form<{ code: string }>
        form={form}
        layout="vertical"
        className="desk-narrow"
        requiredMark={false}
        onFinish={({ code }) => confirm.mutate(code.trim())}
      >
        <Form.Item
          name="code"
          label={say(m.first)}
          rules={[
            { required: true, message: say(m.need) },
            { pattern: /^\s*\d{6}\s*$/, message: say(m.sixDigits) },
          ]}
        >
          <Input inputMode="numeric" autoComplete="one-time-code" maxLength={8} />
        </Form.Item>
        <div className="desk-acts">
          <Button type="primary" htmlType="submit" loading={confirm.isPending}>
            {say(m.finish)}
          </Button>
          <Button onClick={onCancel}>{say(m.cancel)}</Button>
        </div>
      </Form>
    </>
  );
}

function NewCodes({
  codes,
  onKept,
}: {
  readonly codes: readonly string[];
  readonly onKept: () => void;
}): ReactNode {
  const { say } = useLanguage();
  return (
    <>
      <Alert type="success" showIcon title={say(m.enrolled)} description={say(m.codes)} />
      <ul className="account-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="desk-acts">
        <Typography.Text copyable={{ text: codes.join('\n'), tooltips: [say(m.copy), say(m.copied)] }}>
          {say(m.copy)}
        </Typography.Text>
        <Button type="primary" onClick={onKept}>
          {say(m.kept)}
        </Button>
      </div>
    </>
  );
}
