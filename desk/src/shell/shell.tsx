import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { Button, Dropdown, Layout, Menu, Tag, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import { api, Nothing } from '../lib/api.ts';
import { useLanguage } from '../lib/language.tsx';
import { useMe } from '../lib/session.tsx';
import { DemoBand } from './demo-band.tsx';
import { shellMessages as m } from './messages.ts';
import { sectionsFor } from './sections.ts';

/** Frame of the desk: where one is, who one is, and the way to every page this person may open. */
export function Shell(): ReactNode {
  const me = useMe();
  const { lang, setLang, say } = useLanguage();
  const path = useRouterState({ select: (s) => s.location.pathname });
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [narrow, setNarrow] = useState(false);
  const [closed, setClosed] = useState(false);
  const logout = useMutation({
    mutationFn: () => api('/session', { method: 'DELETE', schema: Nothing }),
    // A fresh document and an empty tab: nothing of this person stays for the next.
    onSuccess: () => {
      sessionStorage.clear();
      window.location.assign('/desk/login');
    },
  });
  const open = sectionsFor(me);
  const selected = open.findLast(
    (s) => path === s.to || path.startsWith(`${s.to}/`) || (s.to !== '/' && path.startsWith(s.to)),
  )?.to;
  return (
    <Layout className="desk">
      <a className="skip" href="#main">
        {say(m.skip)}
      </a>
      <DemoBand />
      <Layout.Header className="desk-header">
        {narrow && (
          <Button aria-expanded={!closed} aria-controls="sections" onClick={() => setClosed(!closed)}>
            {say(m.navigation)}
          </Button>
        )}
        <Link to="/" className="desk-mark">
          澄明 <span>{say(m.desk)}</span>
        </Link>
        {!narrow && <span className="desk-agency">{me.agency.name}</span>}
        <span className="desk-grow" />
        <Button
          type="text"
          onClick={() => {
            setLang(lang === 'zh' ? 'en' : 'zh');
            // The server words steps, blockers and charts: they are asked for anew.
            void queries.invalidateQueries();
          }}
        >
          {lang === 'zh' ? 'English' : '中文'}
        </Button>
        <Dropdown
          trigger={['click']}
          menu={{
            items: [
              {
                key: 'posts',
                disabled: true,
                label: me.posts.map((p) => p.name).join('、') || say(m.noPost),
              },
              { key: 'account', label: say(m.account), onClick: () => void navigate({ to: '/account' }) },
              { key: 'portal', label: <a href="/">{say(m.portal)}</a> },
              { key: 'logout', label: say(m.logout), onClick: () => logout.mutate() },
            ],
          }}
        >
          <Button type="text">
            {me.name} {!narrow && <Tag variant="filled">{me.posts[0]?.name ?? ''}</Tag>}
          </Button>
        </Dropdown>
      </Layout.Header>
      <Layout>
        <Layout.Sider
          width={208}
          breakpoint="lg"
          collapsedWidth={0}
          trigger={null}
          collapsible
          collapsed={closed}
          onBreakpoint={(broken) => {
            setNarrow(broken);
            setClosed(broken);
          }}
          className="desk-sider"
        >
          <nav id="sections" hidden={closed} aria-label={say(m.navigation)}>
            <Menu
              mode="inline"
              onClick={() => setClosed(narrow)}
              selectedKeys={selected === undefined ? [] : [selected]}
              items={open.map((s) => ({ key: s.to, label: <Link to={s.to}>{say(s.label)}</Link> }))}
            />
          </nav>
        </Layout.Sider>
        <Layout.Content id="main" className="desk-main" tabIndex={-1}>
          <Outlet />
          <Typography.Paragraph type="secondary" className="desk-foot">
            {say(m.foot)}
          </Typography.Paragraph>
        </Layout.Content>
      </Layout>
    </Layout>
  );
}
