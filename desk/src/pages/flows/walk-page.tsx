import { keepPreviousData, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Alert, Button, Card, DatePicker, Typography } from 'antd';
import dayjs from 'dayjs';
import { useState, type ReactNode } from 'react';
import { formatDay, LegalDay } from '#kernel';
import { WalkView, type WalkRequest, type WalkStep } from '#modules/cases/contract';
import { api } from '../../lib/api.ts';
import { Await, Failure } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { useToday } from '../../lib/today.ts';
import { CaseClocks } from '../cases/case-clocks.tsx';
import { StateWord } from '../cases/state-word.tsx';
import { ChartPicture } from './chart-picture.tsx';
import { FindingLines } from './findings.tsx';
import { PassDays } from './pass-days.tsx';
import { WalkBeside } from './walk-beside.tsx';
import { WalkLog } from './walk-log.tsx';
import { WalkSteps } from './walk-steps.tsx';
import { w } from './walk-words.ts';

/** Each visit to the page walks the flow as it is then; `visit` tells them apart. */
const walkQuery = (visit: number, lang: string, request: WalkRequest) =>
  queryOptions({
    queryKey: ['flow-walk', visit, lang, request],
    staleTime: Infinity,
    retry: false,
    queryFn: ({ signal }) => api('/flow-walks', { method: 'POST', body: request, schema: WalkView, signal }),
  });

/** A case that does not exist, walked through a drawing. */
export function WalkDrawingPage(): ReactNode {
  const { say } = useLanguage();
  const { draftId } = useParams({ from: '/shell/flows/$draftId/walk' });
  return (
    <WalkPage of={{ draftId }}>
      <Link to="/flows/$draftId" params={{ draftId }}>
        {say(w.toDrawing)}
      </Link>
    </WalkPage>
  );
}

/** The same through the flow that a version of a power has. */
export function WalkVersionPage(): ReactNode {
  const { say } = useLanguage();
  const { versionId } = useParams({ from: '/shell/powers/$versionId/walk' });
  return (
    <WalkPage of={{ versionId }}>
      <Link to="/powers/$versionId" params={{ versionId }}>
        {say(w.toPower)}
      </Link>
    </WalkPage>
  );
}

type Props = { readonly of: WalkRequest['of']; readonly children: ReactNode };

/** The acts so far are the whole walk: the server walks them anew each time, so one step back is one act less. */
function WalkPage({ of, children }: Props): ReactNode {
  const { say, lang } = useLanguage();
  const queries = useQueryClient();
  const [visit] = useState(() => Date.now());
  const [from, setFrom] = useState<LegalDay>(useToday());
  const [steps, setSteps] = useState<readonly WalkStep[]>([]);
  const query = useQuery({
    ...walkQuery(visit, lang, { of, from, steps: [...steps] }),
    placeholderData: keepPreviousData,
  });
  /** An act that is refused is told, and the walk stays where it is. */
  const act = useMutation({
    mutationFn: async (step: WalkStep) => {
      const next = [...steps, step];
      await queries.fetchQuery(walkQuery(visit, lang, { of, from, steps: next }));
      setSteps(next);
    },
  });
  /** While one act is being walked a further one would take its place. */
  const take = (step: WalkStep): void => {
    if (!act.isPending) act.mutate(step);
  };
  const goBack = (kept: readonly WalkStep[]): void => {
    act.reset();
    setSteps(kept);
  };
  return (
    <div className="flow-page walk-page">
      {children}
      <Typography.Title level={1} className="desk-title flow-title">
        {say(w.title)}
        {query.data && `${lang === 'zh' ? '：' : ': '}${query.data.name}`}
      </Typography.Title>
      <p className="quiet">{say(w.lead)}</p>
      <div className="desk-acts">
        <label className="walk-from">
          {say(w.from)}
          <DatePicker
            allowClear={false}
            disabled={act.isPending}
            value={dayjs(from)}
            onChange={(day) => day && setFrom(LegalDay.parse(day.format('YYYY-MM-DD')))}
          />
        </label>
        <Button disabled={steps.length === 0 || act.isPending} onClick={() => goBack(steps.slice(0, -1))}>
          {say(w.back)}
        </Button>
        <Button disabled={steps.length === 0 || act.isPending} onClick={() => goBack([])}>
          {say(w.restart)}
        </Button>
      </div>
      {act.error && <Failure error={act.error} />}
      <Await query={query}>
        {(view) =>
          view.walk === null ? <Obstacles view={view} /> : <Walking view={view} walk={view.walk} act={take} />
        }
      </Await>
    </div>
  );
}

/** Why no case gets through the drawing, in words and on the chart. */
function Obstacles({ view }: { readonly view: WalkView }): ReactNode {
  const { say } = useLanguage();
  return (
    <>
      <Alert
        type="warning"
        showIcon
        title={say(w.obstacles, { n: view.obstacles.length })}
        description={<FindingLines findings={view.obstacles} named />}
      />
      {view.svg !== null && <ChartPicture svg={view.svg} title={say(w.chart)} alt={say(w.stuckAlt)} />}
    </>
  );
}

type WalkingProps = {
  readonly view: WalkView;
  readonly walk: NonNullable<WalkView['walk']>;
  act(step: WalkStep): void;
};

function Walking({ view, walk, act }: WalkingProps): ReactNode {
  const { say, lang } = useLanguage();
  return (
    <div className="flow-work">
      <div className="flow-main">
        <section aria-live="polite" aria-label={say(w.open)}>
          <p className="walk-now">
            <b>{say(w.today, { day: formatDay(walk.day, lang) })}</b>{' '}
            {walk.onApplication && <StateWord state={walk.state} result={walk.result} deemed={walk.deemed} />}
          </p>
          <WalkSteps walk={walk} act={act} />
        </section>
        <PassDays walk={walk} act={act} />
        <WalkBeside walk={walk} act={act} />
        {view.svg !== null && <ChartPicture svg={view.svg} title={say(w.chart)} alt={say(w.chartAlt)} />}
      </div>
      <aside className="flow-aside">
        <Card size="small" title={say(w.clocks)}>
          {view.versionId === null ? (
            <p className="quiet">{say(w.general)}</p>
          ) : (
            !walk.onApplication && <p className="quiet">{say(w.ownMotion)}</p>
          )}
          {walk.clocks.length === 0 && <span className="quiet">{say(w.noClocks)}</span>}
          <CaseClocks clocks={walk.clocks} nameOf={(node) => walk.names[node]} />
        </Card>
        <WalkLog events={walk.events} />
      </aside>
    </div>
  );
}
