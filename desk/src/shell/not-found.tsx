import { Link } from '@tanstack/react-router';
import { Typography } from 'antd';
import type { ReactNode } from 'react';
import { messages } from '#platform/i18n';
import { useLanguage } from '../lib/language.tsx';

const m = messages({
  title: { zh: '没有这个页面', en: 'There is no such page' },
  text: {
    zh: '地址可能写错了，或者不完整。请从“我的工作”进去再找。',
    en: 'The address may be wrong or cut short. Start again from your work.',
  },
  home: { zh: '回到我的工作', en: 'Back to my work' },
});

/** What an address of the desk shows that leads nowhere. */
export function NotFound(): ReactNode {
  const { say } = useLanguage();
  return (
    <main className="desk-main">
      <Typography.Title level={2} className="desk-title">
        {say(m.title)}
      </Typography.Title>
      <p>{say(m.text)}</p>
      <Link to="/">{say(m.home)}</Link>
    </main>
  );
}
