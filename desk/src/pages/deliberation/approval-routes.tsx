import { Alert, Button, Form, Input, Select, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import type { Bodies } from '#modules/deliberation/contract';
import { messages } from '#platform/i18n';
import { Failure } from '../../lib/failure.tsx';
import { FormDialog } from '../../lib/form-dialog.tsx';
import { formatAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';
import { useAct } from '../../lib/use-act.ts';
import { CHANGES } from './queries.ts';

const m = messages({
  none: { zh: '不需要集体审议', en: 'none' },
  change: { zh: '变更', en: 'Change' },
  changes: { zh: '历次设定', en: 'What was set before' },
  needed: { zh: '须经{body}审议', en: '{body} has to resolve' },
  hint: {
    zh: '由第一责任人设定。设定后，没有审议通过的决议、会议没有闭会的，不能公布。',
    en: 'Set by the first responsible person. From then on nothing is published without a resolution whose meeting is closed.',
  },
  body: { zh: '须经哪个机构审议', en: 'Which body has to resolve' },
  reason: { zh: '为什么这样设定', en: 'Why it is set' },
  set: { zh: '确认设定', en: 'Set it' },
  need: { zh: '请填写', en: 'Please fill this in' },
  other: { zh: '请选择与现在不同的设定', en: 'Choose something other than what is set now' },
  begins: {
    zh: '确认后立即生效：没有{body}通过的决议，一律不能公布，已经审核通过、正在等待公布的版本也要先提请审议。',
    en: 'It takes effect at once: nothing is published without a resolution of {body}, and versions that have passed and wait for publication are tabled first as well.',
  },
  replaces: {
    zh: '{before}已经通过而还没有公布的决议不再作为依据，要由{body}重新审议；已经公布的不受影响。',
    en: 'Resolutions of {before} on what is not published yet do not count any more: {body} has to resolve anew. What is published is not affected.',
  },
  ends: {
    zh: '确认后立即生效：正在等待{before}审议的版本，不经审议就可以公布；会议议程上的议题不会自动取消。',
    en: 'It takes effect at once: versions that wait for {before} may be published without a resolution. What is on an agenda stays there.',
  },
});

const ROUTE_WORDS = messages({
  'power.version': {
    zh: '职权公布前须经哪个机构审议',
    en: 'Which body resolves before a power is published',
  },
  'rule.version': {
    zh: '制度公布前须经哪个机构审议',
    en: 'Which body resolves before a rule is published',
  },
  'category-flow.version': {
    zh: '通用流程公布前须经哪个机构审议',
    en: 'Which body resolves before a general flow is published',
  },
}) satisfies Record<Bodies['routes'][number]['kind'], unknown>;

const KIND_WORDS = messages({
  'power.version': { zh: '职权', en: 'Powers' },
  'rule.version': { zh: '制度', en: 'Rules' },
  'category-flow.version': { zh: '通用流程', en: 'General flows' },
}) satisfies Record<Bodies['routes'][number]['kind'], unknown>;

type Route = Bodies['routes'][number];

/** What needs the resolution of which body, and what was set before. */
export function ApprovalRoutes({ bodies }: { readonly bodies: Bodies }): ReactNode {
  const { say } = useLanguage();
  const [changing, setChanging] = useState<Route | undefined>();
  return (
    <section className="desk-narrow">
      <dl className="approval-routes">
        {bodies.routes.map((route) => (
          <div key={route.kind}>
            <dt>{say(ROUTE_WORDS[route.kind])}</dt>
            <dd>
              <Typography.Text strong>{route.body?.bodyName ?? say(m.none)}</Typography.Text>
              {bodies.maySetRoute && (
                <Button
                  size="small"
                  aria-label={`${say(m.change)}：${say(ROUTE_WORDS[route.kind])}`}
                  onClick={() => setChanging(route)}
                >
                  {say(m.change)}
                </Button>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <p className="quiet">{say(m.hint)}</p>
      {bodies.routeChanges.length > 0 && (
        <details>
          <summary>{say(m.changes)}</summary>
          <ul>
            {bodies.routeChanges.map(({ id, kind, body, by, at, reason }) => (
              <li key={id}>
                {say(KIND_WORDS[kind])} · {body === null ? say(m.none) : say(m.needed, { body })}
                {reason !== '' && <> · {reason}</>}{' '}
                <span className="quiet">{[formatAt(at), by].filter((one) => one !== null).join(' · ')}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {changing !== undefined && (
        <RouteDialog route={changing} bodies={bodies} close={() => setChanging(undefined)} />
      )}
    </section>
  );
}

/** Sets it on purpose: what follows is said before, and why it is set goes on record. */
function RouteDialog({
  route,
  bodies,
  close,
}: {
  readonly route: Route;
  readonly bodies: Bodies;
  close(): void;
}): ReactNode {
  const { say } = useLanguage();
  const [form] = Form.useForm<{ readonly bodyId: string; readonly reason: string }>();
  const act = useAct(CHANGES, close);
  const now = route.body?.bodyId ?? '';
  const chosen = Form.useWatch('bodyId', form) ?? now;
  const body = bodies.items.find(({ id }) => id === chosen)?.name;
  const before = route.body?.bodyName;
  return (
    <FormDialog
      title={say(ROUTE_WORDS[route.kind])}
      okText={say(m.set)}
      form={form}
      close={close}
      pending={act.isPending}
      disabled={chosen === now}
    >
      {act.error && <Failure error={act.error} form={form} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={{ bodyId: now }}
        onFinish={({ bodyId, reason }) =>
          act.mutate({
            path: `/approval-routes/${route.kind}`,
            method: 'PUT',
            body: { bodyId: bodyId === '' ? null : bodyId, reason },
          })
        }
      >
        <Form.Item name="bodyId" label={say(m.body)} extra={chosen === now && say(m.other)}>
          <Select
            aria-label={say(m.body)}
            options={[
              { value: '', label: say(m.none) },
              ...bodies.items.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        </Form.Item>
        {chosen !== now && (
          <Alert
            type="warning"
            showIcon
            title={body === undefined ? say(m.ends, { before: before ?? '' }) : say(m.begins, { body })}
            description={body !== undefined && before !== undefined && say(m.replaces, { before, body })}
          />
        )}
        <Form.Item
          name="reason"
          label={say(m.reason)}
          rules={[{ required: true, whitespace: true, message: say(m.need) }]}
        >
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
    </FormDialog>
  );
}
