import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Alert, Button, Form, Typography } from 'antd';
import type { ReactNode } from 'react';
import { RuleDrafted } from '#modules/rules/contract';
import { messages } from '#platform/i18n';
import { api } from '../../lib/api.ts';
import { Failure } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { RuleForm } from './rule-form.tsx';
import { contentOf, type RuleValues } from './rule-values.ts';
import { useKeptRule } from './use-kept-rule.ts';
import { m } from './words.ts';
import '../powers/powers.css';
import './rules.css';

const words = messages({
  restored: { zh: '上次没有存完的内容还在，已经填回。', en: 'What had not been stored last time is back.' },
  create: { zh: '存为草稿', en: 'Store as a draft' },
});
const EMPTY: RuleValues = { kind: 'management', basis: [], articles: [{}], governs: [] };

/** A new rule, from an empty form to its first draft. */
export function NewRulePage(): ReactNode {
  const { say } = useLanguage();
  const [form] = Form.useForm<RuleValues>();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const create = useMutation({
    mutationFn: (values: RuleValues) =>
      api('/rules', {
        method: 'POST',
        body: {
          officeId: values.officeId,
          content: contentOf(values),
          plannedFrom: values.plannedFrom ?? null,
        },
        schema: RuleDrafted,
      }),
    onSuccess: async ({ versionId }, sent) => {
      kept.stored(sent, { versionId, rowVersion: 1 });
      await queries.invalidateQueries({ queryKey: ['rules'] });
      await navigate({ to: '/rules/$versionId', params: { versionId } });
    },
  });
  const kept = useKeptRule({ form, storing: create.isPending });
  return (
    <div className="power power-begin">
      <Link to="/rules">{say(m.back)}</Link>
      <Typography.Title level={2}>{say(m.draft)}</Typography.Title>
      {kept.restored && <Alert type="info" showIcon title={say(words.restored)} className="power-note" />}
      <RuleForm
        form={form}
        initial={EMPTY}
        of="new"
        onChange={kept.changed}
        onFinish={(values) => create.mutate(values)}
      >
        {create.error && <Failure error={create.error} />}
        <Button type="primary" htmlType="submit" loading={create.isPending}>
          {say(words.create)}
        </Button>
      </RuleForm>
    </div>
  );
}
