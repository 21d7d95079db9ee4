import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Form, Select, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import { z } from 'zod';
import { Drafted, PowerContent } from '#modules/powers/contract';
import { messages } from '#platform/i18n';
import { api } from '../../lib/api.ts';
import { Await, Failure } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { useMe } from '../../lib/session.tsx';
import { ElementForm } from './element-form.tsx';

const m = messages({
  title: { zh: '登记一项职权', en: 'Register a power' },
  office: { zh: '承办处室', en: 'Office in charge' },
  choose: { zh: '请先选择承办处室', en: 'Choose the office first' },
});
/** What the page needs of an agency's chart. */
const Chart = z.object({ offices: z.array(z.object({ id: z.string(), name: z.string() })) });

export function NewPowerPage(): ReactNode {
  const me = useMe();
  const { say } = useLanguage();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [officeId, setOffice] = useState<string | undefined>();
  const chart = useQuery({
    queryKey: ['agency', me.agency.id],
    queryFn: ({ signal }) => api(`/agencies/${me.agency.id}`, { schema: Chart, signal }),
  });
  const create = useMutation({
    mutationFn: (content: PowerContent) =>
      api('/powers', { method: 'POST', body: { content, officeId }, schema: Drafted }),
    onSuccess: async ({ versionId }) => {
      await queries.invalidateQueries({ queryKey: ['powers'] });
      await navigate({ to: '/powers/$versionId', params: { versionId } });
    },
  });
  const empty = PowerContent.parse({
    name: '（未命名）',
    typeCode: '01',
    exercisingBody: me.agency.name,
    level: '3',
  });
  return (
    <>
      <Typography.Title level={2}>{say(m.title)}</Typography.Title>
      <Await query={chart}>
        {({ offices }) => (
          <Form layout="vertical">
            <Form.Item label={say(m.office)} required>
              <Select
                aria-label={say(m.office)}
                placeholder={say(m.choose)}
                options={offices.map((office) => ({ value: office.id, label: office.name }))}
                onChange={setOffice}
              />
            </Form.Item>
          </Form>
        )}
      </Await>
      {create.error && <Failure error={create.error} />}
      <ElementForm
        content={empty}
        readOnly={officeId === undefined}
        saving={create.isPending}
        onSave={(content) => create.mutate(content)}
        draftKey="new"
      />
    </>
  );
}
