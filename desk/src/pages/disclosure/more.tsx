import { Button } from 'antd';
import type { ReactNode } from 'react';
import { messages } from '#platform/i18n';
import { useLanguage } from '../../lib/language.tsx';

const m = messages({ more: { zh: '再看一些', en: 'Show more' } });

type Props = {
  readonly query: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    fetchNextPage(): unknown;
  };
};

/** The way to the next page of a list, as long as there is one. */
export function More({ query }: Props): ReactNode {
  const { say } = useLanguage();
  if (!query.hasNextPage) return null;
  return (
    <div className="desk-acts">
      <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        {say(m.more)}
      </Button>
    </div>
  );
}
