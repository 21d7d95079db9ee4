import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Tag, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import { CAMPAIGN_STATE_WORDS, type CampaignRow } from '#modules/campaigns/contract';
import { formatDay, LegalDay } from '#kernel';
import { messages } from '#platform/i18n';
import { Await } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { Rows } from '../../lib/rows.tsx';
import { OpenDialog } from './open-dialog.tsx';
import { campaignsQuery } from './queries.ts';
import { TasksTable } from './tasks-table.tsx';

const m = messages({
  title: { zh: '清权', en: 'Clean-up of powers' },
  intro: {
    zh: '每个处室把自己行使的权力逐项列出来，处长签字、分管领导审签、领导小组办公室审核。漏项由系统对照查出，由人说明。',
    en: 'Every office lists the powers it holds; its head signs, the leader countersigns, the leading group office passes. What is left out is found by comparison and explained by a person.',
  },
  mine: { zh: '要我办的填报', en: 'Returns that are mine' },
  all: { zh: '清权行动', en: 'Campaigns' },
  open: { zh: '发起清权行动', en: 'Open a campaign' },
  name: { zh: '名称', en: 'Name' },
  deadline: { zh: '截止日', en: 'Date' },
  state: { zh: '状态', en: 'State' },
  empty: { zh: '还没有清权行动。', en: 'There are no campaigns.' },
});

/** Campaigns of one's agency, and the returns that wait for this person. */
export function CampaignsPage(): ReactNode {
  const { say, lang } = useLanguage();
  const [opening, setOpening] = useState(false);
  const query = useQuery(campaignsQuery);
  return (
    <>
      <Typography.Title level={2}>{say(m.title)}</Typography.Title>
      <p className="import-lead">{say(m.intro)}</p>
      <Await query={query}>
        {({ items, mine, mayRun }) => (
          <>
            {mine.length > 0 && (
              <section className="desk-section">
                <Typography.Title level={3}>{say(m.mine)}</Typography.Title>
                <TasksTable tasks={mine} withCampaign />
              </section>
            )}
            {mayRun && (
              <div className="desk-acts">
                <Button type="primary" onClick={() => setOpening(true)}>
                  {say(m.open)}
                </Button>
              </div>
            )}
            <section className="desk-section">
              <Typography.Title level={3}>{say(m.all)}</Typography.Title>
              <Rows<CampaignRow>
                rowKey="id"
                items={items}
                empty={say(m.empty)}
                columns={[
                  {
                    title: say(m.name),
                    key: 'name',
                    render: (_, row) => (
                      <Link to="/campaigns/$campaignId" params={{ campaignId: row.id }}>
                        {row.name}
                      </Link>
                    ),
                  },
                  {
                    title: say(m.deadline),
                    key: 'deadline',
                    width: 220,
                    render: (_, row) => formatDay(LegalDay.parse(row.deadline), lang),
                  },
                  {
                    title: say(m.state),
                    key: 'state',
                    width: 120,
                    render: (_, row) => (
                      <Tag color={row.state === 'open' ? 'processing' : 'default'}>
                        {say(CAMPAIGN_STATE_WORDS[row.state])}
                      </Tag>
                    ),
                  },
                ]}
              />
            </section>
          </>
        )}
      </Await>
      {opening && <OpenDialog close={() => setOpening(false)} />}
    </>
  );
}
