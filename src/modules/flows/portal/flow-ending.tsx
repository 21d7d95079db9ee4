import { formatDay, type LegalDay } from '#kernel';
import { messages } from '#platform/i18n';
import { Notice, useLang, useT, Zh } from '#platform/portal';
import type { FlowEnding } from '../db/flow-ending.ts';

const words = messages({
  ended: { zh: '这个通用流程自{day}起终止', en: 'This general flow ended on {day}' },
  ends: { zh: '这个通用流程到{day}终止', en: 'This general flow ends on {day}' },
  reason: { zh: '理由：', en: 'Reason: ' },
  means: {
    zh: '终止以后，事项的流程不能再调用它；已经按它办理的案件照原来的流程办完。下面是它终止以前的样子。',
    en: 'From then on no flow of a power may call it; cases under way go on by the flow they began with. What follows is how it stood until then.',
  },
});

type Props = { readonly ending: FlowEnding; readonly today: LegalDay };

/** That a general flow has ended or is to end, from when and why (C2). */
export function EndingNotice({ ending: { endsOn, reason }, today }: Props) {
  const t = useT();
  const lang = useLang();
  const title = t(endsOn <= today ? words.ended : words.ends, { day: formatDay(endsOn, lang) });
  return (
    <Notice kind="warn" title={title}>
      <p>
        {t(words.reason)}
        <Zh>{reason}</Zh>
      </p>
      <p>{t(words.means)}</p>
    </Notice>
  );
}
