import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Alert, Button, Segmented } from 'antd';
import { useState, type ReactNode } from 'react';
import { CategoryDrawing, type CategoryDetail } from '#modules/category-flows/contract';
import { messages } from '#platform/i18n';
import { api } from '../../lib/api.ts';
import { Failure } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { Changes } from '../flows/changes.tsx';
import { ChartPicture } from '../flows/chart-picture.tsx';
import { CompareCharts } from '../flows/compare-charts.tsx';

const words = messages({
  title: { zh: '流程图', en: 'The drawing' },
  counts: {
    zh: '{steps} 个环节，其中法定环节 {statutory} 个',
    en: '{steps} steps, of which {statutory} are statutory',
  },
  draw: { zh: '画流程图', en: 'Draw the flow' },
  none: {
    zh: '还没有采用的流程图。画好以后按“采用这张图”，这里就会显示，然后可以签字。',
    en: 'No drawing is in use yet. Draw it and press “Use this drawing”; it then stands here and can be signed.',
  },
  since: {
    zh: '采用以后又有人改过图。审签和公布的是已采用的这一张；要用新改的，请再按一次“采用这张图”。',
    en: 'The drawing was changed after it was put in use. What is signed and published is the one shown here; to use the newer one, press “Use this drawing” again.',
  },
  view: { zh: '怎么看', en: 'View' },
  compare: { zh: '与第 {n} 版对照', en: 'Beside version {n}' },
});

type Props = { readonly version: CategoryDetail; readonly mayDraw: boolean };

/** The drawing as it was submitted, beside the version it began from where there is one, and the way to the editor. */
export function DrawingPart({ version, mayDraw }: Props): ReactNode {
  const { say } = useLanguage();
  const { drawing, base } = version;
  const [view, setView] = useState<'one' | 'both'>('one');
  const navigate = useNavigate();
  const open = useMutation({
    mutationFn: async () => {
      const path = `/category-flow-versions/${version.versionId}/flow-draft`;
      const { draftId } = await api(path, { method: 'POST', body: {}, schema: CategoryDrawing });
      await navigate({ to: '/flows/$draftId', params: { draftId } });
    },
  });
  return (
    <section>
      {mayDraw && (
        <div className="desk-acts">
          <Button
            type={drawing === null ? 'primary' : 'default'}
            loading={open.isPending}
            onClick={() => open.mutate()}
          >
            {say(words.draw)}
          </Button>
        </div>
      )}
      {open.error && <Failure error={open.error} />}
      {version.drawnSince && (
        <Alert type="warning" showIcon className="power-note" title={say(words.since)} />
      )}
      {drawing === null ? (
        <p className="quiet">{say(words.none)}</p>
      ) : (
        <>
          <p className="quiet">{say(words.counts, { steps: drawing.steps, statutory: drawing.statutory })}</p>
          {base !== null && (
            <Segmented<'one' | 'both'>
              aria-label={say(words.view)}
              value={view}
              onChange={setView}
              options={[
                { value: 'one', label: say(words.title) },
                { value: 'both', label: say(words.compare, { n: base.n ?? 0 }) },
              ]}
            />
          )}
          {view === 'both' && base !== null ? (
            <CompareCharts
              path={`/category-flow-versions/${version.versionId}/comparison`}
              rowVersion={version.rowVersion}
            />
          ) : (
            <ChartPicture svg={drawing.svg} title={say(words.title)} alt={version.title} />
          )}
          {base !== null && base.changes !== null && <Changes changes={base.changes} />}
        </>
      )}
    </section>
  );
}
