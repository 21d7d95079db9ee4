import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button, Card, Descriptions, Tag, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import { formatDay, LegalDay } from '#kernel';
import { LEVEL_WORDS, type LawDetail } from '#modules/library/contract';
import { messages } from '#platform/i18n';
import { Await, Failure } from '../../lib/failure.tsx';
import { formatAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';
import { Rows } from '../../lib/rows.tsx';
import { useAct } from '../../lib/use-act.ts';
import { AmendDialog, RepealDialog } from './change-dialogs.tsx';
import { LawDrawer } from './law-drawer.tsx';
import { LawState } from './laws-page.tsx';
import { CHANGES, lawQuery } from './queries.ts';
import { m, stateText } from './words.ts';
import './laws.css';

const words = messages({
  verify: { zh: '已与公布文本核对', en: 'Checked against the official text' },
  verifiedBy: { zh: '{by} {at} 核对', en: 'checked by {by}, {at}' },
  unverified: { zh: '还没有人与公布文本核对。', en: 'Nobody has checked it yet.' },
  verified: { zh: '核对', en: 'Checked' },
  public: { zh: '看公开页', en: 'See the public page' },
  changes: { zh: '历次修改', en: 'Amendments' },
  none: { zh: '没有登记过修改。', en: 'None recorded.' },
  from: { zh: '自 {on} 起施行', en: 'in force from {on}' },
  whole: { zh: '整部修改', en: 'as a whole' },
  ended: { zh: '{on} 起失效', en: 'ended {on}' },
  valid: { zh: '自 {on} 起', en: 'from {on}' },
  powers: { zh: '依据它的在用事项', en: 'Items in force that rest on it' },
  power: { zh: '事项', en: 'Item' },
  cited: { zh: '引用条文', en: 'Articles cited' },
  state: { zh: '状态', en: 'State' },
  noPowers: { zh: '没有在用事项依据它。', en: 'No item in force rests on it.' },
});

export function LawPage(): ReactNode {
  const { lawId } = useParams({ from: '/shell/laws/$lawId' });
  const query = useQuery(lawQuery(lawId));
  return <Await query={query}>{(law) => <Law law={law} />}</Await>;
}

function Law({ law }: { readonly law: LawDetail }): ReactNode {
  const { say } = useLanguage();
  const [open, setOpen] = useState<'edit' | 'amend' | 'repeal' | undefined>();
  const act = useAct(CHANGES);
  const close = (): void => setOpen(undefined);
  const { entry } = law;
  return (
    <>
      <Link to="/laws">{say(m.back)}</Link>
      <Typography.Title level={2}>{entry.title}</Typography.Title>
      <p className="law-head">
        <Tag>{say(LEVEL_WORDS[entry.level])}</Tag>
        <LawState
          law={{
            inForceFrom: entry.inForceFrom ?? null,
            repealedFrom: entry.repealedFrom ?? null,
            amendedFrom: law.amendedFrom,
            verified: law.verified !== null,
          }}
        />
        <a href={`/laws/${law.id}`}>{say(words.public)}</a>
      </p>
      {act.error && <Failure error={act.error} />}
      {law.mayKeep && (
        <div className="desk-acts">
          <Button onClick={() => setOpen('edit')}>{say(m.edit)}</Button>
          <Button onClick={() => setOpen('amend')}>{say(m.amend)}</Button>
          {entry.repealedFrom === undefined && (
            <Button onClick={() => setOpen('repeal')}>{say(m.repeal)}</Button>
          )}
          {law.verified === null && (
            <Button
              type="primary"
              loading={act.isPending}
              onClick={() => act.mutate({ path: `/laws/${law.id}/verification`, ifMatch: law.rowVersion })}
            >
              {say(words.verify)}
            </Button>
          )}
        </div>
      )}
      <Facts law={law} />
      <Changes law={law} />
      <Powers law={law} />
      <Articles law={law} />
      {open === 'edit' && <LawDrawer law={law} close={close} />}
      {open === 'amend' && <AmendDialog law={law} close={close} />}
      {open === 'repeal' && <RepealDialog law={law} close={close} />}
    </>
  );
}

function Facts({ law }: { readonly law: LawDetail }): ReactNode {
  const { say, lang } = useLanguage();
  const { entry, verified } = law;
  const day = (value: LegalDay | undefined): string | undefined =>
    value === undefined ? undefined : formatDay(value, lang);
  const facts = [
    [m.issuer, entry.issuer],
    [m.number, entry.documentNumber],
    [m.promulgated, day(entry.promulgatedOn)],
    [m.inForce, day(entry.inForceFrom)],
    [m.repealedFrom, day(entry.repealedFrom)],
    [m.repealNote, entry.repealNote],
    [m.source, entry.source],
    [
      words.verified,
      verified === null
        ? say(words.unverified)
        : say(words.verifiedBy, { by: verified.by, at: formatAt(verified.at) }),
    ],
  ] as const;
  return (
    <Descriptions
      column={{ xs: 1, md: 2 }}
      size="small"
      bordered
      items={facts.flatMap(([label, value]) =>
        value === undefined ? [] : [{ key: label.zh, label: say(label), children: value }],
      )}
    />
  );
}

function Changes({ law }: { readonly law: LawDetail }): ReactNode {
  const { say, lang } = useLanguage();
  const labels = new Map(law.articleKeys.map(({ key, label }) => [key, label]));
  return (
    <Card size="small" title={say(words.changes)} className="law-changes">
      {law.entry.amendments.length === 0 && <span className="quiet">{say(words.none)}</span>}
      <ul className="law-articles">
        {law.entry.amendments.map((change) => (
          <li key={`${change.decidedOn}${change.note}`}>
            {formatDay(change.decidedOn, lang)} {change.note}
            {change.inForceFrom !== undefined && (
              <> · {say(words.from, { on: formatDay(change.inForceFrom, lang) })}</>
            )}
            {' · '}
            {change.changed.length === 0
              ? say(words.whole)
              : change.changed.map((key) => labels.get(key) ?? key).join('、')}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Powers({ law }: { readonly law: LawDetail }): ReactNode {
  const { say, lang } = useLanguage();
  return (
    <section className="desk-section">
      <Typography.Title level={3}>{say(words.powers)}</Typography.Title>
      <Rows<LawDetail['powers'][number]>
        rowKey="powerId"
        items={law.powers}
        empty={say(words.noPowers)}
        pagination={law.powers.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
        columns={[
          {
            title: say(words.power),
            key: 'name',
            render: (_, row) => <a href={`/powers/${encodeURIComponent(row.code)}`}>{row.name}</a>,
          },
          {
            title: say(words.cited),
            key: 'articles',
            render: (_, row) => row.articles.join('、'),
          },
          {
            title: say(words.state),
            key: 'state',
            width: 220,
            render: (_, row) => (
              <Tag color={REVIEW.has(row.state.code) ? 'error' : 'default'}>
                {stateText(say, lang, row.state)}
              </Tag>
            ),
          },
        ]}
      />
    </section>
  );
}
const REVIEW: ReadonlySet<string> = new Set(['repealed', 'article-ended', 'amended', 'not-yet']);

function Articles({ law }: { readonly law: LawDetail }): ReactNode {
  const { say, lang } = useLanguage();
  return (
    <section className="desk-section">
      <Typography.Title level={3}>{say(m.articles)}</Typography.Title>
      <ul className="law-articles">
        {law.entry.articles.map((article) => (
          <li key={`${article.number}${article.validFrom ?? ''}`}>
            <strong>{article.number}</strong>{' '}
            <Tag>{say(article.textKind === 'text' ? m.wording : m.summary)}</Tag>
            {article.validFrom !== undefined && (
              <Tag>{say(words.valid, { on: formatDay(article.validFrom, lang) })}</Tag>
            )}
            {article.endedFrom !== undefined && (
              <Tag color="warning">{say(words.ended, { on: formatDay(article.endedFrom, lang) })}</Tag>
            )}
            {article.text !== '' && <p>{article.text}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
