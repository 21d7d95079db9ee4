import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Form, Input, Select, Typography } from 'antd';
import type { ReactNode } from 'react';
import { Drafted, PowerContent } from '#modules/powers/contract';
import type { AgencyChart } from '#modules/organisation/contract';
import { messages } from '#platform/i18n';
import { api } from '../../lib/api.ts';
import { Await, Failure } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { chartQuery } from '../../lib/queries.ts';
import { useMe, type Me } from '../../lib/session.tsx';
import { CHOICES } from './choices.ts';
import './powers.css';

const m = messages({
  back: { zh: '← 权责清单', en: '← Powers' },
  title: { zh: '登记一项职权', en: 'Register a power' },
  lead: {
    zh: '先定这三项，其余要素在下一页逐项填写，边填边存。',
    en: 'These three first; everything else on the next page, stored as you type.',
  },
  name: { zh: '事项名称', en: 'Name' },
  type: { zh: '事项类型', en: 'Type' },
  office: { zh: '承办处室', en: 'Office in charge' },
  need: { zh: '请填写', en: 'Please fill this in' },
  choose: { zh: '请选择', en: 'Please choose' },
  next: { zh: '下一步', en: 'Next' },
});
const KEPT = 'chengming.power.new';
type Values = { readonly name: string; readonly typeCode: string; readonly officeKey: string };

/** What makes a draft of a power: name, type and office. Then the form opens, filled with what is known already. */
export function NewPowerPage(): ReactNode {
  const me = useMe();
  const { say } = useLanguage();
  const chart = useQuery(chartQuery(me.agency.id));
  return (
    <div className="power power-begin">
      <Link to="/powers">{say(m.back)}</Link>
      <Typography.Title level={2}>{say(m.title)}</Typography.Title>
      <p className="quiet">{say(m.lead)}</p>
      <Await query={chart}>{(found) => <Begin chart={found} />}</Await>
    </div>
  );
}

function Begin({ chart }: { readonly chart: AgencyChart }): ReactNode {
  const { say } = useLanguage();
  const me = useMe();
  const offices = chart.offices.filter(({ id }) => draftsFor(me, id));
  const navigate = useNavigate();
  const queries = useQueryClient();
  const create = useMutation({
    mutationFn: (values: Values) =>
      api('/powers', {
        method: 'POST',
        body: {
          content: PowerContent.parse({
            ...values,
            exercisingBody: chart.name,
            level: chart.level,
            ...(chart.uscc === null ? {} : { exercisingBodyCode: chart.uscc }),
          }),
          officeId: chart.offices.find(({ key }) => key === values.officeKey)?.id,
        },
        schema: Drafted,
      }),
    onSuccess: async ({ versionId }) => {
      sessionStorage.removeItem(KEPT);
      await queries.invalidateQueries({ queryKey: ['powers'] });
      await navigate({ to: '/powers/$versionId', params: { versionId } });
    },
  });
  return (
    <Form<Values>
      layout="vertical"
      initialValues={kept()}
      onValuesChange={(_, values) => sessionStorage.setItem(KEPT, JSON.stringify(values))}
      onFinish={(values) => create.mutate(values)}
    >
      {create.error && <Failure error={create.error} />}
      <Form.Item
        name="name"
        label={say(m.name)}
        rules={[{ required: true, whitespace: true, message: say(m.need) }]}
      >
        <Input maxLength={500} />
      </Form.Item>
      <Form.Item name="typeCode" label={say(m.type)} rules={[{ required: true, message: say(m.choose) }]}>
        <Select
          aria-label={say(m.type)}
          options={CHOICES.type.map((one) => ({ value: one.value, label: say(one.label) }))}
        />
      </Form.Item>
      <Form.Item name="officeKey" label={say(m.office)} rules={[{ required: true, message: say(m.choose) }]}>
        <Select
          aria-label={say(m.office)}
          options={offices.map(({ key, name }) => ({ value: key, label: name }))}
        />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={create.isPending}>
        {say(m.next)}
      </Button>
    </Form>
  );
}

/** Whether one registers powers for an office: as its drafter or head, or as a keeper of the whole list. */
function draftsFor(me: Me, officeId: string): boolean {
  return me.roleOffices.some(
    (held) =>
      held.role === 'review-office' ||
      ((held.role === 'registrar' || held.role === 'office-head') &&
        (held.officeId === null || held.officeId === officeId)),
  );
}

/** What was typed here and not sent yet. */
function kept(): Partial<Values> {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(KEPT) ?? '{}');
    return typeof found === 'object' && found !== null ? found : {};
  } catch {
    return {};
  }
}
