import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button } from 'antd';
import { useState, type ReactNode } from 'react';
import type { FlowDraftView } from '#modules/flows/contract';
import { Edited } from '#modules/powers/contract';
import { messages } from '#platform/i18n';
import { api } from '../../lib/api.ts';
import { Failure } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { versionQuery } from '../../lib/queries.ts';
import { ReviseDialog } from '../category-flows/begin-dialogs.tsx';
import { categoryVersionQuery } from '../category-flows/queries.ts';
import { AdjustDialog } from '../powers/adjust-dialog.tsx';
import { m as flow } from './words.ts';

const m = messages({
  signed: { zh: '这个版本已经有人签字，图只能看。', en: 'This version is signed: its drawing is read only.' },
  signedNote: {
    zh: '开始修改，已有的签字当即作废，这个版本回到起草，改好以后从处室签字重新走起。',
    en: 'Beginning to change it voids the signatures at once: the version is a draft again and goes the whole way anew, from the signature of its office.',
  },
  begin: { zh: '开始修改（已有签字作废）', en: 'Begin to change it (voids the signatures)' },
  passed: {
    zh: '这个版本已经审核通过，图只能看；领导小组办公室退回以后才能改。',
    en: 'This version has passed review: its drawing is read only until the leading group office returns it.',
  },
  published: {
    zh: '这个版本已经公布，图不再改动。',
    en: 'This version is published: its drawing never changes.',
  },
  publishedNote: {
    zh: '要改流程，请开始新版本，从这张图画起；新版本公布以前，现行版本照常有效。',
    en: 'To change the flow, begin a new version, drawn from this chart; the present one stands until that is published.',
  },
  renew: { zh: '开始新版本', en: 'Begin a new version' },
});

type Props = { readonly owner: FlowDraftView['owner']; readonly draftId: string };

/** Why a drawing is only read, and the one way to change it all the same. */
export function LockNote({ owner, draftId }: Props): ReactNode {
  const { say } = useLanguage();
  switch (owner.state) {
    case 'signed':
    case 'countersigned':
      return (
        <Alert
          type="warning"
          showIcon
          title={say(m.signed)}
          description={
            <>
              <p>{say(m.signedNote)}</p>
              <Unlock owner={owner} draftId={draftId} />
            </>
          }
        />
      );
    case 'passed':
      return <Alert type="warning" showIcon title={say(m.passed)} />;
    case 'published':
      return (
        <Alert
          type="info"
          showIcon
          title={say(m.published)}
          description={
            <>
              <p>{say(m.publishedNote)}</p>
              {owner.kind === 'power.version' ? <Adjust id={owner.id} /> : <Revise id={owner.id} />}
            </>
          }
        />
      );
    default:
      return null;
  }
}

/** An edit that changes nothing but that the version is a draft again, with its signatures void; then the drawing is open. */
function Unlock({ owner: { kind, id }, draftId }: Props): ReactNode {
  const { say } = useLanguage();
  const { modal } = App.useApp();
  const queries = useQueryClient();
  const begin = useMutation({
    mutationFn: async () => {
      const power = kind === 'power.version';
      const { rowVersion } = power
        ? await queries.fetchQuery({ ...versionQuery(id), staleTime: 0 })
        : await queries.fetchQuery({ ...categoryVersionQuery(id), staleTime: 0 });
      await api(power ? `/power-versions/${id}` : `/category-flow-versions/${id}`, {
        method: 'PUT',
        body: {},
        ifMatch: rowVersion,
        schema: Edited,
      });
      await queries.invalidateQueries({ queryKey: [power ? 'powers' : 'category-flows'] });
    },
    onSettled: () => queries.refetchQueries({ queryKey: ['flows', 'draft', draftId] }),
  });
  return (
    <>
      <Button
        type="primary"
        loading={begin.isPending}
        onClick={() =>
          modal.confirm({
            title: say(m.begin),
            content: say(m.signedNote),
            okText: say(flow.yes),
            cancelText: say(flow.no),
            onOk: () => begin.mutate(),
          })
        }
      >
        {say(m.begin)}
      </Button>
      {begin.error && <Failure error={begin.error} />}
    </>
  );
}

function Adjust({ id }: { readonly id: string }): ReactNode {
  const { say } = useLanguage();
  const version = useQuery(versionQuery(id)).data;
  const [open, setOpen] = useState(false);
  if (version === undefined || version.code === null) return null;
  const power = { code: version.code, name: version.content.name, status: version.status };
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {say(m.renew)}
      </Button>
      {open && <AdjustDialog power={power} close={() => setOpen(false)} />}
    </>
  );
}

function Revise({ id }: { readonly id: string }): ReactNode {
  const { say } = useLanguage();
  const version = useQuery(categoryVersionQuery(id)).data;
  const [open, setOpen] = useState(false);
  if (version === undefined || !version.mayRevise) return null;
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {say(m.renew)}
      </Button>
      {open && <ReviseDialog of={version} close={() => setOpen(false)} />}
    </>
  );
}
