import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Button, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { FlowVersionResponse } from '#modules/flows/contract';
import type { VersionDetail } from '#modules/powers/contract';
import { messages } from '#platform/i18n';
import { api } from '../../lib/api.ts';
import { Await } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { FindingLines } from '../flows/findings.tsx';
import { FlowChangeLines } from './flow-change.tsx';
import { m as words } from './section-words.ts';

const m = messages({
  alt: { zh: '流程图：{name}', en: 'Flow: {name}' },
  changed: { zh: '与现行版本相比，流程图有改动', en: 'Changed against the flow in force' },
  none: { zh: '还没有流程。', en: 'There is no flow yet.' },
  large: { zh: '放大看', en: 'See it large' },
  close: { zh: '关闭', en: 'Close' },
  walk: { zh: '试走流程', en: 'Walk through it' },
  findings: {
    zh: '流程图与事项现在的内容有 {n} 处不符，改好以前不能签字、公布',
    en: 'In {n} places the flow does not fit the power as it is now; nobody can sign or publish until they are mended',
  },
  vacant: {
    zh: '流程图里有 {n} 个岗位现在没有人，有人以前不能公布',
    en: '{n} posts of the flow are vacant; it cannot be published until they are filled',
  },
});

const flowQuery = (id: string, lang: string) =>
  queryOptions({
    queryKey: ['flows', 'version', id, lang],
    // The bytes of a version never change.
    staleTime: Infinity,
    queryFn: ({ signal }) => api(`/flows/versions/${id}`, { schema: FlowVersionResponse, signal }),
  });

type Props = {
  readonly version: VersionDetail;
  /** Stores what is typed before the page is left. */
  flush(): Promise<unknown>;
  /** What whoever may edit does with it. */
  readonly children?: ReactNode;
};

/** The flow a version is signed with: its picture, in what it does not fit the power any more, and the ways to see it large and to walk it. */
export function FlowPart({ version, flush, children }: Props): ReactNode {
  const { say } = useLanguage();
  const { flowVersionId, flowFindings: findings, flowChange } = version;
  const vacant = findings.every(({ code }) => code === 'flows/post-vacant');
  return (
    <section id="part-flow" className="power-part">
      <h3 id="el-flow">{say(words.flow)}</h3>
      {findings.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={say(vacant ? m.vacant : m.findings, { n: findings.length })}
          description={<FindingLines findings={findings} named />}
        />
      )}
      {flowChange !== null && (
        <Alert
          type="info"
          showIcon
          title={say(m.changed)}
          description={<FlowChangeLines change={flowChange} />}
        />
      )}
      {flowVersionId === null ? (
        <p>{say(m.none)}</p>
      ) : (
        <Picture id={flowVersionId} versionId={version.versionId} flush={flush} />
      )}
      {children}
    </section>
  );
}

function Picture({
  id,
  versionId,
  flush,
}: {
  readonly id: string;
  readonly versionId: string;
  flush(): Promise<unknown>;
}): ReactNode {
  const { say, lang } = useLanguage();
  const [large, setLarge] = useState(false);
  const query = useQuery(flowQuery(id, lang));
  return (
    <Await query={query}>
      {({ svg, name }) => {
        const image = (
          <img
            alt={say(m.alt, { name })}
            src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`}
          />
        );
        return (
          <>
            <figure className="power-flow">{image}</figure>
            <div className="desk-acts">
              <Button onClick={() => setLarge(true)}>{say(m.large)}</Button>
              <Link to="/powers/$versionId/walk" params={{ versionId }} onClick={() => void flush()}>
                {say(m.walk)}
              </Link>
            </div>
            <Modal
              open={large}
              width="96vw"
              title={name}
              footer={<Button onClick={() => setLarge(false)}>{say(m.close)}</Button>}
              onCancel={() => setLarge(false)}
              destroyOnHidden
            >
              {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls is reached by keyboard */}
              <section className="desk-chart" tabIndex={0} aria-label={name}>
                {image}
              </section>
            </Modal>
          </>
        );
      }}
    </Await>
  );
}
