import { Typography } from 'antd';
import type { ReactNode } from 'react';
import { useMe } from '../../lib/session.tsx';

export function HomePage(): ReactNode {
  const me = useMe();
  return <Typography.Title level={2}>{me.name}</Typography.Title>;
}
