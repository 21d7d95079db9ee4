import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App, Button, Popconfirm } from 'antd';
import type { ReactNode } from 'react';
import type { RuleDetail } from '#modules/rules/contract';
import { messages } from '#platform/i18n';
import { api, Nothing } from '../../lib/api.ts';
import { Failure } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { useMe } from '../../lib/session.tsx';
import { keptKey } from './use-kept-rule.ts';

const words = messages({
  discard: { zh: '删除草稿', en: 'Delete the draft' },
  sure: { zh: '删除这份草稿？', en: 'Delete this draft?' },
  first: {
    zh: '删除以后不再列出，也不能恢复。谁在什么时候删的，留在日志里。',
    en: 'It is listed no more and cannot be brought back. Who deleted it and when stays in the journal.',
  },
  next: {
    zh: '删除以后不再列出，也不能恢复；已公布的版本照常施行。谁在什么时候删的，留在日志里。',
    en: 'It is listed no more and cannot be brought back; the published version stands as it is. Who deleted it and when stays in the journal.',
  },
  keep: { zh: '不删', en: 'Keep it' },
  done: { zh: '草稿已删除', en: 'Draft deleted' },
});

/** Gives a draft up after a question; back to the list of rules then. */
export function DiscardDraft({
  rule,
  first,
}: {
  readonly rule: RuleDetail;
  readonly first: boolean;
}): ReactNode {
  const { say } = useLanguage();
  const { message } = App.useApp();
  const { personId } = useMe();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const discard = useMutation({
    mutationFn: () =>
      api(`/rule-versions/${rule.versionId}`, {
        method: 'DELETE',
        ifMatch: rule.rowVersion,
        schema: Nothing,
      }),
    onSuccess: async () => {
      localStorage.removeItem(keptKey(personId, rule.versionId));
      void message.success(say(words.done));
      await navigate({ to: '/rules' });
      await queries.invalidateQueries({ queryKey: ['rules'] });
    },
    onError: () => void queries.invalidateQueries({ queryKey: ['rules'] }),
  });
  return (
    <>
      {discard.error && <Failure error={discard.error} />}
      <Popconfirm
        title={say(words.sure)}
        description={<div className="rule-sure">{say(first ? words.first : words.next)}</div>}
        okText={say(words.discard)}
        okButtonProps={{ danger: true }}
        cancelText={say(words.keep)}
        onConfirm={() => discard.mutate()}
      >
        <Button danger loading={discard.isPending}>
          {say(words.discard)}
        </Button>
      </Popconfirm>
    </>
  );
}
