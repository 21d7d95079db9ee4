import type { ReactNode } from 'react';
import { messages } from '#platform/i18n';
import { DataTable, Mixed, useT } from '#platform/portal';
import type { apiDocs } from './describe-api.ts';

const words = messages({
  title: { zh: '接口', en: 'API' },
  lead: {
    zh: '工作台和第三方用的是同一套 JSON 接口，只增不改。读公开数据不需要登录；其余用令牌（Authorization: Bearer）。拒绝时回答 problem+json，带代码和字段。',
    en: 'The desk and third parties use the same JSON API; it only grows. Public data needs no login, the rest a bearer token. Refusals are problem documents with a code and fields.',
  },
  machine: { zh: '机器可读的完整说明（OpenAPI 3.1）', en: 'The whole description (OpenAPI 3.1)' },
  method: { zh: '方法', en: 'Method' },
  path: { zh: '地址', en: 'Address' },
  what: { zh: '用途', en: 'What it does' },
});

export function apiDocsPage(operations: ReturnType<typeof apiDocs>): ReactNode {
  return <ApiDocs operations={operations} />;
}

function ApiDocs({ operations }: { readonly operations: ReturnType<typeof apiDocs> }) {
  const t = useT();
  return (
    <>
      <header className="page-head">
        <h1>{t(words.title)}</h1>
        <p className="lead">{t(words.lead)}</p>
        <p>
          <a href="/api/v1/openapi.json">{t(words.machine)}</a>
        </p>
      </header>
      <DataTable
        caption={t(words.title)}
        rows={operations}
        rowKey={(row) => `${row.method} ${row.path}`}
        columns={[
          { key: 'path', head: t(words.path), title: true, cell: (row) => <code>{row.path}</code> },
          { key: 'method', head: t(words.method), cell: (row) => row.method },
          {
            key: 'what',
            head: t(words.what),
            cell: (row) => (
              <span lang="en">
                <Mixed>{row.summary}</Mixed>
              </span>
            ),
          },
        ]}
      />
    </>
  );
}
