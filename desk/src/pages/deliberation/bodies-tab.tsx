import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { DECIDERS, QUORUMS, type Bodies, type BodyView } from '#modules/deliberation/contract';
import { messages } from '#platform/i18n';
import { Failure } from '../../lib/failure.tsx';
import { FormDialog } from '../../lib/form-dialog.tsx';
import { formatAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';
import { Rows } from '../../lib/rows.tsx';
import { useMe } from '../../lib/session.tsx';
import { personsQuery } from '../organisation/queries.ts';
import { CHANGES } from './queries.ts';
import { useAct } from '../../lib/use-act.ts';
import { DECIDER_WORDS, QUORUM_WORDS } from './words.ts';

const m = messages({
  add: { zh: '登记议事机构', en: 'Register a body' },
  edit: { zh: '修改', en: 'Change' },
  name: { zh: '名称', en: 'Name' },
  series: { zh: '决议文号字样', en: 'Word of its numbers' },
  seriesHint: { zh: '例如：唐商办决', en: 'e.g. 唐商办决' },
  quorum: { zh: '法定人数', en: 'Quorum' },
  decides: { zh: '怎样决定', en: 'Who decides' },
  chair: { zh: '主持人', en: 'Chair' },
  members: { zh: '成员', en: 'Members' },
  empty: { zh: '还没有登记议事机构。', en: 'No body is registered yet.' },
  need: { zh: '请填写', en: 'Please fill this in' },
  save: { zh: '保存', en: 'Save' },
  noRoute: { zh: '不需要集体审议', en: 'none' },
  changes: { zh: '历次设定', en: 'What was set before' },
  needed: { zh: '须经{body}审议', en: '{body} has to resolve' },
  routeHint: {
    zh: '由第一责任人设定。设定后，没有审议通过的决议不能公布。',
    en: 'Set by the first responsible person. From then on nothing is published without a resolution.',
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

/** Who deliberates, by which rules, and what needs their resolution. */
export function BodiesTab({ bodies }: { readonly bodies: Bodies }): ReactNode {
  const { say } = useLanguage();
  const [editing, setEditing] = useState<BodyView | 'new' | undefined>();
  return (
    <>
      <Routes bodies={bodies} />
      {bodies.mayKeep && (
        <div className="desk-acts">
          <Button onClick={() => setEditing('new')}>{say(m.add)}</Button>
        </div>
      )}
      <Rows<BodyView>
        rowKey="id"
        items={bodies.items}
        empty={say(m.empty)}
        columns={[
          { title: say(m.name), dataIndex: 'name' },
          { title: say(m.series), dataIndex: 'series' },
          { title: say(m.quorum), key: 'quorum', render: (_, row) => say(QUORUM_WORDS[row.quorum]) },
          { title: say(m.decides), key: 'decides', render: (_, row) => say(DECIDER_WORDS[row.decides]) },
          {
            title: say(m.members),
            key: 'members',
            render: (_, row) =>
              row.members
                .map(({ personId, name }) => (personId === row.chairId ? `${name}（${say(m.chair)}）` : name))
                .join('、'),
          },
          ...(bodies.mayKeep
            ? [
                {
                  title: '',
                  key: 'edit',
                  width: 90,
                  render: (_: unknown, row: BodyView) => (
                    <Button size="small" onClick={() => setEditing(row)}>
                      {say(m.edit)}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      {editing !== undefined && (
        <BodyDialog body={editing === 'new' ? undefined : editing} close={() => setEditing(undefined)} />
      )}
    </>
  );
}

function Routes({ bodies }: { readonly bodies: Bodies }): ReactNode {
  const { say } = useLanguage();
  const act = useAct(CHANGES);
  return (
    <section className="desk-narrow">
      {act.error && <Failure error={act.error} />}
      <Form layout="vertical">
        {bodies.routes.map(({ kind, body }) => (
          <Form.Item key={kind} label={say(ROUTE_WORDS[kind])}>
            <Select
              aria-label={say(ROUTE_WORDS[kind])}
              disabled={!bodies.maySetRoute}
              loading={act.isPending}
              value={body?.bodyId ?? ''}
              onChange={(bodyId) =>
                act.mutate({
                  path: `/approval-routes/${kind}`,
                  method: 'PUT',
                  body: { bodyId: bodyId === '' ? null : bodyId },
                })
              }
              options={[
                { value: '', label: say(m.noRoute) },
                ...bodies.items.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          </Form.Item>
        ))}
        <p className="quiet">{say(m.routeHint)}</p>
        {bodies.routeChanges.length > 0 && (
          <details>
            <summary>{say(m.changes)}</summary>
            <ul>
              {bodies.routeChanges.map(({ id, kind, body, by, at }) => (
                <li key={id}>
                  {say(KIND_WORDS[kind])} · {body === null ? say(m.noRoute) : say(m.needed, { body })}{' '}
                  <span className="quiet">
                    {[formatAt(at), by].filter((one) => one !== null).join(' · ')}
                  </span>
                </li>
              ))}
            </ul>
          </details>
        )}
      </Form>
    </section>
  );
}

function BodyDialog({ body, close }: { readonly body: BodyView | undefined; close(): void }): ReactNode {
  const { say } = useLanguage();
  const me = useMe();
  const [form] = Form.useForm();
  const act = useAct(CHANGES, close);
  const persons = useQuery(personsQuery(me.agency.id)).data ?? [];
  const options = persons
    .filter(({ active }) => active)
    .map(({ id, name, title }) => ({ value: id, label: title === '' ? name : `${name} · ${title}` }));
  const need = [{ required: true, message: say(m.need) }];
  return (
    <FormDialog
      title={body?.name ?? say(m.add)}
      okText={say(m.save)}
      form={form}
      close={close}
      pending={act.isPending}
    >
      {act.error && <Failure error={act.error} form={form} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={
          body === undefined
            ? { quorum: 'more-than-half', decides: 'head' }
            : { ...body, memberIds: body.members.map(({ personId }) => personId) }
        }
        onFinish={({ name, series, quorum, decides, chairId, memberIds }) =>
          act.mutate({
            path: body === undefined ? '/deliberative-bodies' : `/deliberative-bodies/${body.id}`,
            method: body === undefined ? 'POST' : 'PUT',
            body: { name, series, quorum, decides, chairId, memberIds },
            ...(body === undefined ? {} : { ifMatch: body.rowVersion }),
          })
        }
      >
        <Form.Item name="name" label={say(m.name)} rules={need}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="series" label={say(m.series)} extra={say(m.seriesHint)} rules={need}>
          <Input maxLength={20} />
        </Form.Item>
        <Form.Item name="quorum" label={say(m.quorum)} rules={need}>
          <Select
            aria-label={say(m.quorum)}
            options={QUORUMS.map((one) => ({ value: one, label: say(QUORUM_WORDS[one]) }))}
          />
        </Form.Item>
        <Form.Item name="decides" label={say(m.decides)} rules={need}>
          <Select
            aria-label={say(m.decides)}
            options={DECIDERS.map((one) => ({ value: one, label: say(DECIDER_WORDS[one]) }))}
          />
        </Form.Item>
        <Form.Item name="memberIds" label={say(m.members)} rules={need}>
          <Select
            mode="multiple"
            aria-label={say(m.members)}
            showSearch={{ optionFilterProp: 'label' }}
            options={options}
          />
        </Form.Item>
        <Form.Item name="chairId" label={say(m.chair)} rules={need}>
          <Select aria-label={say(m.chair)} showSearch={{ optionFilterProp: 'label' }} options={options} />
        </Form.Item>
      </Form>
    </FormDialog>
  );
}
