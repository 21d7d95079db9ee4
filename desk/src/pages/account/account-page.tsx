import { useMutation } from '@tanstack/react-query';
import { Button, Card, Descriptions, Typography } from 'antd';
import type { ReactNode } from 'react';
import { api, Nothing } from '../../lib/api.ts';
import { Failure } from '../../lib/failure.tsx';
import { useLanguage } from '../../lib/language.tsx';
import { useMe } from '../../lib/session.tsx';
import { PasswordForm } from './password-form.tsx';
import { SecondFactor } from './second-factor.tsx';
import { TokensCard } from './tokens-card.tsx';
import { m } from './words.ts';

/** One's own account: who one is here, password, second factor, sessions, tokens. */
export function AccountPage(): ReactNode {
  const me = useMe();
  const { say } = useLanguage();
  return (
    <>
      <Typography.Title level={2}>{say(m.title)}</Typography.Title>
      <Descriptions
        column={1}
        size="small"
        className="desk-card"
        items={[
          { key: 'name', label: say(m.name), children: me.name },
          {
            key: 'posts',
            label: say(m.posts),
            children: me.posts.map((post) => `${post.office} · ${post.name}`).join('、') || say(m.noPost),
          },
        ]}
      />
      <div className="account-grid">
        <PasswordForm />
        <SecondFactor />
      </div>
      <TokensCard />
      <SessionsCard />
    </>
  );
}

function SessionsCard(): ReactNode {
  const { say } = useLanguage();
  const end = useMutation({
    mutationFn: () => api('/sessions', { method: 'DELETE', schema: Nothing }),
    // A fresh document: nothing of this person stays in memory.
    onSuccess: () => window.location.assign('/desk/login'),
  });
  return (
    <Card size="small" className="desk-card" title={say(m.sessions)}>
      {end.error && <Failure error={end.error} />}
      <p>{say(m.sessionsText)}</p>
      <Button danger loading={end.isPending} onClick={() => end.mutate()}>
        {say(m.everywhere)}
      </Button>
    </Card>
  );
}
