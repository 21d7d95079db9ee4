import { useQuery } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { messages } from '#platform/i18n';
import { Failure } from '../../lib/failure.tsx';
import { FormDialog } from '../../lib/form-dialog.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { chartQuery } from '../../lib/queries.ts';
import { useMe } from '../../lib/session.tsx';
import { useAct } from '../../lib/use-act.ts';
import { CHOICES } from '../powers/choices.ts';
import { ScheduleFields, scheduleBody, type ScheduleValues } from './schedule-fields.tsx';

const m = messages({
  open: { zh: '发起清权行动', en: 'Open a campaign' },
  name: { zh: '名称', en: 'Name' },
  basis: { zh: '依据文件', en: 'Basis' },
  types: { zh: '清理哪些类型的权力', en: 'Types of power' },
  offices: { zh: '哪些处室', en: 'Offices' },
  need: { zh: '请填写', en: 'Please fill this in' },
});

type Values = ScheduleValues & {
  readonly name: string;
  readonly basis?: string;
  readonly typeCodes: readonly string[];
  readonly officeIds: readonly string[];
};

/** Scope, phases and date of a campaign; every office chosen gets its task. */
export function OpenDialog({ close }: { close(): void }): ReactNode {
  const { say } = useLanguage();
  const me = useMe();
  const [form] = Form.useForm<Values>();
  const act = useAct(['campaigns'], close);
  const chart = useQuery(chartQuery(me.agency.id)).data;
  const offices = chart?.offices ?? [];
  const inScope = offices.filter(({ kind }) => kind === 'office');
  const need = [{ required: true, message: say(m.need) }];
  const send = ({ phases, deadline, basis = '', ...values }: Values): void =>
    act.mutate({
      path: '/campaigns',
      body: { ...values, basis, ...scheduleBody({ deadline, ...(phases && { phases }) }) },
    });
  return (
    <FormDialog title={say(m.open)} okText={say(m.open)} form={form} close={close} pending={act.isPending}>
      {act.error && <Failure error={act.error} form={form} />}
      {inScope.length > 0 && (
        <Form<Values>
          form={form}
          layout="vertical"
          initialValues={{
            // Only a party organ is expected to hold powers of one; others choose that type where they do.
            typeCodes: CHOICES.type
              .map(({ value }) => value)
              .filter((code) => code !== '98' || chart?.kind === 'party'),
            officeIds: inScope.map(({ id }) => id),
          }}
          onFinish={send}
        >
          <Form.Item
            name="name"
            label={say(m.name)}
            rules={[{ required: true, whitespace: true, message: say(m.need) }]}
          >
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="basis" label={say(m.basis)}>
            <Input maxLength={500} />
          </Form.Item>
          <ScheduleFields />
          <Form.Item name="officeIds" label={say(m.offices)} rules={need}>
            <Select
              mode="multiple"
              aria-label={say(m.offices)}
              showSearch={{ optionFilterProp: 'label' }}
              options={inScope.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Form.Item>
          <Form.Item name="typeCodes" label={say(m.types)} rules={need}>
            <Select
              mode="multiple"
              aria-label={say(m.types)}
              options={CHOICES.type.map((one) => ({ value: one.value, label: say(one.label) }))}
            />
          </Form.Item>
        </Form>
      )}
    </FormDialog>
  );
}
