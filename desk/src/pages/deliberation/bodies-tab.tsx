import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { DECIDERS, QUORUMS, type Bodies, type BodyView } from '#modules/deliberation/contract';
import { messages } from '#platform/i18n';
import { Failure } from '../../lib/failure.tsx';
import { FormDialog } from '../../lib/form-dialog.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { Rows } from '../../lib/rows.tsx';
import { useMe } from '../../lib/session.tsx';
import { personsQuery } from '../organisation/queries.ts';
import { ApprovalRoutes } from './approval-routes.tsx';
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
});

/** Who deliberates, by which rules, and what needs their resolution. */
export function BodiesTab({ bodies }: { readonly bodies: Bodies }): ReactNode {
  const { say } = useLanguage();
  const [editing, setEditing] = useState<BodyView | 'new' | undefined>();
  return (
    <>
      <ApprovalRoutes bodies={bodies} />
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
