import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { messages } from '#platform/i18n';
import { useLanguage } from '../../lib/language.tsx';
import { versionQuery } from '../../lib/queries.ts';

const m = messages({
  published: {
    zh: '这个版本已经公布，在这里画的不能再采用。要改流程，请在权责清单里先“调整”这个事项，新的版本从现在的图开始。',
    en: 'This version is published: what is drawn here cannot be used. To change the flow, adjust the power first; its new version begins from this chart.',
  },
  passed: {
    zh: '这个版本已经审核通过，在这里画的不能采用，退回以后才能改。',
    en: 'This version has passed review: what is drawn here cannot be used unless it is returned.',
  },
  voids: {
    zh: '这个版本已经有人签字。采用这里的修改，已有的签字作废。',
    en: 'This version is signed. Using what is changed here voids the signatures.',
  },
  to: { zh: '去看事项', en: 'See the power' },
});

const NOTES = { published: 'published', passed: 'passed', signed: 'voids', countersigned: 'voids' } as const;

/** What becomes of a drawing whose version is on its way already; nothing for a draft. */
export function BoundNote({ versionId }: { readonly versionId: string }): ReactNode {
  const { say } = useLanguage();
  const state = useQuery(versionQuery(versionId)).data?.state;
  if (state === undefined || state === 'draft' || state === 'returned') return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={say(m[NOTES[state]])}
      action={
        <Link to="/powers/$versionId" params={{ versionId }}>
          {say(m.to)}
        </Link>
      }
    />
  );
}
