import { List } from 'antd';
import type { ReactNode } from 'react';
import type { CaseDetail } from '#modules/cases/contract';
import { formatAt } from '../../lib/format.ts';

/** Documents and materials of a case. */
export function CaseDocuments({ file }: { readonly file: CaseDetail }): ReactNode {
  return (
    <List
      size="small"
      dataSource={[...file.documents]}
      renderItem={(document) => (
        <List.Item>
          <div>
            <a
              href={`/api/v1/cases/${file.caseId}/documents/${document.id}`}
              target="_blank"
              rel="noreferrer"
            >
              {document.title}
            </a>
            <div className="quiet">
              {document.number} {formatAt(document.madeAt)}
            </div>
          </div>
        </List.Item>
      )}
    />
  );
}
