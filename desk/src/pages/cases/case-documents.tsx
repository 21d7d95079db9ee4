import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { CaseDetail } from '#modules/cases/contract';
import { formatSize, messages } from '#platform/i18n';
import { formatAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';

const m = messages({
  none: { zh: '还没有文书和材料。', en: 'Nothing on file yet.' },
  material: { zh: '申请人提交', en: 'handed in' },
  withhold: { zh: '申请不公开', en: 'Ask that something of it be withheld' },
});

/** Documents as PDF and materials as they were handed in. */
export function CaseDocuments({ file }: { readonly file: CaseDetail }): ReactNode {
  const { say } = useLanguage();
  const documents = file.documents.filter(({ kind }) => kind !== 'application');
  if (documents.length === 0) return <p className="quiet">{say(m.none)}</p>;
  return (
    <>
      <ul className="case-documents">
        {documents.map((document) => {
          const base = `/api/v1/cases/${file.caseId}/documents/${document.id}`;
          return (
            <li key={document.id}>
              <a href={document.file === null ? `${base}/pdf` : base} target="_blank" rel="noreferrer">
                {document.title}
              </a>
              <div className="quiet">
                {[
                  document.number,
                  file.materials.find(({ key }) => key === document.material)?.name,
                  document.file && `${say(m.material)} ${formatSize(document.file.size)}`,
                ]
                  .filter(Boolean)
                  .join(' · ')}{' '}
                {formatAt(document.madeAt)}
              </div>
            </li>
          );
        })}
      </ul>
      <Link to="/nonpublic/new" search={{ of: 'case', id: file.caseId }}>
        {say(m.withhold)}
      </Link>
    </>
  );
}
