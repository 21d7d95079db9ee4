import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { FlowComparison } from '#modules/flows/contract';
import { api } from '../../lib/api.ts';
import { Await } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { ChartPicture } from './chart-picture.tsx';
import { m } from './words.ts';

type Props = {
  /** Where the comparison is read. */
  readonly path: string;
  readonly rowVersion: number;
};

const comparisonQuery = (path: string, rowVersion: number, lang: string) =>
  queryOptions({
    queryKey: ['flows', 'comparison', path, rowVersion, lang],
    queryFn: ({ signal }) => api(path, { schema: FlowComparison, signal }),
    placeholderData: keepPreviousData,
  });

/** The drawing beside the version it began from; what differs is marked on both by sign, word and colour. */
export function CompareCharts({ path, rowVersion }: Props): ReactNode {
  const { say, lang } = useLanguage();
  const query = useQuery(comparisonQuery(path, rowVersion, lang));
  return (
    <Await query={query}>
      {({ charts }) => {
        if (charts === null) return <p className="quiet">{say(m.noCompare)}</p>;
        const before = charts.n === null ? say(m.before) : say(m.beforeN, { n: charts.n });
        const after = say(m.after);
        return (
          <>
            <p className="quiet flow-legend">{say(m.legend)}</p>
            <div className="flow-pair">
              <ChartPicture svg={charts.before} title={before} alt={say(m.marked, { chart: before })} />
              <ChartPicture svg={charts.after} title={after} alt={say(m.marked, { chart: after })} />
            </div>
          </>
        );
      }}
    </Await>
  );
}
