import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Popconfirm } from 'antd';
import { useEffect, useRef, type ReactNode } from 'react';
import { Edited, type RuleDetail } from '#modules/rules/contract';
import { messages } from '#platform/i18n';
import { api, ApiRefusal } from '../../lib/api.ts';
import { Failure } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { useShortcuts } from '../../lib/shortcuts.ts';
import { RuleForm } from './rule-form.tsx';
import { contentOf, valuesOf, type RuleValues } from './rule-values.ts';
import { useKeptRule } from './use-kept-rule.ts';
import { m } from './words.ts';

const words = messages({
  stored: { zh: '已保存', en: 'Stored' },
  restored: {
    zh: '上次没有保存的修改还在，已经填回；保存后才算数。',
    en: 'Changes that were not stored last time are back; store them to make them count.',
  },
  kept: {
    zh: '没有保存的修改留在这台电脑上，关掉页面也不会丢。',
    en: 'What is not stored yet is kept on this computer.',
  },
  theirs: { zh: '别人刚改了{what}，已并入本页。', en: 'Somebody just changed {what}; it is merged here.' },
  again: { zh: '您的修改还没有保存，请再按“保存”。', en: 'Your changes are not stored yet: store again.' },
  both: {
    zh: '别人刚改了{what}，您也改了。页面上是您填写的；再按“保存”用您的，或者改用对方的。',
    en: 'Somebody just changed {what}, and so did you. The form has yours: store again to keep it, or take theirs.',
  },
  discard: { zh: '放弃修改', en: 'Discard changes' },
  discardSure: {
    zh: '没有保存的修改全部放弃，回到已保存的内容？',
    en: 'Discard everything that is not stored and go back to what is?',
  },
  back: { zh: '接着改', en: 'Go on editing' },
  take: { zh: '改用对方的', en: 'Take theirs' },
});
const NAMES = {
  title: m.name,
  kind: m.kind,
  documentNumber: m.number,
  officeId: m.office,
  plannedFrom: m.from,
  reason: m.reason,
  basis: m.basis,
  articles: m.articles,
  governs: m.governs,
} satisfies Record<keyof RuleValues, unknown>;

type Props = {
  readonly rule: RuleDetail;
  readonly first: boolean;
  /** Whether something on the form is not stored: nobody signs it then. */
  onUnsaved(unsaved: boolean): void;
};

/** The form of a version that is not published: stored by the button, nothing typed is lost, two people’s changes merged. */
export function RuleEditor({ rule, first, onUnsaved }: Props): ReactNode {
  const { say } = useLanguage();
  const { message } = App.useApp();
  const [form] = Form.useForm<RuleValues>();
  const queries = useQueryClient();
  const notices = useRef<HTMLDivElement>(null);
  const repeals = rule.status === 'repealed';
  const store = useMutation({
    mutationFn: (values: RuleValues) =>
      api(`/rule-versions/${rule.versionId}`, {
        method: 'PUT',
        ifMatch: kept.rowVersion(),
        body: {
          reason: values.reason ?? '',
          plannedFrom: values.plannedFrom ?? null,
          ...(repeals ? {} : { officeId: values.officeId, content: contentOf(values) }),
        },
        schema: Edited,
      }),
    onSuccess: async ({ rowVersion }, sent) => {
      kept.stored(sent, { versionId: rule.versionId, rowVersion });
      void message.success(say(words.stored));
      await queries.invalidateQueries({ queryKey: ['rules'] });
    },
    onError: async (error) => {
      if (error instanceof ApiRefusal && error.problem.status === 412) {
        await kept.overtaken(rule.versionId);
        notices.current?.scrollIntoView({ block: 'center' });
      }
    },
  });
  const kept = useKeptRule({ form, rule, storing: store.isPending });
  const unsaved = kept.unsaved || store.isPending;
  useEffect(() => {
    onUnsaved(unsaved);
    return () => onUnsaved(false);
  }, [onUnsaved, unsaved]);
  useShortcuts({ 'mod+s': () => form.submit() }, true);
  const nameOf = (names: readonly string[]): string =>
    names.map((name) => (name in NAMES ? say(NAMES[name as keyof typeof NAMES]) : name)).join('、');
  const overtaken = store.error instanceof ApiRefusal && store.error.problem.status === 412;
  return (
    <>
      <div ref={notices}>
        {kept.restored && <Alert type="info" showIcon title={say(words.restored)} className="power-note" />}
        {kept.merged !== undefined && kept.merged.theirs.length > 0 && (
          <Alert
            type="info"
            showIcon
            className="power-note"
            title={say(words.theirs, { what: nameOf(kept.merged.theirs) })}
            description={kept.unsaved && say(words.again)}
          />
        )}
        {kept.merged !== undefined && kept.merged.both.length > 0 && (
          <Alert
            type="warning"
            showIcon
            role="alert"
            className="power-note"
            title={say(words.both, { what: nameOf(kept.merged.both) })}
            action={
              <Button size="small" onClick={() => kept.useTheirs()}>
                {say(words.take)}
              </Button>
            }
          />
        )}
      </div>
      <RuleForm
        form={form}
        initial={valuesOf(rule)}
        of={repeals ? 'repeal' : first ? 'new' : 'revision'}
        onChange={kept.changed}
        onFinish={(values) => store.mutate(values)}
      >
        {store.error && !overtaken && <Failure error={store.error} />}
        <div className="rule-row-acts">
          <Button type="primary" htmlType="submit" loading={store.isPending}>
            {say(m.save)}
          </Button>
          {kept.unsaved && !store.isPending && (
            <Popconfirm
              title={say(words.discardSure)}
              okText={say(words.discard)}
              cancelText={say(words.back)}
              onConfirm={() => kept.discard()}
            >
              <Button>{say(words.discard)}</Button>
            </Popconfirm>
          )}
        </div>
        <p className="quiet">{say(words.kept)}</p>
      </RuleForm>
    </>
  );
}
