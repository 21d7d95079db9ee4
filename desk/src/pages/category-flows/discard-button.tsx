import { useNavigate } from '@tanstack/react-router';
import { App, Button } from 'antd';
import type { ReactNode } from 'react';
import type { CategoryDetail } from '#modules/category-flows/contract';
import { messages } from '#platform/i18n';
import { Failure } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { useAct } from '../../lib/use-act.ts';
import { CHANGES } from './queries.ts';

const words = messages({
  discard: { zh: '放弃这个版本', en: 'Discard this version' },
  ask: { zh: '放弃“{title}”的这个版本？', en: 'Discard this version of “{title}”?' },
  what: {
    zh: '放弃以后不能恢复：画好的图、填写的内容和已有的签字都不再算数，记录里留下谁在什么时候放弃的。已公布的版本不受影响，以后可以重新开始。',
    en: 'It cannot be taken back: the drawing, what was written and the signatures count no more, and who discarded it when stays on record. What is published is not touched, and a new version may be begun.',
  },
  keep: { zh: '不放弃', en: 'Keep it' },
});

/** Gives up a version that is being drafted, once it was asked for twice. */
export function DiscardButton({ version }: { readonly version: CategoryDetail }): ReactNode {
  const { say } = useLanguage();
  const { modal } = App.useApp();
  const navigate = useNavigate();
  const act = useAct(CHANGES, () => void navigate({ to: '/category-flows' }));
  const path = `/category-flow-versions/${version.versionId}/discarding`;
  return (
    <>
      <Button
        danger
        loading={act.isPending}
        onClick={() =>
          modal.confirm({
            title: say(words.ask, { title: version.title }),
            content: say(words.what),
            okText: say(words.discard),
            okButtonProps: { danger: true },
            cancelText: say(words.keep),
            onOk: () => act.mutate({ path, ifMatch: version.rowVersion }),
          })
        }
      >
        {say(words.discard)}
      </Button>
      {act.error && <Failure error={act.error} />}
    </>
  );
}
